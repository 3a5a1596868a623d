"""The periods that bulletins are about: weeks, fortnights, months, quarters, halves and years.

Figures come by the month, everything else by the day. So a period has its days, and the month up to which
figures count: for a week, and for a quarter that is not over, the newest month with figures, which its maker
has to say.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.domain.months import FIRST_YEAR, LAST_YEAR, DateError, Month, parse_loose_day, parse_loose_month
from xmtz.domain.refusal import quoted
from xmtz.words.lang import Say

WEEKLY, BIWEEKLY, MONTHLY = "weekly", "biweekly", "monthly"
QUARTERLY, HALF_YEARLY, YEARLY = "quarterly", "half-yearly", "yearly"
KINDS: Final = (WEEKLY, BIWEEKLY, MONTHLY, QUARTERLY, HALF_YEARLY, YEARLY)
_DAYS: Final = {WEEKLY: 7, BIWEEKLY: 14}
_MONTHS: Final = {MONTHLY: 1, QUARTERLY: 3, HALF_YEARLY: 6, YEARLY: 12}


class Span(NamedTuple):
    """A period from `first` to `last`, both included. `month`: figures count up to it."""

    kind: str
    first: date
    last: date
    month: Month

    @classmethod
    def of_month(cls, month: Month) -> Span:
        """A calendar month."""
        return cls(MONTHLY, month.first_day, month.last_day, month)

    @classmethod
    def ending(cls, kind: str, month: Month) -> Span:
        """The month, quarter, half or year that `month` lies in. Raises KeyError for weeks."""
        size = _MONTHS[kind]
        first = Month(month.year, (month.month - 1) // size * size + 1)
        last = first.plus(size - 1)
        return cls(kind, first.first_day, last.last_day, last)

    @classmethod
    def week(cls, kind: str, day: date, month: Month) -> Span:
        """The week from Monday to Sunday that `day` lies in; a fortnight is that week and the one before."""
        last = day + timedelta(days=7 - day.isoweekday())
        return cls(kind, last - timedelta(days=_DAYS[kind] - 1), last, month)

    def __str__(self) -> str:
        """As files and JSON name it: 2025-07, 2025-Q3, 2025-H1, 2025, 2025-07-14--2025-07-20."""
        if self.kind in _DAYS:
            return f"{self.first}--{self.last}"
        year = f"{self.last.year:04d}"
        return {
            MONTHLY: str(self.month),
            QUARTERLY: f"{year}-Q{self.month.quarter}",
            HALF_YEARLY: f"{year}-H{(self.month.month + 5) // 6}",
            YEARLY: year,
        }[self.kind]

    @property
    def key(self) -> str:
        """What tells it from every other period, also from the same with figures up to another month."""
        return str(self) if self.kind == MONTHLY else f"{self} {self.month}"

    @property
    def before(self) -> tuple[date, date]:
        """The days of the period before."""
        if self.kind in _DAYS:
            return self.first - timedelta(days=_DAYS[self.kind]), self.first - timedelta(days=1)
        month = Month.of(self.first)
        return month.plus(-_MONTHS[self.kind]).first_day, month.previous.last_day

    def previous(self, month: Month | None = None) -> Span:
        """The period before; for a week `month` says up to where its figures count (as here, if None)."""
        first, last = self.before
        counted = Month.of(last) if self.kind not in _DAYS else min(month or self.month, Month.of(last))
        return Span(self.kind, first, last, counted)

    def say(self) -> Say:
        """The period as a heading names it."""
        year, month = self.month
        until = Say("", "")
        if self.month < Month.of(self.last) or self.kind in _DAYS:
            until = Say(f"（数据截至 {year} 年 {month} 月）", f" (figures up to {self.month})")
        named = self._named()
        return Say(named.zh + until.zh, named.en + until.en)

    def _named(self) -> Say:
        year, month = self.month
        if self.kind in _DAYS:
            first, last = self.first, self.last
            return Say(
                f"{first.year} 年 {first.month} 月 {first.day} 日至 {last.month} 月 {last.day} 日",
                f"{first} to {last}",
            )
        first_half = self.first.month == 1
        return {
            MONTHLY: Say(f"{year} 年 {month} 月", f"{year}-{month:02d}"),
            QUARTERLY: Say(
                f"{year} 年第 {self.month.quarter} 季度", f"quarter {self.month.quarter} of {year}"
            ),
            HALF_YEARLY: Say(
                f"{year} 年{'上' if first_half else '下'}半年",
                f"{'first' if first_half else 'second'} half of {year}",
            ),
            YEARLY: Say(f"{year} 年", str(year)),
        }[self.kind]


THIS: Final = {
    WEEKLY: Say("本周", "this week"),
    BIWEEKLY: Say("本双周", "this fortnight"),
    MONTHLY: Say("本月", "this month"),
    QUARTERLY: Say("本季", "this quarter"),
    HALF_YEARLY: Say("本半年", "this half-year"),
    YEARLY: Say("本年", "this year"),
}
LAST: Final = {
    WEEKLY: Say("上周", "last week"),
    BIWEEKLY: Say("上双周", "last fortnight"),
    MONTHLY: Say("上月", "last month"),
    QUARTERLY: Say("上季", "last quarter"),
    HALF_YEARLY: Say("上半年期", "last half-year"),
    YEARLY: Say("上年", "last year"),
}
_PATTERNS: Final = {
    QUARTERLY: re.compile(
        r"(?P<y>[0-9]{4})(?:[- ]?[Qq](?P<n>[1-4])| ?年? ?第? ?(?P<m>[1-4一二三四]) ?季度?)"
    ),
    HALF_YEARLY: re.compile(r"(?P<y>[0-9]{4})(?:[- ]?[Hh](?P<n>[12])| ?年? ?(?P<m>[上下]) ?半年)"),
    YEARLY: re.compile(r"(?P<y>[0-9]{4})(?P<n>)(?P<m>) ?年?(?:度)?"),
}
_NUMBERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_SUCH_AS: Final = {
    MONTHLY: "2025-07",
    QUARTERLY: "2025-Q3",
    HALF_YEARLY: "2025-H1",
    YEARLY: "2025",
    WEEKLY: "2025-07-14",
    BIWEEKLY: "2025-07-14",
}


def last_month(kind: str, text: str) -> Month:
    """The last month of the period that a person names, or of the one in which the month named lies.

    Raises DateError. Weeks are named by one of their days: see `day_of_week`.
    """
    if kind == MONTHLY:
        return parse_loose_month(text)
    found = _PATTERNS[kind].fullmatch(text.strip())
    if found is not None and FIRST_YEAR <= int(found["y"]) <= LAST_YEAR:
        named = found["n"] or found["m"]
        n = _NUMBERS.get(named) or int(named or 1)
        return Month(int(found["y"]), n * _MONTHS[kind])
    try:
        month = parse_loose_month(text)
    except DateError:
        raise _refusal(kind, text) from None
    return Span.ending(kind, month).month


def day_of_week(kind: str, text: str) -> date:
    """A day of the week that a person names: a day, or 2025-W29. Raises DateError."""
    found = re.fullmatch(r"([0-9]{4})-?W([0-9]{1,2})", text.strip())
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else parse_loose_day(text)
    except (ValueError, DateError):
        raise _refusal(kind, text) from None


def _refusal(kind: str, text: str) -> DateError:
    example = _SUCH_AS[kind]
    return DateError(
        Say(
            f"“{quoted(text)}”不是这种通报的时期；请写作 {example} 的样子",
            f"“{quoted(text)}” is no period of this bulletin; write it like {example}",
        )
    )
