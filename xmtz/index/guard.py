"""SQLite connections that can only read, and only for so long."""

from __future__ import annotations

import sqlite3
import time
from typing import Final

_READING: Final = frozenset(
    (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
)
_FORBIDDEN_FUNCTIONS: Final = frozenset(
    ("load_extension", "writefile", "readfile", "edit", "fts3_tokenizer", "zeroblob", "randomblob")
)


def _read_only(
    action: int, _first: str | None, second: str | None, _db: str | None, _trigger: str | None
) -> int:
    if action not in _READING:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def forbid_writing(connection: sqlite3.Connection) -> None:
    """From now on the connection only reads: no write, no attach, no pragma, no extension."""
    connection.set_authorizer(_read_only)


def allow_everything(connection: sqlite3.Connection) -> None:
    """Undo `forbid_writing`, for the program's own statements."""
    connection.set_authorizer(None)


def limit_time(connection: sqlite3.Connection, seconds: float) -> None:
    """Interrupt any statement that runs past `seconds` from now."""
    deadline = time.monotonic() + seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), 10_000)


_DAMAGE: Final = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR))


def is_damage(error: BaseException) -> bool:
    """Whether SQLite says that the file is damaged, rather than locked, full or asked the wrong thing."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in _DAMAGE


def evaluator() -> sqlite3.Connection:
    """An empty database in memory on which conditions are evaluated."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    forbid_writing(connection)
    return connection
