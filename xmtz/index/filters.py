"""Which projects a list is about: filters by what a project says of itself, by tag, by key list on a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COLUMNS: Final = {
    "unit": "unit",
    "level": "level",
    "kind": "kind",
    "sector": "sector",
    "stage": "stage",
    "leader": "leader",
    "department": "department",
    "programme": "programme",
    "chain": "chain",
    "pool": "pool",
    "taskforce": "taskforce",
    "group": "grp",
}
OTHERS: Final = ("tag", "list", "words")


def filtered(where: Mapping[str, str], day: str) -> tuple[str, dict[str, object]]:
    """A condition over a row `p` of projects, and its parameters; `day` (ISO) says who is on a key list.

    `where`: filters by the names of `COLUMNS` and `OTHERS`. Raises ValueError for another name.
    """
    conditions = ["1"]
    values: dict[str, object] = {"filter_day": day}
    for name, value in where.items():
        values[f"filter_{name}"] = value
        if name in COLUMNS:
            conditions.append(f"p.{COLUMNS[name]} = :filter_{name}")
        elif name == "tag":
            conditions.append(
                "char(10) || p.tags || char(10) LIKE '%' || char(10) || :filter_tag || char(10) || '%'"
            )
        elif name == "list":
            conditions.append(f"p.c IN (SELECT c FROM main.listing WHERE list = :filter_list AND {ON_LIST})")
        elif name == "words":
            conditions.append(
                "(p.name LIKE :filter_words ESCAPE '\\' OR p.id LIKE :filter_words ESCAPE '\\'"
                " OR p.owner LIKE :filter_words ESCAPE '\\')"
            )
            plain = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            values["filter_words"] = f"%{plain}%"
        else:
            raise ValueError(name)
    return " AND ".join(conditions), values


ON_LIST: Final = "entered <= :filter_day AND (left_on IS NULL OR left_on > :filter_day)"
"""Whether a row of `listing` holds on the day."""
