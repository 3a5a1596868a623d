"""Issues cleared with evidence by somebody else, and opened again (销号、重新立案)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from xmtz.entry.door import Gate, Standing
from xmtz.entry.issuing import (
    Found,
    after_raised,
    after_reopened,
    changed_deadline,
    flow,
    iso,
    limit,
    not_cleared,
    plain,
    refuse,
    to_come,
)
from xmtz.records.deeds import deeds
from xmtz.records.issue import Clearing, Ending, Issue
from xmtz.records.rules import Rules
from xmtz.store.edits import Append, Edit, Flow, Put, Remove, Value
from xmtz.words.lang import Say


def clear(
    gate: Gate, standing: Standing, one: Found, by: str | None, evidence: str | None, on: date, today: date
) -> None:
    """Plan clearing an issue. Raises Refusal with everything that stands in the way."""
    issue = one.issue
    refuse(
        one,
        Say("不能销号", "cannot be cleared"),
        _not_clearable(gate.ledger.rules, issue, by, evidence, on, today),
    )
    facts = {"on": on.isoformat(), "by": (by or "").strip(), "evidence": (evidence or "").strip()}
    gate.change(standing, [Put((*one.path, "cleared"), Flow(dict(facts)))])


def _not_clearable(
    rules: Rules, issue: Issue, by: str | None, evidence: str | None, on: date, today: date
) -> list[Say]:
    """Evidence, an assignment and another person are needed unless the rules say otherwise; a plan and a
    note of progress only if they say so."""
    asks = rules.issues.clearance
    against = [*not_cleared(issue), *after_raised(issue, on), *after_reopened(issue, on), *to_come(on, today)]
    if not (by or "").strip():
        against.append(Say("要写销号人：--by 姓名", "say who clears it: --by NAME"))
    if not (evidence or "").strip():
        against.append(Say("要写佐证：--evidence 佐证材料", "give the evidence: --evidence WHAT"))
    if (asks is None or asks.assigned is not False) and issue.assigned is None:
        against.append(
            Say("还没有交办责任单位：xmtz issue assign", "it is not assigned to a unit: xmtz issue assign")
        )
    if asks is None or asks.other_person is not False:
        against += _own_work(issue, (by or "").strip())
    if issue.assigned is not None and issue.assigned.on is not None and on < issue.assigned.on:
        against.append(
            Say(
                f"{on} 早于交办日期 {issue.assigned.on}",
                f"{on} is before {issue.assigned.on}, when it was assigned",
            )
        )
    if issue.resolved is not None and issue.resolved.on is not None and on < issue.resolved.on:
        against.append(
            Say(
                f"{on} 早于办结日期 {issue.resolved.on}",
                f"{on} is before {issue.resolved.on}, when it was resolved",
            )
        )
    if asks is not None and asks.plan and not issue.plan:
        against.append(Say("还没有解决方案：xmtz issue plan", "it has no plan: xmtz issue plan"))
    if asks is not None and asks.progress and not deeds(issue, rules):
        only = (
            Say("（会议议定的不算）", " (what a meeting decided is none)") if issue.progress else Say("", "")
        )
        against.append(
            Say(
                f"还没有落实记录{only.zh}：xmtz issue progress",
                f"it has no note of progress{only.en}: xmtz issue progress",
            )
        )
    return against


def _own_work(issue: Issue, by: str) -> list[Say]:
    """Why this person cannot clear it: it is assigned to him, or he took it on."""
    if issue.assigned is not None and by and by == issue.assigned.person:
        return [Say(f"责任人 {by} 不能自行销号", f"{by}, to whom it is assigned, cannot clear it")]
    if issue.accepted is not None and by and by == issue.accepted.by:
        return [Say(f"接单人 {by} 不能自行销号", f"{by}, who accepted it, cannot clear it")]
    return []


class Reopened(NamedTuple):
    """The new deadline, and what to mind."""

    due: date | None
    reminders: list[Say]


def reopen(
    gate: Gate,
    standing: Standing,
    one: Found,
    on: date,
    reason: str | None,
    by: str | None,
    due: date | None,
    today: date,
) -> Reopened:
    """Plan opening a cleared issue again. The clearing and the resolution that are undone stay on record, and so
    does the deadline; the new one is `due`, or the class's limit from this day on. Raises Refusal."""
    issue = one.issue
    cleared = issue.cleared
    against = [*to_come(on, today)]
    if cleared is None:
        against.append(Say("它没有销号，不用重新立案", "it is not cleared and need not be reopened"))
    elif cleared.on is not None and on < cleared.on:
        against.append(
            Say(f"{on} 早于销号日期 {cleared.on}", f"{on} is before {cleared.on}, when it was cleared")
        )
    if not (reason or "").strip():
        against.append(Say("要写理由：--reason 理由", "say why: --reason WHY"))
    if due is not None and due < on:
        against.append(Say(f"时限 {due} 早于重新立案日期 {on}", f"the deadline {due} is before {on}"))
    refuse(one, Say("不能重新立案", "cannot be reopened"), against)
    reminders: list[Say] = []
    if due is None and issue.class_ in gate.ledger.rules.issues.classes:
        due = limit(gate.ledger.rules, issue.class_, on, reminders)
    facts: dict[str, Value] = {
        **plain({"on": on.isoformat(), "reason": (reason or "").strip(), "by": by}),
        **plain({"resolved": _ended(issue.resolved), "cleared": _cleared(cleared)}),
    }
    edits: list[Edit] = [Remove((*one.path, "cleared")), Append((*one.path, "reopened"), facts)]
    if issue.resolved is not None:
        edits.insert(0, Remove((*one.path, "resolved")))
    edits += changed_deadline(one, due, on, "重新立案")
    gate.change(standing, edits)
    return Reopened(due, reminders)


def _ended(resolved: Ending | None) -> Flow | None:
    if resolved is None:
        return None
    return flow({"on": iso(resolved.on), "by": resolved.by, "result": resolved.result})


def _cleared(cleared: Clearing | None) -> Flow | None:
    if cleared is None:
        return None
    return flow({"on": iso(cleared.on), "by": cleared.by, "evidence": cleared.evidence})
