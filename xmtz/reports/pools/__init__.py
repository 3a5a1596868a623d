"""Pools, key lists and plans of investment."""
