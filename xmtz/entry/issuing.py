"""Issues: raised, assigned, planned, followed, escalated, resolved, cleared (问题销号)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from xmtz.domain.ids import new_issue_id
from xmtz.domain.workdays import Calendar
from xmtz.entry.door import Gate, Standing
from xmtz.entry.forms import pretty
from xmtz.entry.values import Mistakes, value_of_text, word
from xmtz.index.lookup import issue_taken
from xmtz.records.issue import ORIGINS, Issue
from xmtz.records.rules import Rules
from xmtz.records.types import LINE, PERSON, PROSE, UNIT
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


def calendar_of(rules: Rules) -> Calendar:
    """The working-day calendar of a ledger: the national one with its own days over it."""
    overrides = dict.fromkeys(rules.calendar.working, True) | dict.fromkeys(rules.calendar.holidays, False)
    return Calendar(overrides)


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
    against = [*_to_come(raised, today)]
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


def _to_come(day: date, today: date) -> list[Say]:
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
    against = [*_not_cleared(one.issue), *_after_raised(one.issue, on), *_to_come(on, today)]
    if due is not None and due < on:
        against.append(Say(f"时限 {due} 早于交办日期 {on}", f"the deadline {due} is before {on}"))
    _refuse(one, Say("不能交办", "cannot be assigned"), against)
    edits: list[Edit] = [
        Put((*one.path, "assigned"), _flow({"unit": key, "person": who, "on": on.isoformat()}))
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
    _refuse(
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
    against = [*_not_cleared(issue), *_after_raised(issue, on), *_to_come(on, today)]
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


def plan(
    gate: Gate, standing: Standing, one: Found, text: str, on: date, by: str | None, today: date
) -> None:
    """Plan a solution; an earlier one is kept and marked as replaced. Raises Wrong, Refusal."""
    prose = _checked(gate, Say("解决方案", "plan"), text, PROSE)
    _refuse(
        one,
        Say("不能写方案", "cannot be planned"),
        [*_not_cleared(one.issue), *_after_raised(one.issue, on), *_to_come(on, today)],
    )
    new = _plain({"text": prose, "on": on.isoformat(), "by": by})
    old = one.issue.plan or ()
    if not old:
        value: Any = prose if len(new) == 2 and "\n" in prose else _laid_out(new)
        gate.change(standing, [Put((*one.path, "plan"), value if isinstance(value, str) else [value])])
        return
    kept = [
        _plain({
            "text": solution.text,
            "on": solution.on.isoformat() if solution.on else None,
            "by": solution.by,
            "replaced": (solution.replaced or on).isoformat(),
        })
        for solution in old
    ]  # fmt: skip
    gate.change(standing, [Put((*one.path, "plan"), [*(_laid_out(one_) for one_ in kept), _laid_out(new)])])


def progress(
    gate: Gate, standing: Standing, one: Found, text: str, on: date, by: str | None, today: date
) -> None:
    """Plan a note of progress. Raises Wrong, Refusal."""
    line = _checked(gate, Say("进展", "progress"), text, LINE)
    _refuse(
        one,
        Say("不能写进展", "cannot be followed"),
        [*_not_cleared(one.issue), *_after_raised(one.issue, on), *_to_come(on, today)],
    )
    gate.change(
        standing,
        [Append((*one.path, "progress"), _laid_out(_plain({"on": on.isoformat(), "text": line, "by": by})))],
    )


def escalate(
    gate: Gate,
    standing: Standing,
    one: Found,
    to: str | None,
    on: date,
    reason: str | None,
    decision: str | None,
    today: date,
) -> Say:
    """Plan raising an issue to a higher rung, the next one if none is named; gives its label."""
    ladder = gate.ledger.rules.issues.ladder
    if not ladder:
        raise Trouble(Say("rules/issues.yaml 里没有提级层级（ladder）", "rules/issues.yaml has no ladder"))
    rungs = list(ladder)
    reached = max((rungs.index(e.to) for e in one.issue.escalated if e.to in rungs), default=0)
    wanted = (
        word(to, ladder, Say("提级层级", "rung"))
        if to is not None
        else rungs[min(reached + 1, len(rungs) - 1)]
    )
    label = ladder[wanted].label
    against = [*_not_cleared(one.issue), *_after_raised(one.issue, on), *_to_come(on, today)]
    if rungs.index(wanted) <= reached:
        now = ladder[rungs[reached]].label
        against.append(
            Say(
                f"已在“{now.zh}”一级，不能提到“{label.zh}”",
                f"it is with “{now.en}”; it cannot be raised to “{label.en}”",
            )
        )
    _refuse(one, Say("不能提级", "cannot be escalated"), against)
    facts = _plain({"to": wanted, "on": on.isoformat(), "decision": decision, "reason": reason})
    gate.change(standing, [Append((*one.path, "escalated"), _laid_out(facts))])
    return label


def resolve(
    gate: Gate, standing: Standing, one: Found, on: date, by: str | None, result: str | None, today: date
) -> None:
    """Plan that the work is done; clearing it is still to come. Raises Refusal."""
    against = [*_not_cleared(one.issue), *_after_raised(one.issue, on), *_to_come(on, today)]
    if one.issue.resolved is not None:
        against.append(Say(f"{one.issue.resolved.on} 已办结", f"it was resolved on {one.issue.resolved.on}"))
    _refuse(one, Say("不能办结", "cannot be resolved"), against)
    gate.change(
        standing, [Put((*one.path, "resolved"), _flow({"on": on.isoformat(), "by": by, "result": result}))]
    )


def reopen(
    gate: Gate, standing: Standing, one: Found, on: date, reason: str | None, by: str | None, today: date
) -> None:
    """Plan opening a cleared issue again; the clearing that is undone stays on record. Raises Refusal."""
    cleared = one.issue.cleared
    against = [*_to_come(on, today)]
    if cleared is None:
        against.append(Say("它没有销号，不用重新立案", "it is not cleared and need not be reopened"))
    elif cleared.on is not None and on < cleared.on:
        against.append(
            Say(f"{on} 早于销号日期 {cleared.on}", f"{on} is before {cleared.on}, when it was cleared")
        )
    if not (reason or "").strip():
        against.append(Say("要写理由：--reason 理由", "say why: --reason WHY"))
    _refuse(one, Say("不能重新立案", "cannot be reopened"), against)
    assert cleared is not None
    undone = _plain(
        {"on": cleared.on.isoformat() if cleared.on else None, "by": cleared.by, "evidence": cleared.evidence}
    )
    facts = {**_plain({"on": on.isoformat(), "reason": (reason or "").strip(), "by": by}), "cleared": undone}
    from xmtz.store.edits import Remove

    edits: list[Edit] = [Remove((*one.path, "cleared")), Append((*one.path, "reopened"), Flow(facts))]
    if one.issue.resolved is not None:
        edits.insert(0, Remove((*one.path, "resolved")))
    gate.change(standing, edits)


# ---- What they share

_CLEARED: Final = Say("已于 {on} 销号", "it was cleared on {on}")


def _not_cleared(issue: Issue) -> list[Say]:
    if issue.cleared is None:
        return []
    return [Say(_CLEARED.zh.format(on=issue.cleared.on), _CLEARED.en.format(on=issue.cleared.on))]


def _after_raised(issue: Issue, on: date) -> list[Say]:
    if issue.raised is None or on >= issue.raised:
        return []
    return [Say(f"{on} 早于提出日期 {issue.raised}", f"{on} is before {issue.raised}, when it was raised")]


def _refuse(one: Found, what: Say, against: list[Say]) -> None:
    if against:
        id_ = one.issue.id
        raise Refusal(
            Say("问题 {id} {zh}：", "the issue {id} {en}:"), against, id=id_, zh=what.zh, en=what.en
        )


def _checked(gate: Gate, label: Say, text: str, kind: Any) -> str:
    mistakes = Mistakes()
    value = mistakes.take(label, lambda: value_of_text(text, kind, gate.lexicon))
    mistakes.end()
    return str(value)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}


def _flow(facts: Mapping[str, Any]) -> Flow:
    return Flow(_plain(facts))


def _laid_out(facts: dict[str, Any]) -> Any:
    made = pretty([facts])
    return made[0] if isinstance(made, list) else facts
