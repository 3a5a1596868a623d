"""进入阶段时要具备规定的条件 / What a stage requires is there when it is entered

L402

zh: `rules/stages.yaml` 里 `needs` 列出进入阶段的条件。已经记下的阶段变动在当天缺少条件、又没有豁免的，
逐项提示。不适用的手续视为已具备；先办结的手续也算已受理、已申报。豁免写在这一条阶段变动里：
`waived` 列出条件名，`reason` 写理由；规则注明不可豁免的（`waivable: false`）仍会提示。
en: `needs` of a stage in `rules/stages.yaml` says what entering it requires. Each requirement
that a recorded move did not meet on its day, and that was not waived, is listed. A step that does
not apply is met; a granted step counts as accepted and applied for. To waive requirements, name
them under `waived` of the move and give the `reason`; one with `waivable: false` stays.

pass rules/stages.yaml:
    stages:
      reserved:
        label: 储备
        needs:
          - date: approved
          - field: total
pass:
    total: 5000
    dates:
      approved: 2024-05-20
    stages:
      - {to: reserved, on: 2024-06-15}
pass rules/stages.yaml:
    stages:
      reserved:
        label: 储备
        needs:
          - date: approved
pass:
    stages:
      - {to: reserved, on: 2024-06-15, waived: [approved], reason: 市政府专题会议同意先行储备}
fail rules/stages.yaml:
    stages:
      reserved:
        label: 储备
        needs:
          - date: approved
          - field: total
fail:
    total: 5000
    stages:
      - {to: reserved, on: 2024-06-15}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from xmtz.checks import Applying
from xmtz.checks.needs import missing, name_of
from xmtz.records.project import Project
from xmtz.records.rules import Need, Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_MET: Final = Kind(
    "L402",
    WARNING,
    Say("{on} 进入“{stage}”时{what}", "on entering “{stage}” on {on}: {what}"),
    Say("补上；{waiver}", "supply it; {waiver}"),
)
APPLYING: Final = True
ABSENCE: Final = tuple(Project.fields)
_MAY_WAIVE: Final = Say(
    "确需先行的，在这一条写 waived: [{name}] 和 reason", "or put waived: [{name}] and a reason into the move"
)
_MAY_NOT: Final = Say("这一条件不可豁免", "this requirement cannot be waived")


def check(project: Project, rules: Rules, path: str, applying: Applying | None = None) -> Iterator[Finding]:
    """Findings of one project."""
    stages = rules.stages.stages
    asking = None if applying is None else cache(applying)
    for move in project.stages:
        rule = stages.get(move.to) if move.to is not None else None
        if rule is None or not rule.needs or move.on is None:
            continue
        for need, say in missing(project, rules, move.to, move.on, asking):
            one = name_of(need)
            if (need.waivable is not False and one in move.waived) or _is_unreadable(project, need):
                continue
            waiver = (
                _MAY_NOT if need.waivable is False else Say(*(text.format(name=one) for text in _MAY_WAIVE))
            )
            yield NOT_MET.at(move.where(path, "to"), on=move.on, stage=rule.label, what=say, waiver=waiver)


def _is_unreadable(project: Project, need: Need) -> bool:
    """Whether what is needed was written, only wrongly: the finding about its field says it."""
    if need.field in Project.fields:
        return getattr(project, Project.fields[need.field].attribute) is None and project.is_written(
            need.field
        )
    for section, field in (("dates", need.date), ("people", need.person), ("traits", need.field)):
        if field is not None:
            part = getattr(project, section)
            holder, name = (project, section) if part is None else (part, field)
            return getattr(holder, name, None) is None and holder.is_written(name)
    return False
