"""The index's file: opened, made, thrown away when it is of another version or damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from xmtz.index.schema import VERSION, create_statements
from xmtz.index.standing import CREATE_KEPT

BUSY_SECONDS: Final = 60.0


def open_database(folder: Path | None) -> sqlite3.Connection:
    """The index in `folder`, made if need be; in memory where the folder cannot be written.

    Nothing of value is lost when an index is thrown away: it is derived from the files.
    """
    if folder is None:
        return _in_memory()
    path = folder / "index.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return _opened(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise
            return _opened(path) if drop(folder) else _in_memory()
    except (OSError, sqlite3.Error):
        return _in_memory()


def drop(folder: Path) -> bool:
    """Delete the index; False where it cannot be deleted (on Windows, while another process has it open)."""
    try:
        for name in ("index.db", "index.db-wal", "index.db-shm", "index.db-journal"):
            (folder / name).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _create(connection)
    return connection


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA cache_size=-65536")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == VERSION:
            connection.execute("SELECT count(*) FROM meta").fetchone()
            return connection
        connection.execute("BEGIN IMMEDIATE")
        version = connection.execute("PRAGMA user_version").fetchone()[0]  # another process may have made it
        if version != VERSION:
            tables = [
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            for table in tables:
                connection.execute(f'DROP TABLE IF EXISTS "{table}"')
            _create(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _create(connection: sqlite3.Connection) -> None:
    for statement in (*create_statements(), CREATE_KEPT):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
