"""在建项目长期没有投资 / Works under way, and no investment for months

L516

zh: 已开工、没有竣工、没有停缓建的项目，连续 `idle_months` 个整月没有完成投资（没有报，或者报 0）的提示：
停工了要登记停缓建，没有停工的要报数。本月不算；累计投资已经达到总投资的不查；整个台账两个月以上没有项目
报数的，按最后一个报数月的月末判断。月数在 `rules/indicators.yaml` 的 `padding` 里，没有写的不查。
en: A project that has started, is not completed and not suspended is shown when nothing was invested (nothing
reported, or 0) in `idle_months` whole months in a row: if the works have stopped, enter it as suspended; if not, the
figures are missing. The present month does not count, and a project whose total has been invested is left alone. Where no
project of the ledger has reported for more than two months, the last month reported is the present one.
The number of months is under `padding` in `rules/indicators.yaml`; without it nothing is looked for.

pass rules/indicators.yaml:
    padding: {idle_months: 3}
pass rules/stages.yaml:
    stages:
      started: {label: 开工, marks: [started]}
      suspended: {label: 停缓建}
pass:
    stages:
      - {to: started, on: 2024-03-10}
      - {to: suspended, on: 2024-06-20}
    invested: {2024-03: 300, 2024-04: 0, 2024-05: 0}
fail rules/indicators.yaml:
    padding: {idle_months: 3}
fail:
    stages: [{to: started, on: 2024-03-10}]
    invested: {2024-03: 300, 2024-04: 0, 2024-05: 0, 2024-06: 0, 2024-07: 0}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from xmtz.checks.holding import with_time
from xmtz.checks.life import invested_in_all, marked_stages, moves_are_whole
from xmtz.domain.months import Month
from xmtz.records.project import Move, Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

IDLE: Final = Kind(
    "L516",
    WARNING,
    Say(
        "{month} 以后连续 {months} 个月以上没有完成投资",
        "nothing invested after {month}, for {months} months and more",
    ),
    Say(
        "停工的登记停缓建：xmtz advance {id}；没有停工的补报：xmtz figures {id}",
        "enter a suspension: xmtz advance {id}; or report the figures: xmtz figures {id}",
    ),
)
ABSENCE: Final = ("stages", "invested", "invested_before")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    padding = rules.indicators.padding
    months = padding.idle_months if padding is not None else None
    if months is None or not project.stages or not moves_are_whole(project) or _unreadable(project):
        return
    whole = project.total is not None and 0 < project.total <= invested_in_all(project)
    active = sorted(month for month, amount in project.invested.items() if amount)
    for move, end in _under_way(project, rules):
        start = Month.of(move.on)
        marks = [start, *(month for month in active if start < month)]
        for n, month in enumerate(marks):
            following = marks[n + 1] if n + 1 < len(marks) else None
            if following is None and whole:
                break
            if following is not None and following.since(month) <= months:
                continue
            place = project.where(path, "invested", str(month))
            if month not in project.invested:
                place = move.where(path, "to")
            found = IDLE.at(place, month=month, months=months, id=project.id or "")
            since = month.plus(months + 1).first_day
            kept = with_time(found, since, following.first_day if following is not None else None, end)
            if kept is not None:
                yield kept


def _under_way(project: Project, rules: Rules) -> Iterator[tuple[Move, date | None]]:
    """The times in which the works are under way: the move that begins one, and the day that ends it."""
    started = marked_stages(rules, "started")
    begun: Move | None = None
    for move in project.stages:
        if move.to in started and begun is None:
            begun = move
        elif move.to not in started and begun is not None:
            yield begun, move.on
            begun = None
    if begun is not None:
        yield begun, None


def _unreadable(project: Project) -> bool:
    """Whether a figure could not be read: the finding about it says it."""
    node = project.node.get("invested")
    return node is not None and len(getattr(node, "entries", ())) != len(project.invested)
