"""Files: bytes in, text out, and back without losing a byte.

A text keeps its line endings; a byte-order mark is kept beside it, because the places that
the YAML reader gives do not count one.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from xmtz.store import yaml_findings as kinds
from xmtz.words.errors import LOCKED, USAGE, Trouble
from xmtz.words.finding import Finding, Place
from xmtz.words.lang import Say

MAX_BYTES: Final = 4_000_000
TEMPORARY_PREFIX: Final = ".xmtz-"
_BOM: Final = b"\xef\xbb\xbf"


class Decoded(NamedTuple):
    """A file's text (without its byte-order mark), or the finding that says why there is none."""

    text: str
    bom: bool
    finding: Finding | None = None


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. No more than `MAX_BYTES + 1` are read, so that a huge file costs little.

    Raises Trouble where the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise cannot_read(path, error) from None


def decode(raw: bytes, path: str) -> Decoded:
    """The text of a file's bytes."""
    if len(raw) > MAX_BYTES:
        finding = kinds.TOO_LARGE.at(Place(path), limit=MAX_BYTES)
        return Decoded("", False, finding)
    bom = raw.startswith(_BOM)
    try:
        return Decoded(raw[3:].decode() if bom else raw.decode(), bom)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        encoding = _guess_encoding(raw)
        return Decoded("", bom, kinds.NOT_UTF8.at(Place(path, line, column), encoding=encoding))


def encode(text: str, bom: bool) -> bytes:
    """The bytes of a text, with its byte-order mark if it had one."""
    raw = text.encode()
    return _BOM + raw if bom else raw


def _guess_encoding(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    if raw[1:64:2].count(0) > 8 or raw[0:64:2].count(0) > 8:
        return "UTF-16"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GBK/GB18030"


def write_atomically(path: Path, raw: bytes, new: bool = False, expect: bytes | None = None) -> None:
    """Replace the file at `path`, or create it (`new`: never over an existing one), all or nothing.

    The bytes are on disk before the name points at them: a crash leaves the old file or the
    new one. `expect`: the bytes that the file is thought to hold; if an editor has saved others
    meanwhile, nothing is written and Trouble (exit 4) is raised. Raises Trouble where the folder
    cannot be written or the disk is full.
    """
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{os.urandom(6).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path.parent, error) from None
    try:
        mode = _mode_of(path)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _O_BINARY, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if new:
            _link_new(temporary, path)
        else:
            if expect is not None and path.read_bytes() != expect:
                raise Trouble(_CHANGED, LOCKED, path=path)
            temporary.replace(path)
        _sync_folder(path.parent)
    except FileExistsError:
        _forget(temporary)
        raise Trouble(_EXISTS, LOCKED, path=path) from None
    except OSError as error:
        _forget(temporary)
        raise cannot_write(path, error) from None
    except BaseException:
        _forget(temporary)
        raise


_O_BINARY: Final = getattr(os, "O_BINARY", 0)
_EXISTS: Final = Say(
    "文件 {path} 已经存在，没有覆盖；请重新执行命令",
    "{path} exists already and was not overwritten; run the command again",
)

_CHANGED: Final = Say(
    "文件 {path} 刚刚被别的程序改过，没有写入；请重新执行命令",
    "{path} has just been changed by another program and was not written; run the command again",
)


def _mode_of(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return 0o666  # less the umask


def _link_new(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: a short race is left, the lock covers it
        if path.exists():
            raise FileExistsError(str(path)) from None
        temporary.replace(path)
        return
    temporary.unlink()


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no folder handle to flush; the rename itself is journalled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def _forget(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink()


def cannot_read(path: Path, error: OSError) -> Trouble:
    """The Trouble for a file that cannot be read."""
    return Trouble(
        Say("读不了文件 {path}：{why}", "cannot read {path}: {why}"), USAGE, path=path, why=os_reason(error)
    )


def cannot_write(path: Path, error: OSError) -> Trouble:
    """The Trouble for a file that cannot be written; nothing was changed."""
    return Trouble(
        Say("写不了文件 {path}：{why}；原文件没有改动", "cannot write {path}: {why}; nothing was changed"),
        USAGE,
        path=path,
        why=os_reason(error),
    )


def os_reason(error: OSError) -> Say:
    """Why the operating system refused, in words."""
    import errno

    known = {
        errno.ENOSPC: Say("磁盘已满，请腾出空间", "the disk is full; free some space"),
        errno.EDQUOT: Say("超出磁盘配额，请腾出空间", "the disk quota is used up; free some space"),
        errno.EACCES: Say(
            "没有权限，请检查文件夹的读写权限", "no permission; check the folder's access rights"
        ),
        errno.EPERM: Say(
            "没有权限，请检查文件夹的读写权限", "no permission; check the folder's access rights"
        ),
        errno.EROFS: Say(
            "所在的盘是只读的，换到可写的位置", "the disk is read-only; use a place that can be written"
        ),
        errno.ENOENT: Say("文件不存在，请核对路径", "there is no such file; check the path"),
        errno.EEXIST: Say("同名的文件挡在那里，请移走", "a file of that name is in the way; move it"),
        errno.EFBIG: Say("文件大小超过了系统限制", "the file is larger than the system allows"),
        errno.EISDIR: Say("这是文件夹，不是文件", "it is a folder, not a file"),
        errno.ENOTDIR: Say("路径中有一段不是文件夹", "a part of the path is not a folder"),
        errno.ENAMETOOLONG: Say("文件名或路径太长，请缩短", "the file name or path is too long; shorten it"),
        errno.ELOOP: Say("符号链接成环", "symbolic links form a loop"),
    }
    return known.get(error.errno or 0, Say(str(error.strerror or error), str(error.strerror or error)))
