"""The fields that columns fill: `total`, `plan.2025`, `dates.signed`, `funds[].name`."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from xmtz.domain.refusal import quoted
from xmtz.entry.values import Lexicon, field_of, value_of_text
from xmtz.records import types
from xmtz.records.project import CODES, Project
from xmtz.records.record import Either, Lifted, ListOf, MapOf, Sub, Type
from xmtz.store.edits import Path
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Target(NamedTuple):
    """A field to fill. `path` has 0, 1, … for the items of a list that the map tells apart."""

    text: str
    path: Path
    kind: Type[Any]
    label: Say

    @property
    def plain(self) -> Type[Any]:
        """The type of what one cell can say about it."""
        kind = self.kind
        while isinstance(kind, (Lifted, Either)):
            kind = kind.of if isinstance(kind, Lifted) else kind.short
        return kind

    @property
    def is_amount(self) -> bool:
        return isinstance(self.plain, types.Amount)

    @property
    def is_day(self) -> bool:
        return isinstance(self.plain, types.Day)

    @property
    def is_unit(self) -> bool:
        return isinstance(self.plain, types.Mention) and self.plain.vocabulary == "units"

    @property
    def is_prose(self) -> bool:
        return isinstance(self.plain, types.Text) and self.plain.lines

    @property
    def item(self) -> Path | None:
        """The item of a list that the field belongs to."""
        return next((self.path[: n + 1] for n, step in enumerate(self.path) if isinstance(step, int)), None)

    @property
    def field(self) -> Path:
        """The whole that is compared and filled in at once: the field, or the list that holds it."""
        return self.path if self.item is None else self.item[:-1]


_STEP: Final = re.compile(r"(?P<name>[^\[\].]+)(?:\[(?P<item>[1-9]?)\])?")
_OWN_WAY: Final = {
    "stages": Say("阶段写在 stage 里", "stages are written under `stage`"),
}


def target(text: str, lexicon: Lexicon) -> Target:
    """The field that a map names. Raises Trouble or DomainError, with the reason."""
    kind: Type[Any] = Sub(Project)
    label = Project.title
    path: list[str | int] = []
    for part in text.split("."):
        step = _STEP.fullmatch(part.strip())
        if step is None:
            raise Trouble(Say("“{part}”写法不对", "“{part}” is not well written"), part=quoted(part))
        kind, label, key = _below(kind, step["name"].strip(), label, lexicon)
        path.append(key)
        if step["item"] is None:
            continue
        kind = long_form(kind)
        if not isinstance(kind, ListOf) or not isinstance(kind.of, Sub):
            raise Trouble(
                Say("“{part}”不是逐项的列表，不用 []", "“{part}” is no list of records: no []"), part=part
            )
        path.append(int(step["item"] or 1) - 1)
        kind = kind.of
    if path[0] in _OWN_WAY:
        raise Trouble(_OWN_WAY[str(path[0])])
    found = Target(text, tuple(path), kind, label)
    _refuse_sections(found)
    return found


def _below(kind: Type[Any], name: str, label: Say, lexicon: Lexicon) -> tuple[Type[Any], Say, str]:
    kind = long_form(kind)
    if isinstance(kind, Sub):
        field = field_of(kind.record, name)
        return field.type, field.label, field.name
    if isinstance(kind, MapOf):
        key = str(value_of_text(name, kind.key, lexicon))
        return kind.of, Say(f"{label.zh} {key}", f"{label.en} {key}"), key
    if isinstance(kind, ListOf) and isinstance(kind.of, Sub):
        raise Trouble(
            Say(
                "“{label}”是列表，写成 {zh}[].{name}", "“{label}” is a list; write it with [], before .{name}"
            ),
            label=label,
            zh=label.zh,
            name=quoted(name),
        )
    raise Trouble(Say("“{label}”下面没有更细的字段", "there are no fields below “{label}”"), label=label)


def _refuse_sections(found: Target) -> None:
    if found.kind is CODES:
        return
    plain = found.plain
    if isinstance(plain, (Sub, MapOf)):
        raise Trouble(
            Say("“{label}”要写到下一级，如 {text}.……", "“{label}” needs one more step, such as {text}.…"),
            label=found.label,
            text=found.text,
        )
    if isinstance(plain, ListOf) and isinstance(plain.of, Sub):
        raise Trouble(
            Say("“{label}”是列表，写成 {text}[].……", "“{label}” is a list: write {text}[].…"),
            label=found.label,
            text=found.text,
        )


def long_form(kind: Type[Any]) -> Type[Any]:
    """The type of a value written as a mapping or a list."""
    while isinstance(kind, (Lifted, Either)):
        kind = kind.of if isinstance(kind, Lifted) else kind.long
    return kind
