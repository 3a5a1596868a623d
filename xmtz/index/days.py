"""Days as the index keeps them: ISO texts, NULL where there is none."""

from __future__ import annotations

from datetime import date


def iso(day: date | None) -> str | None:
    """A day as text."""
    return None if day is None else day.isoformat()


def first(*days: date | None) -> date | None:
    """The earliest of the days that are said."""
    return min((day for day in days if day is not None), default=None)
