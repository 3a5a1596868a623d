"""The bulletins that were issued: files of bulletins/<period>/, in the folder or in a commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from xmtz.index.ledger import Ledger
from xmtz.index.source import Commit
from xmtz.store.layout import BULLETINS_FOLDER


def bulletins(ledger: Ledger) -> dict[str, list[str]]:
    """The files of each period, by its name (2025-07, 2025-Q3, 2025-H1, 2025, 2025-W29), in their order."""
    found: dict[str, list[str]] = {}
    for path in sorted(_paths(ledger)):
        _, period, *rest = path.split("/")
        if len(rest) == 1 and not rest[0].startswith(".") and not rest[0].endswith("~"):
            found.setdefault(period, []).append(path)
    return found


def _paths(ledger: Ledger) -> Iterator[str]:
    source = ledger.source
    if isinstance(source, Commit):
        yield from (path for path in source.blobs if path.startswith(f"{BULLETINS_FOLDER}/"))
        return
    with suppress(OSError):
        for folder in (ledger.root / BULLETINS_FOLDER).iterdir():
            if folder.is_dir() and not folder.is_symlink():
                yield from (
                    f"{BULLETINS_FOLDER}/{folder.name}/{file.name}"
                    for file in folder.iterdir()
                    if file.is_file()
                )
