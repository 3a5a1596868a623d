"""People, groups and what they owe, in print."""
