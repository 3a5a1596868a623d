"""Only what differs is read, unless lines may not be what they look like: then the whole file is."""

from __future__ import annotations

import pytest
from compared_ledger import project_text
from test_nothing_missed import changes_between, told

from xmtz.records.project import Project
from xmtz.review.reading import read_whole
from xmtz.review.sections import narrowed

FIGURES = "".join(f"  {year}-{month:02d}: {month * 100}\n" for year in (2024, 2025) for month in range(1, 13))
STEPS = "".join(
    f"  s{n}:\n    applied: 2025-01-01\n    accepted: 2025-01-03\n    document: 环批〔2025〕{n}号\n"
    for n in range(12)
)
USUAL = f"""\
owner: 三一重工
stages:
  - {{to: planned, on: 2025-01-01}}   # 只追加
  - {{to: started, on: 2025-03-01, basis: 承诺可开工}}
steps:
{STEPS}invested:   # 当月数
{FIGURES}paid:
{FIGURES}
issues:
  - id: i-3kd
    title: 供电
    assigned: {{unit: gongdian, on: 2025-06-03}}
    evidence: "送电单"
"""


def left(before: str, after: str) -> list[str]:
    """The lines of the new file that are read."""
    texts = narrowed(before, after)
    assert texts is not None
    assert [text.count("\n") for text in texts] == [before.count("\n"), after.count("\n")]
    return [line for line in texts[1].splitlines() if line]


def test_of_a_usual_file_a_new_figure_reads_a_few_lines() -> None:
    before = project_text(USUAL)
    after = project_text(USUAL.replace("paid:\n", "  2026-01: 5000\npaid:\n"))
    assert left(before, after) == [
        "id: fx23-k7q2",
        "name: 三一产业园",
        "unit: gaozhuang",
        "invested:   # 当月数",
        "  2024-01: 100",
        "  2025-12: 1200",
        "  2026-01: 5000",
    ]


def test_of_a_usual_file_a_step_reads_that_step() -> None:
    before = project_text(USUAL)
    after = before.replace("环批〔2025〕5号", "环批〔2025〕55号")
    lines = left(before, after)
    assert "    document: 环批〔2025〕55号" in lines
    assert "    document: 环批〔2025〕8号" not in lines
    assert len(lines) < 20


def test_line_endings_of_windows_are_no_hindrance() -> None:
    before = project_text(USUAL).replace("\n", "\r\n")
    assert len(left(before, before.replace("2025-12: 1200", "2025-12: 1300"))) < 15


TRICKY = {
    "a text that looks like entries": ("notes: |\n  a: 1\n  b: 2\n  c: 3\n  d: 4\n", "notes: |\n  a: 1\n  b: 2\n  c: 3\n  d: 5\n"),
    "a text on the next line": ("notes:\n  甲\n  乙\n", "notes:\n  甲\n  丙\n"),
    "a key written twice": ("paid:\n  a: 1\n  b: 2\n  c: 3\n  d: 4\n", "paid:\n  a: 1\n  b: 2\n  c: 3\n  d: 4\n  b: 5\n"),
    "a section written twice": ("paid:\n  2025-01: 1\n", "paid:\n  2025-01: 1\npaid:\n  2025-02: 1\n"),
    "an entry before all others": ("priority:\n  importance: 2\n", "priority:\n  urgency: 1\n  importance: 2\n"),
    "an entry behind all others": ("priority:\n  urgency: 1\n", "priority:\n  urgency: 1\n  importance: 2\n"),
    "the first entry taken off": ("priority:\n  urgency: 1\n  importance: 2\n", "priority:\n  importance: 2\n"),
    "two entries change places": ("paid:\n  2025-01: 1\n  2025-02: 2\n", "paid:\n  2025-02: 2\n  2025-01: 1\n"),
    "a section in quotes": ('notes: "甲\ntotal: 1\nk: c"\n', 'notes: "甲\ntotal: 2\nk: c"\n'),
    "a section in single quotes": ("notes: '甲\ntotal: 1\nk: c'\n", "notes: '甲\ntotal: 2\nk: c'\n"),
    "a section in brackets": ("tags: [甲,\ntotal: 1\n, b: c]\n", "tags: [甲,\ntotal: 2\n, b: c]\n"),
    "an entry in quotes": ('dates:\n  note: "甲\n  land: 2025-01-01\n  k: c"\n', 'dates:\n  note: "甲\n  land: 2025-01-02\n  k: c"\n'),
    "a bracket hidden by a comment": ("k: {a: 1, # }\ntotal: 1\n}\n", "k: {a: 1, # }\ntotal: 2\n}\n"),
    "a bracket hidden by quotes": ('k: {a: "}",\ntotal: 1\n}\n', 'k: {a: "}",\ntotal: 2\n}\n'),
    "an apostrophe in brackets": ("k: {a: it's, b: '甲\ntotal: 1\nc'}\n", "k: {a: it's, b: '甲\ntotal: 2\nc'}\n"),
    "an escaped quotation mark": ('notes: "甲\\"\ntotal: 1\nk: c"\n', 'notes: "甲\\"\ntotal: 2\nk: c"\n'),
    "a mark that is no comment": ('dates:\n  k#: "甲\ntotal: 1\nb: c #"\n', 'dates:\n  k#: "甲\ntotal: 2\nb: c #"\n'),
    "items at the left edge": ("tags:\n- 甲\n- 乙\n", "tags:\n- 甲\n- 丙\n"),
    "a comment at the left edge": ("paid:\n  2025-01: 1\n# 说明\n  2025-02: 2\n", "paid:\n  2025-01: 1\n# 说明\n  2025-02: 3\n"),
    "a longer indentation": ("paid:\n    2025-01: 1\n    2025-02: 2\n", "paid:\n    2025-01: 1\n    2025-02: 3\n"),
    "a value on the next line": ("total:\n  1\n", "total:\n  2\n"),
    "an entry whose value stands below": ("dates:\n  land:\n    2025-01-01\n  signed: 2025-01-01\n", "dates:\n  land:\n    2025-01-02\n  signed: 2025-01-01\n"),
    "the end of the document": ("total: 1\n...\n", "total: 2\n...\n"),
    "no last newline": ("paid:\n  2025-01: 1\n  2025-02: 2", "paid:\n  2025-01: 1\n  2025-02: 3"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRICKY)
@pytest.mark.parametrize("turned", [False, True], ids=["as it is", "turned round"])
def test_the_changes_are_those_of_the_whole_files(name: str, turned: bool) -> None:
    before, after = (project_text(body) for body in TRICKY[name])
    if turned:
        before, after = after, before
    sides = [read_whole(text.encode(), "p.yaml", Project) for text in (before, after)]
    assert not any(side.trouble for side in sides), [side.trouble for side in sides]
    whole = told(*sides)
    assert changes_between(before, after) == whole
    assert whole or name == "two entries change places"
