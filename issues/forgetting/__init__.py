"""Forgetting: words that should not be here, what is kept too long, and people who ask."""
