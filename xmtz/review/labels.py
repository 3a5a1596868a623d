"""The words of a ledger in both of its states: what a stage, a step, a unit is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from xmtz.records.ledger import UnitsFile
from xmtz.records.record import Context, Record
from xmtz.records.rules import Rules
from xmtz.review.states import State
from xmtz.store.files import decode
from xmtz.store.layout import UNITS_FILE, rules_path
from xmtz.store.located import read
from xmtz.words.lang import Say

Words: TypeAlias = Mapping[str, Mapping[str, Say]]
"""Labels by vocabulary ("stages", "steps", "units", ...) and key."""

UNITS: Final = "units"


class Labels:
    """The labels of two states. A word is looked up in its own state first, then in the other."""

    def __init__(self, old: Words, new: Words) -> None:
        self.old = old
        self.new = new

    def label(self, vocabulary: str, key: str, old: bool = False) -> Say:
        """What a key is called; the key itself where no rule knows it."""
        for words in (self.old, self.new) if old else (self.new, self.old):
            found = words.get(vocabulary, {}).get(key)
            if found is not None:
                return found
        return Say(key, key)

    def order(self) -> dict[str, int]:
        """The units' places in lists: those of the new units.yaml, then what only the old one has."""
        return {unit: n for n, unit in enumerate({**self.new.get(UNITS, {}), **self.old.get(UNITS, {})})}


def labels_of(old: State, new: State) -> Labels:
    """The labels of two states; rules that are the same in both are read once."""
    paths = [UNITS_FILE, *(rules_path(name) for name in Rules.FILES)]
    words = _words(new, paths)
    same = all(old.blobs.get(path) == new.blobs.get(path) for path in paths)
    return Labels(words if same else _words(old, paths), words)


def _words(state: State, paths: Iterable[str]) -> Words:
    """The labels of one state. What cannot be read has none; `check` says why."""
    there = [path for path in paths if path in state.blobs]
    typed: dict[str, Record] = {}
    for path, raw in zip(there, state.contents(there), strict=True):
        cls = UnitsFile if path == UNITS_FILE else Rules.FILES[path.split("/")[1].removesuffix(".yaml")]
        if not isinstance(raw, bytes):
            continue
        decoded = decode(raw, path)
        root = read(decoded.text, path).root if decoded.finding is None else None
        record = cls.read(root, Context(path)) if root is not None else None
        if record is not None:
            typed[path] = record
    units = typed.pop(UNITS_FILE, None)
    rules = Rules({path.split("/")[1].removesuffix(".yaml"): record for path, record in typed.items()})
    found = {name: _labels(entries) for name, entries in rules.words().items()}
    if isinstance(units, UnitsFile):
        found[UNITS] = {key: Say(unit.name, unit.name) for key, unit in units.units.items() if unit.name}
    return found


def _labels(entries: Mapping[str, object]) -> dict[str, Say]:
    found = {}
    for key, entry in entries.items():
        one = entry[-1] if isinstance(entry, tuple) and entry else entry
        label = getattr(one, "label", None)
        if isinstance(label, Say):
            found[key] = label
    return found
