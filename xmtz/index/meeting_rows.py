"""From one meeting's file to its rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from xmtz.index.days import iso
from xmtz.records.ledger import Meeting
from xmtz.records.record import Context, read_document
from xmtz.store import store_findings
from xmtz.store.files import decode
from xmtz.store.located import left_out, read
from xmtz.words.finding import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

Rows = dict[str, list[tuple[Any, ...]]]


def read_meeting(
    raw: bytes, path: str, words: Mapping[str, Mapping[str, object]]
) -> tuple[Meeting | None, list[Finding], list[tuple[str, str, Place]]]:
    """A meeting as far as it could be typed, what was found, and the units and projects it names."""
    decoded = decode(raw, path)
    if decoded.finding is not None:
        return None, [decoded.finding], []
    tree = read(decoded.text, path)
    if tree.root is None:
        return None, list(tree.findings) or [store_findings.EMPTY_FILE.at(Place(path))], []
    context = Context(path, words)
    meeting = read_document(Meeting, tree.root, context, left_out(tree.findings))
    found = sorted([*tree.findings, *context.findings], key=lambda f: (f.line, f.column, f.code))
    return meeting, found, context.mentions


def meeting_rows(raw: bytes, c: int, words: Mapping[str, Mapping[str, object]]) -> Rows:
    """The rows of one file; `c` is the number of its content."""
    meeting, findings, mentions = read_meeting(raw, "", words)
    rows: Rows = {
        "finding": [
            (c, n, f.code, f.line, f.column, json.dumps(f.facts, ensure_ascii=False))
            for n, f in enumerate(findings)
        ],
        "mention": [
            (c, n, vocabulary, word, place.line, place.column)
            for n, (vocabulary, word, place) in enumerate(mentions)
        ],
    }
    if meeting is None or meeting.on is None or meeting.kind is None:
        return rows
    attended = "\n".join(meeting.attended) or None
    rows["meeting"] = [(c, iso(meeting.on), meeting.kind, meeting.chair, attended, meeting.note)]
    rows["meeting_project"] = [(c, n, id_) for n, id_ in enumerate(meeting.projects)]
    rows["decision"] = [
        (c, n, one.what, one.project, one.issue, one.unit, one.person, iso(one.due), iso(one.kept))
        for n, one in enumerate(meeting.decisions)
    ]
    return rows
