"""Issues: their lists, lives and rates."""
