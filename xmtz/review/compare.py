"""Two states of a ledger -> every change between them, in the order in which they are reported."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from xmtz.records.project import Project
from xmtz.review.change import AREAS, NEW, Change
from xmtz.review.labels import Labels, labels_of
from xmtz.review.others import other_changes
from xmtz.review.projects import Told, project_changes
from xmtz.review.states import Committed, State, Working, changed_paths, is_project


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
    paths = changed_paths(old, new)
    told = list(project_changes(old, new, [path for path in paths if is_project(path)]))
    told += [Told(path, other_changes(old, new, path)) for path in paths if not is_project(path)]
    labels = labels_of(old, new)
    units = labels.order()
    format_only = sorted(one.path for one in told if not one.changes)
    told = sorted((one for one in told if one.changes), key=lambda one: _place(one, units))
    changes = [change for one in told for change in sorted(one.changes or (), key=_order)]
    return Comparison(old, new, changes, format_only, labels)


def _place(told: Told, units: dict[str, int]) -> tuple[object, ...]:
    """Where a file stands among the others: projects first, by unit and id, then the rest by path."""
    assert told.changes
    first = told.changes[0]
    owner = first.project
    if owner is None:
        return AREAS.index(first.area), told.path
    return AREAS.index(first.area), units.get(owner.unit, len(units)), owner.unit, owner.id, told.path


_SECTIONS: Final = {name: n for n, name in enumerate(Project.fields)}


def _order(change: Change) -> tuple[int, int, bool]:
    """Within a file: by section and line, what was before what is."""
    section = _SECTIONS.get(change.keys[0], len(_SECTIONS)) if change.keys else -1
    return section, change.line, change.side == NEW
