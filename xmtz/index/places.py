"""Where a field stands in a file, from its bytes alone: for findings that the index makes, in which
thousands of files may share and no place is kept."""

from __future__ import annotations

import re

from xmtz.words.finding import Place


def place_of(raw: bytes, path: str, field: str = "", text: str = "") -> Place:
    """The value of the top-level `field`, or the first `text` in the file (under `field`, if both are given).

    The place is the file as a whole where there is no such thing.
    """
    at = 0
    if field:
        match = re.search(rb"^%s[ \t]*:[ \t]*" % re.escape(field.encode()), raw, re.MULTILINE)
        if match is None:
            return Place(path)
        at = match.end()
    if text:
        at = raw.find(text.encode(), at)
        if at < 0:
            return Place(path)
    start = raw.rfind(b"\n", 0, at) + 1
    before = raw[start:at].decode("utf-8-sig", "replace")
    return Place(path, raw.count(b"\n", 0, at) + 1, len(before) + 1)
