"""`xmtz list`: by what a project says of itself, by key list on a day, by priority."""

from __future__ import annotations

import pytest


@pytest.fixture
def various(park):
    park.project(
        "lists:\n  - {list: key, entered: 2024-01-10, left: 2025-03-01, reason: 竣工}\n",
        name="甲", department="b", group="第一组", taskforce="push", programme="year", chain="equipment", pool="province",
    )  # fmt: skip
    park.project("tags: [绿色通道]\n", name="乙")
    return park


def names(park, *arguments, day="2025-02-28"):
    return [one["name"] for one in park.on(day, "list", *arguments)["projects"]]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--department", "乙镇"), ("--department", "b"), ("--group", "第一组"), ("--taskforce", "推进专班"), ("--programme", "year"),
        ("--chain", "装备制造"), ("--pool", "省级储备"), ("--list", "重点项目名录"), ("--list", "key", "--pool", "province"),
    ],
)  # fmt: skip
def test_each_filter_leaves_the_one(various, arguments):
    assert names(various, *arguments) == ["甲"]


def test_a_key_list_is_that_of_the_day(various):
    assert names(various, "--list", "key", day="2024-01-09") == []
    assert names(various, "--list", "key", day="2025-02-28") == ["甲"]
    assert names(various, "--list", "key", day="2025-03-01") == []


def test_filters_go_together_with_words_and_tags(various):
    assert names(various, "--tag", "绿色通道") == ["乙"]
    assert names(various, "甲", "--tag", "绿色通道") == []
    assert names(various, "%") == []


@pytest.mark.parametrize("option", ["--chain", "--programme", "--pool", "--taskforce", "--list", "--unit"])
def test_an_unknown_word_lists_the_known(various, option):
    said = various.refused("list", option, "没有的")
    assert "没有“没有的”；可用：" in said


def rated(park, name, urgency, importance, total=None):
    park.project(f"priority: {{urgency: {urgency}, importance: {importance}}}\n", name=name, total=total)


@pytest.fixture
def priorities(park):
    rated(park, "和五", 3, 2, 100)
    rated(park, "急的", 1, 3, 100)
    park.project(name="没评定", total=999999)
    rated(park, "重的", 3, 1, 100)
    rated(park, "和四大", 2, 2, 900)
    rated(park, "和四小", 2, 2, 800)
    rated(park, "最先", 1, 1)
    return park


def test_priority_is_the_sum_then_urgency_then_size_and_the_unrated_last(priorities):
    assert names(priorities, "--priority") == ["最先", "急的", "和四大", "和四小", "重的", "和五", "没评定"]
    assert names(priorities) == ["和五", "急的", "没评定", "重的", "和四大", "和四小", "最先"]


def test_the_unrated_are_marked(priorities):
    out = priorities.ok("list", "--priority", "--as-of-date", "2025-02-28")
    lines = [line.split() for line in out.splitlines()]
    assert ["1", "1", "1", "ts25-0007", "最先"] in [line[:5] for line in lines]
    assert ["—", "未评定", "未评定", "ts25-0003", "没评定"] in [line[:5] for line in lines]
    assert "1 个没有评定，排在最后" in out
    assert "priority='{urgency: 1, importance: 2}'" in out


def test_the_remedy_it_names_works(priorities):
    priorities.ok("set", "没评定", "priority={urgency: 1, importance: 2}")
    assert names(priorities, "--priority")[:2] == ["最先", "没评定"]


def test_priority_as_csv(priorities):
    out = priorities.ok("list", "--priority", "--as-of-date", "2025-02-28", "--format", "csv").splitlines()
    assert out[0].startswith("次序,紧急,重要,编号,项目")
    assert out[1].startswith("1,1,1,ts25-0007,最先")
    assert priorities.ok("list", "--format", "csv").splitlines()[0].startswith("编号,项目")
