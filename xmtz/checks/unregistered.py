"""开工后没有及时入库纳统 / Started and not registered for statistics

L515

zh: 总投资达到 `register_total` 的项目，开工超过 `register_within` 还没有入库纳统（`dates.registered`）的提示，
超过 `register_late` 的说明严重逾期（银川市 2025 年：超过一个月黄灯，超过两个月红灯）。竣工、终止以后不再提示；
整个台账两个月以上没有项目报数的，按最后一个报数月的月末判断，从来没有报数的不查。期限在 `rules/indicators.yaml` 的 `padding` 里，没有写的不查。
en: A project whose total reaches `register_total` is shown when it has not been registered for statistics
(`dates.registered`) more than `register_within` after its start, and said to be seriously late after
`register_late` (Yinchuan, 2025: yellow after one month, red after two). Not after it is completed or has
ended; and where no project of the ledger has reported for more than two months, as on the last day of the
last month reported (not at all where none ever has). The times are under `padding` in `rules/indicators.yaml`; without them nothing is looked for.

pass rules/indicators.yaml:
    padding: {register_total: 500, register_within: 1 m, register_late: 2 m}
pass:
    total: 5000
    stages: [{to: started, on: 2024-03-10}]
    dates: {registered: 2024-04-08}
pass rules/indicators.yaml:
    padding: {register_total: 500, register_within: 1 m, register_late: 2 m}
pass:
    total: 499
    stages: [{to: started, on: 2024-03-10}]
fail rules/indicators.yaml:
    padding: {register_total: 500, register_within: 1 m, register_late: 2 m}
fail:
    total: 5000
    stages: [{to: started, on: 2024-03-10}]
    invested: {2024-03: 200, 2024-04: 300}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from xmtz.checks.holding import with_time
from xmtz.checks.life import BEGUN, DONE, first_day, marked_stages, moves_are_whole
from xmtz.domain.workdays import Calendar
from xmtz.records.calendar import calendar_of
from xmtz.records.project import Project
from xmtz.records.quantities import Duration
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOT_REGISTERED: Final = Kind(
    "L515",
    WARNING,
    Say(
        "{start} 开工，超过 {time}还没有入库纳统{late}",
        "started on {start} and not registered for statistics after more than {time}{late}",
    ),
    Say(
        "办理入库后填 dates.registered；暂时办不了的，凭理由豁免：xmtz waive {id} L515",
        "register it and fill in dates.registered; or waive it for a time: xmtz waive {id} L515",
    ),
)
ABSENCE: Final = ("dates", "stages")
_SERIOUS: Final = Say(
    "，严重逾期，完成投资没有进统计", ": seriously late, its investment is not in the statistics"
)
_NOT_YET: Final = Say("", "")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    padding = rules.indicators.padding
    if padding is None or (padding.register_within is None and padding.register_late is None):
        return
    if project.total is None or project.total < (padding.register_total or 0) or not moves_are_whole(project):
        return
    begun = marked_stages(rules, *BEGUN)
    move = min((one for one in project.stages if one.to in begun), key=lambda one: one.on, default=None)
    if move is None:
        return
    dates = project.dates
    registered = dates.registered if dates is not None else None
    if registered is None and dates is not None and dates.is_written("registered"):
        return  # the finding about its field says it
    times = [
        (time, late)
        for time, late in ((padding.register_within, _NOT_YET), (padding.register_late, _SERIOUS))
        if time is not None
    ]
    if registered is not None and all((registered - move.on).days < _at_least(time) for time, _ in times):
        return  # in time, whatever the calendar says
    over = first_day(project, marked_stages(rules, *DONE, "ended"))
    last = [(time, _day_after(rules, move.on, time), late) for time, late in times]
    for n, (time, since, late) in enumerate(last):
        following = last[n + 1][1] if n + 1 < len(last) else None
        found = NOT_REGISTERED.at(
            move.where(path, "on"), start=move.on, time=_said(time), late=late, id=project.id or ""
        )
        kept = with_time(found, since, registered, over, following)
        if kept is not None:
            yield kept


def _said(time: Duration) -> Say:
    """The time in words; one month is no months."""
    said = time.say()
    return said if time.number != 1 else Say(said.zh, said.en.removesuffix("s"))


def _at_least(time: Duration) -> int:
    """No fewer days than the time has."""
    return time.number * _LEAST_DAYS[time.unit]


_LEAST_DAYS: Final = {"wd": 1, "d": 1, "m": 28, "y": 365}


def _day_after(rules: Rules, start: date, time: Duration) -> date:
    return _calendar(rules).due(start, time.number, time.unit).day + timedelta(days=1)


@lru_cache(maxsize=8)
def _calendar(rules: Rules) -> Calendar:
    return calendar_of(rules)
