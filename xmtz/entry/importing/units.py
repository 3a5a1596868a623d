"""Responsible bodies by name, and the entries of units.yaml for those that are new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from xmtz.domain.areas import codes_of_name, full_name
from xmtz.domain.ids import ALPHABET
from xmtz.domain.refusal import quoted
from xmtz.entry.door import Gate
from xmtz.entry.importing.cells import fold, translated
from xmtz.entry.values import Lexicon, value_of_text
from xmtz.records.types import LINE
from xmtz.store.edits import Flow
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

_UNKNOWN: Final = Say(
    "units.yaml 里没有责任单位“{name}”{near}；先登记，或加 --add-units 一并登记",
    "units.yaml has no unit “{name}”{near}; enter it first, or add --add-units",
)
_SEVERAL: Final = Say(
    "units.yaml 里有几个单位叫“{name}”（{keys}）；在映射的 values 里写明是哪一个键",
    "units.yaml has several units called “{name}” ({keys}); say in `values` of the map which key is meant",
)
_TWO_PLACES: Final = Say(
    "“{name}”在本表出自两处（{one}、{other}），不能当作一个单位；在映射的 values 里分开写",
    "“{name}” comes from two places in this table ({one}, {other}) and cannot be one unit; tell them apart in `values`",
)


class Units:
    """The units that cells may name: those of units.yaml, and with `create` any other."""

    def __init__(self, known: Mapping[str, Any], create: bool, kinds: Mapping[str, str]) -> None:
        self.known = known
        self.create = create
        self.kinds = kinds
        self.new: dict[str, str] = {}  # key -> name
        self._by_name: dict[str, list[str]] = {}
        self._wholes: dict[str, str] = {}
        for key, one in known.items():
            for name in {fold(name) for name in (one.name, one.short) if name}:
                self._by_name.setdefault(name, []).append(key)

    def key(self, name: str, whole: str) -> str:
        """The key of the unit that a cell names; `whole` is the cell before it was split.

        Raises Trouble where the unit is unknown, or the name is that of several.
        """
        if name in self.known:
            return name
        folded = fold(name)
        if self._wholes.setdefault(folded, whole) != whole:
            raise Trouble(
                _TWO_PLACES, name=quoted(name), one=quoted(self._wholes[folded]), other=quoted(whole)
            )
        keys = self._by_name.get(folded, [])
        if len(keys) > 1:
            raise Trouble(_SEVERAL, name=quoted(name), keys=", ".join(keys))
        if keys:
            return keys[0]
        if not self.create:
            raise Trouble(_UNKNOWN, name=quoted(name), near=self._near(folded))
        value_of_text(name, LINE, Lexicon({}))
        key = self._new_key(name, whole)
        self.new[key] = name
        self._by_name[folded] = [key]
        return key

    def _near(self, folded: str) -> Say:
        from difflib import get_close_matches

        near = get_close_matches(folded, self._by_name, n=1, cutoff=0.6)
        if not near:
            return Say("", "")
        key = self._by_name[near[0]][0]
        name = quoted(self.known[key].name or key) if key in self.known else near[0]
        return Say(f"（相近的有 {key} {name}）", f" (near: {key} {name})")

    def _new_key(self, name: str, whole: str) -> str:
        """The area code where the name is that of one county or city, else characters derived from
        the name: the same on every branch, never from pinyin."""
        codes = codes_of_name(name)
        if len(codes) > 1:
            told = fold(whole).replace("-", "")
            codes = tuple(code for code in codes if fold(full_name(code)) == told)
        if len(codes) == 1:
            key = f"a{codes[0]}"
            if key not in self.known and key not in self.new:
                return key
        from hashlib import sha256

        digest = sha256(fold(name).encode()).digest()
        length = 4
        while True:
            key = "u-" + "".join(ALPHABET[byte & 31] for byte in digest[:length])
            if key not in self.known and key not in self.new:
                return key
            length += 1

    def entry(self, key: str) -> dict[str, str]:
        """What units.yaml says of a new unit."""
        made = {"name": self.new[key]}
        kind = translated(self.new[key], self.kinds)
        if kind != self.new[key]:
            made["kind"] = kind
        return made


def enter(gate: Gate, units: Units, used: set[str]) -> list[str]:
    """Plan the new units that are used in units.yaml; gives their keys in the order of the table."""
    keys = [key for key in units.new if key in used]
    gate.add_units({key: Flow(dict(units.entry(key))) for key in keys})
    return keys
