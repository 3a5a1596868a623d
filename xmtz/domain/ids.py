"""Names for things: project ids, issue ids, file names.

An id is short enough to be read out in a meeting and never collides across branches by
counting: it is derived from the project's name and owner, so that two people who add
different projects at the same time get different ids. The name in a file's name is for
people; only the id counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Base 32 as Crockford chose it: no i, l, o or u, which are misread or misheard."""

_PREFIX = r"[a-z]{1,8}"
_PROJECT_ID = re.compile(rf"{_PREFIX}[0-9]{{2}}-[{ALPHABET}]{{4,8}}")
_ISSUE_ID = re.compile(rf"i-[{ALPHABET}]{{3,8}}")

NAME_LENGTH = 60
NAME_BYTES = 200


def is_project_id(text: str) -> bool:
    """Whether `text` is written as a project's id: prefix, two digits of the year, 4 to 8 characters."""
    return _PROJECT_ID.fullmatch(text) is not None


def is_issue_id(text: str) -> bool:
    """Whether `text` is written as an issue's id."""
    return _ISSUE_ID.fullmatch(text) is not None


def is_prefix(text: str) -> bool:
    """Whether `text` may be a ledger's id prefix: one to eight letters a to z."""
    return re.fullmatch(_PREFIX, text) is not None


def new_id(prefix: str, year: int, name: str, owner: str, taken: Callable[[str], bool]) -> str:
    """The id of a new project, such as `fx23-k7q2`; `taken` tells whether an id is in use.

    The same name and owner give the same id, the next free one where it is taken. Raises
    ValueError for a prefix that is none.
    """
    if not is_prefix(prefix):
        raise ValueError(prefix)
    start = f"{prefix}{year % 100:02d}-"
    return next(new for new in _candidates(start, 4, f"{name}\n{owner}") if not taken(new))


def new_issue_id(project: str, title: str, raised: str, taken: Callable[[str], bool]) -> str:
    """The id of a new issue of a project, such as `i-3kd`; unique within the project by `taken`."""
    return next(new for new in _candidates("i-", 3, f"{project}\n{title}\n{raised}") if not taken(new))


def _candidates(start: str, length: int, about: str) -> Iterator[str]:
    """Ids derived from `about`, one after the other; longer ones after a hundred of each length."""
    from hashlib import sha256  # loads OpenSSL, which only a new id is worth

    key = unicodedata.normalize("NFC", about).encode("utf-8", "surrogatepass")
    number = 0
    while True:
        digest = sha256(b"%s\n%d" % (key, number)).digest()
        yield start + "".join(ALPHABET[byte & 31] for byte in digest[: min(length + number // 100, 8)])
        number += 1


# ---- File names

_UNSAFE = r'[\\/:*?"<>|#%&{}$!\'`@+=~^;]'
_SPACES = r"[\s_]+"
_DASHES = r"-{2,}"
_EDGES = "-. "


def file_name(id: str, name: str) -> str:  # noqa: A002
    """The name of a project's file: `fx23-k7q2-三一智能制造产业园.yaml`.

    Nothing in it is special to a file system, a shell or a URL's reader, or invisible; it is
    in NFC, and at most 60 characters and 200 bytes of UTF-8, so that a deep folder on
    Windows still holds it. It starts with the id, so no name can make it a reserved one.
    """
    kept = slug(name, NAME_LENGTH - len(id) - len("-.yaml"), NAME_BYTES - len(id) - len("-.yaml"))
    return f"{id}-{kept}.yaml" if kept else f"{id}.yaml"


def slug(name: str, characters: int = NAME_LENGTH, size: int = NAME_BYTES) -> str:
    """`name` as a part of a file name, cut to `characters` and to `size` bytes; it may be empty."""
    plain = unicodedata.normalize("NFC", "".join(c for c in name if _visible(c)))
    plain = re.sub(_DASHES, "-", re.sub(_SPACES, "-", re.sub(_UNSAFE, "-", plain))).strip(_EDGES)
    plain = plain[: max(characters, 0)]
    while len(plain.encode("utf-8")) > size:
        plain = plain[:-1]
    return plain.strip(_EDGES)


def _visible(c: str) -> bool:
    """Whether a character may stand in a file name: no control, format, private or unpaired one."""
    return c.isspace() or unicodedata.category(c)[0] != "C"
