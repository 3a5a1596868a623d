"""Checks: one small module a rule. Its docstring is its page in the manual.

`check_project` runs every rule that needs one project only; what two files disagree about is
found by the index, with the kinds of `across.py`. An error is a contradiction: the file cannot be
right as it stands. A warning is something missing or doubtful, which may be right.

A rule module has its kinds of findings and `check(project, rules, path)`, or `check(rules)` for
rules about rules/, `check(units, rules)` for those about units.yaml. Names say what else it needs:
`APPLYING` (a fourth argument that gives the keys of the steps that apply to the project), `OVER` (one that
gives the differences of figures that are
over their limits), `ABSENCE` (sections whose absence it takes as a fact, so that it
must not run when one of them could not be read).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.records.ledger import Unit
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.records.tolerances import Figure
from xmtz.words.finding import Finding

Applying = Callable[[Project], Collection[str]]


class Difference(NamedTuple):
    """Two figures of a month that differ by more than a comparison allows."""

    key: str
    month: Month
    one: Figure
    other: Figure


Over = Callable[[Project], Iterable[Difference]]

PROJECT_RULES: Final = (
    "order_of_stages",
    "allowed_moves",
    "stage_needs",
    "stage_waivers",
    "stage_due_upon",
    "step_days",
    "step_pauses",
    "step_endings",
    "step_ways",
    "step_prerequisites",
    "step_corrections",
    "step_extensions",
    "step_notices",
    "step_commitments",
    "step_renewals",
    "step_delivery",
    "plan_months",
    "plan_above_total",
    "invested_above_total",
    "physical_before_start",
    "stats_before_registration",
    "cumulative_falls",
    "physical_and_completion",
    "planned_days",
    "project_days",
    "ground_before_land",
    "registered_before_start",
    "issue_days",
    "issue_clearing",
    "issue_ids",
    "issue_plans",
    "issue_handing",
    "issue_ladder",
    "list_membership",
    "milestones",
    "reviews",
    "fund_flow",
    "means_days",
    "risk_plans",
    "leader_rank",
    "posts_filled",
    "posts_written",
    "posts_apart",
    "dossier_parts",
    "dossier_documents",
    "light_excuses",
    "same_figures",
    "quarter_jump",
    "spending_gap",
    "completed_with_issues",
    "started_without_permit",
    "unregistered",
    "idle_works",
    "unexplained",
    "waivers",
)
RULES_RULES: Final = (
    "rule_expressions",
    "rule_prerequisites",
    "rule_stages",
    "rule_needs",
    "rule_words",
    "rule_indicators",
    "rule_lights",
    "rule_limits",
    "rule_ranks",
    "rule_calendar",
)

UNIT_RULES: Final = ("unit_scores",)


@cache
def project_rules() -> tuple[ModuleType, ...]:
    """The modules of the rules about one project. Imported when first wanted: most commands check nothing."""
    return tuple(import_module(f"xmtz.checks.{name}") for name in PROJECT_RULES)


@cache
def rules_rules() -> tuple[ModuleType, ...]:
    """The modules of the rules about rules/."""
    return tuple(import_module(f"xmtz.checks.{name}") for name in RULES_RULES)


@cache
def unit_rules() -> tuple[ModuleType, ...]:
    """The modules of the rules about units.yaml."""
    return tuple(import_module(f"xmtz.checks.{name}") for name in UNIT_RULES)


@cache
def _prepared() -> tuple[tuple[Callable[..., Iterable[Finding]], str, frozenset[str]], ...]:
    return tuple(
        (
            module.check,
            "applying"
            if getattr(module, "APPLYING", False)
            else "over"
            if getattr(module, "OVER", False)
            else "",
            frozenset(getattr(module, "ABSENCE", ())),
        )
        for module in project_rules()
    )


def check_project(
    project: Project,
    rules: Rules,
    path: str,
    applying: Applying | None = None,
    left_out: Collection[str] = (),
    over: Over | None = None,
) -> list[Finding]:
    """Every finding of the rules on one project by itself.

    `applying` gives the steps that apply to it (None: all do), `over` the differences of its figures that
    are over their limits; `left_out` names the sections of its file that could not be read. Findings that a
    waiver covers are marked, not dropped, since they come back when it ends: `waivers.waived` tells on a day.
    """
    findings: list[Finding] = []
    given: dict[str, tuple[Any, ...]] = {"": (), "applying": (applying,), "over": (over,)}
    for check, wants, absence in _prepared():
        if left_out and absence and not absence.isdisjoint(left_out):
            continue
        findings += check(project, rules, path, *given[wants])
    if findings and project.waivers:
        from xmtz.checks.waivers import marked

        return marked(findings, project)
    return findings


def check_rules(rules: Rules) -> list[Finding]:
    """Every finding of the rules on the rules of a ledger."""
    findings: list[Finding] = []
    for rule in rules_rules():
        findings += rule.check(rules)
    return findings


def check_units(units: Mapping[str, Unit], rules: Rules) -> list[Finding]:
    """Every finding of the rules on the units of a ledger."""
    findings: list[Finding] = []
    for rule in unit_rules():
        findings += rule.check(units, rules)
    return findings
