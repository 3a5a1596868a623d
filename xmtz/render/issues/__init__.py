"""Issues: their lists, lives and rates, in print."""
