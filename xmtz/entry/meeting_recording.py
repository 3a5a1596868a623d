"""Recording a meeting: its file, and in the projects' files the issues that its decisions raise or change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar

from xmtz.entry import following, handing, issuing
from xmtz.entry.decided import Decided, Said, decided
from xmtz.entry.door import Gate
from xmtz.entry.forms import file_text, pretty
from xmtz.entry.meeting_file import MeetingStanding, meeting_standing
from xmtz.entry.values import Mistakes, value_of_text, word
from xmtz.index.lookup import find_project
from xmtz.index.meeting_questions import meetings
from xmtz.records.ledger import Meeting
from xmtz.records.types import LINE, PERSON
from xmtz.store.edits import Append, Edit, Flow, Put, Value
from xmtz.store.layout import MEETINGS_FOLDER
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say

T = TypeVar("T")


class Minutes(NamedTuple):
    """What is said of a meeting. `class_`: the class of issues that decisions raise, where they say none."""

    kind: str
    on: date
    chair: str | None = None
    attended: Sequence[str] = ()
    projects: Sequence[str] = ()
    decisions: Sequence[Said] = ()
    note: str | None = None
    class_: str | None = None


class Recorded(NamedTuple):
    """What was planned: the meeting, and the issues that were raised and changed."""

    said: Say
    raised: Sequence[str]
    changed: Sequence[str]
    reminders: Sequence[Say]


def record(gate: Gate, minutes: Minutes, add: bool, today: date) -> Recorded:
    """Plan the meeting's file and every change of projects. The gate has to be refreshed.

    Raises Wrong, Refusal, Trouble with every mistake of every decision; nothing is written then.
    """
    return _Recording(gate, minutes, add, today).result()


class _Recording:
    def __init__(self, gate: Gate, minutes: Minutes, add: bool, today: date) -> None:
        self.gate = gate
        self.minutes = minutes
        self.add = add
        self.today = today
        self.mistakes = Mistakes()
        self.raised: list[str] = []
        self.changed: list[str] = []
        self.reminders: list[Say] = []

    def result(self) -> Recorded:
        rules = self.gate.ledger.rules
        minutes = self.minutes
        kinds = {
            key: one for key, one in rules.cadence.cadences.items() if (one.kept_by or "meeting") == "meeting"
        }
        kind = str(word(minutes.kind, kinds, Say("会议种类", "kind of meeting")))
        label = kinds[kind].label or Say(kind, kind)
        against = issuing.to_come(minutes.on, self.today)
        there = meetings(self.gate.ledger.facts, minutes.on.isoformat(), minutes.on.isoformat(), kind)
        if there and not self.add:
            against.append(
                Say(
                    f"这次会议已经登记：{there[0].path}；补充议定事项加 --add",
                    f"this meeting is recorded already: {there[0].path}; --add adds to it",
                )
            )
        if self.add and not there:
            against.append(
                Say("这天没有登记过这种会议，不用 --add", "no such meeting is recorded; leave --add out")
            )
        if self.add and not minutes.decisions:
            against.append(Say("--add 要写补充的议定事项", "--add needs the decisions to add"))
        if against:
            raise Refusal(Say("这次会议没有登记：", "the meeting was not recorded:"), against)
        head = self._head()
        wanted = self._decisions()
        self.mistakes.end()
        written = [self._carried_out(n, one, label) for n, one in enumerate(wanted, 1)]
        self.mistakes.end()
        projects = [str(one) for one in head.get("projects", [])]
        projects += [one.project for one in wanted if one.project is not None]
        head["projects"] = list(dict.fromkeys(projects))
        if there:
            self._add(meeting_standing(self.gate.ledger, there[0].path), head, written)
        else:
            self._create(kind, head, written)
        return Recorded(self._said(label, len(written)), self.raised, self.changed, self.reminders)

    def _head(self) -> dict[str, Any]:
        """The meeting's own facts as files carry them."""
        minutes, lexicon, facts = self.minutes, self.gate.lexicon, self.gate.ledger.facts
        fields = Meeting.fields
        head: dict[str, Any] = {}
        if minutes.chair:
            head["chair"] = self.mistakes.take(
                fields["chair"].label, lambda: value_of_text(str(minutes.chair), PERSON, lexicon)
            )
        head["attended"] = [
            self.mistakes.take(fields["attended"].label, partial(value_of_text, one, LINE, lexicon))
            for one in minutes.attended
        ]
        head["projects"] = [
            known.id
            for one in minutes.projects
            if (known := self.mistakes.take(fields["projects"].label, partial(find_project, facts, one)))
        ]
        if minutes.note:
            head["note"] = self.mistakes.take(
                fields["note"].label, lambda: value_of_text(str(minutes.note), LINE, lexicon)
            )
        return head

    def _decisions(self) -> list[Decided]:
        found = [
            self._take(n, partial(decided, self.gate, said, self.minutes.on, self.minutes.class_))
            for n, said in enumerate(self.minutes.decisions, 1)
        ]
        for n, one in enumerate(found, 1):
            if one is not None and one.kept is not None and one.kept > self.today:
                label = _nth(n)
                (late,) = issuing.to_come(one.kept, self.today)
                self.mistakes.found.append(Say(f"{label.zh}：{late.zh}", f"{label.en}: {late.en}"))
        return [one for one in found if one is not None]

    def _take(self, n: int, make: Callable[[], T]) -> T | None:
        """What `make` gives; everything that is wrong with a decision is said with its number."""
        try:
            return make()
        except Trouble as wrong:
            label = _nth(n)
            said = wrong.missing if isinstance(wrong, Refusal) and wrong.missing else [wrong.say]
            self.mistakes.found += [Say(f"{label.zh}：{one.zh}", f"{label.en}: {one.en}") for one in said]
            return None

    def _carried_out(self, n: int, one: Decided, label: Say) -> dict[str, Value]:
        """Plan what a decision does to its project's file; gives the decision as the meeting's file carries it."""
        issue = one.issue
        if one.raises:
            issue = self._take(n, partial(self._raise, one, label))
        elif issue is not None:
            self._take(n, partial(self._change, one, label))
        facts = {
            "what": one.what,
            "project": one.project,
            "issue": issue,
            "unit": one.unit,
            "person": one.person,
            "due": issuing.iso(one.due),
            "kept": issuing.iso(one.kept),
        }
        return {name: value for name, value in facts.items() if value}

    def _raise(self, one: Decided, label: Say) -> str:
        standing = self.gate.read(str(one.path))
        new = issuing.New(
            title=one.what, class_=str(one.class_), raised=self.minutes.on, due=one.due, origin="meeting",
            by=label.zh, unit=one.unit, person=one.person,
        )  # fmt: skip
        made = issuing.add(self.gate, standing, new, self.today)
        if made.id in self.raised:
            raise Trouble(
                Say("编号 {id} 碰巧重复，请把内容改一个字", "the id {id} came up twice; change a word of it"),
                id=made.id,
            )
        self.raised.append(made.id)
        self.reminders += made.reminders
        return made.id

    def _change(self, one: Decided, label: Say) -> None:
        """A note of progress, or an escalation with what was decided; another unit, person or deadline."""
        gate, on, today = self.gate, self.minutes.on, self.today
        path, id_ = str(one.path), str(one.issue)
        standing = gate.read(path)
        issue = issuing.found(standing, id_)
        if one.rung is not None:
            following.escalate(gate, standing, issue, one.rung or None, on, label.zh, one.what, today)
        else:
            following.progress(gate, standing, issue, f"{label.zh}议定：{one.what}", on, label.zh, today)
        standing = gate.read(path)
        issue = issuing.found(standing, id_)
        held = issue.issue.assigned
        unit = one.unit or (held.unit if held is not None else None)
        person = one.person if one.unit or one.person else held.person if held is not None else None
        same = held is not None and (held.unit, held.person) == (unit, person)
        if unit is not None and not (same and one.due in (None, issue.issue.due)):
            handing.assign(gate, standing, issue, unit, person, on, one.due, today)
        elif one.due is not None and one.due != issue.issue.due:
            gate.change(standing, issuing.changed_deadline(issue, one.due, on, f"{label.zh}议定"))
        self.changed.append(id_)

    def _create(self, kind: str, head: dict[str, Any], written: Sequence[dict[str, Value]]) -> None:
        on = self.minutes.on.isoformat()
        path = f"{MEETINGS_FOLDER}/{on}-{kind.replace('_', '-')}.yaml"
        values = {"on": on, "kind": kind, **head, "decisions": list(written)}
        self.gate.create(path, file_text(Meeting, {name: value for name, value in values.items() if value}))

    def _add(
        self, standing: MeetingStanding, head: dict[str, Any], written: Sequence[dict[str, Value]]
    ) -> None:
        """Add to a meeting that is recorded; what it says already of itself stays."""
        meeting = standing.meeting
        edits: list[Edit] = [Append(("decisions",), _item(one)) for one in written]
        for name in ("attended", "projects"):
            there = getattr(meeting, name)
            edits += [Append((name,), one) for one in head[name] if one not in there]
        for name in ("chair", "note"):
            was = getattr(meeting, name)
            if head.get(name) and was is None:
                edits.append(Put((name,), head[name]))
            elif head.get(name) and head[name] != was:
                field = Meeting.fields[name].label
                raise Refusal(
                    Say("这次会议没有登记：", "the meeting was not recorded:"),
                    [
                        Say(
                            f"{field.zh}已写“{was}”，要改请用编辑器",
                            f"{field.en} says “{was}” already; change it in an editor",
                        )
                    ],
                )
        self.gate.change(standing, edits)

    def _said(self, label: Say, number: int) -> Say:
        on = self.minutes.on
        raised, changed = self.raised, self.changed
        zh, en = f"会议：{on} {label.zh}", f"Meeting: {on} {label.en}"
        zh += f" 议定 {number} 项" if number else " 没有议定事项"
        en += f", {number} decisions" if number else ", no decisions"
        if raised:
            zh += f"，立案 {len(raised)} 个（{'、'.join(raised)}）"
            en += f", {len(raised)} issues raised ({', '.join(raised)})"
        if changed:
            zh += f"，更新 {len(changed)} 个（{'、'.join(changed)}）"
            en += f", {len(changed)} issues changed ({', '.join(changed)})"
        return Say(zh, en)


def _nth(n: int) -> Say:
    return Say(f"第 {n} 项", f"decision {n}")


def _item(facts: dict[str, Value]) -> Value:
    made = pretty([facts])
    item: Value = made[0] if isinstance(made, list) else facts
    return item if isinstance(item, Flow) else facts
