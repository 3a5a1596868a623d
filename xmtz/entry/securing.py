"""A project's resources: needed, applied for, secured."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, Final, NamedTuple

from xmtz.entry.door import Gate, Standing
from xmtz.entry.lines import Held, before, change, held, meant, refuse, spoken, to_come
from xmtz.entry.values import Mistakes, value_of_text
from xmtz.records.means import Resource
from xmtz.store.edits import Value
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Given(NamedTuple):
    """What was typed of a resource; None where nothing was said."""

    kind: str
    needed: str | None = None
    measure: str | None = None
    before: str | None = None
    applied: date | None = None
    secured: str | None = None
    on: date | None = None
    document: str | None = None
    note: str | None = None
    new: bool = False


_WHICH: Final = Say(
    "--before 或 --measure（另立一项用 --new）", "--before or --measure (--new for another one)"
)
_TYPED: Final = ("kind", "needed", "measure", "before", "secured", "document", "note")


def put(gate: Gate, standing: Standing, given: Given, today: date) -> tuple[Say, list[Say]]:
    """Plan a resource, a new one or a change of the one that is meant; gives what it is called, and reminders.

    What is secured is secured today unless a day is given. Raises Wrong, Refusal.
    """
    facts = _read(gate, given)
    if "secured" in facts and given.on is None:
        facts["on"] = today.isoformat()
    lines = [
        one
        for one in held(standing, "resources", standing.project.resources)
        if one.record.kind == facts["kind"]
    ]
    identity: dict[str, str] = {name: str(facts[name]) for name in ("before", "measure") if name in facts}
    line = None
    if not given.new:
        line = meant(lines, identity, partial(_text, gate), _WHICH)
    old = line.record if line is not None else None
    labels = {name: Resource.fields[name].label for name in Resource.fields}
    on = given.on or (today if "secured" in facts else old.on if old is not None else None)
    applied = given.applied or (old.applied if old is not None else None)
    against = [
        *to_come(labels["applied"], given.applied, today),
        *to_come(labels["on"], given.on, today),
        *before(labels["on"], on, labels["applied"], applied),
    ]
    if old is None and "needed" not in facts:
        against.append(Say("要写需求量：--needed 数", "say how much is needed: --needed N"))
    secured = facts.get("secured") or (old.secured if old is not None else None)
    if secured is None and (given.on is not None or given.document is not None):
        against.append(
            Say("写了落实日期或文号，要写落实量：--secured 数", "say how much was secured: --secured N")
        )
    refuse(Say("这项要素的内容有矛盾", "the resource cannot be entered"), against)
    new = {
        name: value
        for name, value in facts.items()
        if line is None or not line.record.is_written(name) or str(getattr(line.record, name)) != value
    }
    gate.change(standing, change("resources", line, Resource, new) if new else [])
    needed = facts.get("needed") or (old.needed if old is not None else None)
    reminders: list[Say] = []
    if secured is not None and needed is not None and Fraction(str(secured)) > Fraction(str(needed)):
        reminders.append(Say(f"落实 {secured} 超过需求 {needed}", f"{secured} secured, {needed} needed"))
    label, said = _label(gate, str(facts["kind"])), spoken(Resource, new, ("kind", "before"))
    return Say(f"{label.zh} {said.zh}".rstrip(), f"{label.en} {said.en}".rstrip()), reminders


def _read(gate: Gate, given: Given) -> dict[str, Value]:
    mistakes = Mistakes()
    facts: dict[str, Value] = {}
    for name in _TYPED:
        text: Any = getattr(given, name)
        field = Resource.fields[name]
        if text is not None:
            value = mistakes.take(field.label, partial(value_of_text, text, field.type, gate.lexicon))
            if value is not None:
                facts[name] = value
    for name in ("applied", "on"):
        day: date | None = getattr(given, name)
        if day is not None:
            facts[name] = day.isoformat()
    mistakes.end()
    if len(facts) == 1:
        raise Trouble(
            Say(
                "没有写要登记的内容；可写 --needed、--measure、--before、--applied、--secured、--on、--document",
                "nothing was given; there are --needed, --measure, --before, --applied, --secured, --on, --document",
            )
        )
    return facts


def _label(gate: Gate, key: str) -> Say:
    term = (gate.ledger.rules.terms.resources or {}).get(key)
    return term.label if term is not None else Say(key, key)


def _text(gate: Gate, one: Held[Resource]) -> Say:
    resource = one.record
    label = _label(gate, resource.kind)
    tail = f"{resource.needed} {resource.measure or ''}".rstrip()
    if resource.before is not None:
        tail += f"  before={resource.before}"
    return Say(f"{label.zh}  {tail}", f"{label.en}  {tail}")
