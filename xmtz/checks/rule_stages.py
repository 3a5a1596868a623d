"""没有阶段能进入这个阶段 / No stage leads to this one

U502

zh: 除第一个阶段外，每个阶段都要在某个阶段的 `next` 里出现，否则推进时到不了它。
en: Every stage but the first stands in `next` of another one, or no project can be moved there.

pass rules/stages.yaml:
    stages:
      planned: {label: 谋划, next: [reserved]}
      reserved: {label: 储备}
fail rules/stages.yaml:
    stages:
      planned: {label: 谋划, next: [started]}
      reserved: {label: 储备, next: [started]}
      started: {label: 开工}

----

阶段的下一阶段是它自己 / A stage follows itself

U503

zh: `next` 里写了本阶段，阶段变动就失去意义：停留在原阶段不用登记。
en: A stage does not stand in its own `next`: staying where it is is no move.

pass rules/stages.yaml:
    stages:
      planned: {label: 谋划, next: [reserved]}
      reserved: {label: 储备}
fail rules/stages.yaml:
    stages:
      planned: {label: 谋划, next: [planned, reserved]}
      reserved: {label: 储备}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.rules import Rules
from xmtz.store.layout import rules_path
from xmtz.words.finding import ERROR, WARNING, Finding, Kind
from xmtz.words.lang import Say

UNREACHED: Final = Kind(
    "U502",
    WARNING,
    Say("没有阶段的 next 里有“{stage}”，项目到不了这里", "no stage has “{stage}” in its next"),
    Say("把它加进上一阶段的 next，或删掉这个阶段", "add it to next of the stage before it, or remove it"),
)
ITSELF: Final = Kind(
    "U503",
    ERROR,
    Say("“{stage}”的 next 里有它自己", "“{stage}” stands in its own next"),
    Say("从 next 里去掉它", "remove it from next"),
)


def check(rules: Rules) -> Iterator[Finding]:
    """Findings of the rules of a ledger."""
    stages = rules.stages.stages
    path = rules_path("stages")
    reached = {key for one, stage in stages.items() for key in stage.next if key != one}
    for n, (key, stage) in enumerate(stages.items()):
        if key in stage.next:
            yield ITSELF.at(stage.where(path, "next"), stage=key)
        if n and reached and key not in reached:
            yield UNREACHED.at(stage.where(path), stage=key)
