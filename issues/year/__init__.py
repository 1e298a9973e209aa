"""A practice's year: what it raised and what became of it, as a page and as a PDF."""
