"""xmtz yield: scores by hand, in exact fractions; grades; sums; who has not reported."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest
from small_ledger import PLAIN
from yield_city import YIELDS, City, city_with

BASE = "mu: 10, sales: 3000, tax: 150, added: 3000, energy_tce: 1000, cod_t: 6, water_m3: 30000, workers: 200"


def benefit(text, year=2024):
    return f"benefit:\n  {year}: {{{text}}}"


def test_base_values_give_a_hundred(city):
    """150/10 = 15 -> 40; 3000/10 = 300 -> 10; 3000/1000 = 3 -> 20; 3000/6 = 500 -> 15; 3000/30000 = 0.1 -> 5;
    3000/200 = 15 -> 10: the weights, 100 in all."""
    city.project(benefit(BASE))
    (one,) = city.yields()["projects"]
    assert (one["score"], one["rounded"], one["grade"], one["missing"]) == ("100", "100.00", "a", [])
    assert {key: item["points"] for key, item in one["items"].items()} == {
        "tax": "40", "sales": "10", "energy": "20", "emission": "15", "water": "5", "labour": "10",
    }  # fmt: skip


def test_thirds_stay_thirds(city):
    """tax 310/42 = 155/21, /15*40 = 1240/63; sales 4900/42/300*10 = 35/9; added 1260: /380/3*20 = 420/19,
    /2.1/500*15 = 18, /46000/0.1*5 = 63/46, /118/15*10 = 420/59."""
    city.project(
        benefit(
            "mu: 42, output: 5200, sales: 4900, tax: 310, added: 1260, energy_tce: 380, cod_t: 2.1, water_m3: 46000, workers: 118"
        )
    )
    (one,) = city.yields()["projects"]
    whole = (
        Fraction(1240, 63) + Fraction(35, 9) + Fraction(420, 19) + 18 + Fraction(63, 46) + Fraction(420, 59)
    )
    assert Fraction(one["score"]) == whole
    assert one["items"]["tax"] == {"value": "155/21", "points": "1240/63"}
    # 19.6825 + 3.8889 + 22.1053 + 18 + 1.3696 + 7.1186 = 72.1649
    assert (one["rounded"], one["grade"]) == ("72.16", "b")


def test_halves_go_up(city):
    """Tax alone: 150.01875/10/15*40 = 40.005 -> 40.01."""
    city.project(benefit("mu: 10, tax: 150.01875"))
    (one,) = city.yields()["projects"]
    assert (one["score"], one["rounded"]) == ("8001/200", "40.01")


@pytest.mark.parametrize(
    ("tax", "score", "grade", "printed"),
    [
        ("90", "90", "a", "90.00"),
        ("89.99", "8999/100", "b", "89.99"),
        ("89.999", "89999/1000", "b", "90.00"),  # printed as 90.00, but not 90
        ("70", "70", "b", "70.00"),
        ("69.99", "6999/100", "c", "69.99"),
        ("50", "50", "c", "50.00"),
        ("49.99", "4999/100", "d", "49.99"),
        ("0", "0", "d", "0.00"),
    ],
)
def test_grades_at_the_boundary(tmp_path, tax, score, grade, printed):
    """One measure with base 1 and weight 1 over one mu: the score is the tax."""
    head, _, grades = YIELDS.partition("    items:\n")
    item = "      tax: {label: 税, of: tax, per: mu, base: 1, weight: 1}\n"
    city = city_with(
        tmp_path / "市",
        f"{head}    items:\n{item}    grades:\n{grades.partition('    grades:')[2].lstrip()}".replace(
            "    small_below: 3\n", ""
        ).replace("grades:\na:", "grades:\n      a:"),
    )
    city.project(benefit(f"mu: 1, tax: {tax}"))
    (one,) = city.yields()["projects"]
    assert (one["score"], one["grade"], one["rounded"]) == (score, grade, printed)


def test_little_land_has_three_measures(city):
    """Below 3 mu: tax 50, sales 20, energy 30; 3 mu is not below."""
    city.project(benefit("mu: 2, sales: 600, tax: 30, added: 300, energy_tce: 100"))
    city.project(benefit("mu: 3, sales: 900, tax: 45, added: 300, energy_tce: 100"))
    found = {one["id"]: one for one in city.yields()["projects"]}
    small, other = found["ts25-0001"], found["ts25-0002"]
    assert (small["score"], small["small"], small["missing"]) == ("100", True, [])
    assert (other["score"], other["small"], other["missing"]) == (
        "70",
        False,
        ["emission", "water", "labour"],
    )
    text = city.ok("yield", "--as-of-date", "2025-06-30")
    assert "用地不足 3 亩，按小地块分值：项目1" in text
    assert "项目2 缺数：单位排放增加值、单位用水增加值、劳动生产率；这些项不得分" in text


def test_a_cap(tmp_path):
    city = city_with(
        tmp_path / "市", YIELDS.replace("base: 15, weight: 40,", "base: 15, weight: 40, cap: 60,")
    )
    city.project(benefit(BASE.replace("tax: 150", "tax: 600")))  # 60/15*40 = 160
    (one,) = city.yields()["projects"]
    assert one["items"]["tax"]["points"] == "60"
    assert one["score"] == "120"


def test_none_of_a_burden_gives_its_whole_points(city):
    """No COD at all: 15. No land, no workers: figures that cannot be."""
    city.project(benefit(BASE.replace("cod_t: 6", "cod_t: 0")))
    city.project(benefit(BASE.replace("mu: 10", "mu: 0").replace("workers: 200", "workers: 0")))
    found = {one["id"]: one for one in city.yields()["projects"]}
    assert found["ts25-0001"]["items"]["emission"] == {"value": None, "points": "15"}
    assert found["ts25-0001"]["score"] == "100"
    assert "labour" in found["ts25-0002"]["missing"]


def test_sums_of_units_are_scored_like_one_project(city):
    """甲镇: 10 + 30 mu, tax 150 + 150: 7.5/15*40 = 20; its sales 3000/10 only where both are known: 10 points."""
    city.project(benefit(BASE), sector="industry")
    city.project(benefit("mu: 30, tax: 150"), sector="water")
    city.project(benefit("mu: 5, tax: 75"), unit="b", sector="industry")
    found = city.yields()
    units = {one["key"]: one for one in found["units"]}
    assert (units["a"]["projects"], units["a"]["sums"]["mu"], units["a"]["sums"]["tax"]) == (2, "40", "300")
    assert units["a"]["items"]["tax"]["points"] == "20"
    assert units["a"]["items"]["sales"]["points"] == "10"
    assert units["a"]["score"] == "80"  # 20 + 10 + 20 + 15 + 5 + 10
    assert (units["b"]["score"], units["b"]["grade"]) == ("40", "d")
    sectors = {one["key"]: one["sums"]["tax"] for one in found["sectors"]}
    assert sectors == {"industry": "225", "water": "150"}
    # 375/45/15*40 = 200/9 = 22.22; with the other five measures of the first project 82.22
    assert found["total"]["items"]["tax"]["points"] == "200/9"
    assert found["total"]["rounded"] == "82.22"
    rows = list(
        csv.reader(
            io.StringIO(city.ok("yield", "--by", "unit", "--as-of-date", "2025-06-30", "--format", "csv"))
        )
    )
    assert rows[1] == ["甲镇", "2", "40", "0", "3000", "300", "3000", "80.00", "B 类"]
    assert rows[3][0] == "合计"


def test_who_is_in_production_without_figures(city):
    moves = "stages:\n  - {{to: started, on: 2023-01-05}}\n  - {{to: completed, on: {0}}}\n  - {{to: production, on: {0}}}\n"
    city.project(moves.format("2024-03-01"))
    city.project(moves.format("2024-03-01") + benefit(BASE))
    city.project(moves.format("2025-02-01"))  # after the year
    city.project(moves.format("2024-03-01") + "", name="已终止", unit="b")
    found = city.yields("2024")
    assert [one["id"] for one in found["unreported"]] == ["ts25-0001", "ts25-0004"]
    assert "未填报 2 个" in city.ok("yield", "2024", "--as-of-date", "2025-06-30")
    assert [one["id"] for one in city.yields("2024", "--unit", "乙镇")["unreported"]] == ["ts25-0004"]
    assert [one["id"] for one in city.yields("2025")["unreported"]] == [
        "ts25-0001",
        "ts25-0002",
        "ts25-0003",
        "ts25-0004",
    ]
    assert city.yields("2024", day="2024-02-29")["unreported"] == []


def test_the_year(city):
    """The newest year with figures; one that is still to come is refused, one under way is named so."""
    city.project(benefit(BASE) + "\n  2025: {mu: 10, tax: 300}")
    assert city.yields()["year"] == 2025
    assert city.yields(day="2024-12-31")["year"] == 2024
    assert city.yields("2024年")["year"] == 2024
    assert city.yields()["unfinished"] is True
    assert "2025 年未满，按已填数评价" in city.ok("yield", "--as-of-date", "2025-06-30")
    assert "2026 年还没有到" in city.refused("yield", "2026", "--as-of-date", "2025-06-30")
    assert "2019 年还没有亩均效益评价规则" in city.refused("yield", "2019", "--as-of-date", "2025-06-30")
    assert "没有“mu”这种效益评价；可用：per_mu" in city.refused("yield", "--rule", "mu")
    assert "“去年”不是年度" in city.refused("yield", "去年")
    assert "--by 没有“镇”" in city.refused("yield", "--by", "镇")


def test_without_rules(tmp_path):
    plain = City(tmp_path / "县", rules=PLAIN)
    plain.project()
    assert "rules/indicators.yaml 里没有亩均效益评价（yields）" in plain.refused("yield")


def test_equal_scores_share_a_rank(city):
    for _ in range(2):
        city.project(benefit(BASE))
    city.project(benefit(BASE.replace("tax: 150", "tax: 75")))
    text = city.ok("yield", "--as-of-date", "2025-06-30", "--format", "csv")
    assert [line.split(",")[0] for line in text.splitlines()[1:4]] == ["1", "1", "3"]


def test_projects_given_up_are_left_out(city):
    city.project("stages: [{to: reserved, on: 2024-01-01}, {to: ended, on: 2025-03-01}]\n" + benefit(BASE))
    assert city.scores() == {}
    assert city.scores(day="2025-02-28") == {"ts25-0001": ("100", "a")}


def test_in_english_and_markdown(city):
    city.project(benefit(BASE))
    text = city.ok("yield", "--as-of-date", "2025-06-30", "--format", "md", lang="en")
    assert "Yield per mu 2024" in text
    assert "| Tax per mu |" in text
