"""Risk plans in classes (廉政、安全质量、资金投入、债券债务): what is open, due for review, warned of, and whose plan is missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.index import risk_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.index.risk_questions import RiskLine, Unplanned
from xmtz.records.rules import Rules
from xmtz.reports.names import Names

LEVELS: Final = ("high", "medium", "low")


class Wanted(NamedTuple):
    """Which risks are asked for. `due`: those whose review falls within so many days, or has fallen."""

    unit: str | None = None
    path: str | None = None
    class_: str | None = None
    level: str | None = None
    due: int | None = None
    warned: bool = False
    every: bool = False


class Count(NamedTuple):
    """The open risks of a class by level, the projects that have any, those without the plan they need."""

    class_: str
    high: int
    medium: int
    low: int
    warned: int
    due: int
    projects: int
    unplanned: int


class Risks:
    """The risks of a ledger on a day."""

    def __init__(self, ledger: Ledger, day: date, wanted: Wanted) -> None:
        self.ledger = ledger
        self.day = day
        self.wanted = wanted
        self.all = ask.risks(ledger.facts, day.isoformat(), wanted.unit, wanted.path)

    def lines(self) -> list[RiskLine]:
        """The risks asked for, the high ones first, then by the day of review."""
        wanted = self.wanted
        found = [
            one
            for one in self.all
            if (wanted.every or one.closed is None)
            and wanted.class_ in (None, one.class_)
            and wanted.level in (None, one.level)
            and (wanted.due is None or self.due(one, wanted.due))
            and (not wanted.warned or one.warned is not None)
        ]
        return sorted(found, key=lambda one: (LEVELS.index(one.level), one.review or "9", one.id, one.n))

    def due(self, one: RiskLine, within: int = 0) -> bool:
        """Whether an open risk is to be reviewed by the day, or so many days after it."""
        last = (self.day + timedelta(days=within)).isoformat()
        return one.closed is None and one.review is not None and one.review <= last

    def unplanned(self) -> list[Unplanned]:
        """Projects without a plan against a class that needs one in their stage."""
        wanted = self.wanted
        required = required_in(self.ledger.rules)
        if wanted.class_ is not None:
            required = {key: stages for key, stages in required.items() if key == wanted.class_}
        return ask.unplanned(self.ledger.facts, self.day.isoformat(), required, wanted.unit, wanted.path)

    def counts(self) -> list[Count]:
        """Open risks by class, in the order of the rules."""
        lacking = self.unplanned()
        order = Names(self.ledger).order("risk")
        keys = {*order, *(one.class_ for one in self.all)}
        made = []
        for key in sorted(keys, key=lambda k: (order.get(k, len(order)), k)):
            ones = [one for one in self.all if one.class_ == key and one.closed is None]
            high, medium, low = (sum(one.level == level for one in ones) for level in LEVELS)
            made.append(
                Count(
                    key,
                    high,
                    medium,
                    low,
                    sum(one.warned is not None for one in ones),
                    sum(self.due(one) for one in ones),
                    len({one.id for one in ones}),
                    sum(one.class_ == key for one in lacking),
                )
            )
        return made


def required_in(rules: Rules) -> dict[str, frozenset[str]]:
    """The stages in which each class of risks needs a plan: from `required_from` on, but for those given up."""
    stages = rules.stages.stages
    order = list(stages)
    return {
        key: frozenset(
            one for one in order[order.index(term.required_from) :] if "ended" not in stages[one].marks
        )
        for key, term in (rules.terms.risks or {}).items()
        if term.required_from is not None and term.required_from in stages
    }
