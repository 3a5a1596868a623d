"""Bulletins and what stands beside them: rankings, lights, evaluations, comparisons, in print."""
