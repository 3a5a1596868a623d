"""What several rules ask about a project's life: the stages it entered, the day a mark came."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Final

from xmtz.domain.money import Fen
from xmtz.domain.months import Month
from xmtz.domain.rounding import decimal_text
from xmtz.records.project import Project
from xmtz.records.rules import Rules

BEGUN: Final = ("started", "completed", "production")
"""The marks of stages in which a project has been started."""
DONE: Final = ("completed", "production")
"""The marks of stages in which a project has been completed."""


@lru_cache(maxsize=32)
def marked_stages(rules: Rules, *marks: str) -> frozenset[str]:
    """The stages that carry one of these marks: started, completed, production, ended."""
    return frozenset(
        key for key, stage in rules.stages.stages.items() if any(one in stage.marks for one in marks)
    )


def first_day(project: Project, stages: Collection[str]) -> date | None:
    """The first day on which the project entered one of these stages; None if it never did."""
    return min(
        (move.on for move in project.stages if move.to in stages and move.on is not None), default=None
    )


def moves_are_whole(project: Project) -> bool:
    """False where a move could not be read in full: what was not entered is then not known."""
    return all(move.to is not None and move.on is not None for move in project.stages)


def invested_in_all(project: Project) -> Fen:
    """Everything invested so far (分): the latest year-end total and the months after that year."""
    before = project.invested_before
    if not before:
        return sum(project.invested.values())
    year = max(before)
    return before[year] + sum(amount for month, amount in project.invested.items() if month.year > year)


def explained(project: Project, code: str, first: Month, last: Month) -> bool:
    """Whether figures of one of these months are explained (差异说明), in general or for this finding."""
    return any(
        gap.light is None
        and gap.about in (None, code)
        and gap.month is not None
        and gap.month <= last
        and first <= (gap.until or gap.month)
        for gap in project.explanations
    )


def percent_text(hundredths: int) -> str:
    """Hundredths of a percent as people write percentages: 4550 is 45.5."""
    return decimal_text(hundredths, 2).rstrip("0").rstrip(".")
