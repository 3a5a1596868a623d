"""Issues handed to a unit and a person, and taken on by them (清单交办、部门接单)."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from xmtz.entry.door import Gate, Standing
from xmtz.entry.issuing import (
    Found,
    after_raised,
    assignee,
    changed_deadline,
    flow,
    iso,
    not_cleared,
    refuse,
    to_come,
)
from xmtz.entry.values import Mistakes, value_of_text
from xmtz.records.issue import Acceptance, Assignment
from xmtz.records.types import PERSON
from xmtz.store.edits import Append, Edit, Flow, Put, Remove
from xmtz.words.lang import Say


class Assigned(NamedTuple):
    """To whom an issue went; `before`: the unit that had it, where it is another."""

    unit: str
    before: str | None


def assign(
    gate: Gate,
    standing: Standing,
    one: Found,
    unit: str,
    person: str | None,
    on: date,
    due: date | None,
    today: date,
) -> Assigned:
    """Plan handing an issue to a unit and a person. A former assignment is kept with its acceptance, and so is a
    deadline that is changed; the new unit has to accept it anew. Raises Wrong, Refusal."""
    mistakes = Mistakes()
    key, who = assignee(gate, mistakes, unit, person)
    mistakes.end()
    issue = one.issue
    before = issue.assigned
    against = [*not_cleared(issue), *after_raised(issue, on), *to_come(on, today)]
    if due is not None and due < on:
        against.append(Say(f"时限 {due} 早于交办日期 {on}", f"the deadline {due} is before {on}"))
    if before is not None and before.on is not None and on < before.on:
        against.append(
            Say(f"{on} 早于原交办日期 {before.on}", f"{on} is before {before.on}, when it was assigned")
        )
    same = before is not None and (before.unit, before.person) == (key, who)
    if same and due in (None, issue.due):
        assert before is not None
        against.append(
            Say(f"{before.on} 已交办给他们，没有变化", f"it has been assigned to them since {before.on}")
        )
    refuse(one, Say("不能交办", "cannot be assigned"), against)
    edits: list[Edit] = []
    if not same:
        edits.append(Put((*one.path, "assigned"), flow({"unit": key, "person": who, "on": on.isoformat()})))
        if before is not None:
            edits += _archived(one, before, issue.accepted, on)
    edits += changed_deadline(one, due, on, "交办时另定")
    gate.change(standing, edits)
    return Assigned(str(key), before.unit if before is not None and before.unit != key else None)


def _archived(one: Found, before: Assignment, accepted: Acceptance | None, on: date) -> list[Edit]:
    """The former assignment with its acceptance, put among the earlier ones."""
    taken = flow({"by": accepted.by, "on": iso(accepted.on)}) if accepted is not None else None
    facts: dict[str, Any] = {
        "unit": before.unit,
        "person": before.person,
        "on": iso(before.on),
        "accepted": taken,
        "until": on.isoformat(),
    }
    edits: list[Edit] = [
        Append((*one.path, "assigned_before"), Flow({name: value for name, value in facts.items() if value}))
    ]
    return edits if accepted is None else [*edits, Remove((*one.path, "accepted"))]


def accept(gate: Gate, standing: Standing, one: Found, by: str | None, on: date, today: date) -> str:
    """Plan that the unit takes the issue on; gives who did. Raises Wrong, Refusal."""
    issue = one.issue
    assigned = issue.assigned
    who = None
    if by is not None:
        mistakes = Mistakes()
        who = mistakes.take(Say("接单人", "by"), lambda: value_of_text(by, PERSON, gate.lexicon))
        mistakes.end()
    against = [*not_cleared(issue), *to_come(on, today)]
    if who is None:
        against.append(Say("要写接单人：--by 姓名", "say who accepts it: --by NAME"))
    if assigned is None:
        against.append(
            Say(
                "还没有交办，不能接单：xmtz issue assign",
                "it is not assigned yet: xmtz issue assign",
            )
        )
    elif assigned.on is not None and on < assigned.on:
        against.append(
            Say(f"{on} 早于交办日期 {assigned.on}", f"{on} is before {assigned.on}, when it was assigned")
        )
    if issue.accepted is not None:
        against.append(
            Say(
                f"{issue.accepted.on} 已由 {issue.accepted.by} 接单",
                f"{issue.accepted.by} accepted it on {issue.accepted.on}",
            )
        )
    refuse(one, Say("不能接单", "cannot be accepted"), against)
    gate.change(standing, [Put((*one.path, "accepted"), flow({"by": who, "on": on.isoformat()}))])
    return str(who)
