"""Assessed before decided (先评估、后决策): what waits for a decision, what was decided and after how many days,
how often institutions and experts were used (机构库、专家库)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from xmtz.index import review_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.index.review_questions import ReviewLine
from xmtz.records.calendar import calendar_of


class Decided(NamedTuple):
    """An assessment that was decided on; `days`: working days from the one to the other."""

    line: ReviewLine
    days: int


class Pending(NamedTuple):
    """An assessment that waits; `days`: working days since it."""

    line: ReviewLine
    days: int


class Use(NamedTuple):
    """How often an institution or an expert was called on: assessments, projects, decisions that followed, the last day."""

    name: str
    assessments: int
    projects: int
    decided: int
    last: str


class Assessments:
    """The assessments of a ledger on a day, of all projects, of a unit or of one file."""

    def __init__(self, ledger: Ledger, day: date, unit: str | None = None, path: str | None = None) -> None:
        self.ledger = ledger
        self.day = day
        self.calendar = calendar_of(ledger.rules)
        self.lines = ask.reviews(ledger.facts, day.isoformat(), unit, path)

    def waiting(self) -> list[Pending]:
        """Those without a decision, the oldest first."""
        return [
            Pending(one, self._between(one.assessed, self.day.isoformat()))
            for one in self.lines
            if one.decided is None
        ]

    def decided(self) -> list[Decided]:
        """Those decided on, the newest decision first."""
        found = [
            Decided(one, self._between(one.assessed, one.decided))
            for one in self.lines
            if one.decided is not None
        ]
        return sorted(found, key=lambda one: (one.line.decided or "", one.line.id, one.line.n), reverse=True)

    def institutions(self) -> list[Use]:
        """The institutions, the one used most first."""
        return _uses((one.by, one) for one in self.lines if one.by is not None)

    def experts(self) -> list[Use]:
        """The experts, the one used most first."""
        return _uses((name, one) for one in self.lines for name in one.experts)

    def _between(self, first: str, last: str) -> int:
        return self.calendar.working_days_between(date.fromisoformat(first), date.fromisoformat(last))


def _uses(named: Iterable[tuple[str | None, ReviewLine]]) -> list[Use]:
    groups: dict[str, list[ReviewLine]] = {}
    for name, line in named:
        if name is not None:
            groups.setdefault(name, []).append(line)
    made = [
        Use(
            name,
            len(lines),
            len({one.id for one in lines}),
            sum(one.decided is not None for one in lines),
            max(one.assessed for one in lines),
        )
        for name, lines in groups.items()
    ]
    return sorted(made, key=lambda one: (-one.assessments, one.name))
