"""xmtz risk: plans in four classes, their reviews, warnings and endings; what is missing or due."""

from __future__ import annotations

import pytest

MOVES = "stages:\n  - {to: reserved, on: 2025-01-10}\n  - {to: started, on: 2025-03-01}\n"


@pytest.fixture
def path(county):
    return county.project(MOVES + "people: {leader: 王某}\n")


def listed(county, day, *arguments):
    found = county.data("risk", "list", *arguments, day=day)
    return [(one["id"], one["n"], one["class"], one["level"]) for one in found["risks"]]


def add(county, class_, level, *more):
    county.ok("risk", "add", "项目1", "--class", class_, "--level", level, "--on", "2025-03-05", *more)


def test_a_whole_life(county, path):
    """Reviewed once at its level, then raised: the old line stays with its review, a new one stands."""
    add(county, "债券", "中", "--measure", "按季核对", "--owner", "赵某", "--review", "2025-06-30")
    county.ok(
        "risk",
        "review",
        "项目1",
        "债券",
        "--on",
        "2025-06-28",
        "--next",
        "2025-09-30",
        "--found",
        "正常",
        "--by",
        "赵某",
    )
    county.ok(
        "risk",
        "review",
        "项目1",
        "1",
        "--on",
        "2025-09-20",
        "--level",
        "高",
        "--next",
        "2025-10-31",
        "--found",
        "还款来源不足",
    )
    county.ok("risk", "warn", "项目1", "债券", "--on", "2025-09-22")
    county.ok("risk", "close", "项目1", "--on", "2025-12-01", "--result", "已足额偿还")
    assert county.file(path).partition("risks:\n")[2] == (
        "  - class: debt\n    level: medium\n    on: 2025-03-05\n    measure: 按季核对\n    owner: 赵某\n    review: 2025-09-30\n"
        "    reviewed:\n"
        "      - {on: 2025-06-28, due: 2025-06-30, by: 赵某, found: 正常}\n"
        "      - {on: 2025-09-20, due: 2025-09-30, found: 还款来源不足}\n"
        "    closed: 2025-09-20\n    result: 等级改为高，另立一条\n"
        "  - class: debt\n    level: high\n    on: 2025-09-20\n    measure: 按季核对\n    owner: 赵某\n    review: 2025-10-31\n"
        "    warned: 2025-09-22\n    closed: 2025-12-01\n    result: 已足额偿还\n"
    )
    assert listed(county, "2025-03-04") == []  # not entered yet
    assert listed(county, "2025-09-19") == [("ts25-0001", 1, "debt", "medium")]
    assert listed(county, "2025-09-20") == [("ts25-0001", 2, "debt", "high")]
    assert listed(county, "2025-12-01") == []
    assert len(listed(county, "2025-12-01", "--all")) == 2


def test_a_review_that_took_place_later_was_still_to_come(county, path):
    """Due on 30 June, held on 2 July: on 1 July it is overdue, afterwards the next one is in September."""
    add(county, "safety", "low", "--measure", "巡查", "--review", "2025-06-30")
    county.ok("risk", "review", "项目1", "safety", "--on", "2025-07-02", "--next", "2025-09-30")
    (one,) = county.data("risk", "list", day="2025-07-01")["risks"]
    assert (one["review"], one["reviewed"], one["due"]) == ("2025-06-30", None, True)
    (one,) = county.data("risk", "list", day="2025-07-02")["risks"]
    assert (one["review"], one["reviewed"], one["due"]) == ("2025-09-30", "2025-07-02", False)


def test_filters(county, path):
    add(county, "safety", "high", "--measure", "旁站", "--review", "2025-06-30")
    add(county, "debt", "low", "--measure", "核对", "--review", "2025-07-10")
    add(county, "funding", "medium", "--measure", "分期")
    county.ok("risk", "warn", "项目1", "debt", "--on", "2025-04-01")
    day = "2025-06-30"
    assert [one[2] for one in listed(county, day)] == ["safety", "funding", "debt"]  # by level
    assert [one[2] for one in listed(county, day, "--class", "债券债务风险")] == ["debt"]
    assert [one[2] for one in listed(county, day, "--level", "高")] == ["safety"]
    assert [one[2] for one in listed(county, day, "--due", "0")] == ["safety"]
    assert [one[2] for one in listed(county, day, "--due", "9")] == ["safety"]
    assert [one[2] for one in listed(county, day, "--due", "10")] == ["safety", "debt"]
    assert [one[2] for one in listed(county, day, "--warned")] == ["debt"]
    assert listed(county, day, "--unit", "b") == []
    assert "没有“火灾”" in county.refused("risk", "list", "--class", "火灾")


def test_whose_plan_is_missing(county, path):
    """Debt is needed from 储备 on, safety from 开工 on: in February one is missing, in March both."""
    add(county, "debt", "low")  # without a measure it is no plan

    def missing(day):
        return [one["class"] for one in county.data("risk", "list", day=day)["unplanned"]]

    assert missing("2025-01-09") == []
    assert missing("2025-02-01") == ["debt"]
    assert missing("2025-03-01") == ["safety", "debt"]
    add(county, "safety", "low", "--measure", "巡查")
    assert missing("2025-03-05") == ["debt"]
    text = county.ok("risk", "list", "--as-of-date", "2025-03-05")
    assert "缺防控预案的项目 1 个" in text
    said = county.run("check").out
    assert said.count("L540") == 1
    assert "没有“债券债务风险”的防控预案，自“储备”起须有" in said


