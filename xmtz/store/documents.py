"""Documents of a dossier: files of any size and kind, hashed and copied, never through a symbolic link."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from xmtz.store.files import cannot_read, cannot_write, os_reason
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

DOSSIER_FOLDER: Final = "dossier"
_CHUNK: Final = 1 << 20
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


class Seen(NamedTuple):
    """What a file is: its SHA-256 and its size, or why it has none."""

    sha256: str | None
    size: int = 0
    why: Say | None = None
    outside: bool = False  # it may lead out of the ledger: a symbolic link on the way, or an unsafe path


NOT_THERE: Final = Say("文件不在", "it is not there")
LINKED: Final = Say("是符号链接", "it is a symbolic link")
NO_FILE: Final = Say("不是普通文件", "it is no ordinary file")


def seen(root: Path, path: str, into: Path | None = None) -> Seen:
    """What lies at a safe path of the ledger; with `into`, it is copied there while it is read.

    Raises Trouble where the copy cannot be written.
    """
    at = root
    for name in path.split("/"):
        at /= name
        try:
            if at.is_symlink():
                return Seen(None, why=LINKED, outside=True)
        except OSError as error:
            return Seen(None, why=os_reason(error))
    return hashed(at, into)


def hashed(file: Path, into: Path | None = None) -> Seen:
    """What a file is, a last symbolic link not followed. As `seen`."""
    try:
        descriptor = os.open(file, os.O_RDONLY | _NO_FOLLOW)
    except FileNotFoundError:
        return Seen(None, why=NOT_THERE)
    except (OSError, ValueError) as error:
        return Seen(None, why=os_reason(error) if isinstance(error, OSError) else NOT_THERE)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return Seen(None, why=NO_FILE)
    with os.fdopen(descriptor, "rb") as source:
        if into is None:
            return _through(source, None)
        try:
            with into.open("xb") as copy:
                found = _through(source, copy)
            if found.sha256 is None:
                into.unlink()
            return found
        except OSError as error:
            with suppress(OSError):
                into.unlink()
            raise cannot_write(into, error) from None


def _through(source: BinaryIO, copy: BinaryIO | None) -> Seen:
    digest, size = sha256(), 0
    while True:
        try:
            chunk = source.read(_CHUNK)
        except OSError as error:
            return Seen(None, why=os_reason(error))
        if not chunk:
            return Seen(digest.hexdigest(), size)
        digest.update(chunk)
        size += len(chunk)
        if copy is not None:
            copy.write(chunk)


def read_whole(file: Path, most: int) -> bytes:
    """The bytes of a file that is to be copied into the ledger. Raises Trouble where it is larger than `most`."""
    try:
        with file.open("rb") as source:
            raw = source.read(most + 1)
    except OSError as error:
        raise cannot_read(file, error) from None
    if len(raw) > most:
        raise Trouble(
            Say(
                "{file} 超过 {most} MB，不复制；放进台账文件夹后直接登记，或只登记题名、文号",
                "{file} is larger than {most} MB and is not copied; put it into the ledger's folder and enter it there, "
                "or enter its title and number only",
            ),
            file=file.name,
            most=most >> 20,
        )
    return raw
