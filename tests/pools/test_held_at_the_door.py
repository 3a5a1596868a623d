"""严控低效重复入库: what is like another, or brings too little for its land, is held before the reserve."""

from __future__ import annotations

import pytest

BASE = """\
traits: {{land_mu: {mu}, land_supply: auction}}
steps: {{filing: {{applied: 2025-01-02}}}}
stages:
  - {{to: planned, on: {since}}}
"""


def entered(park, name, total=30000, mu=60, since="2025-01-02", sector="industry", **fields):
    return park.project(BASE.format(mu=mu, since=since), name=name, total=total, sector=sector, **fields)


def advance(park, project, *more):
    return ("advance", project, "reserved", "--on", "2025-03-01", *more)


def test_a_project_like_none_and_dense_enough_enters(park):
    entered(park, "高端耐火材料绿色升级项目", since="2025-01-01")
    path = entered(park, "医用敷料生产线")
    park.ok(*advance(park, "ts25-0002"))
    assert "{to: reserved, on: 2025-03-01}" in park.text(path)


def test_one_like_it_in_the_ledger_holds_it(park):
    entered(park, "高端耐火材料绿色升级项目", since="2025-01-01", unit="b")
    path = entered(park, "高端耐火材料绿色升级")
    before = park.text(path)
    said = park.refused(*advance(park, "ts25-0002"), code=1)
    assert "台账里有相近的项目：ts25-0001  高端耐火材料绿色升级项目" in said
    assert "--waive unlike" in said
    assert park.text(path) == before
    english = park.run(*advance(park, "ts25-0002"), lang="en")
    assert "the ledger has projects like it" in english.err


def test_the_same_code_holds_it_too(park):
    code = "2301-611102-04-01-123450"
    entered(park, "甲厂搬迁", since="2025-01-01", code=code)
    entered(park, "完全两样的名字", code=code)
    assert "ts25-0001" in park.refused(*advance(park, "ts25-0002"), code=1)


def test_a_waiver_lets_it_in_with_its_reason(park):
    entered(park, "高端耐火材料绿色升级项目", since="2025-01-01")
    path = entered(park, "高端耐火材料绿色升级")
    assert "--reason" in park.refused(*advance(park, "ts25-0002", "--waive", "unlike"))
    park.ok(*advance(park, "ts25-0002", "--waive", "unlike", "--reason", "另一企业的另一条线"))
    assert "{to: reserved, on: 2025-03-01, waived: [unlike], reason: 另一企业的另一条线}" in park.text(path)
    assert "R308" not in park.run("check").out
    assert "L404" not in park.run("check").out


def test_parts_of_one_bundle_and_what_ended_hold_nobody(park):
    park.project(name="路网打捆", id="ts25-0900")
    entered(park, "东一路道路工程", parent="ts25-0900", sector="water", since="2025-01-01")
    entered(park, "东一路道路项目", parent="ts25-0900", sector="water")
    park.ok(*advance(park, "ts25-0003"))
    park.project("stages:\n  - {to: ended, on: 2025-02-01}\n", name="饮品灌装线项目")
    entered(park, "饮品灌装线")
    park.ok(*advance(park, "ts25-0005"))


def test_too_little_for_its_land_holds_it(park):
    path = entered(park, "占地大的", total=17999, mu=60)
    said = park.refused(*advance(park, "ts25-0001"), code=1)
    assert "投资强度 299.98 万元/亩，不到 300 万元/亩" in said
    assert "--waive intensity" in said
    park.ok("set", "ts25-0001", "total=18000")
    park.ok(*advance(park, "ts25-0001"))  # just enough
    assert "reserved" in park.text(path)


def test_the_waiver_of_the_intensity_is_kept(park):
    path = entered(park, "占地大的", total=6000, mu=60)
    park.ok(*advance(park, "ts25-0001", "--waive", "intensity", "--reason", "产业链急需"))
    assert "waived: [intensity], reason: 产业链急需" in park.text(path)
    assert "L402" not in park.run("check").out


@pytest.mark.parametrize(
    ("traits", "sector"),
    [
        ("{land_supply: none}", "industry"),
        ("{new_land: false}", "industry"),
        ("{land_mu: 0}", "industry"),
        ("{land_mu: 600, land_supply: auction}", "water"),  # the rule is for industry only
    ],
)
def test_intensity_is_not_asked_of_who_takes_no_land_or_is_of_another_sector(park, traits, sector):
    park.project(
        f"traits: {traits}\nsteps: {{filing: {{applied: 2025-01-02}}}}\nstages:\n  - {{to: planned, on: 2025-01-02}}\n",
        total=100,
        sector=sector,
    )
    park.ok(*advance(park, "ts25-0001"))


def test_intensity_that_cannot_be_told_is_lacking(park):
    park.project(
        "steps: {filing: {applied: 2025-01-02}}\nstages:\n  - {to: planned, on: 2025-01-02}\n",
        total=100,
        sector="industry",
    )
    assert "算不出投资强度：未填用地（land_mu）" in park.refused(*advance(park, "ts25-0001"), code=1)
    park.project(
        "traits: {land_mu: 5}\nsteps: {filing: {applied: 2025-01-02}}\nstages:\n  - {to: planned, on: 2025-01-02}\n",
        name="没有总投资的",
        sector="industry",
    )
    assert "未填总投资（total）" in park.refused(*advance(park, "ts25-0002"), code=1)


def test_entered_by_hand_it_is_a_finding(park):
    by_hand = "\n  - {to: reserved, on: 2025-03-01}\n"
    first = entered(park, "高端耐火材料绿色升级项目", since="2025-01-01")
    second = entered(park, "高端耐火材料绿色升级", total=600)
    for path in (first, second):
        park.write(path, park.text(path).rstrip("\n") + by_hand)
    out = park.run("check", "--as-of-date", "2025-03-31").out
    assert out.count("R308") == 1
    assert "台账里已有相近的项目 ts25-0001（高端耐火材料绿色升级项目）" in out
    (line,) = (one for one in out.splitlines() if "R308" in one)
    assert line.startswith(f"{second}:10:")
    assert out.count("L402") == 1  # the intensity of the second
    assert "投资强度 10.00 万元/亩" in out
    again = park.run("check", "--as-of-date", "2025-03-31").out  # from what was kept
    assert again == out


def test_what_was_found_of_names_follows_the_files(park):
    first = entered(park, "高端耐火材料绿色升级项目", since="2025-01-01")
    second = entered(park, "高端耐火材料绿色升级")
    park.write(second, park.text(second).rstrip("\n") + "\n  - {to: reserved, on: 2025-03-01}\n")
    assert "R308" in park.run("check").out
    park.write(first, park.text(first).replace("高端耐火材料绿色升级项目", "饮品灌装线"))
    assert "R308" not in park.run("check").out


def test_rules_without_the_requirement_find_nothing(park):
    text = (park.root / "rules/stages.yaml").read_text(encoding="utf-8").replace("      - unlike: true\n", "")
    park.write("rules/stages.yaml", text)
    for name in ("高端耐火材料绿色升级项目", "高端耐火材料绿色升级"):
        path = entered(park, name)
        park.write(path, park.text(path).rstrip("\n") + "\n  - {to: reserved, on: 2025-03-01}\n")
    assert "R308" not in park.run("check").out


def test_a_requirement_names_one_thing(park):
    text = (park.root / "rules/stages.yaml").read_text(encoding="utf-8")
    park.write("rules/stages.yaml", text.replace("- unlike: true", "- {unlike: true, date: signed}"))
    assert "U504" in park.run("check").out
