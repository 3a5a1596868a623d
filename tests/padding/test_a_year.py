"""One project through a year: each sign of padding comes when it should, and goes when the cause is gone."""

from __future__ import annotations

import pytest
from padding_county import County

PROJECT = "产业园"


@pytest.fixture
def year(county: County) -> County:
    """The project, reserved; and another that reports month by month, so that the ledger is in use."""
    county.project(
        "traits: {new_land: true}\nstages:\n  - {to: reserved, on: 2024-12-01}\n", name=PROJECT, total=10000
    )
    county.project(
        "invested:\n" + "".join(f"  2025-{month:02d}: {100 + month}\n" for month in range(1, 13)),
        name="别的项目",
    )
    return county


def own(county: County, day: str) -> list[str]:
    """The codes found in the project's own file, less the one that says that later days are in it already."""
    found = county.found(day, "projects/2025/ts25-0001.yaml")
    return [one["code"] for one in found if one["code"] != "R306"]


def test_a_year_of_one_project(year: County) -> None:
    assert own(year, "2025-01-09") == []

    # Started without a permit; it comes in February.
    out = year.run("advance", PROJECT, "started", "--on", "2025-01-10")
    assert out.code == 0
    assert "L514" in out.err  # said at once to whoever enters the start
    assert own(year, "2025-01-10") == ["L514"]
    assert year.said("2025-01-10", "L514") == ["2025-01-10 已开工，“施工许可”未申报"]
    year.ok("figures", PROJECT, "2025-01", "--invested", "200")
    year.ok("step", PROJECT, "permit", "apply=2025-02-10", "accept=2025-02-11", "grant=2025-02-17")
    assert own(year, "2025-02-10") == ["L514"]
    assert year.said("2025-02-16", "L514") == ["2025-01-10 已开工，“施工许可”未申报"]

    # One month after the start is 10 February; nothing is registered. After two months it is serious.
    assert own(year, "2025-02-11") == ["L514", "L515"]
    assert own(year, "2025-02-17") == ["L515"]
    year.ok("figures", PROJECT, "2025-02", "--invested", "300")
    assert year.said("2025-03-10", "L515") == ["2025-01-10 开工，超过 1 个月还没有入库纳统"]
    assert year.said("2025-03-11", "L515") == [
        "2025-01-10 开工，超过 2 个月还没有入库纳统，严重逾期，完成投资没有进统计"
    ]
    year.ok("set", PROJECT, "dates.registered=2025-04-15")
    assert own(year, "2025-04-14") == ["L515"]
    assert own(year, "2025-04-15") == []

    # 300, 300, 300: said by the command that reports the third, and explained in the end.
    year.ok("figures", PROJECT, "2025-03", "--invested", "300")
    ran = year.run("figures", PROJECT, "2025-04", "--invested", "300")
    assert "[L510] 2025-02 至 2025-04 连续 3 个月都报 300 万元" in ran.err
    assert own(year, "2025-05-01") == ["L510"]

    # A jump in June: (300 + 100) / 2 = 200, and 900 is more than three times that.
    year.ok("figures", PROJECT, "2025-05", "--invested", "100")
    year.ok("figures", PROJECT, "2025-06", "--invested", "900")
    assert own(year, "2025-07-01") == ["L510", "L511"]
    assert year.said("2025-07-01", "L511") == [
        "季末突增：2025-06 报 900 万元，前两个月只有 300 万元、100 万元，超过 3 倍"
    ]

    # Half of it is built, they say, and 15 in a hundred paid.
    for month, paid in zip(range(1, 7), (100, 200, 200, 300, 300, 400), strict=True):
        year.ok("figures", PROJECT, f"2025-{month:02d}", "--paid", str(paid))
    year.ok("figures", PROJECT, "2025-06", "--physical", "50")
    assert own(year, "2025-07-01") == ["L510", "L511", "L512"]
    assert year.said("2025-07-01", "L512") == [
        "到 2025-06 累计支出占总投资 15%，形象进度 50%，相差 35 个百分点"
    ]

    # Nothing in July, August and September: July and August are reported as 0, September is not.
    year.ok("figures", PROJECT, "2025-07", "--invested", "0")
    year.ok("figures", PROJECT, "2025-08", "--invested", "0")
    assert own(year, "2025-09-30") == ["L510", "L511", "L512"]
    assert own(year, "2025-10-01") == ["L510", "L511", "L516", "L512"]
    assert year.said("2025-10-01", "L516") == ["2025-06 以后连续 3 个月以上没有完成投资"]
    year.ok("figures", PROJECT, "2025-11", "--invested", "800")
    assert "L516" in own(year, "2025-10-31")
    assert own(year, "2025-11-01") == ["L510", "L511", "L512"]

    # Completed with an issue of October open; it is cleared in the new year.
    out = year.ok("issue", "add", PROJECT, "--title", "道路接驳", "--class", "用地", "--raised", "2025-10-20")
    id_ = next(word for word in out.split() if word.startswith("i-"))
    ran = year.run("advance", PROJECT, "completed", "--on", "2025-12-15")
    assert f"[L513] 2025-12-15 已竣工（投产），2025-10-20 提出的问题 {id_} 还没有销号" in ran.err
    assert "L513" not in own(year, "2025-12-14")
    assert own(year, "2025-12-15") == ["L510", "L511", "L512", "L436", "L513"]
    year.ok("issue", "assign", id_, "--unit", "a", "--person", "李某", "--on", "2025-10-21")
    year.ok("issue", "clear", id_, "--by", "王某", "--evidence", "照片", "--on", "2026-01-06")
    assert "L513" in own(year, "2026-01-05")
    assert "L513" not in own(year, "2026-01-06")


def test_waived_and_lapsed(year: County) -> None:
    """The three of figures are waived until the end of 2098, and come back on the next day."""
    year.ok("advance", PROJECT, "started", "--on", "2025-01-10")
    for month in ("2025-02", "2025-03", "2025-04"):
        year.ok("figures", PROJECT, month, "--invested", "300")
    assert own(year, "2098-12-31") == ["L514", "L515", "L510", "L516"]
    year.ok(
        "waive",
        PROJECT,
        "L510",
        "--reason",
        "设备按合同每月付 300 万元",
        "--by",
        "赵某",
        "--until",
        "2098-12-31",
    )
    year.ok("waive", PROJECT, "L514", "--reason", "先行用地已批", "--by", "赵某", "--until", "2098年6月30日")
    assert own(year, "2098-06-30") == ["L515", "L516"]
    assert year.waived("2098-06-30") == [("L514", "2098-06-30"), ("L510", "2098-12-31")]
    assert own(year, "2098-07-01") == ["L514", "L515", "L516"]
    assert year.waived("2098-07-01") == [("L510", "2098-12-31")]
    assert own(year, "2099-01-01") == ["L514", "L515", "L510", "L516"]
    assert year.waived("2099-01-01") == []
    year.ok("waive", PROJECT, "L510", "--reason", "合同延期", "--by", "赵某", "--until", "2099-06-30")
    assert own(year, "2099-01-01") == ["L514", "L515", "L516"]
