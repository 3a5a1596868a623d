"""拿地之前就动土 / Ground broken before the land was obtained

L442

zh: 动土（`dates.ground`）早于取得土地（`dates.land`）：日期写错了，或者是未批先建。
en: The ground was broken before the land was obtained: a day is wrong, or building began without
approval.

pass:
    dates:
      land: 2024-03-01
      ground: 2024-03-12
fail:
    dates:
      land: 2024-03-01
      ground: 2024-02-12
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind

GROUND_FIRST: Final = Kind("L442", WARNING, BEFORE, CHECK_BOTH)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    if project.dates is not None:
        yield from in_order(GROUND_FIRST, path, project.dates, ("land", "ground"))
