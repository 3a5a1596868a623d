"""From the keys that files hold to the words that people read, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.index.ledger import Ledger
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say, series

_VOCABULARY: Final = {
    "level": "levels",
    "kind": "kinds",
    "sector": "sectors",
    "stage": "stages",
    "batch": "batches",
    "step": "steps",
    "class": "classes",
    "programme": "programmes",
    "chain": "chains",
    "pool": "pools",
    "taskforce": "taskforces",
    "fund": "funds",
    "resource": "resources",
    "risk": "risks",
    "list": "lists",
    "rank": "ranks",
    "step_class": "step_classes",
    "cadence": "cadences",
    "rung": "ladder",
}
NOT_SAID: Final = Say("（未填）", "(not said)")

IN_NO_BATCH: Final = Say("（不在各批次内）", "(in no batch)")


class Names:
    """The names of a ledger's units and rule words."""

    def __init__(self, ledger: Ledger) -> None:
        self.units = ledger.units
        self.words = ledger.rules.words()

    def label(self, column: str, key: str | None) -> str:
        """What a person reads for a key of a column; the key itself where nothing is known of it."""
        if key is None:
            return (IN_NO_BATCH if column == "batch" else NOT_SAID).text()
        if column in ("unit", "department"):
            unit = self.units.get(key)
            return key if unit is None else unit.short or unit.name or key
        term = self.words.get(_VOCABULARY.get(column, ""), {}).get(key)
        said = getattr(term, "label", None)
        return said.text() if isinstance(said, Say) else key

    def order(self, column: str) -> dict[str, int]:
        """The places of a column's keys as units.yaml or the rules list them; empty where nobody lists them."""
        if column in ("unit", "department"):
            last = 10**6  # a unit without `order` comes after those that have one
            listed = sorted(self.units, key=lambda key: last if (n := self.units[key].order) is None else n)
        else:
            listed = list(self.words.get(_VOCABULARY.get(column, ""), {}))
        return {key: n for n, key in enumerate(listed)}

    def key(self, column: str, text: str) -> str:
        """The key for what a person wrote: the key, or its name in either language. Raises Trouble."""
        if column in ("unit", "department"):
            named = {key: {key, unit.name, unit.short} for key, unit in self.units.items()}
        elif column in _VOCABULARY:
            terms = self.words.get(_VOCABULARY[column], {})
            named = {key: {key, *_both(getattr(term, "label", None))} for key, term in terms.items()}
        else:
            return text
        for key, names in named.items():
            if text in names:
                return key
        if not named:
            raise Trouble(
                Say("没有“{text}”：这个台账一个也没有定义", "there is no “{text}”: this ledger defines none"),
                text=text if text.isprintable() else ascii(text),
            )
        raise Trouble(
            Say("没有“{text}”；可用：{known}", "there is no “{text}”; known: {known}"),
            text=text if text.isprintable() else ascii(text),
            known=series(f"{key} {self.label(column, key)}" for key in named),
        )

    def key_if(self, column: str, text: str | None) -> str | None:
        """As `key`; None where nothing was asked for."""
        return None if text is None else self.key(column, text)

    def keys(self, asked: Mapping[str, str | None]) -> dict[str, str]:
        """The keys for what a person wrote after each option that is there. Raises Trouble with all that are wrong."""
        found = {}
        wrong: list[Say] = []
        for column, text in asked.items():
            if text is None:
                continue
            try:
                found[column] = self.key(column, text)
            except Trouble as one:
                wrong.append(Say(f"--{column}：{one.say.zh}", f"--{column}: {one.say.en}"))
        if wrong:
            raise Trouble(Say("\n".join(one.zh for one in wrong), "\n".join(one.en for one in wrong)))
        return found


def _both(said: object) -> tuple[str, ...]:
    return (said.zh, said.en) if isinstance(said, Say) else ()
