"""How long each approval step of a project may take: its limit, or that of the first case that holds.

A case replaces what it says. What goes with a limit goes with it: the note on a limit that was
replaced is gone, and so is a promise that the limit of the case is shorter than.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from xmtz.index.conditions import values_of
from xmtz.index.guard import evaluator
from xmtz.records.expressions import ExpressionError, checked
from xmtz.records.project import Project
from xmtz.records.quantities import Duration
from xmtz.records.row import FACTS
from xmtz.records.rules import LimitCase, Rules, StepRule
from xmtz.words.lang import Say


class Effective(NamedTuple):
    """The time limit of a step for one project, with its article. `extension`: by how much it may be extended."""

    limit: Duration | None
    promise: Duration | None
    extension: Duration | None
    statute: Say | None
    limit_note: Say | None
    level: str | None
    valid: Duration | None = None


class StepLimits:
    """The `cases` of all steps as one query. A condition that is not allowed never holds: the check
    of the rules reports it."""

    def __init__(self, rules: Rules) -> None:
        self._base: dict[str, Effective] = {}
        self._cases: list[tuple[str, list[Effective]]] = []
        selected: list[str] = []
        for key, rule in rules.steps.steps.items():
            self._base[key] = _effective(rule)
            conditions: list[tuple[str, Effective]] = []
            for case in rule.cases:
                try:
                    conditions.append((checked(case.when or "", FACTS), _with_case(rule, case)))
                except ExpressionError:
                    continue
            if conditions:
                whens = " ".join(f"WHEN ({when}) THEN {n}" for n, (when, _) in enumerate(conditions))
                selected.append(f"CASE {whens} END")
                self._cases.append((key, [limits for _, limits in conditions]))
        facts = ", ".join(f"? AS {name}" for name in FACTS)
        self._query = f"SELECT {', '.join(selected)} FROM (SELECT {facts})" if selected else None
        self._connection: sqlite3.Connection | None = None
        self._last: tuple[Project, dict[str, Effective]] | None = None

    def of(self, project: Project, traits: list[Any]) -> Mapping[str, Effective]:
        """The limits of every step of the rules for a project; `traits` as for StepConditions."""
        if self._query is None:
            return self._base
        if self._last is None or self._last[0] is not project:  # more than one table asks for it
            self._last = (project, self._of(self._query, project, traits))
        return self._last[1]

    def _of(self, query: str, project: Project, traits: list[Any]) -> dict[str, Effective]:
        found = dict(self._base)
        if self._connection is None:
            self._connection = evaluator()
        try:
            row = self._connection.execute(query, values_of(project, traits)).fetchone()
        except sqlite3.Error:
            return found
        for (key, cases), n in zip(self._cases, row, strict=True):
            if n is not None:
                found[key] = cases[n]
        return found


def _effective(rule: StepRule) -> Effective:
    return Effective(
        rule.limit, rule.promise, rule.extension, rule.statute, rule.limit_note, rule.level, rule.valid
    )


def _with_case(rule: StepRule, case: LimitCase) -> Effective:
    limit, promise, note = case.limit or rule.limit, case.promise or rule.promise, case.limit_note
    if case.limit is None:
        note = note or rule.limit_note
    elif case.promise is None and promise is not None and _is_longer(promise, case.limit):
        promise = None
    return Effective(
        limit,
        promise,
        case.extension or rule.extension,
        case.statute or rule.statute,
        note,
        case.level or rule.level,
        case.valid or rule.valid,
    )


_DAYS = {"wd": 1.4, "d": 1.0, "m": 30.0, "y": 365.0}


def _is_longer(one: Duration, other: Duration) -> bool:
    return one.number * _DAYS[one.unit] > other.number * _DAYS[other.unit]
