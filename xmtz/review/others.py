"""Files that are no projects, in two states: rules, units, meetings, ledger.yaml, bulletins."""

from __future__ import annotations

from collections.abc import Iterator

from xmtz.records.ledger import LedgerFile, Meeting, UnitsFile
from xmtz.records.record import Record, Sub
from xmtz.records.rules import Rules
from xmtz.review.change import BULLETIN, FILE, LEDGER, MEETING, NEW, OLD, RULES, UNITS, Change, Plain
from xmtz.review.kinds import kind_of
from xmtz.review.reading import Side, read_pair, read_whole
from xmtz.review.shape import plain
from xmtz.review.states import State
from xmtz.review.told import changes_of, unreadable
from xmtz.store.layout import LEDGER_FILE, MEETINGS_FOLDER, RULES_FOLDER, UNITS_FILE
from xmtz.store.located import Mapping
from xmtz.store.store_findings import EMPTY_FILE
from xmtz.words.finding import Finding
from xmtz.words.lang import Say


class _Unknown(Record):
    """A file of rules that this program does not know."""

    title = Say("规则", "rules")


def other_changes(old: State, new: State, path: str) -> list[Change]:
    """The changes of a file that is no project."""
    area, record = _area(path)
    if record is None:
        was, now = old.blobs.get(path), new.blobs.get(path)
        side = NEW if now is not None else OLD
        return [Change(BULLETIN, area, None, (), (), was, now, path, 0, side)]
    before, after = _raw(old, path), _raw(new, path)
    if before is not None and after is not None:
        one, other = read_pair(before, after, path, record)
        return list(_both(_said(one, area), _said(other, area), area, path, record))
    raw = before if before is not None else after
    assert raw is not None
    side_read = _said(read_whole(raw, path, record), area)
    return list(_one(side_read, area, path, record, NEW if after is not None else OLD))


def _area(path: str) -> tuple[str, type[Record] | None]:
    """The area of a file and its record; None where its content is not compared fact by fact."""
    if path == LEDGER_FILE:
        return LEDGER, LedgerFile
    if path == UNITS_FILE:
        return UNITS, UnitsFile
    folder, _, name = path.partition("/")
    if folder == RULES_FOLDER:
        return RULES, Rules.FILES.get(name.removesuffix(".yaml"), _Unknown)
    return (MEETING, Meeting) if folder == MEETINGS_FOLDER else (FILE, None)


def _raw(state: State, path: str) -> bytes | Finding | None:
    return next(state.contents([path])) if path in state.blobs else None


def _said(side: Side, area: str) -> Side:
    """Rules that hold nothing but comments are rules that say nothing, not a file that cannot be read."""
    empty = side.trouble is not None and side.trouble.code == EMPTY_FILE.code
    return Side(Mapping(False, 1, 1, 0)) if empty and area != MEETING else side


def _both(before: Side, after: Side, area: str, path: str, record: type[Record]) -> Iterator[Change]:
    yield from unreadable(before, after, area, None, path, path)
    yield from changes_of(before, after, record, area, None, path, path)


def _one(side: Side, area: str, path: str, record: type[Record], where: str) -> Iterator[Change]:
    """A file that only one state has."""
    before, after = (side, None) if where == OLD else (None, side)
    yield from unreadable(before, after, area, None, path, path)
    if side.root is not None:
        data: Plain = plain(side.root, Sub(record))
        was, now = (data, None) if where == OLD else (None, data)
        yield Change(kind_of(area, ()), area, None, (), (), was, now, path, 0, where)
