"""What a splice refuses, and what it says then."""

from __future__ import annotations

import pytest

from xmtz.store.splice import Append, CharacterError, Flow, Put, Remove, SpliceError, UnreadableError, splice

REFUSED = [
    ("a: 1\n", Put(("a", "b"), "x"), "“a”不是映射，下面不能再写“b”", "“a” is not a mapping; “b” cannot stand under it"),
    ('a: ""\n', Put(("a", "b"), "x"), "“a”不是映射，下面不能再写“b”", "“a” is not a mapping; “b” cannot stand under it"),
    ("- 1\n", Put(("b",), "x"), "“整个文件”不是映射", "“the whole file” is not a mapping"),
    ("a: {b: 1}\n", Append(("a",), "x"), "“a”不是列表，不能添加一项", "“a” is not a list; no item can be added"),
    ("a: {}\n", Append(("a",), "x"), "“a”不是列表，不能添加一项", "“a” is not a list; no item can be added"),
    ("a: [1]\n", Put(("a", 1), "x"), "文件里没有“a[1]”", "the file has no “a[1]”"),
    ("a: 1\n", Put(("b", 0, "c"), "x"), "文件里没有“b[0].c”", "the file has no “b[0].c”"),
    ("a: 1\n", Remove(("b",)), "文件里没有“b”", "the file has no “b”"),
    ("a: 1\n", Remove(()), "文件里没有“整个文件”", "the file has no “the whole file”"),
    ("? a\n: 1\n", Put(("a",), "x"), "“a”附近用了“? 键”的写法", "a key near “a” is written with “?”"),
    ("a: [b: 1]\n", Put(("a", 0, "c"), "x"), "“a[0]”是方括号里没加花括号的一对", "“a[0]” is a “key: value” inside [ ]"),
    ("a: |\n  x", Put(("b",), "x"), "末尾缺换行，后面接不上“b”", "so “b” cannot follow it; add a line break"),
    ("a: { # c\n}\n", Put(("a", "b"), "x"), "“a”的括号中间有注释", "comments stand between the brackets at “a”"),
    ("a: [b\n  # c\n  , d]\n", Remove(("a", 0)), "“a[0]”的括号中间有注释", "comments stand between the brackets"),
    ("a: |+\n  x\nb: 1\n\n", Remove(("b",)), "“b”处的写法特殊", "“b” is written in a way that the program cannot"),
    ("a: 1\nb:\n  - x: |\n      y\nb: 2\n", Put(("a",), "2"), "文件有 YAML 错误（第 5 行）", "the file has YAML errors (line 5)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "edit", "zh", "en"), REFUSED)
def test_refused_with_a_reason(text, edit, zh, en) -> None:
    with pytest.raises(SpliceError) as refused:
        splice(text, [edit])
    assert zh in refused.value.say.zh
    assert en in refused.value.say.en


def test_a_file_with_errors_is_left_alone_and_its_findings_are_given() -> None:
    with pytest.raises(UnreadableError) as refused:
        splice("a: 1\nb: &x 2\n", [Put(("a",), "2")])
    assert [(finding.code, finding.line) for finding in refused.value.findings] == [("Y110", 2)]


@pytest.mark.parametrize(
    "character", ["\u202e", "\x00", "\x1b", "\u2028", "\x85", "\ufeff", "\ud800", "\r", "\u200f"]
)
def test_invisible_control_characters_are_not_written(character: str) -> None:
    for edit in (
        Put(("a",), f"x{character}y"),
        Put(("b", f"k{character}"), "x"),
        Append(("c",), Flow({"x": ["y", character]})),
        Put(("d",), {f"{character}": "x"}),
    ):
        with pytest.raises(CharacterError) as refused:
            splice("a: 1\n", [edit])
        assert f"U+{ord(character):04X}" in refused.value.say.zh
        assert character not in refused.value.say.zh + refused.value.say.en


def test_line_breaks_of_windows_in_a_text_are_ordinary_ones() -> None:
    assert splice("a: 1\n", [Put(("b",), "x\r\ny\r\n")]) == "a: 1\nb: |\n  x\n  y\n"
    assert splice("a: 1\r\n", [Put(("b",), "x\ny\n")]) == "a: 1\r\nb: |\r\n  x\r\n  y\r\n"


def test_nothing_is_returned_when_a_later_edit_is_refused() -> None:
    with pytest.raises(SpliceError):
        splice("a: 1\n", [Put(("a",), "2"), Remove(("b",))])


def test_a_text_of_forty_levels_is_refused() -> None:
    value = "x"
    for _ in range(40):
        value = {"a": value}
    with pytest.raises(SpliceError):
        splice("b: 1\n", [Put(("a",), value)])
    with pytest.raises(SpliceError):
        splice("b: 1\n", [Put(("k" * 2000,), "x")])


def test_no_edits_leave_the_text_as_it_is() -> None:
    assert splice("a:   1 \r\n\n", []) == "a:   1 \r\n\n"
