"""Which approval steps apply to a project: the conditions of rules/steps.yaml over its facts."""

from __future__ import annotations

import sqlite3
from typing import Any

from xmtz.index.guard import evaluator
from xmtz.index.schema import WORDS
from xmtz.records.expressions import ExpressionError, checked
from xmtz.records.project import Project
from xmtz.records.row import FACTS
from xmtz.records.rules import Rules


class StepConditions:
    """The conditions of all steps as one query. A condition that is not allowed never applies:
    the check of the rules reports it."""

    def __init__(self, rules: Rules) -> None:
        self.always: list[str] = []
        self.keys: list[str] = []
        selected: list[str] = []
        for key, rule in rules.steps.steps.items():
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

    def applying(self, project: Project, traits: list[Any]) -> set[str]:
        """The keys of the steps that apply. What is not known about a project makes no step apply."""
        found = set(self.always)
        if self.query is None:
            return found
        if self.connection is None:
            self.connection = evaluator()
        values = [
            project.id,
            project.name,
            *(getattr(project, word) for word in WORDS),
            project.total,
            *traits,
        ]
        try:
            row = self.connection.execute(self.query, values).fetchone()
        except sqlite3.Error:
            return found
        found.update(key for key, holds in zip(self.keys, row, strict=True) if holds)
        return found
