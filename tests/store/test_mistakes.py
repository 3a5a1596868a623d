"""What a syntax error is, and where: at the slip of the pen, not where the parser gave up.

Each case is a file; `‸` stands before the character that the finding has to point at.
"""

from __future__ import annotations

import random

import pytest

from xmtz.store.located import MAX_CHARACTERS, Mapping, left_out, read

CASES = {
    "a full-width colon between good lines": ("Y123", "id: a\nname‸：三一\nunit: x\n"),
    "on the first line": ("Y123", "name‸：三一\nid: a\n"),
    "on the last line": ("Y123", "id: a\nname‸：三一\n"),
    "before a good line of its section": ("Y123", "people:\n  leader‸：张三\n  service: 李四\nunit: x\n"),
    "after a good line of its section": ("Y123", "people:\n  service: 李四\n  leader‸：张三\nunit: x\n"),
    "with a space before it": ("Y123", "id: a\nname ‸：三一\nunit: x\n"),
    "in a list": ("Y123", "issues:\n  - id: i-1\n    title‸：线路\n    class: land\nunit: x\n"),
    "a full-width comma": ("Y123", "stages:\n  - {to: planned‸，on: 2024-01-01}\nunit: x\n"),
    "full-width braces": ("Y123", "stages:\n  - ‸｛to: planned, on: 2024-01-01｝\nunit: x\n"),
    "a full-width closing brace": ("Y123", "stages:\n  - {to: planned, on: 2024-01-01‸｝\nunit: x\n"),
    "a full-width closing bracket": ("Y123", "tags: [a, b‸］\nunit: x\n"),
    "a full-width closing quotation mark": ("Y123", 'name: "三一‸”\nunit: x\n'),
    "a full-width space after the colon": ("Y123", "name:‸\u3000三一\nunit: x\n"),
    "no space after the colon": ("Y124", "id: a\nname‸:三一\nunit: x\n"),
    "a remark without #": ("Y103", "id: a\n‸这是一行说明\nunit: x\n"),
    "a remark on the first line": ("Y103", "‸这是一行说明\nid: a\n"),
    "a tab before the first key": ("Y101", "people:\n‸\tleader: 张三\nunit: x\n"),
    "a tab before the second key": ("Y101", "people:\n  leader: 张三\n‸\tservice: 李四\nunit: x\n"),
    "a tab after spaces": ("Y101", "people:\n  leader: 张三\n  ‸\tservice: 李四\nunit: x\n"),
    "a second key in a line": ("Y102", "name: 三一 unit‸: x\ntotal: 5\n"),
    "a colon in a value": ("Y102", "name: 三一‸: 二期\nunit: x\n"),
    "indented without reason": ("Y104", "name: a\n  ‸unit: b\ntotal: 5\n"),
    "indented less than its neighbours": ("Y104", "people:\n    leader: a\n  ‸service: b\nunit: x\n"),
    "a list item where a key is due": ("Y104", "stages:\n  - to: planned\n  ‸on: 2024-01-01\nunit: x\n"),
    "an open quotation mark": ("Y105", 'people:\n  leader: ‸"张三\n  service: b\nunit: x\n'),
    "an open quotation mark, and a later pair": (
        "Y105",
        'owner: ‸"某公司\nplace: 东区\nname: "三一"\nunit: x\n',
    ),
    "an open single quotation mark": ("Y105", "name: ‸'三一\nunit: x\n"),
    "an open brace before the next item": (
        "Y106",
        "stages:\n  - ‸{to: planned, on: 2024-01-01\n  - {to: reserved, on: 2024-02-01}\nunit: x\n",
    ),
    "an open brace before the next section": (
        "Y106",
        "stages:\n  - ‸{to: planned, on: 2024-01-01\nunit: x\n",
    ),
    "an open brace at the end": ("Y106", "stages:\n  - ‸{to: planned\n"),
    "Chinese commas are no slip in a value": (
        "Y106",
        "stages:\n  - ‸{to: planned, basis: 会议纪要，领导批示\nunit: x\n",
    ),
    "a comma missing on the next line": (
        "Y106",
        "dates: {signed: 2024-01-01\n  land‸: 2024-02-01}\nunit: x\n",
    ),
    "a value that begins with a percent sign": ("Y107", "name: ‸%三一\nunit: x\n"),
    "a value that begins with >": ("Y107", "scope: ‸>5 万平方米\nunit: x\n"),
    "a list begun after its key": ("Y107", "tags: ‸- a\nunit: x\n"),
    "a backslash": ("Y108", 'notes: "D:‸\\资料"\nunit: x\n'),
    "text after a quoted value": ("Y109", 'name: "三一" ‸二期\nunit: x\n'),
    "a bracket too many": ("Y125", "tags: [a]‸]\nunit: x\n"),
    "a brace too many": ("Y125", "dates: {signed: 2024-01-01}‸}\nunit: x\n"),
    "a document's end": ("Y116", "id: a\n‸...\nunit: x\n"),
}


