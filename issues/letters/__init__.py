"""Dated rules, and the letters with which a practice sends back what is the hospital's to do."""
