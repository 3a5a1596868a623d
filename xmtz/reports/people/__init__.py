"""People, groups and what they owe."""
