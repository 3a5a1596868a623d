"""计划竣工、投产不能早于计划开工 / A project is not planned to finish before it starts

L440

zh: 计划竣工（`planned_finish`）和计划投产（`planned_production`）都不能早于计划开工（`planned_start`）。
边建边投产是有的，所以投产可以早于竣工。
en: The planned finish and the planned start of production do not lie before the planned start.
Production may begin before the finish: some projects are built in parts.

pass:
    dates:
      planned_start: 2024-03-01
      planned_finish: 2026-12-31
fail:
    dates:
      planned_start: 2024-03-01
      planned_finish: 2023-12-31
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind

OUT_OF_ORDER: Final = Kind("L440", ERROR, BEFORE, CHECK_BOTH)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    dates = project.dates
    if dates is not None and dates.planned_start is not None:
        yield from in_order(OUT_OF_ORDER, path, dates, ("planned_start", "planned_finish"))
        yield from in_order(OUT_OF_ORDER, path, dates, ("planned_start", "planned_production"))
