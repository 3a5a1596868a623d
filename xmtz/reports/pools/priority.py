"""Who comes first for resources: the grade of a project's yield, or of its owner's (资源配置与评价挂钩)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from xmtz.index import yield_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.index.yield_questions import BenefitLine
from xmtz.records.score_rules import YieldRule
from xmtz.reports.means.yields import Yields, group


class Standing(NamedTuple):
    """The grade that says where a project stands for resources; `whose`: its own, or its owner's."""

    grade: str
    year: int
    own: bool
    priority: int | None
    restricted: bool


class Grades:
    """The grades that count for resources on a day: a project's own, else those of its owner's projects."""

    def __init__(self, ledger: Ledger, day: date) -> None:
        self.rule: YieldRule | None = None
        self.year = 0
        self._own: dict[str, str] = {}
        self._owners: dict[str, list[BenefitLine]] = {}
        rules = ledger.rules.indicators.yields
        year = ask.newest_year(ledger.facts, day.year)
        if (
            not rules
            or year is None
            or all(one.since is None or one.since.year > year for one in rules.values())
        ):
            return
        found = Yields(ledger, day, year)
        self.rule, self.year = found.rule, year
        for one in found.scored():
            if one.score.grade is not None:
                self._own[one.line.id] = one.score.grade
            if one.line.owner:
                self._owners.setdefault(one.line.owner, []).append(one.line)

    def of(self, id_: str, owner: str | None) -> Standing | None:
        """The grade of a project, or of all that its owner has in production taken together."""
        if self.rule is None:
            return None
        key = self._own.get(id_)
        own = key is not None
        if key is None and owner in self._owners:
            key = group(self.rule, None, self._owners[owner]).score.grade
        if key is None:
            return None
        rule = self.rule.grades[key]
        return Standing(key, self.year, own, rule.priority, bool(rule.restricted))


def precedence(standing: Standing | None) -> tuple[bool, int]:
    """The place in a queue for resources: by the priority of the grade, those without one after them,
    those that are restricted last."""
    if standing is None:
        return (False, 100)
    return (standing.restricted, 100 if standing.priority is None else standing.priority)
