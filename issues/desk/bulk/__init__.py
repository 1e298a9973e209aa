"""One step for many issues: looked at first, each issue by itself, a report at the end."""
