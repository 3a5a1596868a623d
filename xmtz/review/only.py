"""Some of the changes: those of one unit, or of one project."""

from __future__ import annotations

from typing import Final

from xmtz.domain.plain import printable
from xmtz.domain.refusal import quoted
from xmtz.index.lookup import Ambiguous
from xmtz.review.change import Change
from xmtz.review.compare import Comparison
from xmtz.review.labels import UNITS, Labels
from xmtz.review.states import is_project
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


def only_unit(comparison: Comparison, named: str) -> Comparison:
    """The changes of the projects of a unit, now or before. Raises Trouble where there is no such unit."""
    unit = _unit(comparison.labels, named)
    moved = {
        change.project.id
        for change in comparison.changes
        if change.kind == "unit" and change.project is not None and unit in (change.before, change.after)
    }
    kept = [
        change
        for change in comparison.changes
        if change.project is not None and (change.project.unit == unit or change.project.id in moved)
    ]
    return comparison._replace(changes=kept, format_only=[])


def _unit(labels: Labels, named: str) -> str:
    units = {**labels.old.get(UNITS, {}), **labels.new.get(UNITS, {})}
    named = named.strip()
    if named in units:
        return named
    found = [key for key, name in units.items() if name.zh == named]
    found = found or [key for key, name in units.items() if named and named in name.zh]
    if len(found) == 1:
        return found[0]
    if found:
        several = Say(
            "“{named}”对应 {count} 个单位，请写键：", "“{named}” may mean {count} units; give the key:"
        )
        listed = [f"{key}  {printable(units[key].zh)}" for key in found[:_MOST_LISTED]]
        raise Ambiguous(several, [Say(one, one) for one in listed], named=quoted(named), count=len(found))
    raise Trouble(
        Say("units.yaml 里没有责任单位“{named}”", "units.yaml has no unit “{named}”"), named=quoted(named)
    )


_MOST_LISTED: Final = 12


def only_project(comparison: Comparison, named: str) -> Comparison:
    """The changes of one project, by its id, its name, or a part of one of them.

    Raises Trouble where no project or more than one is meant.
    """
    named = named.strip()
    kept = _of_project(comparison.changes, named)
    paths = {*comparison.old.blobs, *comparison.new.blobs}
    if not kept and not any(is_project(path) and named and named in path for path in paths):
        none = Say("没有“{named}”这个项目", "there is no project “{named}”")
        raise Trouble(none, named=quoted(named))
    return comparison._replace(changes=kept, format_only=[])


def _of_project(changes: list[Change], named: str) -> list[Change]:
    owners = {change.project for change in changes if change.project is not None}
    for fits in (
        {owner for owner in owners if owner.id == named.lower()},
        {owner for owner in owners if owner.name == named},
        {owner for owner in owners if named and (named.lower() in owner.id or named in owner.name)},
    ):
        ids = sorted({f"{owner.id}  {printable(owner.name)}" for owner in fits})
        if len({owner.id for owner in fits}) > 1:
            several = Say(
                "“{named}”对应 {count} 个项目，请写编号或更完整的名称：",
                "“{named}” may mean {count} projects; give the id or more of the name:",
            )
            listed = [Say(one, one) for one in ids[:_MOST_LISTED]]
            raise Ambiguous(several, listed, named=quoted(named), count=len(ids))
        if fits:
            return [change for change in changes if change.project in fits]
    return []
