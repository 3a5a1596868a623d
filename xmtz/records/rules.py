"""The rules of a ledger: how one locality works, as data. Every record of `rules/` can be had from here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from xmtz.records.dispatch_rules import Dispatch, DispatchReason
from xmtz.records.duty_rules import (
    Cadence,
    CadenceRules,
    CalendarRules,
    Clearance,
    Freshness,
    IssueClass,
    IssueRules,
    Rung,
)
from xmtz.records.indicator_rules import BulletinList, BulletinRule, Indicators
from xmtz.records.list_rules import ListCondition, ListRule
from xmtz.records.post_rules import PostRule
from xmtz.records.project_groups import ProjectGroups
from xmtz.records.rate_rules import SCHEDULES, Comparison, Indicator, Light
from xmtz.records.record import Record
from xmtz.records.score_rules import Evaluation, Grade, ScoreItem, YieldItem, YieldRule
from xmtz.records.stage_rules import Need, Stage, Stages
from xmtz.records.step_rules import AUTHORITY_LEVEL, MEASURES, JointGroup, LimitCase, Span, StepRule, Steps
from xmtz.records.term_rules import EXPRESSION, TERMS, VOCABULARIES, Term, Terms

__all__ = [
    "AUTHORITY_LEVEL",
    "EXPRESSION",
    "MEASURES",
    "SCHEDULES",
    "TERMS",
    "VOCABULARIES",
    "BulletinList",
    "BulletinRule",
    "Cadence",
    "CadenceRules",
    "CalendarRules",
    "Clearance",
    "Comparison",
    "Dispatch",
    "DispatchReason",
    "Evaluation",
    "Freshness",
    "Grade",
    "Indicator",
    "Indicators",
    "IssueClass",
    "IssueRules",
    "JointGroup",
    "Light",
    "LimitCase",
    "ListCondition",
    "ListRule",
    "Need",
    "PostRule",
    "ProjectGroups",
    "Rules",
    "Rung",
    "ScoreItem",
    "Span",
    "Stage",
    "Stages",
    "StepRule",
    "Steps",
    "Term",
    "Terms",
    "YieldItem",
    "YieldRule",
]


class Rules:
    """All rules of a ledger, typed. Missing files give empty rules.

    `unread`: vocabularies whose files could not be read; their words are not checked. `groups`: the project
    groups of units.yaml, whose heads answer for projects that name nobody.
    """

    FILES: Final[dict[str, type[Record]]] = {
        "terms": Terms,
        "stages": Stages,
        "steps": Steps,
        "indicators": Indicators,
        "issues": IssueRules,
        "cadence": CadenceRules,
        "calendar": CalendarRules,
    }

    def __init__(
        self,
        files: Mapping[str, Record],
        unread: Collection[str] = (),
        groups: ProjectGroups | None = None,
    ) -> None:
        self.unread = frozenset(unread)
        self.groups = groups or ProjectGroups()

        def of(name: str) -> Record:
            found = files.get(name)
            if found is None:
                cls = self.FILES[name]
                found = cls.__new__(cls)
            return found

        self.terms: Terms = of("terms")  # type: ignore[assignment]
        self.stages: Stages = of("stages")  # type: ignore[assignment]
        self.steps: Steps = of("steps")  # type: ignore[assignment]
        self.indicators: Indicators = of("indicators")  # type: ignore[assignment]
        self.issues: IssueRules = of("issues")  # type: ignore[assignment]
        self.cadence: CadenceRules = of("cadence")  # type: ignore[assignment]
        self.calendar: CalendarRules = of("calendar")  # type: ignore[assignment]

    def words(self) -> dict[str, Mapping[str, object]]:
        """Every vocabulary that the rules define, for the schema."""
        found: dict[str, Mapping[str, object]] = {}
        for name in VOCABULARIES:
            terms = getattr(self.terms, name)
            if terms is not None:
                found[name] = terms
        found["stages"] = self.stages.stages
        found["batches"] = self.stages.batches or {}
        found["steps"] = self.steps.steps
        found["step_classes"] = self.steps.classes or {}
        found["phases"] = self.steps.phases or {}
        found["groups"] = self.steps.groups or {}
        found["indicators"] = self.indicators.indicators
        found["lights"] = self.indicators.lights
        found["classes"] = self.issues.classes
        found["ladder"] = self.issues.ladder
        found["cadences"] = self.cadence.cadences
        return {name: words for name, words in found.items() if name not in self.unread}
