"""还没有决定就送达 / Delivered without a decision

L428

zh: 送达的是决定：办结、不予批准或承诺办理之后才有送达日期。多半是漏填了办结日期。
en: What is delivered is a decision, so a day of delivery goes with a grant, a refusal or a commitment.
The day of the grant was probably left out.

pass:
    steps:
      eia: {granted: 2024-02-15, delivered: 2024-02-20}
fail:
    steps:
      eia: {accepted: 2024-01-09, delivered: 2024-02-20}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NO_DECISION: Final = Kind(
    "L428",
    WARNING,
    Say("{day} 送达，却没有办结", "delivered on {day}, but not granted"),
    Say("补上办结（granted）或不予批准的日期", "add the day of the grant or the refusal"),
)

_DECISIONS: Final = frozenset(("granted", "refused", "committed"))


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for step in project.steps.values():
        written = vars(step)
        if "delivered" in written and _DECISIONS.isdisjoint(written) and not step.is_written("granted"):
            yield NO_DECISION.at(step.where(path, "delivered"), day=step.delivered)
