"""Expressions of rules: what is one, where it stops being one, and that SQLite agrees."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xmtz.records.expressions import ExpressionError, checked

COLUMNS = ("total", "eia", "land_mu", "planned_start", "invested_ytd")


@pytest.mark.parametrize(
    "text",
    [
        "total",
        "total >= 0.3 * invested_ytd",
        "eia in ('report', 'form') and not (land_mu > 15 or total is null)",
        "eia is not null",
        "coalesce(eia, 'none') <> 'none'",
        "total between 500 and 1000 and eia like 'r%'",
        "total not between 1 and 2",
        "eia not in ('none')",
        "case when total > 0 then 1 else 0 end",
        "case eia when 'form' then 30 when 'report' then 60 end",
        "min(total, invested_ytd) - -5",
        "'it''s' = eia",
        "round(total / 3, 2) != max(1, land_mu)",
        "true and not false",
        "COALESCE(total, 0) > 0 AND eia IS NULL",
    ],
)
def test_these_are_expressions(text):
    assert compiles(checked(text, COLUMNS))


@pytest.mark.parametrize(
    ("marked", "why"),
    [
        ("total >‸", "条件式没有写完"),
        ("total > 5 ‸)", "“)”不能写在这里"),
        ("(total > 5‸", "这里缺少“)”"),
        ("‸and total", "“and”不能写在这里"),
        ("total ‸invested_ytd", "“invested_ytd”不能写在这里"),
        ("‸landmu > 5", "没有“landmu”这一列；是不是“land_mu”？"),
        ("eia in (‸)", "“)”不能写在这里"),
        ("total is ‸5", "这里缺少“null”"),
        ("total between 1 ‸or 2", "这里缺少“and”"),
        ("case ‸end", "“end”不能写在这里"),
        ("case when total ‸end", "这里缺少“then”"),
        ("total ‸; drop table project", "这里的“;”不能用"),
        ('total ‸" ', '这里的“"”不能用'),
        ("‸min(total) = 5", "min 的参数个数不对：写了 1 个"),
        ("‸sum(total) > 5", "没有“sum”这一列"),
        ("‸load_extension('x')", "没有“load_extension”这一列"),
        ("(‸select 1)", "没有“select”这一列"),
        ("total > 5 --‸ x", "没有“x”这一列"),
        ("eia = ‸'a\u202eb'", "文字里有看不见的字符"),
        ("‸", "条件式是空的"),
        ("total = ‸'open", "这里的“'”不能用"),
    ],
)
def test_these_are_none_and_the_place_is_told(marked, why):
    before, after = marked.split("‸")
    with pytest.raises(ExpressionError) as refused:
        checked(before + after, COLUMNS)
    if why.startswith("没有“x”"):  # `--` are two signs, not a comment
        before = "total > 5 -- "
    assert (refused.value.say.zh, refused.value.offset) == (why, len(before))


@pytest.mark.parametrize("text", ["(" * 90 + "1" + ")" * 90, "case when " * 90 + "1"])
def test_what_is_nested_too_deeply_is_refused(text):
    with pytest.raises(ExpressionError) as refused:
        checked(text, COLUMNS)
    assert refused.value.say.zh == "括号套得太深"


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("true or total and 1 = 2 + 3 * (", ")"),
        ("true or total and 1 = 2 + 3 * coalesce(1, ", ")"),
        ("true or total and 1 not between 0 and 3 * (", ")"),
        ("true or total and 1 not in (1, 2 + 3 * (", "))"),
        ("true or total and 1 = 2 + 3 * case when 1 then ", " end"),
        ("true or total and 1 = 2 + 3 * case 1 when 1 then 1 else ", " end"),
        ("not - - (", ")"),
        ("(", ")"),
        ("1 + (", ")"),
    ],
)
def test_the_deepest_that_is_taken_fits_into_the_parser_of_sqlite(opens, closes):
    text = "1"
    deepest = ""
    for _ in range(100):
        text = f"{opens}{text}{closes}"
        try:
            deepest = checked(text, COLUMNS)
        except ExpressionError:
            break
    assert len(deepest) > 4 * len(opens)
    assert compiles(deepest)


@pytest.mark.parametrize("text", ["1" + "+1" * 900, "not " * 490 + "1", "-" * 1900 + "1", "total " * 400])
def test_long_ones_are_refused_or_fit_into_sqlite(text):
    try:
        made = checked(text, COLUMNS)
    except ExpressionError:
        return
    assert compiles(made)


WORDS = (
    *COLUMNS, "and", "or", "not", "in", "is", "null", "between", "like", "case", "when", "then", "else", "end",
    "true", "false", "coalesce", "nullif", "abs", "min", "max", "round", "length", "substr", "(", ")", ",", "=",
    "<>", "<", ">=", "+", "-", "*", "/", "1", "2.5", "'x'", "''", "select", "from", ";", "--", "/*", "nosuch",
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join))
@example("total is null is null")
@example("not not total")
@example("total = 1 = 1")
def test_whatever_is_taken_sqlite_takes_too(text):
    try:
        made = checked(text, COLUMNS)
    except ExpressionError as refused:
        inside = 0 <= refused.offset <= len(text)
    else:
        inside = compiles(made)
    assert inside, text


def compiles(expression: str) -> bool:
    """Whether SQLite evaluates it over a row, to one value, with nothing read but its columns."""
    connection = sqlite3.connect(":memory:")
    row = ", ".join(f"1 AS {name}" for name in COLUMNS)
    found = connection.execute(f"SELECT ({expression}), 7 FROM (SELECT {row})").fetchall()
    return len(found) == 1 and found[0][1] == 7
