"""The projects' files in two states: which is which, and what changed in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from xmtz.records.project import Project
from xmtz.records.record import Sub
from xmtz.review.change import NEW, OLD, PROJECT, RENAMED, Change, Owner
from xmtz.review.reading import Side, owner_of, read_owner, read_pair, read_whole
from xmtz.review.shape import plain
from xmtz.review.spread import spread
from xmtz.review.states import State
from xmtz.review.told import changes_of, unreadable


class Told(NamedTuple):
    """What was found in one file. `changes` is None where the file holds another project now."""

    path: str
    changes: list[Change] | None


class _Pair(NamedTuple):
    """The names of a project's file in both states; None where a state does not have it."""

    old: str | None
    new: str | None
    settled: bool = True  # False: whether both hold the same project has yet to be seen


def project_changes(old: State, new: State, paths: Sequence[str]) -> Iterator[Told]:
    """The changes of every project's file whose bytes differ."""
    gone = [path for path in paths if path not in new.blobs]
    come = [path for path in paths if path not in old.blobs]
    both = [_Pair(path, path, False) for path in paths if path in old.blobs and path in new.blobs]
    for part in spread(lambda pairs: _told(old, new, pairs), both):
        for told in part:
            if told.changes is None:
                gone.append(told.path)
                come.append(told.path)
            else:
                yield told
    pairs = _renamed(_ids(old, gone), _ids(new, come)) if gone and come else _apart(gone, come)
    for part in spread(lambda some: _told(old, new, some), pairs):
        yield from part


def _apart(gone: Sequence[str], come: Sequence[str]) -> list[_Pair]:
    return [*(_Pair(path, None) for path in gone), *(_Pair(None, path) for path in come)]


def _ids(state: State, paths: Sequence[str]) -> dict[str, str]:
    """The id of the project in each file, "" where it cannot be read."""

    def read(some: Sequence[str]) -> list[str]:
        sides = (read_owner(raw, path, Project) for path, raw in zip(some, state.contents(some), strict=True))
        return [owner_of(side.root, "").id for side in sides]

    found = [id_ for part in spread(read, paths) for id_ in part]
    return dict(zip(paths, found, strict=True))


def _renamed(gone: Mapping[str, str], come: Mapping[str, str]) -> list[_Pair]:
    """Files that hold the same project, whatever their names; then those that only share the name; then the rest."""
    by_id: dict[str, list[str]] = {}
    for path, id_ in gone.items():
        by_id.setdefault(id_, []).append(path)
    by_id.pop("", None)
    pairs = []
    for path, id_ in come.items():
        if by_id.get(id_):
            pairs.append(_Pair(by_id[id_].pop(0), path))
    olds, news = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    same_name = [path for path in gone if path in come and path not in olds and path not in news]
    pairs += [_Pair(path, path) for path in same_name]
    olds.update(same_name)
    news.update(same_name)
    return pairs + _apart(
        [path for path in gone if path not in olds], [path for path in come if path not in news]
    )


def _told(old: State, new: State, pairs: Sequence[_Pair]) -> list[Told]:
    """Some files, read and compared."""
    olds = old.contents([pair.old for pair in pairs if pair.old is not None])
    news = new.contents([pair.new for pair in pairs if pair.new is not None])
    found = []
    for pair in pairs:
        path = pair.new or pair.old or ""
        if pair.old is not None and pair.new is not None:
            before, after = read_pair(next(olds), next(news), path, Project)
            another = not pair.settled and _holds_another(before, after)
            found.append(Told(path, None if another else list(_both(before, after, pair.old, path))))
        elif pair.old is not None:
            found.append(Told(path, list(_one(read_whole(next(olds), path, Project), path, OLD))))
        else:
            found.append(Told(path, list(_one(read_whole(next(news), path, Project), path, NEW))))
    return found


def _holds_another(before: Side, after: Side) -> bool:
    if before.root is None or after.root is None:
        return False
    return owner_of(before.root, "").id != owner_of(after.root, "").id


def _both(before: Side, after: Side, was_path: str, path: str) -> Iterator[Change]:
    """The changes of a project that both states have."""
    owner = _owner(before, after, path)
    if was_path != path:
        yield Change(RENAMED, PROJECT, owner, (), (), was_path, path, path, 0, NEW)
    yield from unreadable(before, after, PROJECT, owner, was_path, path)
    yield from changes_of(before, after, Project, PROJECT, owner, was_path, path)


def _owner(before: Side, after: Side, path: str) -> Owner:
    """The project as it is now; as it was, where that could not be read."""
    now = owner_of(after.root, path)
    was = owner_of(before.root, path)
    if after.root is None:
        return was
    known = {name: value for name, value in was._asdict().items() if name in after.unread}
    return now._replace(**known)


def _one(side: Side, path: str, where: str) -> Iterator[Change]:
    """A project that only one state has."""
    owner = owner_of(side.root, path)
    before, after = (side, None) if where == OLD else (None, side)
    yield from unreadable(before, after, PROJECT, owner, path, path)
    if side.root is not None:
        data = plain(side.root, Sub(Project))
        was, now = (data, None) if where == OLD else (None, data)
        yield Change("project", PROJECT, owner, (), (), was, now, path, 0, where)
