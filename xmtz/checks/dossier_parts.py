"""应归卷的部分还没有归卷 / A part of the dossier is due and not there

L530

zh: 规则（`rules/stages.yaml`）里阶段的 `dossier` 列出自本阶段起应有的案卷部分；写了 `within` 的，进入阶段后过了这个
时限仍没有才提示。案卷里这一部分至少要有一份文件，纸质的只写题名、文号也算。项目终止后不再要求。文件在不在、校验和对不对，
`xmtz check` 不看，用 `xmtz dossier verify`。
en: `dossier` of a stage in `rules/stages.yaml` lists the parts that are due from that stage on; with `within`, the
finding comes once that time is over. A part needs at least one document; one on paper, with its title and
number only, will do. Nothing is due after a project has ended. Whether files are there and unchanged is not looked at
by `xmtz check`: that is `xmtz dossier verify`.

pass rules/stages.yaml:
    stages:
      started: {label: 开工, dossier: [tender]}
pass:
    stages:
      - {to: started, on: 2024-03-01}
    dossier:
      tender:
        - {title: 中标通知书, number: 招字〔2024〕3号}
fail rules/stages.yaml:
    stages:
      started: {label: 开工, dossier: [tender]}
fail:
    stages:
      - {to: started, on: 2024-03-01}
fail rules/stages.yaml:
    stages:
      completed: {label: 竣工, dossier: [{part: accounts, within: 3 m}]}
fail:
    stages:
      - {to: completed, on: 2024-03-01}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from xmtz.checks.dossier_due import parts_due
from xmtz.checks.holding import lasting
from xmtz.records.project import DOSSIER_PARTS, Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_THERE: Final = Kind(
    "L530",
    WARNING,
    Say(
        "案卷缺“{part}”：{since} 到“{stage}”，限 {by} 归卷",
        "the dossier lacks “{part}”: “{stage}” was reached on {since}, it was due by {by}",
    ),
    Say("归卷：xmtz dossier add {id} {key} 文件", "file it: xmtz dossier add {id} {key} FILE"),
)
ABSENCE: Final = ("stages", "dossier")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    moves = [(move.to, move.on) for move in project.stages if move.to is not None and move.on is not None]
    due = parts_due(rules, moves)
    if not due:
        return
    said = _said_of_moves(project, rules)
    for key, one in due.items():
        if project.dossier.get(key) or key in said:
            continue
        move = next(move for move in project.stages if move.on == one.since)
        finding = NOT_THERE.at(
            move.where(path, "to"),
            part=DOSSIER_PARTS[key],
            stage=rules.stages.stages[one.stage].label or one.stage,
            since=one.since,
            by=one.by,
            id=project.id or "",
            key=key,
        )
        # Without a time to file it, it lacks from the first day on.
        found = lasting(finding, one.since if one.by == one.since else one.by + timedelta(days=1))
        if found is not None:
            yield found


def _said_of_moves(project: Project, rules: Rules) -> set[str]:
    """The parts that a stage move lacked: the finding about the move says it."""
    stages = rules.stages.stages
    return {
        part
        for move in project.stages
        if move.to in stages and move.on is not None
        for need in stages[move.to].needs
        if need.dossier and (need.waivable is False or "dossier" not in move.waived)
        for part in need.dossier
    }
