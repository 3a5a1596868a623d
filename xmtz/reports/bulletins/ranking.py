"""Ranks: larger rates first, ties share a rank, what has no denominator has none."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K")


def ranks(rates: Mapping[K, Fraction | None], higher_is_better: bool = True) -> dict[K, int | None]:
    """The rank of each key, from 1. Equal rates share a rank and the next one is skipped (1, 1, 3).

    A rate of None (an empty denominator) is unranked: None, never last.
    """
    ordered = sorted((rate for rate in rates.values() if rate is not None), reverse=higher_is_better)
    place: dict[Fraction, int] = {}
    for position, rate in enumerate(ordered, 1):
        place.setdefault(rate, position)
    return {key: None if rate is None else place[rate] for key, rate in rates.items()}
