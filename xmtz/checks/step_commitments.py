"""承诺没有兑现，却没有撤销 / A commitment was broken, but nothing was revoked

L426

zh: 告知承诺办理的，核查发现没有兑现，要撤销（`revoked`）；限期改正后重新办结的除外。
en: A step that was granted on a commitment is revoked (`revoked`) when the commitment turns out to be
broken, unless it was put right and granted again.

pass rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, commit: true}
pass:
    steps:
      works_permit:
        committed: {on: 2024-01-09, to: 补齐图审合格书, broken: 2024-06-09, reason: 逾期未交, revoked: 2024-06-20}
pass rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, commit: true}
pass:
    steps:
      works_permit:
        committed: {on: 2024-01-09, to: 补齐图审合格书, broken: 2024-06-09}
        granted: 2024-06-18
fail rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, commit: true}
fail:
    steps:
      works_permit:
        committed: {on: 2024-01-09, to: 补齐图审合格书, broken: 2024-06-09}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_REVOKED: Final = Kind(
    "L426",
    WARNING,
    Say("{day} 认定违诺，还没有撤销", "found broken on {day}, but not revoked"),
    Say(
        "撤销后登记 revoked（xmtz step … revoke）；已改正的登记办结",
        "record revoked (xmtz step … revoke), or the grant where it was put right",
    ),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for step in project.steps.values():
        promise = vars(step).get("committed")
        if promise is None or promise.broken is None or promise.revoked is not None:
            continue
        if step.granted is None or step.granted <= promise.broken:
            yield NOT_REVOKED.at(promise.where(path, "broken"), day=promise.broken)
