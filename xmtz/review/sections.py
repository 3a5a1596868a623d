"""Reading only what differs: of two texts of one file, the sections and entries that are not the same.

Reading a file as YAML costs many times more than comparing its text, and most changes touch a
line or two. Parts are left out only where they can be told apart line by line without doubt:
when every value ends on its own line or stands further in than the key it belongs to. All
other files are read whole.
"""

from __future__ import annotations

import re
from typing import Final

KEPT: Final = frozenset(("id", "name", "unit"))  # who a change belongs to is always needed


def narrowed(before: str, after: str) -> tuple[str, str] | None:
    """Both texts with what they share blanked, lines kept; None where that is not safe."""
    olds, news = _sections(before), _sections(after)
    if olds is None or news is None:
        return None
    for name in olds.keys() & news.keys() - KEPT:
        olds[name], news[name] = _without_shared(olds[name], news[name])
    return "\n".join(olds.values()), "\n".join(news.values())


_SPECIAL: Final = re.compile(r"[\"'\[\]{}]")
_FLAT: Final = r"[^\"'\[\]{}#\r\n]*"
_INNER: Final = rf"(?:\[{_FLAT}\]|\{{{_FLAT}\}})"
_FLOW: Final = rf"(?:\[{_FLAT}(?:{_INNER}{_FLAT})*\]|\{{{_FLAT}(?:{_INNER}{_FLAT})*\}})"
_QUOTED: Final = r"""[ ]*(?:-[ ])?[A-Za-z0-9_-]+:[ ]+(?:"[^"\\\r\n]*"|'[^'\r\n]*')[ ]*"""

# A line in which every quote and bracket that is opened is closed, and perhaps a comment after
# that. Up to the first value that goes on, lines are what they look like; and the line in which
# it begins fails this pattern. (A closing bracket in a comment or in quotes could hide an open
# one: hence no "#" before brackets are closed, and quotes only around a whole value.)
_CLOSED: Final = re.compile(rf"(?:{_QUOTED}|{_FLAT}(?:{_FLOW}{_FLAT})*)(?:(?<![^ \n])\#[^\r\n]*)?\r?")
_SECTION: Final = re.compile(r"\n(?=[^ \r\n])")
_KEY: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):(?:[ \r\n]|\Z)")
_EDGE: Final = re.compile(r"-[ ]|\#|[ \r\n]|\Z")  # what else may stand at the left edge: an item, a comment


def _sections(text: str) -> dict[str, str] | None:
    """The text of each section under its key, what stands above the first under "".

    None where lines may not be what they look like, or a key recurs.
    """
    bare = text.replace("\n", "")
    if not (bare.replace("\r", "") if "\r" in bare else bare).isprintable() or not _closed(text):
        return None
    found: dict[str, str] = {}
    name = ""
    for part in _SECTION.split(text):
        key = _KEY.match(part)
        if key is None:
            if _EDGE.match(part) is None:
                return None
            found[name] = f"{found[name]}\n{part}" if name in found else part
            continue
        name = key[1]
        if name in found:
            return None
        found[name] = part
    return found


def _closed(text: str) -> bool:
    at = 0
    while match := _SPECIAL.search(text, at):
        start = text.rfind("\n", 0, match.start()) + 1
        at = text.find("\n", match.start())
        if at < 0:
            at = len(text)
        if _CLOSED.fullmatch(text, start, at) is None:
            return False
    return True


_BLOCK: Final = re.compile(
    r"[A-Za-z_][A-Za-z0-9_-]*:(?:[ ]+\#[^\n]*|[ ]*\r?)\n"
    r"(?:(?:  [A-Za-z0-9_-]+:(?:[ \r][^\n]*)?|   [^\n]*|[ ]*\#[^\n]*|[ ]*\r?)(?:\n|\Z))*"
)
_ENTRY: Final = re.compile(r"^  ([A-Za-z0-9_-]+):", re.MULTILINE)
_STARTS: Final = re.compile(r"  [A-Za-z0-9_-]")


def _without_shared(old: str, new: str) -> tuple[str, str]:
    """A section in both states, less the entries that both begin and end with; the first shared one is kept.

    A section that lost all its entries would look as if it had not been there. Only a section
    of entries indented by two, each key once, is cut; not a text, a list or anything else.
    """
    if old == new:
        blank = "\n" * old.count("\n")
        return blank, blank
    if not (_of_entries(old) and _of_entries(new)):
        return old, new
    olds, news = old.split("\n"), new.split("\n")
    first, last = _shared_lines(olds, news)
    starts = [n for n in range(first) if _STARTS.match(olds[n])]
    if len(starts) > 2:  # what is in between the first and the last, which may go on
        cut = slice(starts[1], starts[-1])
        olds[cut] = news[cut] = [""] * (starts[-1] - starts[1])
    ends = [n for n in range(last, 0, -1) if _STARTS.match(olds[-n])]
    if not starts:
        ends = ends[1:]
    if ends:
        olds[-ends[0] :] = news[-ends[0] :] = [""] * ends[0]
    return "\n".join(olds), "\n".join(news)


def _of_entries(section: str) -> bool:
    if _BLOCK.fullmatch(section) is None:
        return False
    keys = _ENTRY.findall(section)
    return len(keys) == len(set(keys))


def _shared_lines(olds: list[str], news: list[str]) -> tuple[int, int]:
    """How many lines both begin with, and how many both end with."""
    shorter = min(len(olds), len(news))
    first = 0
    while first < shorter and olds[first] == news[first]:
        first += 1
    last = 0
    while last < shorter - first and olds[-1 - last] == news[-1 - last]:
        last += 1
    return first, last
