"""豁免条件要写理由 / A waived requirement has a reason

L403

zh: 阶段变动里写了 `waived` 的，要写 `reason`：谁同意、凭什么先行。
en: A move that waives requirements says why in `reason`: who agreed, and on what ground.

pass:
    stages:
      - {to: reserved, on: 2024-06-15, waived: [total], reason: 总投资待可研批复后补录}
fail:
    stages:
      - {to: reserved, on: 2024-06-15, waived: [total]}

----

豁免的条件要是这个阶段有的 / What is waived is a requirement of the stage

L404

zh: `waived` 里的每一项要是 `rules/stages.yaml` 中该阶段 `needs` 的一个条件名，即其中写的日期、字段、
人员或手续的键；数目、要素、风险、案卷、查重、投资强度类条件的名字是 steps、resources、risks、dossier、
unlike、intensity。写错了名字，豁免就不起作用。
en: Each word under `waived` names a requirement of the stage in `rules/stages.yaml`: the key of
the date, field, person or step that it asks for, or steps, resources, risks, dossier, unlike, intensity
for those kinds. With a wrong name nothing is waived.

pass rules/stages.yaml:
    stages:
      reserved: {label: 储备, needs: [{field: total}]}
pass:
    stages:
      - {to: reserved, on: 2024-06-15, waived: [total], reason: 总投资待可研批复后补录}
fail rules/stages.yaml:
    stages:
      reserved: {label: 储备, needs: [{field: total}]}
fail:
    stages:
      - {to: reserved, on: 2024-06-15, waived: [totl], reason: 总投资待可研批复后补录}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.needs import known_names
from xmtz.records.project import Move, Project
from xmtz.records.rules import Rules
from xmtz.store.located import Sequence
from xmtz.words.finding import ERROR, WARNING, Finding, Kind, Place
from xmtz.words.lang import Say

NO_REASON: Final = Kind(
    "L403",
    ERROR,
    Say("豁免了条件，没有写理由", "requirements are waived without a reason"),
    Say("在这一条里加上 reason", "add a reason to this move"),
)
NOT_REQUIRED: Final = Kind(
    "L404",
    WARNING,
    Say("“{name}”不是“{stage}”的条件，没有可豁免的", "“{name}” is no requirement of “{stage}”"),
    Say("可豁免：{known}", "can be waived: {known}"),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for move in project.stages:
        if not move.waived:
            continue
        if move.reason is None:
            yield NO_REASON.at(move.where(path, "waived"))
        stage = rules.stages.stages.get(move.to) if move.to is not None else None
        if stage is None:
            continue
        known = list(known_names(rules, move.to))
        for name, place in _written(move, path):
            if name not in known:
                yield NOT_REQUIRED.at(place, name=name, stage=stage.label, known=", ".join(known) or "-")


def _written(move: Move, path: str) -> Iterator[tuple[str, Place]]:
    node = move.node.get("waived")
    for item in node.items if type(node) is Sequence else ():
        text = getattr(item, "text", None)
        if text is not None:
            yield text, Place(path, item.line, item.column)
