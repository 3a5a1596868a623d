"""Finding the header of a table, and the columns that a map names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from xmtz.domain.money import UNITS
from xmtz.domain.refusal import quoted
from xmtz.entry.importing.cells import fold
from xmtz.entry.importing.sheet import Line
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say, series

MOST_ROWS: Final = 3
_LOOKED_AT: Final = 60
_MONEY: Final = "|".join(sorted(UNITS, key=len, reverse=True))
_UNIT: Final = re.compile(rf"(.+?)(?:[(\[](?:单位:?)?({_MONEY})[)\]]|/({_MONEY}))")
_DECORATION: Final = re.compile(r"[*:/|\\]")


class Wanted(NamedTuple):
    """A column that a map names, by any of several headers."""

    headers: tuple[str, ...]
    optional: bool = False


class Header(NamedTuple):
    """A header: where it stands (rows `first` up to `end`), what its columns are called, the money
    unit that a column's header names. `wholes` and `parts` find columns by all or by one row of
    their header."""

    first: int
    end: int
    names: list[str]
    units: list[str | None]
    levels: list[list[str]]
    wholes: dict[str, list[int]]
    parts: dict[str, list[int]]

    def find(self, headers: Iterable[str]) -> int | None:
        """The column that has one of these headers. Raises Trouble where several have."""
        for header in headers:
            found = self.columns(header)
            if len(found) > 1:
                raise Trouble(
                    Say(
                        "表头“{header}”对应 {count} 列（{columns}），分不清是哪一列；在映射里写全表头，如 {full}",
                        "the header “{header}” fits {count} columns ({columns}); give the whole header in the map, such as {full}",
                    ),
                    header=quoted(header),
                    count=len(found),
                    columns=", ".join(letters(column) for column in found),
                    full=quoted(self.names[found[0]]),
                )
            if found:
                return found[0]
        return None

    def columns(self, header: str) -> list[int]:
        """The columns that have this header."""
        key = _key(header)
        return self.wholes.get(key) or self.parts.get(key, [])


def letters(column: int) -> str:
    """A column as spreadsheets name it: A, B, …, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _key(text: str) -> str:
    return _DECORATION.sub("", fold(text))


def _bare(text: str) -> tuple[str, str | None]:
    """A header without the money unit at its end, and that unit."""
    found = _UNIT.fullmatch(fold(text))
    return (found[1], found[2] or found[3]) if found else (text, None)


def _by_key(texts: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    """The columns by what they are called, with and without the money unit."""
    found: dict[str, list[int]] = {}
    for column, text in texts:
        for key in {_key(text), _key(_bare(text)[0])} - {""}:
            columns = found.setdefault(key, [])
            if column not in columns:
                columns.append(column)
    return found


def find_header(rows: Sequence[Line], wanted: Sequence[Wanted], header_rows: int | None = None) -> Header:
    """The header: of the first rows, the one to three in which most of the wanted columns are found.

    Raises Trouble where there is none, Refusal where a column is missing, with the nearest header.
    """
    header, count = _best(rows, wanted, header_rows)
    if header is None or not count:
        raise Trouble(
            Say(
                "前 {rows} 行里没有映射要的任何表头（如“{header}”）；核对是不是这张表，或改映射里的 header",
                "none of the first {rows} rows has a header that the map names (such as “{header}”); is it the right table?",
            ),
            rows=min(len(rows), _LOOKED_AT),
            header=quoted(wanted[0].headers[0]) if wanted else "",
        )
    missing = [
        _missing(header, one) for one in wanted if not one.optional and header.find(one.headers) is None
    ]
    if missing:
        raise Refusal(
            Say(
                "表里缺映射要的列，没有导入（表头在第 {row} 行）：",
                "columns that the map needs are missing; nothing was imported (the header is row {row}):",
            ),
            list(dict.fromkeys(missing)),
            row=rows[header.first].number,
        )
    return header


def count_headers(rows: Sequence[Line], wanted: Sequence[Wanted], header_rows: int | None = None) -> int:
    """How many wanted columns the best header among `rows` has; tells the right delimiter."""
    return _best(rows, wanted, header_rows)[1]


def _best(
    rows: Sequence[Line], wanted: Sequence[Wanted], header_rows: int | None
) -> tuple[Header | None, int]:
    best: Header | None = None
    most = 0
    for depth in [header_rows] if header_rows else range(1, MOST_ROWS + 1):
        for first in range(min(len(rows) - depth + 1, _LOOKED_AT)):
            header = _header(rows, first, depth)
            count = sum(any(header.columns(h) for h in one.headers) for one in wanted)
            if count > most:
                best, most = header, count
            if most == len(wanted):
                return best, most
    return best, most


def _header(rows: Sequence[Line], first: int, depth: int) -> Header:
    levels = [[" ".join(cell.split()) for cell in row.cells] for row in rows[first : first + depth]]
    width = max(map(len, levels), default=0)
    for level in levels:
        level += [""] * (width - len(level))
    filled = [level[:] for level in levels]
    for number, level in enumerate(filled[:-1]):  # a group's name stands over its first column only
        for column in range(1, width):
            below = any(lower[column] for lower in levels[number + 1 :])
            if not level[column] and below:
                level[column] = level[column - 1]
    names = [
        " ".join(dict.fromkeys(level[column] for level in filled if level[column])) for column in range(width)
    ]
    units = [
        next((unit for level in filled if (unit := _bare(level[column])[1])), None) for column in range(width)
    ]
    parts = ((column, level[column]) for level in levels for column in range(width))
    return Header(first, first + depth, names, units, levels, _by_key(enumerate(names)), _by_key(parts))


def _missing(header: Header, one: Wanted) -> Say:
    from difflib import get_close_matches

    known = {_key(name): name for name in header.names if name}
    near = [known[key] for h in one.headers for key in get_close_matches(_key(h), known, n=1, cutoff=0.4)]
    asked = series(quoted(h) for h in one.headers)
    if near:
        return Say(
            f"没有“{asked.zh}”；相近的表头是“{quoted(near[0])}”",
            f"there is no “{asked.en}”; the nearest header is “{quoted(near[0])}”",
        )
    names = series(quoted(name) for name in list(known.values())[:20])
    return Say(
        f"没有“{asked.zh}”；表头有：{names.zh}", f"there is no “{asked.en}”; the headers are: {names.en}"
    )
