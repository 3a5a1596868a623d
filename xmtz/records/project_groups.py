"""The project groups of units.yaml (项目小组): their head and office answer for the group's projects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xmtz.records.ledger import Unit
    from xmtz.records.project import Project

GROUP: Final = "group"
FROM_GROUP: Final = ("head", "office")
"""The posts of a project that its group fills where the project itself names nobody."""


class ProjectGroups:
    """The units that are groups, found by what a project calls them."""

    def __init__(self, units: Mapping[str, Unit] | None = None) -> None:
        self.units = {key: unit for key, unit in (units or {}).items() if unit.kind == GROUP}
        self._keys: dict[str, str] = {}
        for key, unit in self.units.items():
            for name in (key, unit.name, unit.short):
                if name:
                    self._keys.setdefault(name, key)

    def key_of(self, unit: str | None, group: str | None) -> str | None:
        """The group of a project with this `unit` and `group`: what `group` names, else the unit itself."""
        if group is not None and group in self._keys:
            return self._keys[group]
        return unit if unit in self.units else None

    def holder(self, project: Project, role: str) -> str | None:
        """Who holds a post of a project through its group."""
        if role not in FROM_GROUP or not self.units:
            return None
        key = self.key_of(project.unit, project.group)
        return None if key is None else getattr(self.units[key], role)

    @property
    def told(self) -> str:
        """What reading a project depends on, to tell one state of units.yaml from another."""
        return repr(sorted((n, k, self.units[k].head, self.units[k].office) for n, k in self._keys.items()))
