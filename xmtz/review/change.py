"""A change of a ledger as data: one fact that was entered, changed or removed between two states.

Changes are what `diff` prints and what merging, closing a month and preparing a meeting stand on.
They hold what the files say, never a sentence; `wording.py` has the sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

Plain: TypeAlias = "str | dict[str, Plain] | list[Plain] | None"
"""A part of a file as plain data: texts, mappings and lists, in the canonical spelling of their types."""

ENTERED: Final = "entered"
CHANGED: Final = "changed"
REMOVED: Final = "removed"

PROJECT: Final = "project"
LEDGER: Final = "ledger"
UNITS: Final = "units"
RULES: Final = "rules"
MEETING: Final = "meeting"
FILE: Final = "file"  # known by its name and content only, such as a bulletin that was issued
AREAS: Final = (PROJECT, MEETING, UNITS, RULES, LEDGER, FILE)

OLD: Final = "old"
NEW: Final = "new"


class Owner(NamedTuple):
    """The project that a change belongs to: as the new state has it, or the old one where it is gone."""

    id: str
    name: str
    unit: str


class Change(NamedTuple):
    """One fact that differs.

    `kind` names the sort of fact by its section and fields: "stage", "step.granted",
    "figure.invested", "issue.cleared", "person.leader". `area` is the sort of file.

    `keys` lead to the fact: fields, keys of maps, and for an item of a list what identifies
    it (an issue's id, a milestone's name; otherwise its position from 1). `about` tells one
    item or map entry after the other apart for a reader: the naming fields of each, in the
    order of `keys`.

    `before` and `after` are the fact in the two states, None where it is not there. `line`
    is a line of the new file, or of the old one where the fact is gone (`side`); 0 means the
    file as a whole.
    """

    kind: str
    area: str
    project: Owner | None
    keys: tuple[str, ...]
    about: tuple[Mapping[str, Plain], ...]
    before: Plain
    after: Plain
    path: str
    line: int
    side: str

    @property
    def act(self) -> str:
        """What was done: ENTERED, CHANGED or REMOVED."""
        if self.before is None:
            return ENTERED
        return REMOVED if self.after is None else CHANGED

    @property
    def rewrites(self) -> bool:
        """Whether the change rewrites what had already happened, so that a reviewer has to look."""
        act = self.act
        if self.kind in _READING or self.kind in _INSERTED:
            return True
        if act == ENTERED:
            return False
        if act == REMOVED and self.kind in _HISTORY_OF_ITEMS:
            return True
        return self.kind in _HISTORY


UNREADABLE: Final = "file.unreadable"
READABLE: Final = "file.readable"
STILL_UNREADABLE: Final = "file.still-unreadable"
RENAMED: Final = "file.renamed"
BULLETIN: Final = "bulletin"
INSERTED_STAGE: Final = "stage.inserted"
UNDONE_CLEARING: Final = "issue.cleared.undone"
UNDONE_ENDING: Final = "issue.resolved.undone"

_READING: Final = frozenset((UNREADABLE, STILL_UNREADABLE))
_INSERTED: Final = frozenset((INSERTED_STAGE,))
_STEP_DAYS: Final = ("applied", "accepted", "granted", "delivered", "document")
_STEP_EVENTS: Final = ("paused", "extended", "corrected", "committed", "deferred", "renewed")
_ENDINGS: Final = ("refused", "withdrawn", "skipped", "lapsed")
_HISTORY: Final = frozenset(
    (
        "id",
        "stage",
        "stage.to",
        "stage.on",
        *(f"step.{name}" for name in _STEP_DAYS),
        *(f"step.{name}.on" for name in (*_ENDINGS, "committed", "extended")),
        "step.paused.from",
        "step.paused.to",
        "step.extended.days",
        "step.renewed.until",
        "step.deferred.until",
        "issue.id",
        "issue.raised",
        "issue.cleared.on",
        BULLETIN,
    )
)
_HISTORY_OF_ITEMS: Final = frozenset(
    (
        "project",
        "step",
        *(f"step.{name}" for name in (*_STEP_EVENTS, *_ENDINGS)),
        "issue",
        "issue.assigned",
        "issue.assigned_before",
        "issue.due_before",
        "issue.escalated",
        "issue.resolved",
        "issue.cleared",
        "issue.reopened",
        "list",
        "figure.invested",
        "figure.invested_stats",
        "figure.paid",
        "figure.physical",
        BULLETIN,
    )
)
