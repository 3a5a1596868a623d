"""When two figures of a project differ too far, and which of its explanations covers that."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from xmtz.domain.months import Month
from xmtz.records.rate_rules import Comparison

if TYPE_CHECKING:
    from xmtz.records.project import Gap, Project

Figure: TypeAlias = int | Fraction
"""分, or hundredths of a percent where the comparison says `points`."""


def exceeds(comparison: Comparison, one: Figure, other: Figure) -> bool:
    """Whether the difference is over every limit that is given; without any limit, whether there is one."""
    apart: Figure = one - other if one > other else other - one
    size: Figure = one if one > 0 else -one
    if comparison.percent is not None and apart * 10_000 <= comparison.percent * size:
        return False
    if comparison.amount is not None and apart <= comparison.amount:
        return False
    if comparison.points is not None and apart <= comparison.points:
        return False
    return apart > 0


def usable(comparison: Comparison) -> bool:
    """Whether the rule could be read in full."""
    return comparison.one is not None and comparison.other is not None and comparison.since is not None


def names_of(key: str, comparison: Comparison) -> set[str]:
    """What explanations may call the comparison."""
    said = (comparison.label, comparison.about)
    return {key, *(text for one in said if one is not None for text in (one.zh, one.en))}


def explanation_of(project: Project, key: str, comparison: Comparison, month: Month) -> Gap | None:
    """What explains the difference of a month, the last said of several.

    One that does not say what it is about covers every comparison, unless it is there for a light.
    """
    names = names_of(key, comparison)
    found = None
    for gap in project.explanations:
        if gap.month is None or gap.reason is None or not gap.month <= month <= (gap.until or gap.month):
            continue
        if gap.about in names or (gap.about is None and gap.light is None):
            found = gap
    return found
