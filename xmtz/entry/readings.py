"""Reading the files of a ledger that are no projects, for the door: meetings and units.yaml."""

from __future__ import annotations

from xmtz.index.derive import Reading
from xmtz.index.ledger import Ledger
from xmtz.index.meeting_rows import read_meeting
from xmtz.records.ledger import Meeting, UnitsFile
from xmtz.records.record import Context, read_document
from xmtz.store.files import decode
from xmtz.store.located import left_out, read


def meeting_of(ledger: Ledger, raw: bytes, path: str) -> tuple[Meeting | None, Reading]:
    """A meeting as far as it can be read, and what was found."""
    meeting, findings, mentions = read_meeting(raw, path, ledger.deriver.words)
    return meeting, Reading(None, findings, mentions, decode(raw, path).text)


def units_of(raw: bytes, path: str) -> Reading:
    """What is found in units.yaml."""
    decoded = decode(raw, path)
    if decoded.finding is not None:
        return Reading(None, [decoded.finding], [], "")
    tree = read(decoded.text, path)
    findings = list(tree.findings)
    context = Context(path)
    if tree.root is not None:
        read_document(UnitsFile, tree.root, context, left_out(tree.findings))
    return Reading(None, [*findings, *context.findings], context.mentions, decoded.text)
