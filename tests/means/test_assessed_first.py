"""xmtz assess: assessed before decided (先评估、后决策)."""

from __future__ import annotations

import pytest


@pytest.fixture
def path(county):
    return county.project()


def assess(county, *more, subject="可行性研究报告"):
    return county.ok("assess", "项目1", "--subject", subject, *more)


def test_assessed_then_decided(county, path):
    assess(
        county,
        "--kind",
        "专家评审",
        "--by",
        "某某咨询公司",
        "--experts",
        "张某、李某，王某",
        "--on",
        "2025-02-03",
    )
    assess(county, "--verdict", "建议批复")
    county.ok("assess", "decide", "项目1", "--on", "2025-02-10", "--decision", "同意批复")
    assert county.file(path).partition("reviews:\n")[2].rstrip() == (
        "  - subject: 可行性研究报告\n    kind: 专家评审\n    by: 某某咨询公司\n    experts: [张某, 李某, 王某]\n"
        "    assessed: 2025-02-03\n    verdict: 建议批复\n    decided: 2025-02-10\n    decision: 同意批复"
    )
    assert "L466" not in county.ok("check")
    assert "L542" not in county.ok("check")


def test_no_decision_without_an_assessment(county, path):
    said = county.refused_and_unwritten(path, "assess", "decide", "项目1", "--decision", "同意")
    assert "先评估、后决策：还没有评审；先 xmtz assess 登记" in said


def test_no_decision_before_the_assessment_nor_without_its_verdict(county, path):
    assess(county, "--on", "2025-02-03")
    said = county.refused_and_unwritten(path, "assess", "decide", "项目1", "--on", "2025-02-01")
    assert "决策日期 2025-02-01 早于评审日期 2025-02-03" in said
    assert "评审还没有结论" in said
    assert "要写决策内容" in said


def test_decided_once(county, path):
    assess(county, "--on", "2025-02-03", "--verdict", "建议批复")
    decide = ("assess", "decide", "项目1", "--on", "2025-02-04", "--decision", "同意")
    county.ok(*decide)
    assert "2025-02-04 已决策" in county.refused_and_unwritten(path, *decide)


def test_which_one_has_to_be_said(county, path):
    assess(county, "--on", "2025-02-03", "--verdict", "建议批复")
    assess(county, "--on", "2025-02-05", "--verdict", "修改后批复", subject="初步设计")
    said = county.refused_and_unwritten(
        path, "assess", "decide", "项目1", "--decision", "同意", "--on", "2025-02-06"
    )
    assert "1  2025-02-03  可行性研究报告（待决策）" in said
    assert "2  2025-02-05  初步设计（待决策）" in said
    county.ok("assess", "decide", "项目1", "初步", "--decision", "同意", "--on", "2025-02-06")
    county.ok("assess", "decide", "项目1", "--decision", "同意", "--on", "2025-02-07")  # one is left
    assert county.file(path).count("decided:") == 2
    assert "请写明是哪一项评审" in county.refused_and_unwritten(
        path, "assess", "decide", "项目1", "9", "--decision", "x"
    )


def test_assessed_again(county, path):
    """The same subject on another day is another assessment; on the same day it is there already."""
    assess(county, "--on", "2025-02-03", "--verdict", "退回修改")
    assess(county, "--on", "2025-03-03", "--verdict", "建议批复")
    assert county.file(path).count("subject:") == 2
    said = county.refused_and_unwritten(
        path, "assess", "项目1", "--subject", "可行性研究报告", "--on", "2025-03-03", "--verdict", "建议"
    )
    assert "2025-03-03 已评审过“可行性研究报告”" in said


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["项目1", "--subject", "可研", "--on", "2099-01-01"], 1, "评审日期 2099-01-01 还没有到"),
        (["项目1", "--subject", " "], 2, "没有写内容"),
        (["项目1"], 2, "--subject"),
        (["项目1", "--subject", "可研", "--on", "昨天"], 2, "“昨天”不是日期"),
    ],
)
def test_refusals_write_nothing(county, path, arguments, code, says):
    assert says in county.refused_and_unwritten(path, "assess", *arguments, code=code)


def test_a_decision_without_a_verdict_by_hand_is_found(county):
    county.project("reviews:\n  - {subject: 可研, assessed: 2025-02-03, decided: 2025-02-04}")
    assert "L542" in county.run("check").out


def test_the_list(county):
    """Monday 3 to Monday 10 March 2025 are five working days, 20 March to 3 April ten, 1 to 3 April two."""
    county.project(
        "reviews:\n"
        "  - {subject: 可研, by: 甲公司, experts: [张某, 李某], assessed: 2025-03-03, verdict: 建议批复, decided: 2025-03-10, decision: 同意}\n"
        "  - {subject: 初设, by: 甲公司, experts: [张某], assessed: 2025-04-01, verdict: 建议批复}\n"
    )
    county.project("reviews:\n  - {subject: 可研, by: 乙公司, assessed: 2025-03-20}\n", unit="b")
    found = county.data("assess", "list", day="2025-04-03")
    assert [(one["subject"], one["days"]) for one in found["decided"]] == [("可研", 5)]
    assert [(one["id"], one["subject"], one["days"]) for one in found["waiting"]] == [
        ("ts25-0002", "可研", 10),
        ("ts25-0001", "初设", 2),
    ]
    assert [
        (one["name"], one["assessments"], one["projects"], one["decided"]) for one in found["institutions"]
    ] == [
        ("甲公司", 2, 1, 1),
        ("乙公司", 1, 1, 0),
    ]
    assert [(one["name"], one["assessments"]) for one in found["experts"]] == [("张某", 2), ("李某", 1)]
    # Before the decision of 10 March the first waited too, and nothing else was known.
    earlier = county.data("assess", "list", day="2025-03-09")
    assert [(one["subject"], one["days"]) for one in earlier["waiting"]] == [("可研", 4)]
    assert earlier["decided"] == []
    assert [
        one["id"] for one in county.data("assess", "list", "--unit", "乙镇", day="2025-04-03")["waiting"]
    ] == ["ts25-0002"]
    assert len(county.data("assess", "list", "项目1", day="2025-04-03")["waiting"]) == 1
    text = county.ok("assess", "list", "--waiting", "--as-of-date", "2025-04-03")
    assert "（未出结论）" in text
    assert "已决策" not in text
    assert "机构库使用" in county.ok("assess", "list", "--as-of-date", "2025-04-03")
    assert "Experts" in county.ok("assess", "list", "--as-of-date", "2025-04-03", "--format", "md", lang="en")
    assert "甲公司,2,1,1,2025-04-01" in county.ok(
        "assess", "list", "--as-of-date", "2025-04-03", "--format", "csv"
    )
