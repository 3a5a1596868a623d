"""先评估、后决策 / Assessed before it is decided

L466

zh: 评审决策要先评估、后决策：决策日期（`decided`）不早于评审日期（`assessed`）。
en: A decision follows its assessment: `decided` does not lie before `assessed`.

pass:
    reviews:
      - {subject: 可行性研究报告, assessed: 2024-04-10, decided: 2024-04-25}
fail:
    reviews:
      - {subject: 可行性研究报告, assessed: 2024-04-10, decided: 2024-03-25}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind

DECIDED_FIRST: Final = Kind("L466", ERROR, BEFORE, CHECK_BOTH)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for review in project.reviews:
        yield from in_order(DECIDED_FIRST, path, review, ("assessed", "decided"))
