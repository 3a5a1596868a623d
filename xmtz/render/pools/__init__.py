"""Pools, key lists and plans of investment, in print."""
