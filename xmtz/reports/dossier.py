"""Dossiers (一项一卷): the five parts of each project, what its stage requires, and how its documents are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from xmtz.checks.dossier_due import Due, parts_due
from xmtz.index.documents import Filed, Owner, look, owners
from xmtz.index.ledger import Ledger
from xmtz.records.project import DOSSIER_PARTS
from xmtz.store.documents import Seen
from xmtz.words.lang import Say

STATES: Final = {
    "ok": Say("相符", "matches"),
    "changed": Say("内容变了", "changed"),
    "missing": Say("找不到", "missing"),
    "unsafe": Say("不能读", "cannot be read"),
    "unhashed": Say("没有校验和", "no checksum"),
    "paper": Say("纸质", "on paper"),
    "unread": Say("未核对", "not looked at"),
}
WRONG: Final = ("changed", "missing", "unsafe", "unhashed")
"""The states of documents that are not as they should be."""


class Held(NamedTuple):
    """A document of a dossier: what was entered, what lies there."""

    part: str
    title: str
    number: str | None
    day: str | None
    path: str | None
    sha256: str | None
    state: str
    found: str | None  # the SHA-256 of what lies there
    size: int
    why: Say | None
    outside: bool


class Part(NamedTuple):
    """A part of a dossier: how many documents it has, since when it is due.

    `state`: there, missing, awaited (due, but its time is not over) or none (empty and not due).
    """

    key: str
    documents: int
    due: Due | None
    state: str


class Dossier(NamedTuple):
    """The dossier of one project on a day."""

    path: str
    id: str
    name: str
    unit: str | None
    stage: str | None
    parts: list[Part]
    documents: list[Held]

    @property
    def missing(self) -> list[Part]:
        """The parts that should be there and are not."""
        return [part for part in self.parts if part.state == "missing"]

    @property
    def wrong(self) -> list[Held]:
        """The documents that are not as they should be."""
        return [one for one in self.documents if one.state in WRONG]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filed and nothing is due."""
        return not self.documents and all(part.due is None for part in self.parts)


Look = Callable[[Filed], Seen]


def dossiers(
    ledger: Ledger, day: date, unit: str | None = None, path: str | None = None, files: bool = True
) -> list[Dossier]:
    """The dossiers of all projects on a day, of a unit, or of one file. `files` False leaves the documents'
    files alone."""

    def looked(one: Filed) -> Seen:
        return look(ledger.source, one.path or "")

    return [
        dossier_of(ledger, owner, day, looked if files else None)
        for owner in owners(ledger.facts, day.isoformat(), unit, path)
    ]


def dossier_of(ledger: Ledger, owner: Owner, day: date, looked: Look | None) -> Dossier:
    """The dossier of one project; `looked` tells what lies at a document's path."""
    due = parts_due(ledger.rules, [(to, date.fromisoformat(on)) for to, on in owner.moves], day)
    counts = Counter(one.part for one in owner.documents)
    parts = [_part(key, counts[key], due.get(key), day) for key in DOSSIER_PARTS]
    order = list(DOSSIER_PARTS)
    documents = sorted(owner.documents, key=lambda one: order.index(one.part))
    stage = owner.moves[-1][0] if owner.moves else None
    return Dossier(
        owner.path, owner.id, owner.name, owner.unit, stage, parts, [_held(one, looked) for one in documents]
    )


def _part(key: str, documents: int, due: Due | None, day: date) -> Part:
    if documents:
        return Part(key, documents, due, "there")
    if due is None:
        return Part(key, 0, None, "none")
    return Part(key, 0, due, "missing" if due.is_late(day) else "awaited")


def _held(one: Filed, looked: Look | None) -> Held:
    def made(state: str, there: Seen | None = None) -> Held:
        found, size, why, outside = there or Seen(None)
        title = one.title or ""
        return Held(
            one.part, title, one.number, one.day, one.path, one.sha256, state, found, size, why, outside
        )

    if one.path is None:
        return made("paper")
    if looked is None:
        return made("unread")
    there = looked(one)
    if there.sha256 is None:
        return made("unsafe" if there.outside else "missing", there)
    if one.sha256 is None:
        return made("unhashed", there)
    return made("ok" if there.sha256 == one.sha256 else "changed", there)
