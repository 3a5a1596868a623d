"""延续超过规则所准 / A permit was renewed beyond what the rules allow

L427

zh: 有效期的延续，次数不超过 `rules/steps.yaml` 的 `renewals`，每次不超过 `renewal`，从前一个有效期届满时算起：
施工许可两次、每次 3 个月（建筑法第九条），核准一次、不超过 1 年（企业投资项目核准和备案管理条例第十二条）。
en: A validity is renewed no more often than `renewals` of `rules/steps.yaml`, each time by `renewal` at
most, from the end of what held: a works permit twice by 3 months (Construction Law, Art. 9), a
ratification once by a year (Regulation on Ratification and Filing, Art. 12).

pass rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, valid: 3 m, renewal: 3 m, renewals: 2, renew_ahead: 0 d}
pass:
    steps:
      works_permit:
        granted: 2024-01-10
        renewed:
          - {on: 2024-04-01, until: 2024-07-10, by: 李某}
fail rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, valid: 3 m, renewal: 3 m, renewals: 2, renew_ahead: 0 d}
fail:
    steps:
      works_permit:
        granted: 2024-01-10
        renewed:
          - {on: 2024-04-01, until: 2024-12-31}
fail rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, valid: 3 m, renewal: 3 m, renewals: 1, renew_ahead: 0 d}
fail:
    steps:
      works_permit:
        granted: 2024-01-10
        renewed:
          - {on: 2024-04-01, until: 2024-07-10}
          - {on: 2024-07-01, until: 2024-10-10}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.calendar import calendar_of
from xmtz.records.project import Project
from xmtz.records.rules import Rules, StepRule
from xmtz.records.step import StepRecord
from xmtz.records.validity import renewable_to
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

BEYOND: Final = Kind(
    "L427",
    WARNING,
    Say(
        "“{step}”第 {nth} 次延续至 {until}，{allowed}", "renewal {nth} of “{step}”, until {until}: {allowed}"
    ),
    Say("核对延续的次数和日期", "check how often and until when it was renewed"),
)

_NONE: Final = Say("规则没有准许延续", "the rules let it not be renewed")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for key, step in project.steps.items():
        rule = rules.steps.steps.get(key) if "renewed" in vars(step) else None
        if rule is not None:
            yield from _of_step(step, rule, rules, path)


def _of_step(step: StepRecord, rule: StepRule, rules: Rules, path: str) -> Iterator[Finding]:
    calendar = calendar_of(rules)
    for number, one in enumerate(step.renewed):
        if one.until is None or one.on is None:
            continue
        allowed = None
        if rule.renewal is None or rule.renewals == 0:
            allowed = _NONE
        elif rule.renewals is not None and number >= rule.renewals:
            allowed = Say(f"规则最多准 {rule.renewals} 次", f"the rules allow {rule.renewals}")
        else:
            last = renewable_to(step, rule, calendar, number, one.on)
            if last is not None and one.until > last:
                allowed = Say(f"最多至 {last}", f"at most until {last}")
        if allowed is not None:
            place = one.where(path, "until")
            yield BEYOND.at(place, step=rule.label, nth=number + 1, until=one.until, allowed=allowed)
