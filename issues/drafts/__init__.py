"""Issues that somebody began to write: kept for 30 days, seen by nobody else."""
