"""Administrative divisions at and above county level: codes, names, what became of them.

The table stands in areas.txt, whose head says where its facts are from. It is read when
first asked for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

LAST_YEAR = 2025
"""The table holds what was in force, or had been retired, at the end of this year."""

_NO_PLACE = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""Entries of the standard that only group others."""


class Area(NamedTuple):
    """A division; `retired` is the year its code went out of use, `heirs` the codes after it."""

    code: str
    name: str
    retired: int | None
    heirs: tuple[str, ...]


@cache
def _lines() -> dict[str, str]:
    text = Path(__file__).with_name("areas.txt").read_text(encoding="utf-8")
    return {line[:6]: line[7:] for line in text.splitlines() if line[:1].isdigit()}


def area(code: str) -> Area | None:
    """The division with this code, in force or retired; None when it is not in the table."""
    line = _lines().get(code)
    if line is not None:
        name, *fate = line.split(" ")
        return Area(code, name, int(fate[0]) if fate else None, tuple(fate[1:]))
    above = _lines().get(code[:4] + "00") if len(code) == 6 else None
    if above is not None and code.endswith("01") and " " not in above:
        return Area(code, "市辖区", None, ())  # GB/T 2260 keeps 01 for a city's districts as a whole
    return None


def codes_of_name(name: str) -> tuple[str, ...]:
    """The codes in force of divisions with exactly this name; 鼓楼区 has four."""
    return tuple(code for code, line in _lines().items() if line == name)


def full_name(code: str) -> str:
    """The name with what it lies in, such as 贵州省六盘水市水城区; empty when unknown."""
    known = area(code)
    if known is None:
        return ""
    above = dict.fromkeys((code[:2] + "0000", code[:4] + "00"))
    over = [a.name for a in map(area, above) if a is not None and a.code != code]
    return "".join(name for name in [*over, known.name] if name not in _NO_PLACE)


def name_beside(code: str, other: str) -> str:
    """The name, with what it lies in only where that is not also what `other` lies in."""
    known = area(code)
    if known is not None and code[:4] == other[:4]:
        return known.name
    return full_name(code)


def heirs(code: str) -> tuple[str, ...]:
    """The codes in force that took the place of a retired one, through every later change."""
    found: dict[str, None] = {}
    waiting, seen = [code], set()
    while waiting:
        at = waiting.pop(0)
        known = area(at)
        if known is None or at in seen:
            continue
        seen.add(at)
        if known.retired is None:
            found[at] = None
        waiting.extend(known.heirs)
    return tuple(found)
