"""Whatever stands in a table: every row gets a kind, every cell is read or refused, nothing fails."""

from __future__ import annotations

import contextlib
import csv
import io

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from importing_ledger import MAP, Desk, desk, national

from xmtz.domain.refusal import DomainError
from xmtz.entry.importing import cells
from xmtz.entry.importing.header import Wanted, find_header
from xmtz.entry.importing.layout import KINDS, classify
from xmtz.entry.importing.sheet import Line, parse
from xmtz.words.errors import Trouble

__all__ = ["desk", "national"]

HEADERS = ("项目名称", "建设单位", "总投资")
WORDS = st.sampled_from(
    ["", " ", "合计", "小计：", "一、工业项目（12个）", "（二）", "单位：万元", "注：无", "1", "3.5%", "/", "=A1", "甲公司", "4.7亿",
     "约3亿", "2023-2025", "二", "第2页", "\u202e", "\x00", "a\nb", "总投资", "项目名称", "'12", "２０２４年", "{x}", "*"]
)  # fmt: skip
CELL = st.one_of(WORDS, st.text(max_size=12))
ROWS = st.lists(st.lists(CELL, max_size=5), max_size=12)


def numbered(rows: list[list[str]]) -> list[Line]:
    """Rows as a sheet numbers them."""
    return [Line(n, n, 1, list(row)) for n, row in enumerate(rows, 1)]


@settings(deadline=None, max_examples=150)
@given(above=ROWS, below=ROWS)
@example(
    above=[["单位：万元、亿元"]],
    below=[["项目名称", "建设单位", "总投资"], ["建设单位", "项目名称", "总投资"]],
)
def test_every_row_of_any_table_has_exactly_one_kind(above: list[list[str]], below: list[list[str]]) -> None:
    rows = numbered([*above, list(HEADERS), *below])
    try:
        header = find_header(rows, [Wanted((one,)) for one in HEADERS])
        found = list(classify(rows, header, [0, 1, 2], lambda _: None))
    except Trouble:
        return
    assert [one.at.number for one in found] == [one.number for one in rows]
    assert {one.kind for one in found} <= set(KINDS)
    assert all(any(cell.strip() for cell in one.at.cells) for one in found if one.kind == "data")


@settings(deadline=None, max_examples=300)
@given(CELL)
def test_every_cell_is_read_or_refused(cell: str) -> None:
    try:
        text = cells.tidy(cell)
    except DomainError:
        return
    assert all(c.isprintable() or c == "\n" for c in text)
    assert cells.tidy(text) == text, "tidying twice changes nothing more"
    for read in (
        lambda: cells.amount(text, "万元"),
        lambda: cells.amount(text, None),
        lambda: cells.day(text, None),
        lambda: cells.day(text, "first"),
    ):
        with contextlib.suppress(DomainError):
            assert read()


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab*", max_size=8), st.text(alphabet="ab", max_size=8))
def test_a_pattern_fits_as_a_shell_would_say(pattern: str, text: str) -> None:
    from fnmatch import fnmatchcase

    assert cells.fits(pattern, text) == fnmatchcase(text, pattern)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=4), min_size=1, max_size=6))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]]) -> None:
    rows = [[cell.replace("\0", "") for cell in row] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    found = list(parse(io.StringIO(out.getvalue(), newline=""), ","))
    assert [line.cells for line in found] == rows
    lines = sum(line.lines for line in found)
    assert [line.number for line in found] == list(range(1, len(rows) + 1))
    assert lines == sum(1 for _ in io.StringIO(out.getvalue(), newline=""))


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=8))
def test_any_table_is_taken_in_or_refused_and_a_second_time_adds_nothing(desk: Desk, body) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([(*HEADERS, "备注"), *body])
    file, map_ = desk.put("任意.csv", out.getvalue()), desk.put("任意.yaml", MAP)
    command = ("import", str(file), "--map", str(map_), "--on", "2026-07-01", "--format", "json", "--anyway")
    ran = desk.run(*command)
    assert ran.code in (0, 1, 2)
    if ran.out:
        again = desk.run(*command)
        assert '"added": 0' in again.out
        desk.check()
