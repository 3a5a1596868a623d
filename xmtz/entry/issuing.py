"""Issues: raised, assigned and cleared (问题销号)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from xmtz.domain.ids import new_issue_id
from xmtz.entry.door import Gate, Standing
from xmtz.entry.values import Mistakes, value_of_text, word
from xmtz.index.lookup import issue_taken
from xmtz.records.calendar import calendar_of
from xmtz.records.issue import ORIGINS, Issue
from xmtz.records.rules import Rules
from xmtz.records.types import LINE, PERSON, UNIT
from xmtz.store.edits import Append, Edit, Flow, Put
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say


class Raised(NamedTuple):
    """An issue that was added. `due` is None where neither the rules nor the clerk set a limit."""

    id: str
    title: str
    due: date | None
    reminders: list[Say]


class Assigned(NamedTuple):
    """To whom an issue went; `before`: the unit that had it."""

    unit: str
    before: str | None


def add(
    gate: Gate,
    standing: Standing,
    title: str,
    class_: str,
    raised: date,
    due: date | None,
    origin: str | None,
    by: str | None,
    today: date,
) -> Raised:
    """Plan a new issue; its limit is its class's unless `due` is given. The gate has to be refreshed.

    Raises Wrong with every mistake, Refusal for a day still to come or a deadline before the day raised.
    """
    rules = gate.ledger.rules
    mistakes = Mistakes()
    lexicon = gate.lexicon
    title_ = mistakes.take(Issue.fields["title"].label, lambda: value_of_text(title, LINE, lexicon))
    key = mistakes.take(
        Issue.fields["class"].label, lambda: word(class_, rules.issues.classes, Say("问题类别", "class"))
    )
    from_ = None
    if origin is not None:
        from_ = mistakes.take(
            Issue.fields["origin"].label, lambda: word(origin, ORIGINS, Say("来源", "origin"))
        )
    mistakes.end()
    against = [*to_come(raised, today)]
    if due is not None and due < raised:
        against.append(
            Say(
                f"时限 {due} 早于提出日期 {raised}",
                f"the deadline {due} is before {raised}, when it was raised",
            )
        )
    same = [i.id for i in standing.project.issues if i.title_ == title_ and i.raised == raised]
    if same:
        against.append(
            Say(f"同一天已提出过同样的问题：{same[0]}", f"the same issue was raised that day: {same[0]}")
        )
    if against:
        raise Refusal(Say("这个问题没有登记：", "the issue was not entered:"), against)
    reminders: list[Say] = []
    if due is None:
        due = _limit(rules, str(key), raised, reminders)
    id_ = new_issue_id(
        standing.project.id, str(title_), raised.isoformat(), lambda id_: issue_taken(gate.ledger.facts, id_)
    )
    facts: dict[str, Any] = {
        "id": id_,
        "title": title_,
        "class": key,
        "raised": raised.isoformat(),
        "by": by,
        "origin": from_,
    }
    facts["due"] = due.isoformat() if due is not None else None
    gate.change(standing, [Append(("issues",), {name: value for name, value in facts.items() if value})])
    return Raised(id_, str(title_), due, reminders)


def _limit(rules: Rules, class_: str, raised: date, reminders: list[Say]) -> date | None:
    limit = rules.issues.classes[class_].limit
    if limit is None:
        reminders.append(
            Say("这类问题没有规定时限；可用 --due 写明", "this class has no time limit; --due sets one")
        )
        return None
    calendar = calendar_of(rules)
    deadline = calendar.due(raised, limit.number, limit.unit)
    if deadline.provisional:
        reminders.append(calendar.note)
    return deadline.day


def to_come(day: date, today: date) -> list[Say]:
    """Why a day after today cannot be entered."""
    return [Say(f"日期 {day} 还没有到", f"{day} is still to come")] if day > today else []


class Found(NamedTuple):
    """An issue in its file."""

    number: int
    issue: Issue

    @property
    def path(self) -> tuple[str, int]:
        return ("issues", self.number)


def found(standing: Standing, id_: str) -> Found:
    """The issue with this id in a project's file. Raises Trouble."""
    for number, issue in enumerate(standing.project.issues):
        if issue.id == id_:
            node = standing.project.node.get("issues")
            items = getattr(node, "items", [])
            place = next((n for n, item in enumerate(items) if item is issue.node), number)
            return Found(place, issue)
    raise Trouble(Say("项目里没有问题 {id}", "the project has no issue {id}"), id=id_)


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
    """Plan handing an issue to a unit and a person. Raises Wrong, Refusal."""
    mistakes = Mistakes()
    lexicon = gate.lexicon
    key = mistakes.take(Say("责任单位", "unit"), lambda: value_of_text(unit, UNIT, lexicon))
    who = (
        None
        if person is None
        else mistakes.take(Say("责任人", "person"), lambda: value_of_text(person, PERSON, lexicon))
    )
    mistakes.end()
    against = [*not_cleared(one.issue), *after_raised(one.issue, on), *to_come(on, today)]
    if due is not None and due < on:
        against.append(Say(f"时限 {due} 早于交办日期 {on}", f"the deadline {due} is before {on}"))
    refuse(one, Say("不能交办", "cannot be assigned"), against)
    edits: list[Edit] = [
        Put((*one.path, "assigned"), flow({"unit": key, "person": who, "on": on.isoformat()}))
    ]
    if due is not None:
        edits.append(Put((*one.path, "due"), due.isoformat()))
    before = one.issue.assigned
    gate.change(standing, edits)
    return Assigned(str(key), before.unit if before is not None and before.unit != key else None)


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
    against = [*not_cleared(issue), *after_raised(issue, on), *to_come(on, today)]
    if not (by or "").strip():
        against.append(Say("要写销号人：--by 姓名", "say who clears it: --by NAME"))
    if not (evidence or "").strip():
        against.append(Say("要写佐证：--evidence 佐证材料", "give the evidence: --evidence WHAT"))
    if (asks is None or asks.assigned is not False) and issue.assigned is None:
        against.append(
            Say("还没有交办责任单位：xmtz issue assign", "it is not assigned to a unit: xmtz issue assign")
        )
    doer = issue.assigned.person if issue.assigned is not None else None
    if (asks is None or asks.other_person is not False) and doer and by and by.strip() == doer:
        against.append(Say(f"责任人 {doer} 不能自行销号", f"{doer}, to whom it is assigned, cannot clear it"))
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
    if asks is not None and asks.progress and not issue.progress:
        against.append(
            Say("还没有落实记录：xmtz issue progress", "it has no note of progress: xmtz issue progress")
        )
    return against


# ---- What they share

_CLEARED: Final = Say("已于 {on} 销号", "it was cleared on {on}")


def not_cleared(issue: Issue) -> list[Say]:
    """Why nothing more can be entered: the issue is cleared."""
    if issue.cleared is None:
        return []
    return [Say(_CLEARED.zh.format(on=issue.cleared.on), _CLEARED.en.format(on=issue.cleared.on))]


def after_raised(issue: Issue, on: date) -> list[Say]:
    """Why a day before the issue was raised cannot be entered."""
    if issue.raised is None or on >= issue.raised:
        return []
    return [Say(f"{on} 早于提出日期 {issue.raised}", f"{on} is before {issue.raised}, when it was raised")]


def refuse(one: Found, what: Say, against: list[Say]) -> None:
    """Raises Refusal with everything that stands in the way, if there is anything."""
    if against:
        id_ = one.issue.id
        raise Refusal(
            Say("问题 {id} {zh}：", "the issue {id} {en}:"), against, id=id_, zh=what.zh, en=what.en
        )


def plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that were given."""
    return {name: value for name, value in facts.items() if value}


def flow(facts: Mapping[str, Any]) -> Flow:
    """The facts that were given, to be written on one line."""
    return Flow(plain(facts))
