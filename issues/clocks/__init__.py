"""Who holds an issue at every working minute, and by when it is due (docs/decisions/0043)."""
