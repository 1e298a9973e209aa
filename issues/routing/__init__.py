"""Rules that say where an issue goes, who looks after it and how soon (docs/decisions/0043)."""
