"""The desk, inside the admin: the queues, one issue at a time, and what the team does next."""
