"""一个条件只能写一样东西 / A requirement names one thing

U504

zh: `needs` 的每一项只写 date、field、person、step、steps、resources、risks、dossier、unlike、intensity
中的一个。要两样都具备，写成两项。一样都没写的条件没有意义。
en: Each entry of `needs` names one of date, field, person, step, steps, resources, risks, dossier,
unlike, intensity. Where two things are required, write two entries. An entry that names nothing
requires nothing.

pass rules/stages.yaml:
    stages:
      started:
        label: 开工
        needs:
          - step: works_permit
          - date: land
fail rules/stages.yaml:
    stages:
      started:
        label: 开工
        needs:
          - {step: works_permit, date: land}
fail rules/stages.yaml:
    stages:
      started:
        label: 开工
        needs:
          - {waivable: false}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.needs import KINDS
from xmtz.records.rules import Rules
from xmtz.store.layout import rules_path
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

NOT_ONE: Final = Kind(
    "U504",
    ERROR,
    Say("条件里写了 {count} 样东西，应当是一样", "the requirement names {count} things, not one"),
    Say("从 {known} 中只写一个；两样都要就写成两项", "name one of {known}; write two entries for two things"),
)


def check(rules: Rules) -> Iterator[Finding]:
    """Findings of the rules of a ledger."""
    for stage in rules.stages.stages.values():
        for need in stage.needs:
            count = sum(need.node.key(kind) is not None for kind in KINDS)
            if count != 1:
                yield NOT_ONE.at(need.where(rules_path("stages")), count=count, known=", ".join(KINDS))
