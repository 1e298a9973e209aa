"""What a cycle that was read here comes to: its letters, their requests, how far readers agree."""
