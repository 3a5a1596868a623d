"""Stretches of the calendar: a month, a quarter, a half-year, a year."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from xmtz.domain.months import FIRST_YEAR, LAST_YEAR, DateError, Month, parse_loose_month
from xmtz.domain.refusal import quoted
from xmtz.words.lang import Say

LENGTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_QUARTERS: Final = "一二三四"
_HALVES: Final = "上下"
_YEAR: Final = re.compile(r"([0-9]{4}) ?(?:年度?)?")
_QUARTER: Final = re.compile(r"([0-9]{4}) ?(?:[-/年]? ?[Qq]([1-4])|年? ?第?([一二三四1-4])季度?)")
_HALF: Final = re.compile(r"([0-9]{4}) ?(?:[-/年]? ?[Hh]([12])|年? ?([上下])半年)")


class Stretch(NamedTuple):
    """One of them, by its kind and its last month."""

    kind: str
    last: Month

    @property
    def first(self) -> Month:
        """Its first month."""
        return self.last.plus(1 - LENGTHS[self.kind])

    @property
    def number(self) -> int:
        """Which one of its year it is, from 1."""
        return self.last.month // LENGTHS[self.kind]

    def __str__(self) -> str:
        if self.kind == "month":
            return str(self.last)
        if self.kind == "year":
            return f"{self.last.year:04d}"
        return f"{self.last.year:04d}-{'Q' if self.kind == 'quarter' else 'H'}{self.number}"


def stretch_of(kind: str, month: Month) -> Stretch:
    """The stretch of a kind that a month lies in."""
    length = LENGTHS[kind]
    return Stretch(kind, Month(month.year, (month.month + length - 1) // length * length))


def parse_stretch(text: str) -> Stretch:
    """What a person wrote: 2025, 2023-Q3, 2023年三季度, 2023-H1, 2023年上半年, 2025-07. Raises DateError."""
    plain = " ".join(text.split()) if len(text) <= 40 else ""
    if found := _YEAR.fullmatch(plain):
        return Stretch("year", _month(text, found[1], 12))
    if found := _QUARTER.fullmatch(plain):
        n = int(found[2]) if found[2] else _QUARTERS.find(found[3]) + 1 or int(found[3])
        return Stretch("quarter", _month(text, found[1], n * 3))
    if found := _HALF.fullmatch(plain):
        n = int(found[2]) if found[2] else _HALVES.index(found[3]) + 1
        return Stretch("half", _month(text, found[1], n * 6))
    try:
        return Stretch("month", parse_loose_month(text))
    except DateError:
        raise DateError(_refusal(text)) from None


def _month(text: str, year: str, month: int) -> Month:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise DateError(_refusal(text))
    return Month(int(year), month)


def _refusal(text: str) -> Say:
    return Say(
        f"“{quoted(text)}”不是月、季、半年或年；请写如 2025-07、2025-Q3、2025-H1、2025，"
        f"年份在 {FIRST_YEAR}—{LAST_YEAR} 之间",
        f"“{quoted(text)}” is no month, quarter, half-year or year; write such as 2025-07, 2025-Q3, 2025-H1, 2025,"
        f" within {FIRST_YEAR}-{LAST_YEAR}",
    )
