"""Where a document may lie: paths that stay inside the ledger and that every system can hold."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from xmtz.domain.refusal import DomainError
from xmtz.words.lang import Say

NAME_BYTES: Final = 200
"""The longest name that is made (UTF-8), so that a copy of it, numbered, still fits into 255 bytes."""

_LONGEST: Final = 255
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\\/]')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\.|$)", re.IGNORECASE)
_DRIVE: Final = re.compile(r"[A-Za-z]:")


def why_unsafe(path: str) -> Say | None:
    """Why a path of the ledger cannot be a document's; None where it can."""
    if path.startswith(("/", "\\", "~/")) or path == "~" or _DRIVE.match(path):
        return Say("是绝对路径", "it is an absolute path")
    for name in path.split("/"):
        why = _why_unsafe_name(name)
        if why is not None:
            return why
    return None


def _why_unsafe_name(name: str) -> Say | None:
    if name == "..":
        return Say("用 .. 走出了文件夹", "it climbs out of a folder with ..")
    if name in ("", "."):
        return Say("有空的一段", "a part of it is empty")
    if not name.isprintable():
        return Say("有看不见的控制字符", "it holds invisible characters")
    found = _FORBIDDEN.search(name)
    if found is not None:
        return Say(
            f"文件名里有 {found[0]}，有的系统存不下",
            f"a name holds {found[0]}, which not every system can keep",
        )
    if name.lower() == ".git":
        return Say("指向 git 自己的文件", "it leads to git's own files")
    if _RESERVED.match(name):
        return Say("是 Windows 的保留名", "a name is reserved on Windows")
    if name[-1] in ". " or name[0] == " ":
        return Say("文件名以空格或点开头、结尾", "a name begins or ends with a space, or ends with a dot")
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST:
        return Say("文件名太长", "a name is too long")
    return None


def safe_name(name: str) -> str:
    """The name of a file made one that every system can hold; its ending stays. Raises DomainError where
    nothing is left of it."""
    plain = unicodedata.normalize("NFC", "".join(c for c in name if c == " " or c.isprintable()))
    plain = _FORBIDDEN.sub("_", plain).strip(" ").rstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot or not stem or len(ending.encode()) > 20:
        stem, dot, ending = plain, "", ""
    if not stem.strip("._ ~"):
        raise DomainError(
            Say("文件名没有可用的文字，请先改名", "nothing of the file's name can be used; rename it")
        )
    while len(f"{stem}{dot}{ending}".encode()) > NAME_BYTES:
        stem = stem[:-1]
    if f"{stem}{dot}".lower() == ".git":
        stem = stem[1:]
    if _RESERVED.match(f"{stem}{dot}"):
        stem = f"_{stem}"
    return f"{stem.rstrip('. ')}{dot}{ending}"


def numbered(name: str, number: int) -> str:
    """The name with a number before its ending: 合同.pdf, 2 becomes 合同-2.pdf."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{number}{dot}{ending}" if stem else f"{name}-{number}"
