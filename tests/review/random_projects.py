"""Random projects of every field there is, random edits of them, and what was truly edited.

Every value is drawn from the field tables; every item of a list has an identity of its own that
the program does not see, so that the edits are known without asking the program.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from xmtz.records.project import Project
from xmtz.records.record import Either, Lifted, ListOf, MapOf, Record, Sub, Type
from xmtz.records.types import (
    Amount,
    Choice,
    Day,
    Flag,
    MonthType,
    Number,
    Pattern,
    Percent,
    Whole,
    Year,
)
from xmtz.review.matching import IDENTITY

_serial = itertools.count()


@dataclass
class Rec:
    """A record: its fields."""

    record: type[Record]
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Map:
    """A map: its keys are facts' places."""

    kind: MapOf[Any, Any]
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Items:
    """A list; every item with a number that stays its own."""

    kind: Type[Any]
    values: list[tuple[int, Any]] = field(default_factory=list)


class Maker:
    """Draws values of the field tables' types; in half of the projects texts that need care."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.texts = rng.choice([_TAME, _NASTY])

    def value(self, kind: Type[Any]) -> Any:
        if isinstance(kind, Lifted):
            return self.value(kind.of)
        if isinstance(kind, Either):
            return self.value(kind.long)
        if isinstance(kind, Sub):
            return self.record(kind.record)
        if isinstance(kind, ListOf):
            return Items(
                kind.of, [(next(_serial), self.value(kind.of)) for _ in range(self.rng.randint(1, 4))]
            )
        if isinstance(kind, MapOf):
            made = Map(kind)
            for _ in range(self.rng.randint(1, 4)):
                made.values.setdefault(self.key(kind.key), self.value(kind.of))
            return made
        return self.scalar(kind)

    def record(self, record: type[Record], share: float = 0.8) -> Rec:
        """A record with most of its fields: its identity and the required ones always."""
        always = {"id", "name", "unit"} if record is Project else set(IDENTITY.get(record, ()))
        made = Rec(record)
        for name, one in record.fields.items():
            if name in always or one.required or self.rng.random() < share:
                made.values[name] = self.value(one.type)
        return made

    def key(self, kind: Type[Any]) -> str:
        if isinstance(kind, Year):
            return str(self.rng.randint(2015, 2035))
        if isinstance(kind, MonthType):
            return f"{self.rng.randint(2019, 2027)}-{self.rng.randint(1, 12):02d}"
        if isinstance(kind, Choice):
            return self.rng.choice(list(kind.words))
        return f"k{next(_serial)}"

    def scalar(self, kind: Type[Any]) -> str:
        rng = self.rng
        if isinstance(kind, Amount):
            return f"{rng.randint(0, 9_999_999)}" + rng.choice(["", f".{rng.randint(1, 9)}"])
        if isinstance(kind, Percent):
            return str(rng.randint(0, 100))
        if isinstance(kind, Number):
            return str(rng.randint(1, 99_999))
        if isinstance(kind, Whole):
            return str(rng.randint(kind.least, kind.most))
        if isinstance(kind, Flag):
            return rng.choice(["true", "false"])
        if isinstance(kind, Choice):
            return rng.choice(list(kind.words))
        if isinstance(kind, Day):
            return f"{rng.randint(2015, 2030)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        if isinstance(kind, MonthType):
            return f"{rng.randint(2015, 2030)}-{rng.randint(1, 12):02d}"
        if isinstance(kind, Pattern):
            return f"i-{next(_serial):06d}"
        return rng.choice(self.texts) + str(next(_serial))


_TAME = ["甲", "供电", "高庄镇 东侧", "no", "三号楼"]
_NASTY = ["甲", "it's", "a: b", "# 不是注释", '"引"', "{x}", "- y"]


# ---- Edits


Leaf = tuple[tuple[str, ...], str]


def leaves(value: Any, at: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    """Every single value under its true place; items by their own numbers."""
    if isinstance(value, (Rec, Map)):
        found = {}
        for name, inner in value.values.items():
            found.update(leaves(inner, (*at, name)))
        return found
    if isinstance(value, Items):
        found = {}
        for number, inner in value.values:
            found.update(leaves(inner, (*at, f"*{number}")))
        return found
    return {at: value}


def truly_changed(before: Rec, after: Rec) -> Counter[tuple[str, tuple[str, ...], str]]:
    """The values that went (-) and came (+), each with its place; list items are all called `*`."""
    old, new = leaves(before), leaves(after)
    found: Counter[tuple[str, tuple[str, ...], str]] = Counter()
    for place, text in old.items():
        if new.get(place) != text:
            found["-", _starred(place), text] += 1
    for place, text in new.items():
        if old.get(place) != text:
            found["+", _starred(place), text] += 1
    return found


def _starred(place: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("*" if part.startswith("*") else part for part in place)


class Editor:
    """Makes edits that leave no doubt which item is which: one field of an item, or whole items."""

    def __init__(self, rng: random.Random, maker: Maker) -> None:
        self.rng = rng
        self.maker = maker
        self.touched: set[int] = set()

    def edit(self, project: Rec, times: int) -> None:
        for _ in range(times):
            self._descend(project, top=True)

    def _descend(self, value: Any, top: bool = False) -> None:
        if isinstance(value, Rec):
            self._record(value, top)
        elif isinstance(value, Map):
            self._map(value)
        elif isinstance(value, Items):
            self._items(value)

    def _record(self, rec: Rec, top: bool) -> None:
        fixed = {"id", "name", "unit"} if top else set(IDENTITY.get(rec.record, ()))
        names = [name for name in rec.record.fields if name not in fixed]
        if not names:
            return
        name = self.rng.choice(names)
        kind = rec.record.fields[name].type
        held = rec.values.get(name)
        if held is None:
            rec.values[name] = self.maker.value(kind)
        elif isinstance(held, (Rec, Map, Items)) and self.rng.random() < 0.8:
            self._descend(held)
            if not held.values:
                del rec.values[name]
        elif self.rng.random() < 0.3 and (top or len(rec.values) > 4):
            del rec.values[name]
        elif not isinstance(held, (Rec, Map, Items)):
            rec.values[name] = self.maker.scalar(_scalar_kind(kind))

    def _map(self, held: Map) -> None:
        key = self.rng.choice(list(held.values))
        dice = self.rng.random()
        if dice < 0.3:
            held.values.setdefault(self.maker.key(held.kind.key), self.maker.value(held.kind.of))
        elif dice < 0.5:
            del held.values[key]
        elif isinstance(held.values[key], (Rec, Map, Items)):
            self._descend(held.values[key])
            if not held.values[key].values:
                del held.values[key]
        else:
            held.values[key] = self.maker.scalar(_scalar_kind(held.kind.of))

    def _items(self, held: Items) -> None:
        dice = self.rng.random()
        at = self.rng.randrange(len(held.values))
        number, item = held.values[at]
        append_only = held.kind.__class__ is Sub and held.kind.record.__name__ == "Move"
        if dice < 0.35:
            place = len(held.values) if append_only else self.rng.randint(0, len(held.values))
            made = (next(_serial), self.maker.value(held.kind))
            self.touched.add(made[0])
            held.values.insert(place, made)
        elif dice < 0.55 and number not in self.touched and not append_only:
            self.touched.add(number)
            del held.values[at]
        elif isinstance(item, Rec) and len(item.values) >= 4 and number not in self.touched:
            self.touched.add(number)  # once only: an item edited all over is another item
            self._record(item, top=False)


def _scalar_kind(kind: Type[Any]) -> Type[Any]:
    while isinstance(kind, (Lifted, Either)):
        kind = kind.of if isinstance(kind, Lifted) else kind.long
    return kind


# ---- Text


class Writer:
    """Writes a project as YAML, in block or flow style, quoted or plain, as it comes."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.plainly = rng.choice([0.0, 0.7, 1.0, 1.0])  # how often a value is written without quotes

    def text(self, project: Rec) -> str:
        lines = ["# 一项一卷"] if self.rng.random() < 0.5 else []
        for name, value in project.values.items():
            lines += self._entry(name, value, "")
            if self.rng.random() < 0.2:
                lines.append(self.rng.choice(["", "# 说明：it's", "  "]))
        return "\n".join(lines) + self.rng.choice(["\n", ""])

    def _entry(self, name: str, value: Any, indent: str) -> list[str]:
        if not isinstance(value, (Rec, Map, Items)):
            return [f"{indent}{name}: {self._scalar(value)}"]
        if self.rng.random() < 0.3 and (self.plainly < 1 or _flat(value)):
            return [f"{indent}{name}: {self._flow(value)}"]
        return [f"{indent}{name}:", *self._block(value, indent + "  ")]

    def _block(self, value: Any, indent: str) -> list[str]:
        if isinstance(value, Items):
            return [line for _, item in value.values for line in self._item(item, indent)]
        return [line for name, inner in value.values.items() for line in self._entry(name, inner, indent)]

    def _item(self, item: Any, indent: str) -> list[str]:
        if not isinstance(item, (Rec, Map, Items)):
            return [f"{indent}- {self._scalar(item)}"]
        if self.rng.random() < 0.5 and (self.plainly < 1 or _flat(item)):
            return [f"{indent}- {self._flow(item)}"]
        lines = self._block(item, indent + "  ")
        return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]

    def _flow(self, value: Any) -> str:
        if isinstance(value, Items):
            return f"[{', '.join(self._flow(item) for _, item in value.values)}]"
        if isinstance(value, (Rec, Map)):
            return (
                "{" + ", ".join(f"{name}: {self._flow(inner)}" for name, inner in value.values.items()) + "}"
            )
        return self._scalar(value, flow=True)

    def _scalar(self, text: str, flow: bool = False) -> str:
        plain = not set(text) & set("\"'{}[],#&*!|>%@`:") and not text.startswith(("-", "?"))
        style = self.rng.random()
        if plain and style < self.plainly:
            return text
        if style < (1 + self.plainly) / 2:
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return "'" + text.replace("'", "''") + "'"


def _flat(value: Any) -> bool:
    inner = [item for _, item in value.values] if isinstance(value, Items) else value.values.values()
    return not any(isinstance(one, (Rec, Map, Items)) for one in inner)
