"""A length of time as rules give it."""

from __future__ import annotations

from typing import NamedTuple


class Period(NamedTuple):
    """A number of working days (wd), days (d), months (m) or years (y)."""

    number: int
    unit: str
