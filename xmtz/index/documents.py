"""The documents of dossiers: what projects say of them, and the files themselves, from the folder or a commit."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from xmtz.domain.document_paths import why_unsafe
from xmtz.index.source import Commit, Source
from xmtz.store.documents import LINKED, NOT_THERE, Seen, seen
from xmtz.store.files import cannot_write
from xmtz.words.lang import Say


class Filed(NamedTuple):
    """A document as a project's file has it; `day` is an ISO text."""

    part: str
    title: str | None
    path: str | None
    sha256: str | None
    day: str | None
    number: str | None


class Owner(NamedTuple):
    """A project with what its dossier hangs on: the stage moves (stage, ISO day) and the documents."""

    path: str
    id: str
    name: str
    unit: str | None
    moves: list[tuple[str, str]]
    documents: list[Filed]


def owners(facts: sqlite3.Connection, day: str, unit: str | None, path: str | None = None) -> list[Owner]:
    """The projects as they were on `day` (ISO), in the order of their ids; of a unit, or of one file.

    Documents with a later day are left out.
    """
    values = {"day": day, "unit": unit, "path": path}
    projects = facts.execute(
        "SELECT c, path, id, name, unit FROM state JOIN project USING (c)"
        " WHERE (:unit IS NULL OR unit = :unit) AND (:path IS NULL OR path = :path) ORDER BY id, path",
        values,
    )
    found = {c: Owner(file, id_, name, whose, [], []) for c, file, id_, name, whose in projects}
    moves = facts.execute(
        "SELECT c, stage, day FROM state JOIN main.stage USING (c)"
        " WHERE day <= :day AND (:path IS NULL OR path = :path) ORDER BY c, n",
        values,
    )
    for c, stage, on in moves:
        if c in found:
            found[c].moves.append((stage, on))
    documents = facts.execute(
        "SELECT c, part, title, d.path, sha256, day, number FROM state s JOIN main.document d USING (c)"
        " WHERE coalesce(day, '') <= :day AND (:path IS NULL OR s.path = :path) ORDER BY c, n",
        values,
    )
    for c, *row in documents:
        if c in found:
            found[c].documents.append(Filed(*row))
    return list(found.values())


class Decided(NamedTuple):
    """A decision of a meeting about a project. Days are ISO texts."""

    day: str
    kind: str | None
    what: str | None
    unit: str | None
    person: str | None
    due: str | None
    kept: str | None


def decisions(facts: sqlite3.Connection, id_: str, day: str) -> list[Decided]:
    """What meetings decided about a project up to `day` (ISO), by their days."""
    rows = facts.execute(
        "SELECT m.day, m.kind, d.what, d.unit, d.person, d.due, CASE WHEN d.kept <= :day THEN d.kept END"
        " FROM held h JOIN meeting m ON m.c = h.c JOIN main.decision d ON d.c = h.c"
        " WHERE d.project = :id AND m.day <= :day ORDER BY m.day, h.path, d.n",
        {"id": id_, "day": day},
    )
    return [Decided(*row) for row in rows]


def look(source: Source, path: str, into: Path | None = None) -> Seen:
    """What a document is in this state of the ledger; with `into`, it is copied there.

    Raises Trouble where the copy cannot be written.
    """
    why = why_unsafe(path)
    if why is not None:
        return Seen(
            None, why=Say(f"路径不能用：{why.zh}", f"its path cannot be used: {why.en}"), outside=True
        )
    if not isinstance(source, Commit):
        return seen(source.root, path, into)
    blob = source.blobs.get(path)
    raw = source.read(path) if blob is not None and blob.mode.startswith("100") else None
    if raw is None:
        linked = any(one.mode == "120000" for one in map(source.blobs.get, _ways(path)) if one is not None)
        return Seen(None, why=LINKED if linked else NOT_THERE, outside=linked)
    if into is not None:
        try:
            with into.open("xb") as copy:
                copy.write(raw)
        except OSError as error:
            raise cannot_write(into, error) from None
    return Seen(sha256(raw).hexdigest(), len(raw))


def _ways(path: str) -> list[str]:
    """The path, and the folders on the way to it: one of them may be a symbolic link."""
    names = path.split("/")
    return ["/".join(names[:n]) for n in range(1, len(names) + 1)]
