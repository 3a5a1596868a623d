"""Means of projects: money, resources, yield, risks, assessments, in print."""
