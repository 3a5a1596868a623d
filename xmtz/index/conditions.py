"""Which approval steps apply to a project: the conditions of rules/steps.yaml over its facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from xmtz.index.guard import evaluator
from xmtz.index.schema import WORDS
from xmtz.records.expressions import ExpressionError, checked
from xmtz.records.project import Project
from xmtz.records.row import FACTS
from xmtz.records.rules import Span, StepRule


class StepConditions:
    """The conditions of all steps, or of all whole-process limits, as one query. A condition that is
    not allowed never applies: the check of the rules reports it."""

    def __init__(self, rules: Mapping[str, StepRule] | Mapping[str, Span]) -> None:
        self.always: list[str] = []
        self.keys: list[str] = []
        selected: list[str] = []
        for key, rule in rules.items():
            if rule.when is None:
                self.always.append(key)
                continue
            try:
                selected.append(f"({checked(rule.when, FACTS)})")
            except ExpressionError:
                continue
            self.keys.append(key)
        facts = ", ".join(f"? AS {name}" for name in FACTS)
        self.query = f"SELECT {', '.join(selected)} FROM (SELECT {facts})" if selected else None
        self.connection: sqlite3.Connection | None = None
        self.last: tuple[Project, set[str]] | None = None  # one project is asked about several times over

    def applying(self, project: Project, traits: list[Any]) -> set[str]:
        """The keys of the steps that apply. What is not known about a project makes no step apply."""
        if self.last is not None and self.last[0] is project:
            return self.last[1]
        found = self._applying(project, traits)
        self.last = (project, found)
        return found

    def _applying(self, project: Project, traits: list[Any]) -> set[str]:
        found = set(self.always)
        if self.query is None:
            return found
        if self.connection is None:
            self.connection = evaluator()
        try:
            row = self.connection.execute(self.query, values_of(project, traits)).fetchone()
        except sqlite3.Error:
            return found
        found.update(key for key, holds in zip(self.keys, row, strict=True) if holds)
        return found


def values_of(project: Project, traits: list[Any]) -> list[Any]:
    """The facts of a project in the order of `FACTS`."""
    return [
        project.id,
        project.name,
        *(getattr(project, word) for word in WORDS),
        project.total,
        *traits,
    ]
