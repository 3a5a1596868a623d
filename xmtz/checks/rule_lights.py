"""数连续月份，却没有可数的情形 / Months in a row of nothing

U520

zh: 写了 `red_after` 或 `consequence_after` 的灯，要有红灯、黄灯或 `late` 的条件，才知道数哪些月份。
en: A light with `red_after` or `consequence_after` needs a condition under red, yellow or `late`, or there is
nothing to count.

pass rules/indicators.yaml:
    lights:
      start: {label: 开工亮灯, since: 2024-01, yellow: not is_started, red_after: 3}
fail rules/indicators.yaml:
    lights:
      start: {label: 开工亮灯, since: 2024-01, green: is_started, red_after: 3}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.rules import Rules
from xmtz.store.layout import rules_path
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

NOTHING_TO_COUNT: Final = Kind(
    "U520",
    ERROR,
    Say("“{light}”没有可以数连续月份的条件", "“{light}” has nothing of which months could be counted"),
    Say("写上 yellow、red 或 late", "add yellow, red or late"),
)


def check(rules: Rules) -> Iterator[Finding]:
    """Findings of the rules of a ledger."""
    path = rules_path("indicators")
    for key, light in rules.indicators.lights.items():
        counted = [name for name in ("red_after", "consequence_after") if getattr(light, name) is not None]
        if counted and not (light.red or light.yellow or light.late):
            yield NOTHING_TO_COUNT.at(light.where(path, counted[0]), light=key)
