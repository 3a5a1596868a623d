"""先评估、后决策 / Assessed before it is decided

L466

zh: 评审决策要先评估、后决策：决策日期（`decided`）不早于评审日期（`assessed`）。
en: A decision follows its assessment: `decided` does not lie before `assessed`.

pass:
    reviews:
      - {subject: 可行性研究报告, assessed: 2024-04-10, verdict: 建议批复, decided: 2024-04-25}
fail:
    reviews:
      - {subject: 可行性研究报告, assessed: 2024-04-10, verdict: 建议批复, decided: 2024-03-25}

----

已决策而没有评审结论 / Decided without a verdict

L542

zh: 先评估、后决策：写了决策日期（`decided`）的，应写评审结论（`verdict`）。
en: A decision follows the verdict of its assessment: where there is `decided`, `verdict` is there too.

pass:
    reviews:
      - {subject: 可行性研究报告, assessed: 2024-04-10, verdict: 建议批复, decided: 2024-04-25}
fail:
    reviews:
      - {subject: 可行性研究报告, assessed: 2024-04-10, decided: 2024-04-25}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, WARNING, Finding, Kind
from xmtz.words.lang import Say

DECIDED_FIRST: Final = Kind("L466", ERROR, BEFORE, CHECK_BOTH)
NO_VERDICT: Final = Kind(
    "L542",
    WARNING,
    Say("{decided} 已决策，没有评审结论", "decided on {decided} without a verdict"),
    Say("补写 verdict", "write its verdict"),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for review in project.reviews:
        yield from in_order(DECIDED_FIRST, path, review, ("assessed", "decided"))
        if review.decided is not None and review.verdict is None:
            yield NO_VERDICT.at(review.where(path, "decided"), decided=review.decided)
