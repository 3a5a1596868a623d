"""资金、要素、风险的日期前后矛盾 / Days of funds, resources and risks contradict one another

L472

zh: 资金的下达（发行）不早于申报，要素的落实不早于申请，风险的预警不早于登记、解除不早于预警。
en: A fund is issued after it was applied for, a resource secured after it was applied for, a risk
warned of after it was entered and closed after its warning.

pass:
    resources:
      - {kind: energy, needed: 800, secured: 800, applied: 2024-03-01, on: 2024-04-10}
fail:
    resources:
      - {kind: energy, needed: 800, secured: 800, applied: 2024-03-01, on: 2024-02-10}
fail:
    funds:
      - {source: fiscal, applied: 2024-03-01, issued: 2023-03-20}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.days import BEFORE, CHECK_BOTH, in_order
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, Finding, Kind

OUT_OF_ORDER: Final = Kind("L472", ERROR, BEFORE, CHECK_BOTH)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for fund in project.funds:
        yield from in_order(OUT_OF_ORDER, path, fund, ("applied", "issued"))
    for resource in project.resources:
        yield from in_order(OUT_OF_ORDER, path, resource, ("applied", "on"))
    for risk in project.risks:
        yield from in_order(OUT_OF_ORDER, path, risk, ("on", "warned", "closed"))
