"""Setting up a cycle: protocol, frame, sample, and who reads what."""
