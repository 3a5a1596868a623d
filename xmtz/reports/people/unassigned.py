"""Projects with posts that the rules ask for and nobody fills; and how far each rule is met."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from xmtz.checks import posts
from xmtz.checks.posts_filled import NOT_FILLED
from xmtz.index import people_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.records.post_rules import BODIES


class Asked(NamedTuple):
    """A project of which a rule asks something, and the posts that are not filled. `waived`: a waiver covers them."""

    project: ask.Project
    rule: posts.Asked
    lacking: list[str]
    waived: bool


class Met(NamedTuple):
    """A rule over all projects: of how many it asks something, and how many have everything."""

    rule: posts.Asked
    asked: int
    complete: int


def asked_of_all(ledger: Ledger, day: date, unit: str | None = None) -> Iterator[Asked]:
    """Every rule for every project of which it asks something on a day, in the order of projects."""
    rules = ledger.rules
    if not rules.stages.posts:
        return
    for one in ask.standings(ledger.facts, day.isoformat(), NOT_FILLED.code):
        project = one.project
        if unit is not None and project.unit != unit:
            continue
        filled = set((one.filled or "").split("\n"))
        filled |= {role for role in BODIES if (project.unit if role == "unit" else getattr(one, role))}
        for rule in posts.asked(rules, (one.entered or "").split("\n"), project.level):
            yield Asked(project, rule, posts.lacking(rule.rule, filled), bool(one.waived))


def unassigned(ledger: Ledger, day: date, unit: str | None = None, role: str | None = None) -> list[Asked]:
    """The projects that lack a post, or `role`; what is waived is left out."""
    return [
        one
        for one in asked_of_all(ledger, day, unit)
        if one.lacking and not one.waived and (role is None or role in one.lacking)
    ]


def met(ledger: Ledger, day: date) -> list[Met]:
    """How far each rule is met, in the order of the rules."""
    counts: dict[str, list[int]] = {key: [0, 0] for key in ledger.rules.stages.posts}
    for one in asked_of_all(ledger, day):
        counts[one.rule.key][0] += 1
        counts[one.rule.key][1] += not one.lacking
    return [Met(posts.Asked(key, rule), *counts[key]) for key, rule in ledger.rules.stages.posts.items()]
