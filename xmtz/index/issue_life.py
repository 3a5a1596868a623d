"""How an issue stood on a day, in SQL over a row `i` of `issue`; `{day}` is an ISO day in SQL."""

from __future__ import annotations

from typing import Final

CLEARED: Final = (
    "(SELECT CASE WHEN x.until <= {day} THEN x.until END FROM issue_spell x"
    " WHERE x.c = i.c AND x.n = i.n AND x.since <= {day} ORDER BY x.k DESC LIMIT 1)"
)
"""The day on which it was cleared; NULL where it stood open, or open again."""

DUE: Final = (
    "coalesce((SELECT d.due FROM issue_due d WHERE d.c = i.c AND d.n = i.n AND d.until > {day}"
    " ORDER BY d.k LIMIT 1), i.due)"
)
"""The deadline that held."""
