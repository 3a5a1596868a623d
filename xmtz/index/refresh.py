"""Keeping the index in step with the files: what did not change is not read again.

A file counts as unchanged when its size, time and inode are those of the last look, and that
look came well after the file's time (git's rule for racy entries); otherwise its bytes are
hashed, and parsed only if no content with that hash is known.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from xmtz.index.derive import Deriver, Rows
from xmtz.index.meeting_rows import meeting_rows
from xmtz.index.schema import TABLES, insert_statement
from xmtz.index.source import Commit, WorkTree
from xmtz.store.layout import MEETINGS_FOLDER, Entry, is_meeting, scan_meetings, scan_projects
from xmtz.words.finding import Finding

POOL_FROM: Final = 500  # below this many files, starting a second process costs more than it saves
_CHUNK: Final = 200
_RACY_NS: Final = 2_000_000_000
_KEPT_UNUSED: Final = 20_000

Made = list[tuple[str, str, Rows]]  # path, blob id, rows


class Work:
    """What a refresh did, for tests and `doctor`: files looked at, hashed and parsed."""

    __slots__ = ("hashed", "listed", "parsed")

    def __init__(self) -> None:
        self.listed = self.hashed = self.parsed = 0


def blob_id(raw: bytes) -> str:
    """The id that git gives these bytes in a SHA-1 repository."""
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def refresh_worktree(
    connection: sqlite3.Connection, source: WorkTree, digest: str, deriver: Callable[[], Deriver], work: Work
) -> list[Finding]:
    """Bring the table `file` in step with the folder, and make the temporary tables of its state;
    gives findings about the folder itself."""
    looked = time.time_ns()
    entries, findings = scan_projects(source.root)
    more, about_meetings = scan_meetings(source.root)
    work.listed = len(entries)
    entries += more
    findings += about_meetings
    connection.execute("BEGIN")
    try:
        changed = _changed(connection, digest, entries)
        if changed is not None:
            connection.execute("COMMIT")
            connection.execute("BEGIN IMMEDIATE")
            unread = _take_in(connection, source, digest, deriver, changed, looked, work)
            findings += source.unreadable(unread)
            _forget_gone(connection, [entry for entry in entries if entry.path not in unread])
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('rules', ?)", (digest,))
            _prune(connection)
        # In the same transaction: what other processes take in from now on is not this run's state.
        _new_state(connection)
        meeting = f"path GLOB '{MEETINGS_FOLDER}/*'"
        connection.execute(
            f"INSERT INTO state SELECT path, c FROM main.file WHERE NOT {meeting} ORDER BY path"
        )
        connection.execute(f"INSERT INTO held SELECT path, c FROM main.file WHERE {meeting}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return findings


def hold_state(connection: sqlite3.Connection, contents: Iterable[tuple[str, int]]) -> None:
    """Make the temporary tables `state` (projects) and `held` (meetings): which content each path has."""
    _new_state(connection)
    for path, c in contents:
        table = "held" if is_meeting(path) else "state"
        connection.execute(f"INSERT INTO {table} VALUES (?, ?)", (path, c))


def _new_state(connection: sqlite3.Connection) -> None:
    for table in ("state", "held"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(f"CREATE TEMP TABLE {table} (path TEXT PRIMARY KEY, c INTEGER) WITHOUT ROWID")


def _changed(connection: sqlite3.Connection, digest: str, entries: Sequence[Entry]) -> list[Entry] | None:
    """The files that have to be looked into; None where the index is in step with the folder."""
    same_rules = connection.execute(
        "SELECT 1 FROM meta WHERE key = 'rules' AND value = ?", (digest,)
    ).fetchone()
    known: set[Any] = set()
    if same_rules:
        known = set(connection.execute("SELECT path, size, mtime_ns, inode FROM file WHERE racy = 0"))
    changed = [entry for entry in entries if entry not in known]
    count = connection.execute("SELECT count(*) FROM file").fetchone()[0]
    return None if not changed and count == len(entries) else changed


def _take_in(
    connection: sqlite3.Connection,
    source: WorkTree,
    digest: str,
    deriver: Callable[[], Deriver],
    changed: Sequence[Entry],
    looked: int,
    work: Work,
) -> set[str]:
    """Take in what changed; gives the paths of files that could not be read."""
    by_path = {entry.path: entry for entry in changed}
    contents: dict[str, int] = {}
    todo: list[str] = []
    fresh = connection.execute("SELECT 1 FROM content WHERE rules = ? LIMIT 1", (digest,)).fetchone() is None
    if fresh and len(changed) >= POOL_FROM:
        todo = list(by_path)
    else:
        for path, raw in source.read_many(by_path):
            work.hashed += 1
            blob = _content_name(path, blob_id(raw))
            row = connection.execute(
                "SELECT c FROM content WHERE blob = ? AND rules = ?", (blob, digest)
            ).fetchone()
            if row is None:
                todo.append(path)
            else:
                contents[path] = row[0]
    work.parsed += len(todo)
    contents.update(_derive(connection, source, digest, deriver, todo))
    connection.executemany(
        "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                path,
                entry.size,
                entry.mtime_ns,
                entry.inode,
                int(entry.mtime_ns > looked - _RACY_NS),
                contents[path],
            )
            for path, entry in by_path.items()
            if path in contents
        ),
    )
    return by_path.keys() - contents.keys()


def refresh_commit(
    connection: sqlite3.Connection, source: Commit, digest: str, deriver: Callable[[], Deriver], work: Work
) -> list[Finding]:
    """Make the temporary tables of a commit's state; unknown contents are read from git."""
    blobs, findings = source.record_blobs()
    blobs = {path: _content_name(path, blob) for path, blob in blobs.items()}
    work.listed = sum(not is_meeting(path) for path in blobs)
    known = dict(connection.execute("SELECT blob, c FROM content WHERE rules = ?", (digest,)))
    todo = [path for path, blob in blobs.items() if blob not in known]
    if todo:
        work.parsed += len(todo)
        connection.execute("BEGIN IMMEDIATE")
        try:
            made = _derive(connection, source, digest, deriver, todo, blobs)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        known.update((blobs[path], c) for path, c in made.items())
    hold_state(connection, ((path, known[blob]) for path, blob in sorted(blobs.items())))
    return findings


