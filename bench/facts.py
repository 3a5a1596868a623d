"""The facts of a benchmark project. draw.py draws them, generate.py and peers.py write them.

Days are ordinals, months count from year 0 (year * 12 + month - 1), amounts are hundredths of
万元, physical progress is whole percent.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

LAST_MONTH: Final = 2025 * 12 + 6
TODAY: Final = date(2025, 8, 1).toordinal()
LAST_YEAR: Final = LAST_MONTH // 12
FIGURES: Final = ("invested", "invested_stats", "paid", "physical")


class StepWay(NamedTuple):
    """How a step usually goes: days to accept it, days to decide, the organ in its document number."""

    key: str
    accept: int
    decide: int
    organ: str
    pause: str = ""


# Keys of rules/steps.yaml, in an order that the prerequisites of every template allow.
STEPS: Final = (
    StepWay("siting", 3, 12, "西咸资规选字"),
    StepWay("filing", 1, 0, "西咸审批备"),
    StepWay("eia", 4, 18, "西咸审环批", "expert-review"),
    StepWay("energy", 3, 16, "西咸审能批", "expert-review"),
    StepWay("soil_water", 3, 10, "西咸审水批", "expert-review"),
    StepWay("land_plan", 3, 12, "西咸资规地字"),
    StepWay("land_use", 3, 14, "西咸自然资用"),
    StepWay("works_plan", 3, 14, "西咸资规建字"),
    StepWay("drawings", 2, 9, "西咸图审"),
    StepWay("fire", 2, 10, "西咸住建消审"),
    StepWay("defence", 2, 9, "西咸防审"),
    StepWay("works_permit", 2, 4, "西咸住建施"),
)
CLOSING: Final = (
    StepWay("plan_verify", 2, 9, "西咸资规核字"),
    StepWay("fire_acceptance", 2, 9, "西咸住建消验"),
    StepWay("acceptance", 2, 9, "西咸住建验"),
)
RESERVED_BY: Final = "filing"
# Facts that make every one of these steps apply.
TRAITS: Final = (
    ("investor", "enterprise"),
    ("procedure", "filing"),
    ("eia", "form"),
    ("energy_tce", "1600"),
    ("soil_water", "true"),
    ("special_fire", "true"),
    ("civil_defence", "true"),
)
LEVELS: Final = ("province", "city", "city", "city", "county", "county", "county", "county", "county")
KINDS: Final = ("new", "new", "new", "continued", "expansion")
SECTORS: Final = ("digital", "municipal", "housing", "social", "services", "logistics", "culture-tourism")


class Step(NamedTuple):
    """An approval step: `at` holds its dated facts in order, `pause` (from, to, why), `to` 0 while it lasts."""

    key: str
    at: tuple[tuple[str, int], ...]
    pause: tuple[int, int, str] | None
    document: str


class Issue(NamedTuple):
    """A problem raised, assigned and perhaps cleared (on, by, evidence)."""

    id: str
    title: str
    kind: str
    raised: int
    unit: str
    assigned: int
    due: int
    plan: str
    cleared: tuple[int, str, str] | None


class Project(NamedTuple):
    """One project with all its facts."""

    year: int
    id: str
    name: str
    code: str
    level: str
    kind: str
    sector: str
    unit: str
    owner: str
    scope: str
    total: int
    people: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, int], ...]
    stages: tuple[tuple[str, int, str], ...]
    steps: tuple[Step, ...]
    priority: tuple[int, int]
    plan: tuple[tuple[int, int], ...]
    plan_months: tuple[tuple[int, int], ...]
    figures: tuple[tuple[tuple[int, int], ...], ...]
    issues: tuple[Issue, ...]
    comments: int

    def facts(self) -> int:
        """How many facts the project holds: one for each value that its file states."""
        steps = sum(len(s.at) + bool(s.document) for s in self.steps)
        steps += sum(3 if s.pause[1] else 2 for s in self.steps if s.pause)
        stages = sum(3 if basis else 2 for _, _, basis in self.stages)
        issues = sum(8 + (3 if i.cleared else 0) for i in self.issues)
        figures = sum(len(kind) for kind in self.figures)
        rows = (TRAITS, self.people, self.dates, self.priority, self.plan, self.plan_months)
        return 10 + stages + steps + issues + figures + sum(map(len, rows))
