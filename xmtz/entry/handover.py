"""Handing everything of one person to another (工作交接): posts, open issues, decisions, risks, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from xmtz.domain.plain import printable
from xmtz.entry import assigning, issuing
from xmtz.entry.door import Gate, Standing
from xmtz.entry.readings import meeting_of, units_of
from xmtz.entry.values import Mistakes, value_of_text
from xmtz.index.derive import Reading
from xmtz.index.people_questions import unread
from xmtz.records.post_rules import ROLES
from xmtz.records.project import Duty
from xmtz.records.record import Record
from xmtz.store.edits import Edit, Path, Put, Remove, Value
from xmtz.store.files import read_bytes
from xmtz.store.layout import UNITS_FILE, inside
from xmtz.store.located import Mapping as MappingNode
from xmtz.store.located import Node, Scalar
from xmtz.store.located import Sequence as SequenceNode
from xmtz.store.located import read as located
from xmtz.words.errors import LOCKED, Refusal, Trouble
from xmtz.words.lang import Say


class Hands(NamedTuple):
    """What a person has in hand: posts by file and role, issues by file and id, risks and decisions by file
    and number, approvals by file and step, units by key and duty (None: its head)."""

    posts: Sequence[tuple[str, str]] = ()
    issues: Sequence[tuple[str, str]] = ()
    risks: Sequence[tuple[str, int]] = ()
    tracked: Sequence[tuple[str, str]] = ()
    decisions: Sequence[tuple[str, int]] = ()
    units: Sequence[tuple[str, str | None]] = ()


class Successor(NamedTuple):
    """Who takes over. `said`: whether rank and unit were said, so that they are written everywhere."""

    name: str
    rank: str | None = None
    unit: str | None = None
    phone: str | None = None
    said: bool = False


_CHANGED: Final = Say(
    "{path} 刚被别人改过，没有写入；请重新执行命令",
    "{path} has just been changed by somebody else; nothing was written: run the command again",
)


def successor(gate: Gate, name: str, rank: str | None, unit: str | None, phone: str | None) -> Successor:
    """Who takes over, from what was typed. Raises Wrong with every mistake."""
    mistakes = Mistakes()
    values: dict[str, Any] = {}
    for key, text in (("name", name), ("rank", rank), ("unit", unit), ("phone", phone)):
        if text is not None:
            field = Duty.fields[key]
            values[key] = mistakes.take(field.label, partial(value_of_text, text, field.type, gate.lexicon))
    mistakes.end()
    return Successor(**values, said=rank is not None or unit is not None)


def hand_over(gate: Gate, old: str, new: Successor, hands: Hands) -> list[Say]:
    """Plan every change; gives one line for each. Raises Refusal with all that the rules have against it."""
    if old == new.name:
        raise Trouble(Say("两个人的姓名相同", "both have the same name"))
    done: list[Say] = []
    against = list(_unread(gate, old))
    files = [*hands.posts, *hands.issues, *hands.risks, *hands.tracked]
    for path in dict.fromkeys(path for path, _ in files):
        standing = gate.read(path)
        work = _File(gate, standing, old, new, done)
        for at, role in hands.posts:
            if at == path:
                work.post(role)
        for at, id_ in hands.issues:
            if at == path:
                work.issue(id_)
        for at, n in hands.risks:
            if at == path:
                work.risk(n)
        for at, step in hands.tracked:
            if at == path:
                work.step(step)
        gate.change(standing, work.edits)
        roles = {role: new.name for at, role in hands.posts if at == path}
        for say in assigning.against_rules(gate, standing, roles):
            name = printable(f"{standing.project.id} {standing.project.name}")
            against.append(Say(f"{name}：{say.zh}", f"{name}: {say.en}"))
    for path in dict.fromkeys(path for path, _ in hands.decisions):
        _meeting(gate, path, [n for at, n in hands.decisions if at == path], old, new.name, done)
    if hands.units:
        _units(gate, hands.units, old, new.name, done)
    if against:
        raise Refusal(
            Say("不能交接，什么都没有写入：", "it cannot be handed over; nothing was written:"), against
        )
    return done


def _unread(gate: Gate, old: str) -> Iterator[Say]:
    """Files that cannot be read and name the person: what stands there would be left behind."""
    for path in unread(gate.ledger.facts):
        file = inside(gate.ledger.root, path)
        if file.is_file() and old.encode() in read_bytes(file):
            shown = printable(path)
            yield Say(
                f"{shown} 读不出来，里面有“{old}”；先用 xmtz check 查明并改正",
                f"{shown} cannot be read and names “{old}”: see xmtz check and mend it first",
            )


class _File:
    """The changes of one project's file."""

    def __init__(self, gate: Gate, standing: Standing, old: str, new: Successor, done: list[Say]) -> None:
        self.gate = gate
        self.standing = standing
        self.project = standing.project
        self.old = old
        self.new = new
        self.done = done
        self.edits: list[Edit] = []

    def _note(self, what: Say) -> None:
        name = printable(f"{self.project.id} {self.project.name}")
        self.done.append(Say(f"{name}　{what.zh}", f"{name}  {what.en}"))

    def _sure(self, name: str | None) -> None:
        if name != self.old:
            raise Trouble(_CHANGED, LOCKED, path=self.standing.path)

    def post(self, role: str) -> None:
        duty: Duty | None = getattr(self.project.people, role, None)
        if duty is None and self.gate.ledger.rules.groups.holder(self.project, role) == self.old:
            return  # it stands in units.yaml, and changes there
        self._sure(duty.name if duty is not None else None)
        assert duty is not None
        facts = assigning.kept(duty, other=True)
        facts["name"] = self.new.name
        for name in ("rank", "unit"):
            value = getattr(self.new, name)
            if value is not None and (self.new.said or getattr(duty, name) is not None):
                facts[name] = value
        if self.new.phone is not None:
            facts["phone"] = self.new.phone
        self.edits.append(Put(("people", role), assigning.short_form(facts)))
        self._note(ROLES[role])

    def issue(self, id_: str) -> None:
        one = issuing.found(self.standing, id_)
        if one.issue.cleared is not None:  # after the day of the handover: history all the same
            return
        assigned = one.issue.assigned
        self._sure(assigned.person if assigned is not None else None)
        self.edits.append(Put((*one.path, "assigned", "person"), self.new.name))
        title = printable(one.issue.title_ or "")
        self._note(Say(f"问题 {id_} {title}", f"issue {id_} {title}"))

    def risk(self, n: int) -> None:
        risk = self.project.risks[n]
        if risk.closed is not None:
            return
        self._sure(risk.owner)
        place = _place(self.project.node.get("risks"), risk, n)
        self.edits.append(Put(("risks", place, "owner"), self.new.name))
        about = printable(risk.what or risk.measure or "")
        self._note(Say(f"风险 {about}".rstrip(), f"risk {about}".rstrip()))

    def step(self, key: str) -> None:
        step = self.project.steps.get(key)
        self._sure(step.tracker if step is not None else None)
        if step is not None and step.granted is not None:
            return
        self.edits.append(Put(("steps", key, "tracker"), self.new.name))
        rule = self.gate.ledger.rules.steps.steps.get(key)
        label: Say = rule.label if rule is not None and rule.label is not None else Say(key, key)
        self._note(Say(f"跟踪审批 {label.zh}", f"approval tracked: {label.en}"))


