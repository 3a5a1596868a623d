"""Entering a project: its id, its file, and the question whether it is there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from xmtz.domain.ids import file_name, new_id
from xmtz.domain.plain import printable
from xmtz.entry.door import Gate
from xmtz.entry.forms import file_text
from xmtz.entry.values import Lexicon, value_of_node
from xmtz.index.lookup import Known, alike, parents
from xmtz.records.project import Project
from xmtz.records.record import Sub
from xmtz.store.edits import Flow, Value
from xmtz.store.layout import PROJECTS_FOLDER
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.finding import Place
from xmtz.words.lang import Say

Values = dict[str, Value]

_MAYBE_THERE: Final = Say(
    "“{name}”可能已经登记过；确是另一个项目，加 --anyway 再登记：",
    "“{name}” may have been entered already; if it is another project, add --anyway:",
)
_MISSING: Final = Say("登记一个项目还缺：", "to enter a project, these are missing:")


class Added(NamedTuple):
    """A project that was entered."""

    id: str
    name: str
    path: str
    stage: str | None


def read_records(text: str, path: str, lexicon: Lexicon) -> list[Values]:
    """The records of a YAML text: one project, or a list of them, loosely written.

    Raises Trouble, with every mistake.
    """
    from xmtz.entry.consequences import said
    from xmtz.store.located import Mapping, Sequence, read

    root, findings = read(text, path)
    if findings:
        raise Refusal(
            Say("{path} 读不出来：", "{path} cannot be read:"), [said(f) for f in findings], path=path
        )
    items = root.items if isinstance(root, Sequence) else [root]
    made = []
    for item in items:
        if not isinstance(item, Mapping):
            raise Trouble(
                Say(
                    "{place} 应当是一个项目：逐行写“键: 值”",
                    "a project is expected at {place}: lines of “key: value”",
                ),
                place=Place(path, item.line if item is not None else 1),
            )
        values = value_of_node(item, Sub(Project), lexicon)
        assert isinstance(values, dict)
        made.append(values)
    return made


def look_alikes(gate: Gate, values: Mapping[str, Value]) -> list[Known]:
    """Projects of the ledger that may be the one described; parts of the same bundle are not."""
    facts = gate.ledger.facts
    owner = values.get("owner")
    found = alike(
        facts, str(values.get("name", "")), owner if isinstance(owner, str) else None, codes_of(values)
    )
    bundle = values.get("parent")
    if not isinstance(bundle, str):
        return found
    up = parents(facts)
    return [known for known in found if known.id != bundle and up.get(known.id) != bundle]


def codes_of(values: Mapping[str, Value]) -> tuple[str, ...]:
    """The project codes among the values."""
    code: Any = values.get("code")
    if isinstance(code, Flow):
        code = code.value
    return tuple(code) if isinstance(code, list) else (code,) if isinstance(code, str) else ()


def add(gate: Gate, described: Iterable[Values], today: date, anyway: bool = False) -> list[Added]:
    """Plan the files of new projects. The gate has to be refreshed first.

    A project without stages begins in the first stage of the rules, today. Raises Refusal where
    a name is missing, where a project may be there already (unless `anyway`), or where the file
    would have errors.
    """
    added: list[Added] = []
    for values in described:
        name = values.get("name")
        if not isinstance(name, str):
            raise Refusal(_MISSING, [Say("项目名称（--name）", "its name (--name)")])
        if not anyway:
            _refuse_look_alikes(gate, values, added)
        added.append(_plan(gate, values, name, today))
    return added


def _refuse_look_alikes(gate: Gate, values: Values, added: list[Added]) -> None:
    from xmtz.domain.likeness import near

    name = str(values["name"])
    found = [known.say() for known in look_alikes(gate, values)]
    twins = {key for key, _ in near(name, ((one.id, one.name) for one in added))}
    found += [
        Say(f"{one.id}  {printable(one.name)}", f"{one.id}  {printable(one.name)}")
        for one in added
        if one.id in twins
    ]
    if found:
        raise Refusal(_MAYBE_THERE, found, name=printable(name))


def _plan(gate: Gate, values: Values, name: str, today: date) -> Added:
    values = dict(values)
    if "stages" not in values:
        first = next(iter(gate.ledger.rules.stages.stages), None)
        if first is not None:
            values["stages"] = [{"to": first, "on": today.isoformat()}]
    stages: Any = values.get("stages")
    first_day = str(stages[0].get("on", "")) if stages else ""
    year = int(first_day[:4]) if first_day[:4].isdigit() else today.year
    values["id"] = _id(gate, values, name, year)
    path = f"{PROJECTS_FOLDER}/{year}/{file_name(str(values['id']), name)}"
    gate.create(path, file_text(Project, values))
    last = str(stages[-1].get("to")) if stages else None
    return Added(str(values["id"]), name, path, last)


def _id(gate: Gate, values: Values, name: str, year: int) -> str:
    given = values.get("id")
    if isinstance(given, str):
        if gate.has(given):
            raise Refusal(
                Say(
                    "编号 {id} 已经有项目在用，去掉 id 这一行由程序生成",
                    "the id {id} is in use; leave the id out",
                ),
                [],
                id=given,
            )
        return given
    prefix = gate.ledger.book.settings.prefix or "xm"
    owner = values.get("owner")
    return new_id(prefix, year, name, owner if isinstance(owner, str) else "", gate.has)
