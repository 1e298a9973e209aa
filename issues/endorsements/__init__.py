"""“The same happened to us”: an issue that another practice raised, counted and followed."""
