"""Recording a visit; what was found may become an issue."""

from __future__ import annotations

import pytest

VISIT = ("visit", "三一", "--on", "2025-07-15")
PATH = "projects/2025/ts25-0001.yaml"


def test_a_visit_is_one_line(office):
    out = office.ok(*VISIT, "--by", "李某", "--kind", "项目建设调研日")
    assert "走访：三一产业园 2025-07-15" in out
    assert office.text(PATH).endswith("visits:\n  - {on: 2025-07-15, by: 李某, kind: 项目建设调研日}\n")
    assert office.states("survey_day", "2025-07", "--as-of-date", "2025-07-31") == {"2025-07": "kept"}


def test_what_was_found_becomes_an_issue(office):
    out = office.ok(*VISIT, "--by", "李某", "--found", "供电容量不足", "--issue-class", "水电气暖")
    assert "立案 i-" in out
    assert "时限 2025-07-29" in out  # ten working days
    text = office.text(PATH)
    assert "{on: 2025-07-15, by: 李某, found: 供电容量不足}" in text
    for line in (
        "title: 供电容量不足",
        "class: utilities",
        "origin: survey",
        "by: 李某",
        "raised: 2025-07-15",
    ):
        assert line in text


def test_a_dry_run_shows_both(office):
    before = office.files()
    out = office.ok(*VISIT, "--found", "缺水", "--issue-class", "other", "--dry-run")
    assert "+    title: 缺水" in out
    assert "found: 缺水" in out
    assert office.files() == before


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("visit", "三一", "--on", "2099-01-01"), 1, "还没有到"),
        ((*VISIT, "--issue-class", "other"), 1, "要写发现了什么"),
        ((*VISIT, "--found", "缺水", "--issue-class", "天气"), 2, "“天气”不是可用的问题类别"),
        ((*VISIT, "--by", "\x07"), 2, "控制字符"),
        (("visit", "没有的项目"), 2, "没有“没有的项目”这个项目"),
    ],
)
def test_a_visit_that_cannot_be_recorded(office, arguments, code, says):
    assert says in office.nothing(*arguments, code=code)


def test_the_same_visit_is_recorded_once(office):
    office.ok(*VISIT, "--by", "李某")
    assert "已经登记" in office.nothing(*VISIT, "--by", "李某")
    office.ok(*VISIT, "--by", "王某")
