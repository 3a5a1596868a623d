"""The ledger's lock: one writer at a time. It is released when its process dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from xmtz.store.files import cannot_write
from xmtz.store.place import state_folder
from xmtz.words.errors import LOCKED, Trouble
from xmtz.words.lang import Say

PATIENCE: Final = 30.0  # seconds: 8 clerks writing at once wait well under one


@contextmanager
def locked(root: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the ledger at `root`. Raises Trouble (exit 4) after `patience` seconds."""
    from filelock import FileLock, Timeout

    folder = state_folder(root)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=patience, poll_interval=0.02)
    except Timeout:
        raise Trouble(
            Say(
                "台账正被另一个 xmtz 命令占用，等了 {seconds:.0f} 秒；稍后再试，什么都没有改动",
                "another xmtz command has held the ledger for {seconds:.0f} seconds; try again later, nothing was changed",
            ),
            LOCKED,
            seconds=patience,
        ) from None
    except OSError as error:
        raise cannot_write(folder / "lock", error) from None
    try:
        yield
    finally:
        lock.release()
