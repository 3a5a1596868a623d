"""What an import did, row by row, as values to print."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from xmtz.words.lang import Say

ADDED: Final = "added"
MATCHED: Final = "matched"
REJECTED: Final = "rejected"


class Reason(NamedTuple):
    """Why a row was rejected: the column (as the table calls it; "" for the row as a whole) and a sentence."""

    column: str
    say: Say


class Difference(NamedTuple):
    """A field on which the ledger and the table do not agree. Nothing was changed."""

    field: str
    label: Say
    ledger: str
    table: str


@dataclass(slots=True)
class Outcome:
    """What became of a data row. `row` counts as a spreadsheet does, `line` the lines of the file.

    `same_as`: the row of this table that is the same project. `filled`: fields that were empty and
    were set (--update). `remarks` did not stop anything.
    """

    row: int
    line: int
    kind: str
    name: str = ""
    id: str = ""
    path: str = ""
    same_as: int | None = None
    reasons: list[Reason] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    filled: list[Say] = field(default_factory=list)
    remarks: list[Say] = field(default_factory=list)


class Other(NamedTuple):
    """A row that is no data: its kind (see layout.KINDS), its first text, why it was skipped."""

    row: int
    line: int
    kind: str
    text: str
    why: str


@dataclass(slots=True)
class Result:
    """A whole import. `lines` are those of the file, `rows` those of the table."""

    file: str
    encoding: Say
    delimiter: Say
    header: tuple[int, int]
    lines: int
    rows: int
    outcomes: list[Outcome] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    new_units: list[tuple[str, str]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    pinyin: int = 0  # how often pinyin in brackets was taken out
    unreadable: int = 0  # project files that nothing could be compared with
    dry_run: bool = False

    def counts(self) -> dict[str, int]:
        """How many rows became what; the counts add up to `rows`."""
        found = Counter(outcome.kind for outcome in self.outcomes)
        found.update(other.kind for other in self.others)
        order = (
            ADDED,
            MATCHED,
            REJECTED,
            "header",
            "category",
            "total",
            "title",
            "unit",
            "note",
            "blank",
            "skipped",
        )
        return {kind: found[kind] for kind in order}

    @property
    def data(self) -> int:
        """The data rows: added, matched and rejected together."""
        return len(self.outcomes)
