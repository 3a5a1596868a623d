"""Two states of a ledger -> every change between them, in the order in which they are reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from xmtz.records.ledger import LedgerFile, Meeting, UnitsFile
from xmtz.records.project import Project
from xmtz.records.record import Record, Sub
from xmtz.records.rules import Rules
from xmtz.review import change as kinds
from xmtz.review.change import (
    AREAS,
    FILE,
    LEDGER,
    MEETING,
    NEW,
    OLD,
    PROJECT,
    RULES,
    UNITS,
    Change,
    Owner,
    Plain,
)
from xmtz.review.kinds import kind_of
from xmtz.review.labels import Labels, labels_of
from xmtz.review.reading import (
    NOTHING,
    Side,
    common_sections,
    owner_of,
    read_owner,
    read_pair,
    read_whole,
    trouble_data,
)
from xmtz.review.shape import fields_of, plain
from xmtz.review.states import BULLETINS_FOLDER, Committed, State, Working, changed_paths, is_project
from xmtz.review.tree import Difference, differences
from xmtz.store.layout import LEDGER_FILE, MEETINGS_FOLDER, RULES_FOLDER, UNITS_FILE
from xmtz.store.located import Mapping


class Comparison(NamedTuple):
    """What changed between two states. `format_only` are the files that say the same in other ways."""

    old: State
    new: State
    changes: list[Change]
    format_only: list[str]
    labels: Labels


def open_states(root: Path, old: str | None = None, new: str | None = None) -> tuple[State, State]:
    """The states to compare: a commit (HEAD if not said) and another commit, or else the folder.

    Raises Trouble where there is no git, no such commit, or no ledger in it.
    """
    before = Committed(root, "HEAD" if old is None else old)
    return before, (Working(root) if new is None else Committed(root, new))


def compare(old: State, new: State) -> Comparison:
    """Every change between two states of a ledger."""
    paths = list(changed_paths(old, new))
    found = _Found()
    _projects(old, new, [path for path in paths if is_project(path)], found)
    for path in paths:
        if not is_project(path):
            _other(old, new, path, found)
    labels = labels_of(old, new)
    units = labels.order()
    found.changes.sort(key=lambda change: _order(change, units))
    return Comparison(old, new, found.changes, sorted(found.format_only), labels)


class _Found:
    """What has been found so far."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.format_only: list[str] = []

    def file(self, path: str, changes: Iterable[Change]) -> None:
        """Take in the changes of a file whose bytes differ."""
        before = len(self.changes)
        self.changes.extend(changes)
        if len(self.changes) == before:
            self.format_only.append(path)


# ---- Projects


class _Waiting(NamedTuple):
    """A file that is in one state only, or that holds another project now."""

    path: str
    id: str


def _projects(old: State, new: State, paths: list[str], found: _Found) -> None:
    both = [path for path in paths if path in old.blobs and path in new.blobs]
    gone = [path for path in paths if path not in new.blobs]
    come = [path for path in paths if path not in old.blobs]
    for path, was, now in zip(both, old.contents(both), new.contents(both), strict=True):
        before, after = read_pair(was, now, path, Project)
        readable = before.root is not None and after.root is not None
        if readable and owner_of(before.root, path).id != owner_of(after.root, path).id:
            gone.append(path)
            come.append(path)
            continue
        found.file(path, _pair(before, after, path, path))
    olds = [_Waiting(path, owner_of(side.root, path).id) for path, side in _owners(old, gone)]
    news = [_Waiting(path, owner_of(side.root, path).id) for path, side in _owners(new, come)]
    pairs, gone, come = _renamed(olds, news)
    was_paths, now_paths = [was for was, _ in pairs], [now for _, now in pairs]
    for was_path, path, was, now in zip(
        was_paths, now_paths, old.contents(was_paths), new.contents(now_paths), strict=True
    ):
        before, after = read_pair(was, now, path, Project)
        found.file(path, _pair(before, after, was_path, path))
    for path, raw in zip(gone, old.contents(gone), strict=True):
        found.file(path, _pair(read_whole(raw, path, Project), None, path, path))
    for path, raw in zip(come, new.contents(come), strict=True):
        found.file(path, _pair(None, read_whole(raw, path, Project), path, path))


