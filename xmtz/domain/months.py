"""Months and days as ledgers write them.

Files carry `2025-07` and `2025-07-01` and nothing else; people and spreadsheets write
dates in many more ways, which the loose readers take as long as one meaning is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from xmtz.domain.refusal import DomainError, quoted
from xmtz.words.lang import Say

FIRST_YEAR = 1949
LAST_YEAR = 2100


class DateError(DomainError):
    """Text that is no day, or no month."""


class Month(NamedTuple):
    """A calendar month; months compare and hash by their order in time."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month `2025-07` names. Raises DateError for any other spelling."""
        known = _MONTHS.get(text)
        return known if known is not None else _learn_month(text)

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> Month:
        return Month(self.year + 1, 1) if self.month == 12 else Month(self.year, self.month + 1)

    @property
    def previous(self) -> Month:
        return Month(self.year - 1, 12) if self.month == 1 else Month(self.year, self.month - 1)

    def plus(self, months: int) -> Month:
        """The month that many months later (earlier, if negative)."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def since(self, earlier: Month) -> int:
        """How many months lie between `earlier` and this one; 0 for the same month."""
        return (self.year - earlier.year) * 12 + self.month - earlier.month

    def through(self, last: Month) -> Iterator[Month]:
        """Every month from this one to `last`, both included; none if `last` is earlier."""
        return (self.plus(n) for n in range(last.since(self) + 1))

    @property
    def quarter(self) -> int:
        """1 to 4."""
        return (self.month + 2) // 3

    @property
    def quarter_months(self) -> tuple[Month, Month, Month]:
        """The three months of this month's quarter."""
        first = Month(self.year, self.quarter * 3 - 2)
        return first, first.next, first.next.next

    @property
    def year_start(self) -> Month:
        """January of the same year."""
        return Month(self.year, 1)


# Figures are keyed by month, 60 to a file: each spelling is read once. Only what was
# valid is kept, so the tables end at the months and days there are.
_MONTHS: dict[str, Month] = {}
_DAYS: dict[str, date] = {}

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(text: str) -> date:
    """The day `2025-07-01` names. Raises DateError for any other spelling or no real day."""
    known = _DAYS.get(text)
    return known if known is not None else _learn_day(text)


def _learn_month(text: str) -> Month:
    found = _MONTH.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise DateError(_month_refusal(text))
    month = _MONTHS[text] = Month(int(found[1]), int(found[2]))
    return month


def _learn_day(text: str) -> date:
    if _DAY.fullmatch(text) is None:
        raise DateError(_day_refusal(text))
    day = _DAYS[text] = _real_day(text, int(text[:4]), int(text[5:7]), int(text[8:]))
    return day


def _real_day(text: str, year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(
            Say(
                f"日期“{quoted(text)}”的年份不在 {FIRST_YEAR}—{LAST_YEAR} 之间；请核对年份。",
                f"the year of “{quoted(text)}” is not within {FIRST_YEAR}-{LAST_YEAR}; check the year.",
            )
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError(
            Say(
                f"没有“{quoted(text)}”这一天；请核对月份和日子。",
                f"there is no such day as “{quoted(text)}”; check its month and day.",
            )
        ) from None


# ---- What people and spreadsheets write

_WIDE = str.maketrans("０１２３４５６７８９／．：－　\u00a0", "0123456789/.:-  ")
_LOOSE_DAY = (
    r"([0-9]{4}) ?(?:([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})|年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号])"
    r"|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_TIME = r"(?:(?<=[0-9])[T ]|(?<=[日号]) ?)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:\+08:?00)?"
_LOOSE_MONTH = (
    r"(?P<year>[0-9]{4}) ?(?:[-/.] ?(?P<a>[0-9]{1,2})|年 ?(?P<b>[0-9]{1,2}) ?月份?)"
    r"|(?P<year2>[0-9]{4})(?P<c>[0-9]{2})"
    r"|(?P<d>[0-9]{1,2}) ?(?:月份?)?"
)


def _narrow(text: str) -> str:
    return " ".join(text.translate(_WIDE).split()) if len(text) <= 60 else ""


def parse_loose_day(text: str) -> date:
    """The day a person or a spreadsheet wrote; a time of day is dropped.

    Takes 2025/7/1, 2025.7.1, 2025-7-1, 2025年7月1日, 20250701, `2026-05-15 00:00:00` and
    full-width digits. Raises DateError for what has no year, no day, a two-digit year, the
    year last, or a time zone other than China's.
    """
    narrow = _narrow(text)
    time = re.search(_TIME, narrow)
    bare = narrow[: time.start()] if time and time.end() == len(narrow) else narrow
    found = re.fullmatch(_LOOSE_DAY, bare)
    if found is None:
        raise DateError(_day_refusal(text))
    year, month, day = (
        (found[1], found[3] or found[5], found[4] or found[6]) if found[1] else found.group(7, 8, 9)
    )
    return _real_day(text, int(year), int(month), int(day))


def parse_loose_month(text: str, year: int | None = None) -> Month:
    """The month a person wrote: 2025-7, 2025.07, 202507, 2025年7月, or 7 of a given `year`.

    Raises DateError. A spreadsheet cell that holds the number 2025.1 is not text and must
    not come here: it may mean January or October.
    """
    found = re.fullmatch(_LOOSE_MONTH, _narrow(text))
    if found is None:
        raise DateError(_month_refusal(text))
    of_year = found["year"] or found["year2"]
    month = int(found["a"] or found["b"] or found["c"] or found["d"])
    if of_year is None and year is None:
        raise DateError(
            Say(
                f"“{quoted(text)}”没有年份；请写作 2025-07 的样子。",
                f"“{quoted(text)}” has no year; write it like 2025-07.",
            )
        )
    named = int(of_year) if of_year else year or 0
    if not (FIRST_YEAR <= named <= LAST_YEAR and 1 <= month <= 12):
        raise DateError(_month_refusal(text))
    return Month(named, month)


def parse_loose_year(text: str) -> int:
    """The year a person wrote: 2025, 2025年, 2025年度, full-width digits. Raises DateError."""
    found = re.fullmatch(r"([0-9]{4}) ?(?:年度?)?", _narrow(text))
    if found is not None and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return int(found[1])
    raise DateError(
        Say(
            f"“{quoted(text)}”不是年度；请写 2025 的样子，在 {FIRST_YEAR}—{LAST_YEAR} 之间。",
            f"“{quoted(text)}” is no year; write it like 2025, within {FIRST_YEAR}-{LAST_YEAR}.",
        )
    )


def _day_refusal(text: str) -> Say:
    return Say(
        f"“{quoted(text)}”不是日期；请写年-月-日，如 2025-07-01。",
        f"“{quoted(text)}” is not a date; write year-month-day, such as 2025-07-01.",
    )


def _month_refusal(text: str) -> Say:
    return Say(
        f"“{quoted(text)}”不是月份；请写年-月，如 2025-07，年份在 {FIRST_YEAR}—{LAST_YEAR} 之间。",
        f"“{quoted(text)}” is not a month; write year-month, such as 2025-07, within {FIRST_YEAR}-{LAST_YEAR}.",
    )
