"""Reminding a specialty of what is overdue, and telling the team when that does not help."""