def test_a_project_given_up_needs_no_plan(county):
    county.project("stages:\n  - {to: reserved, on: 2025-01-10}\n  - {to: ended, on: 2025-02-01}\n")
    assert "L540" not in county.run("check").out
    assert county.data("risk", "list", day="2025-03-01")["unplanned"] == []


def test_counts_by_class(county, path):
    add(county, "safety", "high", "--measure", "旁站", "--review", "2025-06-30")
    add(county, "safety", "low", "--measure", "巡查", "--what", "高处作业")
    counts = {one["class"]: one for one in county.data("risk", "list", day="2025-07-01")["counts"]}
    assert counts["safety"] == {
        "class": "safety", "high": 1, "medium": 0, "low": 1, "warned": 0, "due": 1, "projects": 1, "unplanned": 0,
    }  # fmt: skip
    assert counts["debt"]["unplanned"] == 1


def test_prompts(county, path):
    """A review by its day and its owner; a high risk without a measure every day."""
    add(county, "debt", "low", "--measure", "核对", "--owner", "赵某", "--review", "2025-06-30")
    county.write(path, county.file(path) + "  - {class: safety, level: high, what: 深基坑}\n")
    assert [one["label"] for one in county.due("risk", "2025-06-10")] == ["安全质量风险 深基坑"]
    found = county.due("risk", "2025-06-27")
    assert [(one["day"], one["person"], one["note"]) for one in found] == [
        ("2025-06-27", "王某", "高风险没有防控措施"),
        ("2025-06-30", "赵某", "应复查"),
    ]
    assert [one["left"] < 0 for one in county.due("risk", "2025-07-02")] == [True, False]
    assert "L541" in county.run("check").out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["add", "项目1", "--class", "safety", "--level", "high"], 1, "高风险要写防控措施"),
        (["add", "项目1", "--class", "火灾", "--level", "特高"], 2, "不是可用的风险等级"),
        (["add", "项目1", "--class", "safety", "--level", "low", "--on", "2099-01-01"], 1, "登记日期 2099-01-01 还没有到"),
        (["add", "项目1", "--class", "safety", "--level", "low", "--on", "2025-03-01", "--review", "2025-02-01"], 1, "复查日期 2025-02-01 早于登记日期 2025-03-01"),
        (["add", "项目1", "--class", "debt", "--level", "low"], 1, "已有同样的风险：1  债券债务风险（中）"),
        (["review", "项目1", "1", "--on", "2025-03-04"], 1, "早于登记日期 2025-03-05"),
        (["review", "项目1", "1", "--on", "2025-04-04", "--next", "2025-04-01"], 1, "下次复查 2025-04-01 早于日期 2025-04-04"),
        (["review", "项目1", "1", "--on", "2025-04-04", "--level", "高"], 1, "高风险要写防控措施"),
        (["close", "项目1", "1", "--on", "2025-04-04"], 1, "要写怎样解除"),
        (["warn", "项目1", "9"], 1, "请写明是哪一条"),
        (["warn", "项目1", "火灾"], 2, "不是可用的风险类别"),
        (["warn", "项目1", "1", "--on", "2099-01-01"], 1, "2099-01-01 还没有到"),
    ],
)  # fmt: skip
def test_refusals_write_nothing(county, path, arguments, code, says):
    add(county, "debt", "中")
    assert says in county.refused_and_unwritten(path, "risk", *arguments, code=code)


def test_which_one_has_to_be_said(county, path):
    assert "没有未解除的风险" in county.refused("risk", "warn", "项目1")
    add(county, "debt", "low")
    add(county, "debt", "low", "--what", "担保")
    said = county.refused_and_unwritten(path, "risk", "warn", "项目1", "债券")
    assert "1  债券债务风险（低）" in said
    assert "2  债券债务风险（低） 担保" in said
    county.ok("risk", "warn", "项目1", "2", "--on", "2025-04-01")
    assert "2025-04-01 已预警" in county.refused_and_unwritten(
        path, "risk", "warn", "项目1", "2", "--on", "2025-04-02"
    )
    assert "早于预警日期 2025-04-01" in county.refused_and_unwritten(
        path, "risk", "close", "项目1", "2", "--on", "2025-03-20", "--result", "解决"
    )


def test_every_format_and_english(county, path):
    add(county, "debt", "low", "--measure", "=1+1", "--review", "2025-06-30")
    day = ("--as-of-date", "2025-07-01")
    assert "应复查" in county.ok("risk", "list", *day)
    assert "'=1+1" in county.ok("risk", "list", *day, "--format", "csv")
    assert "| 债券债务风险 |" in county.ok("risk", "list", *day, "--format", "md")
    assert "to review" in county.ok("risk", "list", *day, lang="en")


def test_a_dry_run_writes_nothing(county, path):
    before = county.file(path)
    shown = county.ok("risk", "add", "项目1", "--class", "debt", "--level", "low", "--dry-run")
    assert "+  - class: debt" in shown
    assert county.file(path) == before
