"""What the web server does wherever it is started from this folder; options add to it."""

logger_class = "interface.accounts.safe_logs.GunicornLogger"
