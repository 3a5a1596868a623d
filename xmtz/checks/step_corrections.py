"""补正告知得晚了 / Corrections were asked for late

L420

zh: 申请材料不全的，收到申请后 5 个工作日内（`rules/steps.yaml` 写了 `correct_within` 的按它）一次告知；
逾期不告知的，自收到申请之日起即为受理（行政许可法第三十二条）。时限从那天算起，不从实际受理日算。
en: What an application lacks is told within 5 working days of it, or within `correct_within` of
`rules/steps.yaml`. Otherwise the application counts as accepted on the day on which it was received
(Administrative Licensing Law, Art. 32), and the limit runs from that day.

pass:
    steps:
      eia:
        applied: 2024-01-08
        corrected:
          - {told: 2024-01-15, missing: [红线图], received: 2024-01-18}
fail:
    steps:
      eia:
        applied: 2024-01-08
        corrected:
          - {told: 2024-01-16, missing: [红线图], received: 2024-01-18}

----

补正告知了不止一次 / Corrections were asked for more than once

L421

zh: 需要补正的内容要一次告知（行政许可法第三十二条）。第二次告知不能再推迟受理；确有新情况的，写明豁免。
en: Everything that is missing is told at once (Administrative Licensing Law, Art. 32). A second request
does not put off the acceptance again; waive it where something new came up.

pass:
    steps:
      eia:
        applied: 2024-01-08
        corrected:
          - {told: 2024-01-10, missing: [红线图, 委托书], received: 2024-01-12}
fail:
    steps:
      eia:
        applied: 2024-01-08
        corrected:
          - {told: 2024-01-10, missing: [红线图], received: 2024-01-12}
          - {told: 2024-01-15, missing: [委托书], received: 2024-01-16}

----

材料没有补齐就受理了 / Accepted before what was asked for came in

L422

zh: 告知补正的，补齐之后才受理；受理日期之前要有补齐日期（`received`）。告知得晚、依法已视为受理的除外。
en: After corrections were asked for, the application is accepted once they came in, so `received` lies
on or before the day of acceptance, except where they were asked for too late and it counts as accepted.

pass:
    steps:
      eia:
        applied: 2024-01-08
        corrected:
          - {told: 2024-01-10, missing: [红线图], received: 2024-01-12}
        accepted: 2024-01-12
fail:
    steps:
      eia:
        applied: 2024-01-08
        corrected:
          - {told: 2024-01-10, missing: [红线图]}
        accepted: 2024-01-12

----

受理以后才告知补正 / Corrections were asked for after acceptance

L423

zh: 受理就是认可材料齐全；受理以后不再告知补正。需要等材料的，用容缺（`deferred`）或暂停（`paused`）记。
en: Acceptance means that the application is complete; corrections are asked for before it. Record a
deferral or a pause where documents are awaited.

pass:
    steps:
      eia:
        applied: 2024-01-08
        corrected:
          - {told: 2024-01-10, missing: [红线图], received: 2024-01-12}
        accepted: 2024-01-12
fail:
    steps:
      eia:
        applied: 2024-01-08
        accepted: 2024-01-09
        corrected:
          - {told: 2024-01-10, missing: [红线图], received: 2024-01-12}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.calendar import calendar_of
from xmtz.records.corrections import answer_to
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.records.step import StepRecord
from xmtz.words.finding import ERROR, WARNING, Finding, Kind
from xmtz.words.lang import Say

LATE: Final = Kind(
    "L420",
    WARNING,
    Say(
        "补正 {told} 才告知，应在 {by} 前；依法自收到之日 {received} 起即为受理",
        "corrections were asked for on {told}, later than {by}; by law the application counts as accepted on "
        "{received}, when it was received",
    ),
    Say(
        "核对两个日期；时限从收到之日起算（行政许可法第三十二条）",
        "check both days; the limit runs from the day of receipt (Administrative Licensing Law, Art. 32)",
    ),
)
AGAIN: Final = Kind(
    "L421",
    WARNING,
    Say("{first} 已告知过补正", "corrections were asked for on {first} already"),
    Say("需补正的内容一次写全", "say everything that is missing at once"),
)
OPEN: Final = Kind(
    "L422",
    ERROR,
    Say(
        "{day} 受理，{told} 告知补正的材料{when}",
        "accepted on {day}, though what was asked for on {told} {when}",
    ),
    Say("核对受理和补齐的日期", "check the days of acceptance and of receipt"),
)
AFTER: Final = Kind(
    "L423",
    WARNING,
    Say("{told} 告知补正，{day} 已受理", "corrections were asked for on {told}, after acceptance on {day}"),
    Say("核对两个日期；等材料的记为容缺或暂停", "check both days, or record a deferral or a pause"),
)

_MISSING: Final = Say("还没有补齐", "has not come in")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for step in project.steps.values():
        if "corrected" in vars(step):
            yield from _of_step(step, rules, path)


def _of_step(step: StepRecord, rules: Rules, path: str) -> Iterator[Finding]:
    calendar = calendar_of(rules)
    accepted = step.accepted
    deemed = False
    for number, one in enumerate(step.corrected):
        if one.told is None:
            continue
        place = one.where(path, "told")
        if number:
            yield AGAIN.at(place, first=step.corrected[0].told or _MISSING)
        if accepted is not None and accepted < one.told:
            yield AFTER.at(place, told=one.told, day=accepted)
            continue
        answer = answer_to(step, number, calendar, rules.steps.answer_within)
        if answer is not None and one.told > answer.by:
            deemed = True
            yield LATE.at(place, told=one.told, by=answer.by, received=answer.received)
        if accepted is None or deemed or (one.received is not None and one.received <= accepted):
            continue
        when = _MISSING if one.received is None else _came(one.received)
        yield OPEN.at(step.where(path, "accepted"), day=accepted, told=one.told, when=when)


def _came(day: object) -> Say:
    return Say(f"{day} 才补齐", f"came in on {day}")
