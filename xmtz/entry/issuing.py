"""Issues: raised, and what every entry about one shares (问题清单)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from xmtz.domain.ids import new_issue_id
from xmtz.entry.door import Gate, Standing
from xmtz.entry.values import Mistakes, value_of_text, word
from xmtz.index.lookup import issue_taken
from xmtz.records.calendar import calendar_of
from xmtz.records.issue import ORIGINS, Issue
from xmtz.records.rules import Rules
from xmtz.records.types import LINE, OTHER_PROJECT, PERSON, UNIT
from xmtz.store.edits import Append, Edit, Flow, Put
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say


class Raised(NamedTuple):
    """An issue that was added. `due` is None where neither the rules nor the clerk set a limit."""

    id: str
    title: str
    due: date | None
    reminders: list[Say]


class New(NamedTuple):
    """What is said of a new issue. `also`: other projects that it concerns; `unit` and `person`: to whom it is
    assigned at once."""

    title: str
    class_: str
    raised: date
    due: date | None = None
    origin: str | None = None
    by: str | None = None
    also: Sequence[str] = ()
    unit: str | None = None
    person: str | None = None


def add(gate: Gate, standing: Standing, new: New, today: date) -> Raised:
    """Plan a new issue; its limit is its class's unless `due` is given. The gate has to be refreshed.

    Raises Wrong with every mistake, Refusal for a day still to come or a deadline before the day raised.
    """
    raised, due = new.raised, new.due
    rules = gate.ledger.rules
    mistakes = Mistakes()
    lexicon = gate.lexicon
    title_ = mistakes.take(Issue.fields["title"].label, lambda: value_of_text(new.title, LINE, lexicon))
    key = mistakes.take(
        Issue.fields["class"].label, lambda: word(new.class_, rules.issues.classes, Say("问题类别", "class"))
    )
    from_, origin = None, new.origin
    if origin is not None:
        from_ = mistakes.take(
            Issue.fields["origin"].label, lambda: word(origin, ORIGINS, Say("来源", "origin"))
        )
    by = None if new.by is None else mistakes.take(Issue.fields["by"].label, lambda: line(gate, str(new.by)))
    others = [
        mistakes.take(Issue.fields["projects"].label, partial(value_of_text, name, OTHER_PROJECT, lexicon))
        for name in new.also
    ]
    unit, person = assignee(gate, mistakes, new.unit, new.person)
    mistakes.end()
    against = [*to_come(raised, today)]
    if due is not None and due < raised:
        against.append(
            Say(
                f"时限 {due} 早于提出日期 {raised}",
                f"the deadline {due} is before {raised}, when it was raised",
            )
        )
    if standing.project.id in others:
        against.append(
            Say("--also 写其他项目，不写它自己", "--also names other projects, not the one that it is of")
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
        due = limit(rules, str(key), raised, reminders)
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
    if others:
        facts["projects"] = Flow(list(dict.fromkeys(others)))
    if unit is not None:
        facts["assigned"] = flow({"unit": unit, "person": person, "on": raised.isoformat()})
    facts["due"] = due.isoformat() if due is not None else None
    gate.change(standing, [Append(("issues",), {name: value for name, value in facts.items() if value})])
    return Raised(id_, str(title_), due, reminders)


def limit(rules: Rules, class_: str, raised: date, reminders: list[Say]) -> date | None:
    """The deadline that the rules set for an issue of this class, counted from a day; None where they set none."""
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


def line(gate: Gate, text: str) -> str:
    """A text of one line as files carry it. Raises Trouble."""
    return str(value_of_text(text, LINE, gate.lexicon))


def assignee(
    gate: Gate, mistakes: Mistakes, unit: str | None, person: str | None
) -> tuple[str | None, str | None]:
    """The key of a unit and a person as files carry them; what cannot be taken goes into `mistakes`."""
    lexicon = gate.lexicon
    if unit is None:
        if person is not None:
            mistakes.found.append(
                Say("写责任人要同时写责任单位：--unit 单位", "a person needs a unit: --unit UNIT")
            )
        return None, None
    key = mistakes.take(Say("责任单位", "unit"), lambda: value_of_text(unit, UNIT, lexicon))
    if person is None:
        return key, None
    return key, mistakes.take(Say("责任人", "person"), lambda: value_of_text(person, PERSON, lexicon))


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


def after_reopened(issue: Issue, on: date) -> list[Say]:
    """Why a day before the issue was opened again cannot be the end of it."""
    again = max((one.on for one in issue.reopened if one.on is not None), default=None)
    if again is None or on >= again:
        return []
    return [Say(f"{on} 早于重新立案日期 {again}", f"{on} is before {again}, when it was reopened")]


def changed_deadline(one: Found, due: date | None, on: date, reason: str) -> list[Edit]:
    """The edits for a new deadline; the former one is kept, with the day on which it was changed."""
    was = one.issue.due
    if due is None or due == was:
        return []
    edits: list[Edit] = [Put((*one.path, "due"), due.isoformat())]
    if was is not None:
        kept = {"due": was.isoformat(), "until": on.isoformat(), "reason": reason}
        edits.append(Append((*one.path, "due_before"), Flow(dict(kept))))
    return edits


def iso(day: date | None) -> str | None:
    """A day as files carry it."""
    return None if day is None else day.isoformat()


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
