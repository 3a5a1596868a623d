"""xmtz waive: a finding of a project does not hold, for a reason and until a day; and what tells of it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from padding_county import County, with_lines, without

FIGURES = "invested: {2025-03: 300, 2025-04: 300, 2025-05: 300}\n"
GOOD = ("--reason", "设备按合同每月付款", "--by", "赵某", "--until", "2098-12-31")


@pytest.fixture
def suspect(county: County, started: str) -> str:
    """The project, with the same figure in three months."""
    with_lines(county, started, FIGURES)
    return started


def text(county: County, path: str) -> str:
    return (county.root / path).read_bytes().decode()


def refused(county: County, path: str, *arguments: str, lang: str = "zh") -> list[str]:
    """The lines of a refusal; nothing may have been written."""
    before = text(county, path)
    err = county.refused("waive", *arguments, lang=lang)
    assert text(county, path) == before
    return [line.removeprefix("  - ") for line in err.strip().split("\n")]


# ---- Writing


def test_one_line_is_written(county: County, suspect: str) -> None:
    before = text(county, suspect)
    out = county.ok("waive", "产业园", "L510", *GOOD)
    assert text(county, suspect) == (
        before + "waivers:\n  - {code: L510, reason: 设备按合同每月付款, by: 赵某, until: 2098-12-31}\n"
    )
    assert out == f"豁免：产业园 L510（连续几个月报同一个数）到 2098-12-31  {suspect}:13\n"
    assert county.codes("2025-12-31") == []


def test_a_code_in_small_letters_and_a_day_in_words(county: County, suspect: str) -> None:
    county.ok("waive", "产业园", "l510", "--reason", "合同", "--by", "赵某", "--until", "2098年1月5日")
    assert "{code: L510, reason: 合同, by: 赵某, until: 2098-01-05}" in text(county, suspect)


def test_a_reason_with_signs_of_yaml_is_quoted(county: County, suspect: str) -> None:
    county.ok("waive", "产业园", "L510", "--reason", "见纪要: [2025] 3 号, 第 2 条 # 附件", "--by", "赵某", "--until", "2098-01-05")  # fmt: skip
    (one,) = json.loads(county.ok("check", "--waived", "--format", "json", "--as-of-date", "2025-12-31"))[
        "waived"
    ]
    assert one["waiver"]["reason"] == "见纪要: [2025] 3 号, 第 2 条 # 附件"


def test_a_dry_run_writes_nothing(county: County, suspect: str) -> None:
    before = text(county, suspect)
    out = county.ok("waive", "产业园", "L510", *GOOD, "--dry-run")
    assert "+  - {code: L510, reason: 设备按合同每月付款, by: 赵某, until: 2098-12-31}" in out
    assert text(county, suspect) == before


def test_it_is_committed_where_asked(county: County, suspect: str) -> None:
    county.commit()
    out = county.ok("waive", "产业园", "L510", *GOOD, "--commit", env=_identity())
    assert "已提交" in out
    assert county.git("log", "-1", "--format=%s") == "豁免：产业园 L510（连续几个月报同一个数）到 2098-12-31"
    assert county.git("status", "--porcelain") == ""


def _identity() -> dict[str, str]:
    from small_ledger import IDENTITY

    return dict(IDENTITY)


def test_another_waiver_of_the_same_code_is_added_and_says_so(county: County, suspect: str) -> None:
    county.ok("waive", "产业园", "L510", *GOOD)
    ran = county.run(
        "waive", "产业园", "L510", "--reason", "合同延期", "--by", "赵某", "--until", "2099-06-30"
    )
    assert ran.code == 0
    assert ran.err == "提醒：L510 原已豁免到 2098-12-31，原条保留，另加一条到 2099-06-30\n"
    assert text(county, suspect).count("{code: L510") == 2
    assert county.waived("2025-12-31") == [("L510", "2099-06-30")]


def test_a_waiver_of_what_is_not_found_says_so(county: County, suspect: str) -> None:
    ran = county.run("waive", "产业园", "L442", *GOOD)
    assert ran.code == 0
    assert ran.err == "提醒：这个项目目前没有 L442 的提示；以后有了才用得上\n"


# ---- Refusing


def test_everything_that_is_wrong_is_said_at_once(county: County, suspect: str) -> None:
    assert refused(county, suspect, "产业园", "L999", "--reason", "  ", "--until", "2025-02-30") == [
        "填写的内容有误，没有写入：",
        "提示代码：没有“L999”这个提示代码；写 xmtz check 印出的代码，如 L442",
        "理由：要写理由：--reason 理由",
        "批准人：要写批准人：--by 姓名",
        "有效期至：没有“2025-02-30”这一天；请核对月份和日子。",
    ]
    assert refused(county, suspect, "产业园", "F213", lang="en") == [
        "what was given cannot be taken; nothing was written:",
        "finding code: F213 cannot be waived, only mended (xmtz explain F213 says how); those that can begin with L",
        "reason: give the reason: --reason WHY",
        "by: say who allows it: --by NAME",
        "until: say until when: --until DATE",
    ]


@pytest.mark.parametrize("code", ["F213", "Y106", "S004", "R302", "R306", "U500", "M600"])
def test_only_findings_about_the_life_of_a_project(county: County, suspect: str, code: str) -> None:
    (_, line) = refused(county, suspect, "产业园", code, *GOOD)
    assert line.startswith(("提示代码：" + code + " 不能豁免", "提示代码：没有“" + code))


def test_a_day_that_has_passed(county: County, suspect: str) -> None:
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    (_, line) = refused(
        county, suspect, "产业园", "L510", "--reason", "合同", "--by", "赵某", "--until", yesterday
    )
    assert line == f"有效期至：{yesterday} 已经过去；写今天（{date.today()}）或以后"
    county.ok(
        "waive", "产业园", "L510", "--reason", "合同", "--by", "赵某", "--until", date.today().isoformat()
    )


@pytest.mark.parametrize("until", ["2098-12-31", "2090-01-01"])
def test_a_second_one_that_adds_nothing(county: County, suspect: str, until: str) -> None:
    county.ok("waive", "产业园", "L510", *GOOD)
    (_, line) = refused(
        county, suspect, "产业园", "L510", "--reason", "再豁免", "--by", "赵某", "--until", until
    )
    assert line == "有效期至：已经豁免到 2098-12-31；再豁免的要更晚"


def test_words_that_cannot_stand_in_a_file(county: County, suspect: str) -> None:
    lines = refused(
        county, suspect, "产业园", "L510", "--reason", "一\n二", "--by", "赵" * 61, "--until", "明年"
    )
    assert len(lines) == 4
    assert "理由：" in lines[1]
    assert "批准人：" in lines[2]
    assert "有效期至：“明年”不是日期" in lines[3]


def test_a_project_that_is_not_there(county: County, suspect: str) -> None:
    assert "没有" in county.refused("waive", "没有的项目", "L510", *GOOD)


# ---- Telling


def test_check_tells_how_many_are_waived_and_until_when(county: County, suspect: str) -> None:
    assert "豁免" not in county.ok("check", "--as-of-date", "2025-12-31")
    county.ok("waive", "产业园", "L510", *GOOD)
    assert county.ok("check", "--as-of-date", "2025-12-31", "--strict") == (
        "2 个项目文件，没有问题\n另有 1 条提示已豁免，最早 2098-12-31 到期；xmtz check --waived 列出\n"
    )
    assert county.ok("check", "--as-of-date", "2025-12-31", lang="en") == (
        "2 project files, nothing wrong\n1 more are waived, the first until 2098-12-31; xmtz check --waived lists them\n"
    )
    assert json.loads(county.ok("check", "--as-of-date", "2025-12-31", "--format", "json"))["waived"] == 1


def test_check_lists_what_is_waived(county: County, suspect: str) -> None:
    assert county.ok("check", "--waived") == "没有豁免的提示\n"
    county.ok("waive", "产业园", "L510", *GOOD)
    assert county.ok("check", "--waived", "--as-of-date", "2025-12-31") == (
        f"{suspect}:12:49: L510 2025-03 至 2025-05 连续 3 个月都报 300 万元\n"
        "    豁免到 2098-12-31，赵某 批准：设备按合同每月付款\n\n共 1 条\n"
    )
    assert county.ok("check", "--waived", "--as-of-date", "2099-01-01") == "没有豁免的提示\n"
    other = "projects/2025/ts25-0002.yaml"
    assert county.ok("check", other, "--waived", "--as-of-date", "2025-12-31") == "没有豁免的提示\n"


def test_what_is_waived_has_no_other_formats(county: County, suspect: str) -> None:
    assert "text, json" in county.refused("check", "--waived", "--format", "sarif")


def test_waivers_that_end_are_prompts(county: County, suspect: str) -> None:
    """From ten days before the last day until thirty after it."""
    with_lines(county, suspect, "waivers:\n  - {code: L510, reason: 合同, by: 赵某, until: 2025-08-29}\n")
    assert county.prompts("2025-08-18") == []
    assert county.prompts("2025-08-19") == [("L510", "2025-08-29", 8)]  # 29 August 2025 is a Friday
    assert county.prompts("2025-08-18", "--days", "11") == [("L510", "2025-08-29", 9)]
    assert county.prompts("2025-08-29") == [("L510", "2025-08-29", 0)]
    assert county.prompts("2025-08-30") == [("L510", "2025-08-29", -1)]
    assert county.prompts("2025-09-28")[0][:2] == ("L510", "2025-08-29")
    assert county.prompts("2025-09-29") == []
    out = county.ok("due", "--as-of-date", "2025-08-29")
    assert "豁免到期" in out
    assert "L510 连续几个月报同一个数" in out
    assert "赵某 批准：合同" in out


def test_only_the_last_waiver_of_a_code_is_a_prompt(county: County, suspect: str) -> None:
    with_lines(
        county,
        suspect,
        "waivers:\n  - {code: L510, reason: 合同, by: 赵某, until: 2025-08-29}\n"
        "  - {code: L510, reason: 延期, by: 赵某, until: 2025-09-30}\n",
    )
    assert county.prompts("2025-08-29") == []
    assert county.prompts("2025-09-25") == [("L510", "2025-09-30", 4)]  # Sunday the 28th is worked


def test_a_waiver_of_what_has_been_mended_is_no_prompt(county: County, suspect: str) -> None:
    with_lines(county, suspect, "waivers:\n  - {code: L510, reason: 合同, by: 赵某, until: 2025-08-29}\n")
    without(county, suspect, "2025-05: 300", "2025-05: 310")
    assert county.prompts("2025-08-29") == []
