"""延期超过准许 / An extension is longer than allowed

L424

zh: 时限只能延长 `rules/steps.yaml` 里 `extension` 写的天数，写 0 的不能延长；没有写的，一般许可（20 个工作日）
可延长 10 个工作日，联合办理的组另有时限的可延长 15 个工作日（行政许可法第四十二条），其他不能延长。
en: A limit is extended by what `extension` says in `rules/steps.yaml`, 0 meaning not at all. Where nothing
is said, the general limit of 20 working days may be extended by 10, and that of a joint group with a
limit of its own by 15 (Administrative Licensing Law, Art. 42); no other may.

pass rules/steps.yaml:
    steps:
      works_plan: {label: 工程规划许可, limit: 20 wd, statute: 行政许可法第四十二条}
pass:
    steps:
      works_plan:
        accepted: 2024-01-09
        extended: {days: 10, on: 2024-02-01, by: 李某, reason: 案情复杂}
fail rules/steps.yaml:
    steps:
      works_plan: {label: 工程规划许可, limit: 20 wd, statute: 行政许可法第四十二条}
fail:
    steps:
      works_plan:
        accepted: 2024-01-09
        extended: {days: 15, on: 2024-02-01, by: 李某, reason: 案情复杂}
fail rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, limit: 7 d, statute: 建筑法第八条}
fail:
    steps:
      works_permit:
        accepted: 2024-01-09
        extended: {days: 3, on: 2024-01-12, by: 李某, reason: 案情复杂}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.extensions import allowed_extension
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

TOO_LONG: Final = Kind(
    "L424",
    WARNING,
    Say("“{step}”延期 {days} 天，{allowed}", "“{step}” was extended by {days} days; {allowed}"),
    Say(
        "核对延长的天数；确实准许的，写进 rules/steps.yaml 的 extension",
        "check the days added; where more is allowed, say extension in rules/steps.yaml",
    ),
)

_NONE: Final = Say("这项手续不能延期", "it may not be extended")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for key, step in project.steps.items():
        if "extended" not in vars(step):
            continue
        extended, rule = step.extended, rules.steps.steps.get(key)
        if rule is None or extended is None or extended.days is None:
            continue
        allowed = allowed_extension(rule, rules)
        if not allowed.permits(extended.days):
            most = None if allowed.longest is None else allowed.longest.say()
            said = _NONE if most is None else Say(f"最多 {most.zh}", f"at most {most.en} are allowed")
            yield TOO_LONG.at(extended.where(path, "days"), step=rule.label, days=extended.days, allowed=said)
