"""How long something took, over many projects: mean, median, the longest."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple


class Lasting(NamedTuple):
    """Days over `number` projects; None where there are none."""

    number: int
    mean: Fraction | None
    median: Fraction | None
    worst: int | None


def lasting(days: Collection[int]) -> Lasting:
    """Mean, median and the longest of some numbers of days."""
    if not days:
        return Lasting(0, None, None, None)
    ordered = sorted(days)
    half = len(ordered) // 2
    median = Fraction(ordered[half]) if len(ordered) % 2 else Fraction(ordered[half - 1] + ordered[half], 2)
    return Lasting(len(ordered), Fraction(sum(ordered), len(ordered)), median, ordered[-1])
