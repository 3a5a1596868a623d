"""单位的考核评分对不上考核办法 / A unit's scores do not fit the evaluation

R310

zh: `units.yaml` 里 `scores` 按考核的键、考核期、评价项的键写，给没有指标、由人打分的评价项打分。考核和评价项要在
`rules/indicators.yaml` 的 `evaluations` 里有，考核期要合它的周期（年写 2025，季写 2025-Q3）；按指标算的评价项不能
另外打分。
en: `scores` in `units.yaml` give points by evaluation, period and item, for items without an indicator, which people
score. Evaluation and item have to be under `evaluations` in `rules/indicators.yaml`, the period of the kind that the
evaluation has (a year 2025, a quarter 2025-Q3); an item that an indicator measures cannot be scored besides.

pass rules/indicators.yaml:
    evaluations:
      yearly: {label: 年度评价, since: 2024-01, period: year, items: {role: {label: 作用发挥, weight: 25}}}
pass units.yaml:
    units:
      a: {name: 甲镇, scores: {yearly: {2024: {role: 22.5}}}}
fail rules/indicators.yaml:
    evaluations:
      yearly: {label: 年度评价, since: 2024-01, period: year, items: {role: {label: 作用发挥, weight: 25}}}
fail units.yaml:
    units:
      a: {name: 甲镇, scores: {yearly: {2024: {roles: 22.5}}}}
fail rules/indicators.yaml:
    evaluations:
      yearly: {label: 年度评价, since: 2024-01, period: year, items: {role: {label: 作用发挥, weight: 25}}}
fail units.yaml:
    units:
      a: {name: 甲镇, scores: {yearly: {2024-Q1: {role: 22.5}}}}
fail rules/indicators.yaml:
    evaluations:
      yearly: {label: 年度评价, since: 2024-01, period: year, items: {role: {label: 作用发挥, weight: 25}}}
fail units.yaml:
    units:
      a: {name: 甲镇, scores: {monthly: {2024-01: {role: 22.5}}}}
fail rules/indicators.yaml:
    indicators:
      start_rate: {label: 开工率, since: 2024-01, of: 1, counts: is_started}
    evaluations:
      yearly: {label: 年度评价, since: 2024-01, period: year, items: {start: {label: 开工, indicator: start_rate, weight: 25}}}
fail units.yaml:
    units:
      a: {name: 甲镇, scores: {yearly: {2024: {start: 22.5}}}}

----

评分高于分值 / A score above the points of its item

R311

zh: 由人打的分不能超过评价项的分值 `weight`。分打错了就改 `units.yaml`，分值变了就改 `rules/indicators.yaml`。
en: A score given by people cannot be above the points of the item (`weight`). Mend it in `units.yaml`, or the weight in
`rules/indicators.yaml` where that has changed.

pass rules/indicators.yaml:
    evaluations:
      yearly: {label: 年度评价, since: 2024-01, period: year, items: {role: {label: 作用发挥, weight: 25}}}
pass units.yaml:
    units:
      a: {name: 甲镇, scores: {yearly: {2024: {role: 25}}}}
fail rules/indicators.yaml:
    evaluations:
      yearly: {label: 年度评价, since: 2024-01, period: year, items: {role: {label: 作用发挥, weight: 25}}}
fail units.yaml:
    units:
      a: {name: 甲镇, scores: {yearly: {2024: {role: 25.5}}}}
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Final

from xmtz.records.ledger import Unit
from xmtz.records.rules import Evaluation, Rules
from xmtz.store.layout import UNITS_FILE
from xmtz.store.located import Mapping as MappingNode
from xmtz.store.located import Node
from xmtz.words.finding import ERROR, Finding, Kind, Place
from xmtz.words.lang import Say

UNFIT: Final = Kind(
    "R310",
    ERROR,
    Say("{unit}的评分 {where}：{why}", "score {where} of {unit}: {why}"),
    Say("可用：{known}", "known: {known}"),
)
TOO_HIGH: Final = Kind(
    "R311",
    ERROR,
    Say(
        "{unit}的评分 {score} 高于“{item}”的分值 {weight}",
        "the score {score} of {unit} is above the {weight} points of “{item}”",
    ),
    Say("改正评分，最高 {weight} 分", "mend the score; {weight} points are the most"),
)
_FORMS: Final = {
    "month": ("2025-07", r"[0-9]{4}-[0-9]{2}"),
    "quarter": ("2025-Q3", r"[0-9]{4}-Q[1-4]"),
    "half": ("2025-H1", r"[0-9]{4}-H[12]"),
    "year": ("2025", r"[0-9]{4}"),
}


def check(units: Mapping[str, Unit], rules: Rules) -> Iterator[Finding]:
    """Findings of the units of a ledger."""
    known = rules.indicators.evaluations
    for key, unit in units.items():
        name = unit.name or key
        for evaluation, periods in unit.scores.items():
            rule = known.get(evaluation)
            if rule is None:
                why = Say(f"没有“{evaluation}”这项考核", f"there is no evaluation “{evaluation}”")
                yield _unfit(unit, name, (evaluation,), why, known)
                continue
            for period, scores in periods.items():
                example, form = _FORMS.get(rule.period or "", ("", ".*"))
                if re.fullmatch(form, period) is None:
                    why = Say(f"“{evaluation}”不按这样的期考核", f"“{evaluation}” has no such periods")
                    yield _unfit(unit, name, (evaluation, period), why, (example,))
                for item, score in scores.items():
                    yield from _item(unit, name, rule, (evaluation, period, item), score)


def _item(
    unit: Unit, name: str, rule: Evaluation, path: tuple[str, str, str], score: str
) -> Iterator[Finding]:
    item = rule.items.get(path[-1])
    by_people = [key for key, one in rule.items.items() if not one.is_written("indicator")]
    if item is None:
        why = Say(f"没有“{path[-1]}”这个评价项", f"there is no item “{path[-1]}”")
        yield _unfit(unit, name, path, why, by_people)
    elif item.is_written("indicator"):
        why = Say(f"“{path[-1]}”按指标计算，不由人打分", f"“{path[-1]}” is measured by an indicator")
        yield _unfit(unit, name, path, why, by_people)
    elif item.weight is not None and Fraction(score) > item.weight:
        label = item.label or Say(path[-1], path[-1])
        yield TOO_HIGH.at(_place(unit, path), unit=name, score=score, item=label, weight=item.weight)


def _unfit(unit: Unit, name: str, path: tuple[str, ...], why: Say, known: Collection[str]) -> Finding:
    return UNFIT.at(
        _place(unit, path), unit=name, where=".".join(path), why=why, known=", ".join(known) or "—"
    )


def _place(unit: Unit, path: tuple[str, ...]) -> Place:
    """Where an entry of the scores stands: its key."""
    node: Node | None = unit.node.get("scores")
    found: Node = unit.node
    for name in path:
        if type(node) is not MappingNode:
            break
        key = node.key(name)
        found = key if key is not None else found
        node = node.get(name)
    return Place(UNITS_FILE, found.line, found.column)
