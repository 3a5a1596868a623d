"""The work of each project in the days ahead (一周一清单): what falls due, what was decided, what it plans itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from xmtz.index import meeting_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.reports.clocks.duties import KINDS, Duty
from xmtz.reports.meetings.decisions import Verdict
from xmtz.reports.names import Names
from xmtz.words.lang import Say

_AHEAD: Final = {
    "start": Say("计划开工", "planned start"),
    "finish": Say("计划竣工", "planned finish"),
    "milestone": Say("节点最迟完成", "milestone, at the latest"),
}
DECISION: Final = Say("会议议定", "decided by a meeting")


class Task(NamedTuple):
    """Something that falls due."""

    day: str
    kind: str
    what: str
    project: str
    name: str
    unit: str | None
    who: str | None
    path: str | None


def work_ahead(
    ledger: Ledger, day: date, until: date, prompts: Sequence[Duty], decided: Sequence[Verdict]
) -> list[Task]:
    """What falls due from the day on, by project in the order of units; each thing once."""
    found = [
        Task(
            one.day.isoformat(), KINDS[one.kind].text(), one.label, one.project, one.name or "",
            one.unit, one.who, one.path,
        )
        for one in prompts
        if one.project is not None and not one.overdue
    ]  # fmt: skip
    first, last = day.isoformat(), until.isoformat()
    units = ask.names(ledger.facts)
    for one in decided:
        decision = one.decision
        due = decision.due
        if one.kept or decision.project is None or due is None or not first <= due <= last:
            continue
        if decision.issue is not None and any(
            task.path == decision.project_path and task.day == due for task in found
        ):
            continue  # the issue itself is listed
        unit = decision.unit or units.get(decision.project, ("", None))[1]
        found.append(
            Task(due, DECISION.text(), decision.what, decision.project, decision.name or "", unit,
                 decision.person, decision.path)
        )  # fmt: skip
    found += [
        Task(one.day, _AHEAD[one.kind].text(), one.what, one.id, one.name, one.unit, one.leader, one.path)
        for one in ask.ahead(ledger.facts, first, last)
    ]
    order = Names(ledger).order("unit")
    found.sort(key=lambda one: (order.get(one.unit or "", len(order)), one.unit or "", one.project, one.day))
    return found
