"""免亮理由没有认定人 / Nobody answers for the reason of an exempt light

L491

zh: `explanations` 里写了 `light` 的一条，是某盏灯免亮黄灯的正当理由，要写明认定人 `by`；没有认定人的不免亮。
en: An entry of `explanations` with `light` is the justified reason why that light need not show yellow. It names
in `by` the person who accepted it; without one the light is not exempt.

pass rules/indicators.yaml:
    lights:
      start: {label: 开工亮灯, since: 2024-01, yellow: not is_started, excuse: 有正当理由的不亮}
pass:
    explanations:
      - {month: 2024-05, light: start, reason: 汛期停工, by: 赵六}
fail rules/indicators.yaml:
    lights:
      start: {label: 开工亮灯, since: 2024-01, yellow: not is_started, excuse: 有正当理由的不亮}
fail:
    explanations:
      - {month: 2024-05, light: start, reason: 汛期停工}

----

这盏灯没有可免亮的规定 / This light knows of no justified reasons

L492

zh: 规则里没有写 `excuse`（正当理由）的灯，以及按单位亮的灯，项目不能免亮；写了也照亮。
en: A light whose rule has no `excuse` (justified reasons), or that units show, exempts no project; a reason
changes nothing.

pass rules/indicators.yaml:
    lights:
      start: {label: 开工亮灯, since: 2024-01, yellow: not is_started, excuse: 有正当理由的不亮}
pass:
    explanations:
      - {month: 2024-05, light: start, reason: 汛期停工, by: 赵六}
fail rules/indicators.yaml:
    lights:
      start: {label: 开工亮灯, since: 2024-01, yellow: not is_started}
fail:
    explanations:
      - {month: 2024-05, light: start, reason: 汛期停工, by: 赵六}

----

免亮的止月早于起月 / The exemption ends before it begins

L493

zh: `until` 是免亮的最后一个月，不能早于 `month`。
en: `until` is the last month of the exemption and cannot come before `month`.

pass:
    explanations:
      - {month: 2024-05, until: 2024-06, reason: 汛期停工}
fail:
    explanations:
      - {month: 2024-05, until: 2024-04, reason: 汛期停工}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import ERROR, WARNING, Finding, Kind
from xmtz.words.lang import Say

NOBODY: Final = Kind(
    "L491",
    WARNING,
    Say(
        "“{light}”的免亮理由没有认定人，不免亮",
        "nobody answers for the reason of “{light}”; it is not exempt",
    ),
    Say("写上 by", "add `by`"),
)
NO_EXCUSE: Final = Kind(
    "L492",
    WARNING,
    Say("“{light}”没有免亮的规定，写了理由也照亮", "“{light}” exempts nobody; the reason changes nothing"),
    Say(
        "核对 light；规则允许免亮的，在 rules/indicators.yaml 写上 excuse",
        "check `light`; where the rule does exempt, say so under `excuse` in rules/indicators.yaml",
    ),
)
ENDS_BEFORE: Final = Kind(
    "L493",
    ERROR,
    Say("until 是 {until}，早于 month {month}", "until is {until}, before month {month}"),
    Say("更正月份", "correct the months"),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for one in project.explanations:
        if one.until is not None and one.month is not None and one.until < one.month:
            yield ENDS_BEFORE.at(one.where(path, "until"), until=one.until, month=one.month)
        if one.light is None:
            continue
        light = rules.indicators.lights.get(one.light)
        if light is not None and (light.excuse is None or light.of == "unit"):
            yield NO_EXCUSE.at(one.where(path, "light"), light=one.light)
        elif one.by is None:
            yield NOBODY.at(one.where(path, "light"), light=one.light)
