"""Findings: what is wrong, where, and how to mend it, as data.

A `Kind` is an entry of the catalogue: a stable code, its severity and its texts. A
`Finding` is one occurrence; it holds facts only, so that it can be kept in the index and
printed in either language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from xmtz.words.lang import Say

ERROR: Final = "error"
WARNING: Final = "warning"


class Kind(NamedTuple):
    """One kind of finding. Its code is never reused for another meaning."""

    code: str
    severity: str
    message: Say
    remedy: Say
    fixable: bool = False

    def at(self, place: Place, **facts: object) -> Finding:
        """A finding of this kind at a place; `facts` fill the texts."""
        kept = {key: _plain(value) for key, value in facts.items()}
        return Finding(self.code, place.path, place.line, place.column, kept)


class Place(NamedTuple):
    """A place in a file of the ledger: path relative to its root, line and column from 1.

    Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


class Finding(NamedTuple):
    """One thing that is wrong, at its place. `facts` are JSON values that fill the texts."""

    code: str
    path: str
    line: int
    column: int
    facts: Mapping[str, object]

    @property
    def place(self) -> Place:
        return Place(self.path, self.line, self.column)


def _plain(value: object) -> object:
    """A JSON value for a fact; a `Say` becomes {"zh": ..., "en": ...}."""
    if isinstance(value, Say):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, int):
        return value
    text = str(value)
    return text if len(text) <= _LONGEST_FACT else text[:_LONGEST_FACT] + "…"


_LONGEST_FACT: Final = 600


def spoken_facts(facts: Mapping[str, object], lang: str) -> dict[str, object]:
    """The facts of a finding with their two-language values in `lang`."""
    return {key: value[lang] if isinstance(value, dict) else value for key, value in facts.items()}