def _place(items: Node | None, record: Record, n: int) -> int:
    """Where a record stands in its list; what could not be read stands there too."""
    nodes = items.items if isinstance(items, SequenceNode) else []
    return next((at for at, node in enumerate(nodes) if node is record.node), n)


def _meeting(gate: Gate, path: str, numbers: Sequence[int], old: str, new: str, done: list[Say]) -> None:
    raw = read_bytes(inside(gate.ledger.root, path))
    meeting, _ = meeting_of(gate.ledger, raw, path)
    if meeting is None:
        raise Trouble(_CHANGED, LOCKED, path=path)
    edits: list[Edit] = []
    for n in numbers:
        decision = meeting.decisions[n] if n < len(meeting.decisions) else None
        if decision is None or decision.person != old:
            raise Trouble(_CHANGED, LOCKED, path=path)
        if decision.kept is not None:
            continue
        edits.append(Put(("decisions", _place(meeting.node.get("decisions"), decision, n), "person"), new))
        what = printable(decision.what or "")
        done.append(Say(f"{meeting.on} 会议　{what}", f"meeting of {meeting.on}  {what}"))

    def reading(raw: bytes, path: str) -> Reading:
        return meeting_of(gate.ledger, raw, path)[1]

    if edits:
        gate.amend(path, edits, reading)


def _units(gate: Gate, units: Sequence[tuple[str, str | None]], old: str, new: str, done: list[Say]) -> None:
    """Heads of units, and duties in them, in units.yaml."""
    from xmtz.store.files import decode

    tree = located(decode(read_bytes(inside(gate.ledger.root, UNITS_FILE)), UNITS_FILE).text, UNITS_FILE).root
    edits: list[Edit] = []
    for key, duty in units:
        path: Path = ("units", key, "head") if duty is None else ("units", key, "people", old)
        node = _below(tree, path)
        if not isinstance(node, Scalar) or node.text != (duty or old):
            raise Trouble(_CHANGED, LOCKED, path=UNITS_FILE)
        name = printable(gate.ledger.units[key].name or key)
        if duty is None:
            edits.append(Put(path, new))
            done.append(Say(f"{name}　负责人", f"{name}  head"))
        else:
            value: Value = duty
            edits += [Remove(path), Put((*path[:-1], new), value)]
            done.append(Say(f"{name}　{printable(duty)}", f"{name}  {printable(duty)}"))
    gate.amend(UNITS_FILE, edits, units_of)


def _below(node: Node | None, path: Path) -> Node | None:
    for step in path:
        node = node.get(str(step)) if isinstance(node, MappingNode) else None
    return node
