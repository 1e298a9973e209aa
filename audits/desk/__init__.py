"""The reviewing desk: reading letters one by one, twice where it must be, then adjudicating."""
