"""From the facts of a row to the values of a new project's file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xmtz.entry.importing.mapping import Plan
from xmtz.entry.importing.row import Fact
from xmtz.entry.importing.targets import long_form
from xmtz.records.project import Project
from xmtz.records.record import ListOf, MapOf, Sub, Type
from xmtz.store.edits import Value


def values_of(facts: Sequence[Fact], plan: Plan, defaults: Sequence[Fact]) -> dict[str, Value]:
    """The values of a new project: the row's, then the map's fixed ones where the row says nothing.

    An item of a list that columns fill is left out where none of their cells says anything.
    """
    said = {fact.target.path for fact in facts}
    items = {fact.target.item for fact in facts}
    of_columns = {one.target.item for one in plan.columns}
    made: dict[Any, Any] = {}
    for fact in (*facts, *(one for one in defaults if one.target.path not in said)):
        item = fact.target.item
        if item is not None and item in of_columns and item not in items:
            continue
        at = made
        for step in fact.target.path[:-1]:
            at = at.setdefault(step, {})
        at[fact.target.path[-1]] = fact.value
    return {key: _ordered(made[key], field.type) for key, field in Project.fields.items() if key in made}


def _ordered(value: Any, kind: Type[Any]) -> Value:
    """A value with the fields of its records in the order of their tables, and items as a list."""
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    kind = long_form(kind)
    if isinstance(kind, ListOf):
        return [_ordered(value[number], kind.of) for number in sorted(value)]
    if isinstance(kind, Sub):
        fields = kind.record.fields
        return {key: _ordered(value[key], fields[key].type) for key in fields if key in value}
    below = kind.of if isinstance(kind, MapOf) else kind
    return {str(key): _ordered(value[key], below) for key in sorted(value)}
