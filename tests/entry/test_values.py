"""What people type for a value, and what the file then carries."""

from __future__ import annotations

import pytest

from xmtz.domain.refusal import DomainError
from xmtz.entry.forms import file_text
from xmtz.entry.values import Lexicon, Wrong, value_of_text, word
from xmtz.records import types
from xmtz.records.project import CODES, Project, Visit
from xmtz.records.record import ListOf, Sub
from xmtz.store.edits import Flow
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

STEPS = {
    "eia": Say("环境影响评价审批", "EIA"),
    "permit": Say("建筑工程施工许可证", "Works permit"),
    "energy": Say("节能审查", "Energy"),
    "scheme": Say("设计方案审查", "Design"),
}
NOTHING = Lexicon({"steps": STEPS})


@pytest.mark.parametrize(
    ("kind", "typed", "carried"),
    [
        (types.AMOUNT, "4.7亿", "47000"),
        (types.AMOUNT, " 1,250,000 ", "1250000"),
        (types.AMOUNT, "1288.50", "1288.5"),
        (types.DAY, "2025年7月1日", "2025-07-01"),
        (types.DAY, "20250701", "2025-07-01"),
        (types.MONTH, "2025.7", "2025-07"),
        (types.YEAR, "２０２５年", "2025"),
        (types.PERCENT, "４５．５％", "45.5"),
        (types.NUMBER, "1,200.5", "1200.5"),
        (types.FLAG, "是", "true"),
        (types.FLAG, "No", "false"),
        (types.LINE, "  两头空格 ", "两头空格"),
        (types.CODE, "2301611102０401123450", "2301-611102-04-01-123450"),
        (CODES, "2301-611102-04-01-123450", "2301-611102-04-01-123450"),
        (ListOf(types.SHORT), "甲、乙，丙", Flow(["甲", "乙", "丙"])),
        (ListOf(types.SHORT), "[甲, 乙]", ["甲", "乙"]),
        (types.Word("steps", "手续", "step"), "环评", "eia"),
        (Sub(Visit), "{日期: 2025/7/1, 走访人: 王某}", {"on": "2025-07-01", "by": "王某"}),
    ],
)
def test_other_spellings_become_the_files_own(kind, typed, carried):
    assert value_of_text(typed, kind, NOTHING) == carried


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        (types.AMOUNT, "约5亿", "约数"),
        (types.DAY, "7月1日", "不是日期"),
        (types.FLAG, "也许", "true"),
        (types.PERCENT, "101%", "100"),
        (types.LINE, "  ", "没有写内容"),
        (types.LINE, "甲\u202e乙", "U+202E"),
        (types.SHORT, "长" * 101, "101"),
        (Sub(Visit), "王某", "逐项写"),
        (Sub(Visit), "{on: 2025-07-01", "括号"),
        (ListOf(types.DAY), "2025-07-01、昨天", "不是日期"),
    ],
)
def test_what_cannot_be_taken_is_said(kind, typed, says):
    with pytest.raises((Trouble, DomainError)) as refused:
        value_of_text(typed, kind, NOTHING)
    assert says in refused.value.say.zh


def test_all_mistakes_of_a_record_come_together():
    with pytest.raises(Wrong) as refused:
        value_of_text("{on: 昨天, byy: 王某, kind: 长谈}", Sub(Visit), NOTHING)
    assert len(refused.value.missing) == 2


@pytest.mark.parametrize(
    ("typed", "key"),
    [("eia", "eia"), ("EIA", "eia"), ("节能审查", "energy"), ("施工许可", "permit"), ("施许", "permit")],
)
def test_a_word_by_its_key_its_label_a_part_or_a_short_form(typed, key):
    assert word(typed, STEPS, Say("手续", "step")) == key


def test_a_word_that_may_be_two_is_not_guessed():
    with pytest.raises(Trouble) as refused:
        word("审查", STEPS, Say("手续", "step"))
    assert "energy（节能审查）、scheme（设计方案审查）" in refused.value.say.zh
    assert "eia" not in refused.value.say.zh


def test_a_new_file_has_a_fact_a_line_and_a_blank_line_around_blocks():
    values = {
        "physical": {"2025-07": "45"},
        "name": "甲: 乙",
        "id": "fx23-k7q2",
        "owner": "no",
        "issues": [{"id": "i-3kd", "title": "x"}],
        "stages": [{"to": "planned", "on": "2022-03-01"}],
        "notes": "第一行\n第二行",
    }
    assert (
        file_text(Project, values)
        == """\
id: fx23-k7q2
name: "甲: 乙"
owner: "no"

stages:
  - {to: planned, on: 2022-03-01}

physical:
  2025-07: 45

issues:
  - id: i-3kd
    title: x

notes: |-
  第一行
  第二行
"""
    )
