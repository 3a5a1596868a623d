"""长时间暂停却没有书面告知 / A long pause of which the applicant was not told

L425

zh: 不计入时限的时间要书面告知申请人（行政许可法第四十五条）。一次暂停比整个法定时限还长，又没有告知日期
（`notified`）的，提示核对：没有告知的时间不能扣除。较短的暂停不提示。
en: The applicant is told in writing of the time that does not count (Administrative Licensing Law,
Art. 45). A pause that is longer than the whole limit and has no `notified` is shown, since time of
which nobody was told is not taken off. Shorter pauses are not looked at.

pass rules/steps.yaml:
    steps:
      fire: {label: 消防设计审查, limit: 15 wd, statute: 消防法第十二条}
pass:
    steps:
      fire:
        accepted: 2024-01-08
        paused:
          - {from: 2024-01-10, to: 2024-02-29, why: expert-review, notified: 2024-01-10}
        granted: 2024-03-08
fail rules/steps.yaml:
    steps:
      fire: {label: 消防设计审查, limit: 15 wd, statute: 消防法第十二条}
fail:
    steps:
      fire:
        accepted: 2024-01-08
        paused:
          - {from: 2024-01-10, to: 2024-02-29, why: expert-review}
        granted: 2024-03-08
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.calendar import calendar_of
from xmtz.records.project import Project
from xmtz.records.quantities import Duration
from xmtz.records.rules import Rules, StepRule
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_TOLD: Final = Kind(
    "L425",
    WARNING,
    Say(
        "“{step}”{start} 至 {end} 暂停，长于时限 {limit}，没有书面告知日期",
        "“{step}” was paused from {start} to {end}, longer than its limit of {limit}, and it is not said when "
        "the applicant was told",
    ),
    Say("补上 notified；没有告知的，不能扣除", "add notified; without it the time is not taken off"),
)

_IN_DAYS: Final = {"wd": 1, "d": 1, "m": 31, "y": 366}


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for key, step in project.steps.items():
        if "paused" not in vars(step):
            continue
        rule = rules.steps.steps.get(key)
        limit = None if rule is None else _longest(rule)
        if rule is None or limit is None:
            continue
        for pause in step.paused:
            start, end = pause.from_, pause.to
            if start is None or end is None or pause.notified is not None:
                continue
            days = (end - start).days
            most = limit.number * _IN_DAYS[limit.unit]
            if days > most and limit.unit == "wd":
                days = calendar_of(rules).working_days_between(start, end)
            if days > most:
                yield NOT_TOLD.at(
                    pause.where(path, "from"), step=rule.label, start=start, end=end, limit=limit.say()
                )


def _longest(rule: StepRule) -> Duration | None:
    """The longest limit of a step in any case."""
    limits = [one for one in (rule.limit, *(case.limit for case in rule.cases)) if one is not None]
    return max(limits, key=lambda one: one.number * _IN_DAYS[one.unit], default=None)
