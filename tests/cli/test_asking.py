"""explain, list, query and doctor, asked as people ask them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_ledger import PLAIN, Small


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    small = Small(tmp_path / "县")
    small.project("plan:\n  2025: 1000\ninvested:\n  2025-03: 200.5\n", name="一号桥", total=30000)
    small.project("stages:\n  - {to: started, on: 2025-02-01}\n", name="二号桥", unit="b")
    return small


@pytest.mark.parametrize(
    ("what", "lang", "lines"),
    [
        ("施工许可", "zh", ["施工许可（permit，手续）", "  法定时限：7 日", "  前置：立项备案", "  可以：容缺受理、告知承诺"]),
        ("permit", "en", ["Works permit (permit, approval step)", "  statutory limit: 7 days", "  after: Filing"]),
        ("relics", "en", ["  applies: relics = 1"]),
        ("用地", "zh", ["用地（land，问题类别）", "  办结时限：20 日"]),
        ("reserved", "zh", ["储备（reserved，阶段）", "  可进入：开工、终止"]),
        ("投资完成率", "zh", ["投资完成率（done_rate，指标）"]),
    ],
)  # fmt: skip
def test_explain_prints_the_page_of_what_rules_define(
    ledger: Small, what: str, lang: str, lines: list[str]
) -> None:
    out = ledger.ok("explain", what, lang=lang).splitlines()
    assert [line for line in lines if line not in out] == []


def test_explain_lists_when_a_part_of_a_name_means_many(ledger: Small) -> None:
    ledger.write(
        "rules/issues.yaml",
        "classes:\n" + "".join(f"  c{n}: {{label: {{zh: 线路{n}, en: Line {n}}}}}\n" for n in range(5)),
    )
    out = ledger.ok("explain", "线路").splitlines()
    assert out[0] == "“线路”可能是："
    assert out[1:] == [f"  线路{n}（c{n}，问题类别）" for n in range(5)]


def test_explain_prints_no_control_character_of_a_ledger(tmp_path: Path) -> None:
    rules = {**PLAIN, "steps": 'steps:\n  filing: {label: "立项\\e[31m红", note: "a\\u202eb"}\n'}
    out = Small(tmp_path / "县", rules=rules).run("explain", "filing")
    assert not {"\x1b", "\u202e"} & set(out.out + out.err)


def test_list_prints_plan_and_what_is_done_of_it(ledger: Small) -> None:
    out = ledger.ok("list", "--as-of-date", "2025-04-01")
    assert out.splitlines()[0].startswith("2 个项目，总投资 30,000 万元")
    assert "1,000.0" in out
    assert "200.5" in out
    rows = json.loads(ledger.ok("list", "--format", "json", "--unit", "乙镇"))
    assert [row["name"] for row in rows["projects"]] == ["二号桥"]


def test_query_knows_the_stage_of_a_project(ledger: Small) -> None:
    out = ledger.ok("query", "select name, stage from projects order by name", "--format", "csv")
    assert out.replace("\r", "").splitlines()[1:] == ["一号桥,", "二号桥,started"]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select colour from projects", "查询写得不对：no such column: colour；可查的表：projects、"),
        ("select 1; select 2", "一次只能写一条查询"),
        ("update project set name = 'x'", "查询只能读"),
        ("pragma user_version = 7", "查询只能读"),
        ("attach '/etc/passwd' as p", "查询只能读"),
        ("select replace(printf('%9000000d', 1), ' ', 'aaaa')", "查询写得不对"),
        ("select '\x1b[31m' from nowhere\x1b", "查询写得不对"),
        ("with recursive n(i) as (select 1 union all select i + 1 from n) select i from n", "结果超过 1,000,000 行"),
        ("with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n", "已停止"),
    ],
)  # fmt: skip
def test_a_query_only_reads_and_ends(ledger: Small, sql: str, said: str) -> None:
    err = ledger.refused("query", sql)
    assert said in err
    assert "\x1b" not in err


def test_doctor_says_what_is_wrong_and_how_to_mend_it(ledger: Small) -> None:
    ran = ledger.run("doctor")
    assert ran.code == 1
    assert "✗" in ran.out
    assert "git init" in ran.out
    ledger.write(".gitattributes", "* -text\n")
    ledger.commit()
    ledger.git("config", "core.quotePath", "false")
    out = ledger.ok("doctor")
    assert "索引正常：2 个项目文件" in out
    assert "✗" not in out
    ledger.write(".gitattributes", "# -text\n*.yaml text\n")
    assert "缺“* -text”" in ledger.run("doctor").out


def test_check_of_a_path_means_it_from_here_or_from_the_ledger(ledger: Small) -> None:
    ledger.write("rules/steps.yaml", "steps:\n  filing: {label: 立项, needs: [nothing]}\n")
    ledger.project("colour: red\n", name="三号桥")
    ran = ledger.run("check", "rules/steps.yaml")
    assert ran.code == 1
    assert "rules/steps.yaml:2:" in ran.out
    assert "projects/" not in ran.out
    assert "rules/" not in ledger.run("check", str(ledger.root / "projects")).out
    assert "没有“rules/stepz.yaml”这个文件或文件夹" in ledger.refused("check", "rules/stepz.yaml")
