"""Amounts in print: one unit for a whole bulletin, the same decimals in every row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from xmtz.domain.money import WAN, YI, Fen, format_amount

_LARGE: Final = 10 * YI  # a ledger whose year is smaller than this reads better in 万元


class Amounts(NamedTuple):
    """How the amounts of a bulletin are printed: their unit and their decimals."""

    unit: str
    places: int

    def text(self, fen: Fen) -> str:
        """An amount without the unit's name."""
        return format_amount(fen, self.unit, self.places, thousands=True)

    def with_unit(self, fen: Fen) -> str:
        """An amount in a sentence."""
        return f"{self.text(fen)} {self.unit}"


def suited(largest: Fen, amounts: Iterable[Fen]) -> Amounts:
    """亿元 where the largest amount is 10 亿元 or more, otherwise 万元: without decimals where none are needed."""
    if largest >= _LARGE:
        return Amounts("亿元", 2)
    return in_wan(amounts)


def in_wan(amounts: Iterable[Fen]) -> Amounts:
    """万元, with two decimals if any of the amounts is no whole number of 万元."""
    return Amounts("万元", 2 if any(amount % WAN for amount in amounts) else 0)
