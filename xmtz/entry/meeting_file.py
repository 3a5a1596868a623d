"""A meeting's file, read as it stands before it is changed, and as it would be after."""

from __future__ import annotations

from typing import NamedTuple

from xmtz.entry.consequences import broken
from xmtz.index.derive import Deriver, Reading
from xmtz.index.ledger import Ledger
from xmtz.index.meeting_rows import read_meeting
from xmtz.records.ledger import Meeting
from xmtz.store.files import decode, read_bytes
from xmtz.store.layout import inside, is_meeting
from xmtz.words.errors import LOCKED, Trouble
from xmtz.words.lang import Say


class MeetingStanding(NamedTuple):
    """A meeting's file as it stands: its bytes, and the meeting read from them."""

    path: str
    raw: bytes
    bom: bool
    text: str
    meeting: Meeting
    reading: Reading


def meeting_standing(ledger: Ledger, path: str) -> MeetingStanding:
    """A meeting's file as it is now. Raises Trouble where it is gone, or cannot be read as a meeting."""
    file = inside(ledger.root, path)
    if not file.is_file():
        raise Trouble(
            Say("没有文件 {path}；请重新执行命令", "there is no file {path}; run the command again"),
            LOCKED,
            path=path,
        )
    raw = read_bytes(file)
    meeting, findings, mentions = read_meeting(raw, path, ledger.deriver.words)
    unreadable = [one for one in findings if one.code[0] in "YS"]
    if unreadable or meeting is None or meeting.on is None:
        raise broken((unreadable or findings)[0])
    decoded = decode(raw, path)
    reading = Reading(None, findings, mentions, decoded.text)
    return MeetingStanding(path, raw, decoded.bom, decoded.text, meeting, reading)


def reading_of(deriver: Deriver, raw: bytes, path: str) -> Reading:
    """What reading a text that is to be written gives, be it a project's or a meeting's."""
    if not is_meeting(path):
        return deriver.read(raw, path)
    _, findings, mentions = read_meeting(raw, path, deriver.words)
    return Reading(None, findings, mentions, decode(raw, path).text)
