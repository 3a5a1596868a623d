"""暂停计时要在办理期间之内 / A pause lies within the handling of its step

L411

zh: 听证、招标、检验、专家评审等不计入时限的时段，从受理之后开始，到办结之前结束，止日不早于起日
（行政许可法第四十五条）。
en: A span that does not count towards the time limit (Administrative Licensing Law, Art. 45) begins
after acceptance, ends before the grant, and does not end before it begins.

pass:
    steps:
      eia:
        accepted: 2024-01-09
        paused:
          - {from: 2024-01-12, to: 2024-02-01, why: expert-review}
        granted: 2024-02-15
fail:
    steps:
      eia:
        accepted: 2024-01-09
        paused:
          - {from: 2024-01-12, to: 2024-02-20, why: expert-review}
        granted: 2024-02-15

----

暂停的时段不能重叠 / Pauses do not overlap

L412

zh: 同一项手续的两次暂停不能有重叠的日子，否则同一天会被扣除两次。前一次的止日可以是后一次的起日。
en: Two pauses of a step share no day, or the day would be taken off twice. One may begin on the
day on which the other ends.

pass:
    steps:
      eia:
        accepted: 2024-01-09
        paused:
          - {from: 2024-01-12, to: 2024-02-01, why: expert-review}
          - {from: 2024-02-01, to: 2024-02-09, why: hearing}
fail:
    steps:
      eia:
        accepted: 2024-01-09
        paused:
          - {from: 2024-01-12, to: 2024-02-01, why: expert-review}
          - {from: 2024-01-20, to: 2024-02-09, why: hearing}

----

手续办结了，暂停却没有结束 / A step is decided while its clock still stands

L413

zh: 暂停没有止日，就一直不计时；已经办结、不予批准或撤回的手续，暂停必须有止日，否则用时算不出来。
en: A pause without an end goes on. A step that was granted, refused or withdrawn needs the end of
its pauses, or the time taken cannot be told.

pass:
    steps:
      eia:
        accepted: 2024-01-09
        paused:
          - {from: 2024-01-12, why: expert-review}
fail:
    steps:
      eia:
        accepted: 2024-01-09
        paused:
          - {from: 2024-01-12, why: expert-review}
        granted: 2024-02-15
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.records.step import Pause, StepRecord
from xmtz.words.finding import ERROR, Finding, Kind
from xmtz.words.lang import Say

OUTSIDE: Final = Kind(
    "L411",
    ERROR,
    Say("暂停计时的{which} {day} {how} {other}", "the {which} of the pause, {day}, is {how} {other}"),
    Say("核对暂停的起止日期", "check the days of the pause"),
)
OVERLAP: Final = Kind(
    "L412",
    ERROR,
    Say("与前一次暂停（{start} 至 {end}）重叠", "overlaps the pause from {start} to {end}"),
    Say(
        "核对两次暂停的起止日期；是同一次的合为一条",
        "check the days of both; make one of them if they are one pause",
    ),
)
OPEN: Final = Kind(
    "L413",
    ERROR,
    Say(
        "手续 {ended} 已办完，这次暂停还没有止日",
        "the step was decided on {ended}, but this pause has no end",
    ),
    Say("补上止日 to", "add its end: to"),
)

_FROM: Final = Say("起日", "beginning")
_TO: Final = Say("止日", "end")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for step in project.steps.values():
        if "paused" in vars(step):
            yield from _of_step(step, path)


def _of_step(step: StepRecord, path: str) -> Iterator[Finding]:
    begin = step.accepted or step.applied
    end = _end(step)
    pauses = sorted((p for p in step.paused if p.from_ is not None), key=lambda pause: pause.from_)
    last: Pause | None = None
    for pause in pauses:
        yield from _of_pause(pause, begin, end, path)
        if last is not None and (last.to is None or pause.from_ < last.to):
            yield OVERLAP.at(pause.where(path, "from"), start=last.from_, end=last.to or Say("未止", "open"))
        if last is None or (last.to is not None and (pause.to is None or pause.to > last.to)):
            last = pause


def _of_pause(pause: Pause, begin: date | None, end: date | None, path: str) -> Iterator[Finding]:
    start, to = pause.from_, pause.to
    if begin is not None and start < begin:
        how = Say("早于受理（申报）", "before acceptance,")
        yield OUTSIDE.at(pause.where(path, "from"), which=_FROM, day=start, how=how, other=begin)
    if to is not None and to < start:
        how = Say("早于起日", "before its beginning,")
        yield OUTSIDE.at(pause.where(path, "to"), which=_TO, day=to, how=how, other=start)
    elif end is not None and to is None:
        yield OPEN.at(pause.where(path), ended=end)
    elif end is not None and to is not None and to > end:
        how = Say("晚于办结", "after the decision,")
        yield OUTSIDE.at(pause.where(path, "to"), which=_TO, day=to, how=how, other=end)


def _end(step: StepRecord) -> date | None:
    """The day on which the step was decided."""
    ends = [step.granted]
    ends += [outcome.on for outcome in (step.refused, step.withdrawn) if outcome is not None]
    return min((day for day in ends if day is not None), default=None)