def _owners(state: State, paths: list[str]) -> Iterator[tuple[str, Side]]:
    for path, raw in zip(paths, state.contents(paths), strict=True):
        yield path, read_owner(raw, path, Project)


def _renamed(
    olds: list[_Waiting], news: list[_Waiting]
) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Files that hold the same project under another name; then those that only share the name; then the rest."""
    pairs: list[tuple[str, str]] = []
    by_id: dict[str, list[str]] = {}
    for was in olds:
        if was.id:
            by_id.setdefault(was.id, []).append(was.path)
    come = []
    for now in news:
        same = by_id.get(now.id)
        if same:
            pairs.append((same.pop(0), now.path))
        else:
            come.append(now.path)
    taken = {was for was, _ in pairs}
    gone = [was.path for was in olds if was.path not in taken]
    kept = set(gone) & set(come)
    pairs += [(path, path) for path in sorted(kept)]
    return pairs, [path for path in gone if path not in kept], [path for path in come if path not in kept]


def _pair(before: Side | None, after: Side | None, was_path: str, path: str) -> Iterator[Change]:
    """The changes of one project; a state of None does not have its file."""
    root = (after and after.root) or (before and before.root) or None
    owner = owner_of(root, path)
    if before is not None and after is not None and was_path != path:
        yield Change(kinds.RENAMED, PROJECT, owner, (), (), was_path, path, path, 0, NEW)
    if (before and before.trouble) or (after and after.trouble):
        yield from _unreadable(before, after, PROJECT, owner, was_path, path)
    if before is not None and after is not None:
        old, new, _ = common_sections(before, after)
        if old is not None and new is not None:
            yield from _changes(differences(old, new, Project), PROJECT, owner, was_path, path)
    elif root is not None:
        data = plain(root, Sub(Project))
        if before is None:
            yield Change("project", PROJECT, owner, (), (), None, data, path, 0, NEW)
        else:
            yield Change("project", PROJECT, owner, (), (), data, None, path, 0, OLD)


def _unreadable(
    before: Side | None, after: Side | None, area: str, owner: Owner | None, was_path: str, path: str
) -> Iterator[Change]:
    """What could not be read, on either side."""
    sections = common_sections(before or NOTHING, after or NOTHING)[2]
    was, now = _state_of(before, sections), _state_of(after, sections)
    trouble = after and after.trouble
    if trouble:
        kind = kinds.STILL_UNREADABLE if before and before.trouble else kinds.UNREADABLE
        yield Change(kind, area, owner, (), (), was, now, path, trouble.line, NEW)
    elif before is not None and before.trouble is not None:
        kind = kinds.READABLE if after is not None else kinds.UNREADABLE
        yield Change(kind, area, owner, (), (), was, now, was_path, before.trouble.line, OLD)


def _state_of(side: Side | None, sections: list[str]) -> Plain:
    """None: no such file; {}: readable; otherwise why it is not."""
    if side is None:
        return None
    return trouble_data(side.trouble, sections) if side.trouble is not None else {}


# ---- Other files


def _area(path: str) -> tuple[str, type[Record] | None]:
    """The area of a file and its record; None where its content is not compared fact by fact."""
    if path == LEDGER_FILE:
        return LEDGER, LedgerFile
    if path == UNITS_FILE:
        return UNITS, UnitsFile
    if path.startswith(f"{RULES_FOLDER}/"):
        return RULES, Rules.FILES.get(path.partition("/")[2].removesuffix(".yaml"), _Unknown)
    if path.startswith(f"{MEETINGS_FOLDER}/"):
        return MEETING, Meeting
    assert path.startswith(f"{BULLETINS_FOLDER}/")
    return FILE, None


class _Unknown(Record):
    """A file of rules that this program does not know."""

    title = Rules.FILES["terms"].title


def _other(old: State, new: State, path: str, found: _Found) -> None:
    area, record = _area(path)
    was, now = (
        next(iter(state.contents([path])), b"") if path in state.blobs else None for state in (old, new)
    )
    if record is None:
        data = [None if raw is None else state.blobs[path] for raw, state in ((was, old), (now, new))]
        side = NEW if now is not None else OLD
        found.file(path, [Change(kinds.BULLETIN, area, None, (), (), data[0], data[1], path, 0, side)])
        return
    if was is not None and now is not None:
        before, after = read_pair(was, now, path, record)
        found.file(path, _other_pair(before, after, area, path, record))
        return
    raw = was if was is not None else now
    assert raw is not None
    side_read = _nothing_is_empty(read_whole(raw, path, record), area)
    found.file(path, _whole(side_read, area, path, record, OLD if now is None else NEW))


def _nothing_is_empty(side: Side, area: str) -> Side:
    """Rules that hold nothing but comments are rules that say nothing, not a file that cannot be read."""
    empty = side.root is None and side.trouble is not None and side.trouble.code == "S004"
    return Side(Mapping(False, 1, 1, 0)) if empty and area != MEETING else side


def _other_pair(before: Side, after: Side, area: str, path: str, record: type[Record]) -> Iterator[Change]:
    before, after = _nothing_is_empty(before, area), _nothing_is_empty(after, area)
    if before.trouble or after.trouble:
        yield from _unreadable(before, after, area, None, path, path)
    old, new, _ = common_sections(before, after)
    if old is not None and new is not None:
        yield from _changes(differences(old, new, record), area, None, path, path)


def _whole(side: Side, area: str, path: str, record: type[Record], where: str) -> Iterator[Change]:
    """A file that only one state has."""
    if side.trouble is not None:
        before, after = (side, None) if where == OLD else (None, side)
        yield from _unreadable(before, after, area, None, path, path)
    if side.root is not None:
        data = plain(side.root, Sub(record))
        was, now = (data, None) if where == OLD else (None, data)
        yield Change(kind_of(area, ()), area, None, (), (), was, now, path, 0, where)


# ---- All of them


def _changes(
    found: Iterable[Difference], area: str, owner: Owner | None, was_path: str, path: str
) -> Iterator[Change]:
    found = list(found)
    undone = _undone(found)
    for one in found:
        kind = kinds.UNDONE_CLEARING if one.keys in undone and one.after is None else kind_of(area, one.trail)
        at = was_path if one.side == OLD else path
        yield Change(kind, area, owner, one.keys, one.about, one.before, one.after, at, one.line, one.side)


def _undone(found: Iterable[Difference]) -> set[tuple[str, ...]]:
    """The clearings that stand in a reopening now: taken back in the open, not struck out."""
    kept = {
        (*one.keys[:2], "cleared"): fields_of(one.after).get("cleared")
        for one in found
        if one.trail == ("issues", "reopened") and one.before is None
    }
    return {one.keys for one in found if one.keys in kept and kept[one.keys] == one.before}


_SECTIONS: Final = {name: n for n, name in enumerate(Project.fields)}


def _order(change: Change, units: dict[str, int]) -> tuple[object, ...]:
    """Projects first, by unit and id; within a file by section, line, and what was before what is."""
    owner = change.project
    section = change.keys[0] if change.keys else ""
    return (
        AREAS.index(change.area),
        units.get(owner.unit, len(units)) if owner else 0,
        owner.unit if owner else "",
        owner.id if owner else "",
        "" if owner else change.path,
        _SECTIONS.get(section, len(_SECTIONS)) if change.keys else -1,
        change.line,
        change.side == NEW,
    )
