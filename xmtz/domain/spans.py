"""The periods that bulletins are about: weeks, fortnights, months, quarters, halves and years.

Figures come by the month, everything else by the day. So a period has its days, and the month up to which
figures count: for a week, and for a quarter that is not over, the newest month with figures, which its maker
has to say.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.cycles import Cycle, cycle_of, parse_cycle
from xmtz.domain.months import DateError, Month, parse_loose_day, parse_loose_month
from xmtz.domain.refusal import quoted
from xmtz.words.lang import Say

WEEKLY, BIWEEKLY, MONTHLY = "weekly", "biweekly", "monthly"
QUARTERLY, HALF_YEARLY, YEARLY = "quarterly", "half-yearly", "yearly"
KINDS: Final = {
    WEEKLY: "week",
    BIWEEKLY: "fortnight",
    MONTHLY: "month",
    QUARTERLY: "quarter",
    HALF_YEARLY: "half",
    YEARLY: "year",
}
"""The kinds of bulletins, each with the period of the calendar that it is about."""
WEEKS: Final = (WEEKLY, BIWEEKLY)


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
        """The month, quarter, half or year that `month` lies in."""
        return cls._of(kind, cycle_of(KINDS[kind], month.first_day))

    @classmethod
    def week(cls, kind: str, day: date, month: Month) -> Span:
        """The week or fortnight that `day` lies in, with figures up to `month`."""
        return cls._of(kind, cycle_of(KINDS[kind], day), month)

    @classmethod
    def _of(cls, kind: str, cycle: Cycle, month: Month | None = None) -> Span:
        return cls(kind, cycle.first, cycle.last, month or Month.of(cycle.last))

    @property
    def cycle(self) -> Cycle:
        """The period of the calendar."""
        return Cycle(KINDS[self.kind], self.first, self.last)

    def __str__(self) -> str:
        """As files and JSON name it: 2025-07, 2025-Q3, 2025-H1, 2025, 2025-W29."""
        return str(self.cycle)

    @property
    def key(self) -> str:
        """What tells it from every other period, also from the same with figures up to another month."""
        return str(self) if self.kind == MONTHLY else f"{self} {self.month}"

    def previous(self, newest: Month | None = None) -> Span:
        """The period before. `newest`: up to where the figures of a week count (as here, if None)."""
        cycle = self.cycle.previous
        last = Month.of(cycle.last)
        return Span._of(self.kind, cycle, min(newest or self.month, last) if self.kind in WEEKS else last)

    def say(self) -> Say:
        """The period as a heading names it."""
        year, month = self.month
        until = Say("", "")
        if self.month < Month.of(self.last) or self.kind in WEEKS:
            until = Say(f"（数据截至 {year} 年 {month} 月）", f" (figures up to {self.month})")
        named = self._named()
        return Say(named.zh + until.zh, named.en + until.en)

    def _named(self) -> Say:
        first, last, year = self.first, self.last, self.last.year
        if self.kind in WEEKS:
            zh = f"{first.year} 年 {first.month} 月 {first.day} 日至 {last.month} 月 {last.day} 日"
            return Say(zh, f"{first} to {last}")
        number = self.cycle.number
        return {
            MONTHLY: Say(f"{year} 年 {last.month} 月", f"{year}-{last.month:02d}"),
            QUARTERLY: Say(f"{year} 年第 {number} 季度", f"quarter {number} of {year}"),
            HALF_YEARLY: Say(
                f"{year} 年{'上' if number == 1 else '下'}半年",
                f"{'first' if number == 1 else 'second'} half of {year}",
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
    HALF_YEARLY: Say("上期", "last half-year"),
    YEARLY: Say("上年", "last year"),
}
_SUCH_AS: Final = {
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
    try:
        named = parse_cycle(text)
    except DateError:
        raise _refusal(kind, text) from None
    if named.every not in (KINDS[kind], "month"):
        raise _refusal(kind, text)
    return Span.ending(kind, Month.of(named.last)).month


def day_of_week(kind: str, text: str) -> date:
    """A day of the week that a person names: a day, or 2025-W29. Raises DateError."""
    try:
        named = parse_cycle(text) if "w" in text.lower() else None
        if named is None or named.every != "week":
            return parse_loose_day(text)
        return named.first
    except DateError:
        raise _refusal(kind, text) from None


def _refusal(kind: str, text: str) -> DateError:
    example = _SUCH_AS[kind]
    return DateError(
        Say(
            f"“{quoted(text)}”不是这种通报的时期；请写作 {example} 的样子",
            f"“{quoted(text)}” is no period of this bulletin; write it like {example}",
        )
    )
