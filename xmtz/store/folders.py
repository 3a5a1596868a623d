"""A folder written whole or not at all: made beside its place, then moved there in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xmtz.store.files import TEMPORARY_PREFIX, cannot_read, cannot_write
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


def inhabitants(folder: Path) -> list[str] | None:
    """The files below a folder, as paths with /; None where there is no folder, or an empty one.

    Raises Trouble where something else is at its place.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Trouble(
            Say("{folder} 不是文件夹，换个名字", "{folder} is no folder; choose another name"), folder=folder
        )
    if not folder.exists():
        return None
    found = []

    def refuse(error: OSError) -> None:
        raise cannot_read(folder, error)

    for place, folders, names in os.walk(folder, onerror=refuse):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        found += [(Path(place) / name).relative_to(folder).as_posix() for name in (*names, *links)]
    return sorted(found) or None


@contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """A new folder to fill, which takes the place of `folder` when all went well; what is there then goes.

    Raises Trouble where it cannot be written; then everything is as it was.
    """
    mark = os.urandom(6).hex()
    fresh = folder.with_name(f"{TEMPORARY_PREFIX}{mark}.tmp")
    old = folder.with_name(f"{TEMPORARY_PREFIX}{mark}-old.tmp")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh.mkdir()
        yield fresh
        if folder.exists():
            folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    except OSError as error:
        raise cannot_write(folder, error) from None
    finally:
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=True)