@pytest.mark.parametrize(("code", "marked"), CASES.values(), ids=CASES.keys())
def test_the_finding_names_the_slip_and_points_at_it(code, marked):
    before, after = marked.split("‸")
    reading = read(before + after)
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert [(one.code, one.line, one.column) for one in reading.findings] == [(code, *place)]


@pytest.mark.parametrize(("code", "marked"), CASES.values(), ids=CASES.keys())
def test_line_ends_of_windows_change_nothing(code, marked):
    before, after = marked.replace("\n", "\r\n").split("‸")
    reading = read(before + after)
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert [(one.code, one.line, one.column) for one in reading.findings] == [(code, *place)]


def keys(text: str) -> list[str]:
    root = read(text).root
    return [key.text for key, _ in root.entries] if isinstance(root, Mapping) else []


def test_only_the_section_with_the_slip_is_left_out():
    text = "id: a\nname：三一\npeople:\n  leader: 张三\nplan:\n  2024: 5\n\t2025: 6\nunit: x\n"
    reading = read(text)
    assert keys(text) == ["id", "people", "unit"]
    assert left_out(reading.findings) == {"name", "plan"}


def test_what_follows_a_broken_section_keeps_its_place():
    text = "id: a\nname：三一\nstages:\n  - {to: planned\nunit: x\ntotal: 5\n"
    root = read(text).root
    assert isinstance(root, Mapping)
    unit = root.get("unit")
    assert unit is not None
    assert (unit.line, unit.column) == (5, 7)
    assert text[unit.start : unit.end] == "x"


def test_ten_broken_sections_are_ten_findings():
    text = "".join(
        f'k{n}: "open{n}\ngood{n}: {n}\n' if n % 2 else f"k{n}：wide\ngood{n}: {n}\n" for n in range(10)
    )
    found = [(one.code, one.line) for one in read(text).findings]
    assert found == [("Y105" if n % 2 else "Y123", 2 * n + 1) for n in range(10)]
    assert keys(text) == [f"good{n}" for n in range(10)]


def test_every_full_width_colon_of_a_section_is_found():
    text = "people:\n  leader：张三\n  service: 李四\n  agent：王五\nunit: x\n"
    assert [(one.code, one.line, one.column) for one in read(text).findings] == [
        ("Y123", 2, 9),
        ("Y123", 4, 8),
    ]


def test_a_text_that_speaks_of_colons_is_left_alone():
    text = "notes: |\n  tel：029\n  name：三一\nscope: 建设内容：厂房，办公楼\nowner: 某公司\n"
    assert read(text).findings == []
    broken = "people:\n  leader：张三\n  contact: a\n  more: |\n    tel：029\nunit: x\n"
    assert [one.line for one in read(broken).findings] == [2]


def test_a_control_character_does_not_hide_the_rest():
    reading = read("id: a\nname: 三\x08一\nunit：x\n")
    assert [(one.code, one.line, one.column) for one in reading.findings] == [("Y120", 2, 8), ("Y123", 3, 5)]


def test_brackets_that_open_forever_cost_nothing():
    reading = read("a: 1\nb: " + "[" * 10_000 + "\nc: 3\n")
    assert [one.code for one in reading.findings] == ["Y118"]
    assert keys("a: 1\nb: " + "[" * 10_000 + "\nc: 3\n") == ["a", "c"]


def test_a_text_beyond_the_limit_is_not_read():
    assert [one.code for one in read("#" * (MAX_CHARACTERS + 1)).findings] == ["Y119"]


TYPED = (
    *"：，｛｝［］“”\"'{}[]:,-#&*!|>%@`\t\n \\?~\u3000。a1",
    ": ",
    "- ",
    "---\n",
    "...\n",
    "\r\n",
    "<<: ",
    "!!x ",
)


def test_whatever_is_typed_into_a_file_every_finding_has_a_place():
    """A thousand files with a few keys struck at random: an answer each, no place outside the file."""
    draw = random.Random(20240301)
    text = "id: fx24-0001\nname: 三一\npeople:\n  leader: 张三\nstages:\n  - {to: planned, on: 2024-03-01}\nplan:\n  2024: 300\n"
    for _ in range(1000):
        typed = text
        for _ in range(draw.choice((1, 1, 2, 5))):
            at = draw.randrange(len(typed) + 1)
            typed = typed[:at] + draw.choice(TYPED) + typed[at + draw.choice((0, 0, 1, 8)) :]
        lines = typed.split("\n")
        found = read(typed).findings
        assert len({(one.code, one.line, one.column) for one in found}) == len(found), typed
        for one in found:
            assert 1 <= one.line <= len(lines), typed
            assert 1 <= one.column <= len(lines[one.line - 1]) + 1, typed
