"""What the index knows of the files in the folder without reading them: the id of their content."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from xmtz.index.schema import VERSION
from xmtz.store.layout import Entry
from xmtz.store.place import state_folder


def known_blobs(root: Path, entries: Iterable[Entry]) -> dict[str, str]:
    """Path and blob id (SHA-1) of every project file that is as the index last saw it.

    The index is only looked at, never brought up to date; where there is none, nothing is known.
    """
    path = state_folder(root) / "index.db"
    if not path.is_file():
        return {}
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return {}
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            return {}
        rows = connection.execute(
            "SELECT path, size, mtime_ns, inode, blob FROM file JOIN content USING (c) WHERE racy = 0"
        )
        seen = {row[:4]: row[4] for row in rows}
    except sqlite3.Error:
        return {}
    finally:
        connection.close()
    return {entry.path: seen[entry] for entry in entries if entry in seen}