def _derive(
    connection: sqlite3.Connection,
    source: WorkTree | Commit,
    digest: str,
    deriver: Callable[[], Deriver],
    paths: Sequence[str],
    names: dict[str, str] | None = None,
) -> dict[str, int]:
    """Read the files and keep their rows; gives the content of each path."""
    if not paths:
        return {}
    first = connection.execute("SELECT coalesce(max(c), 0) + 1 FROM content").fetchone()[0]
    found: dict[str, int] = {}
    for path, blob, rows in _made(source, deriver, paths, first):
        name = names[path] if names is not None else blob
        c = rows["content"][0][0]
        added = connection.execute("INSERT OR IGNORE INTO content VALUES (?, ?, ?)", (c, name, digest))
        if added.rowcount:
            for table, values in rows.items():
                if values and table in TABLES:
                    connection.executemany(_INSERT[table], values)
        else:  # two files with the same bytes
            c = connection.execute(
                "SELECT c FROM content WHERE blob = ? AND rules = ?", (name, digest)
            ).fetchone()[0]
        found[path] = c
    return found


_INSERT: Final = {table: insert_statement(table) for table in TABLES}


def _made(
    source: WorkTree | Commit, deriver: Callable[[], Deriver], paths: Sequence[str], first: int
) -> Iterator[tuple[str, str, Rows]]:
    numbers = {path: first + n for n, path in enumerate(paths)}
    made: Iterable[Made] | None = None
    if len(paths) >= POOL_FROM and (os.cpu_count() or 1) > 1:
        made = _in_pool(source, deriver, paths, numbers)
    if made is None:
        made = (
            [_chunk(deriver(), source.read_many(paths), numbers)]
            if len(paths) <= _CHUNK
            else (
                _chunk(deriver(), source.read_many(paths[n : n + _CHUNK]), numbers)
                for n in range(0, len(paths), _CHUNK)
            )
        )
    for chunk in made:
        yield from chunk


def _chunk(deriver: Deriver, files: Iterable[tuple[str, bytes]], numbers: dict[str, int]) -> Made:
    made: Made = []
    for path, raw in files:
        c = numbers[path]
        rows = meeting_rows(raw, c, deriver.words) if is_meeting(path) else deriver.rows(raw, c)
        rows["content"] = [(c,)]
        made.append((path, _content_name(path, blob_id(raw)), rows))
    return made


_worker: tuple[Deriver, WorkTree | Commit] | None = None


def _content_name(path: str, blob: str) -> str:
    """What tells one content from another: the same bytes read as a meeting are another content."""
    return f"{blob} meeting" if is_meeting(path) else blob


def _in_pool(
    source: WorkTree | Commit, deriver: Callable[[], Deriver], paths: Sequence[str], numbers: dict[str, int]
) -> Iterator[Made] | None:
    """The same in a second process beside this one; None where no process can be started."""
    if not hasattr(os, "fork"):
        return None
    import multiprocessing

    global _worker
    _worker = (deriver(), source)
    try:
        pool = multiprocessing.get_context("fork").Pool(min(os.cpu_count() or 1, 8))
    except OSError:
        return None
    jobs = [
        (paths[n : n + _CHUNK], [numbers[p] for p in paths[n : n + _CHUNK]])
        for n in range(0, len(paths), _CHUNK)
    ]
    return _results(pool, jobs)


def _results(pool: Any, jobs: list[Any]) -> Iterator[Made]:
    with pool:
        for packed in pool.imap(_job, jobs):
            yield marshal.loads(packed)  # noqa: S302 - from our own worker, through its pipe


def _job(job: tuple[list[str], list[int]]) -> bytes:
    assert _worker is not None
    deriver, source = _worker
    paths, numbers = job
    return marshal.dumps(_chunk(deriver, source.read_many(paths), dict(zip(paths, numbers, strict=True))))


def _forget_gone(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    there = {entry.path for entry in entries}
    gone = [(path,) for (path,) in connection.execute("SELECT path FROM file") if path not in there]
    connection.executemany("DELETE FROM file WHERE path = ?", gone)


def _prune(connection: sqlite3.Connection) -> None:
    """Drop contents that no file has had for long, when they outweigh the rest."""
    contents, files = connection.execute(
        "SELECT (SELECT count(*) FROM content), (SELECT count(*) FROM file)"
    ).fetchone()
    if contents <= 3 * files + _KEPT_UNUSED:
        return
    for table in (*TABLES, "standing_kept", "content"):
        connection.execute(f"DELETE FROM {table} WHERE c NOT IN (SELECT c FROM file)")
