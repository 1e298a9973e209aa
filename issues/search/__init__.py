"""Finding issues by their words: how a query is read, and how few rows it may cost."""
