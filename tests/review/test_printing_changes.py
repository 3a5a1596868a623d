"""How changes are printed: on a terminal, into a pipe, for a merge request, for programs."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from compared_ledger import PATH, UNITS, Ledger, project_text

from xmtz.domain.width import width

OTHER = "projects/2025/fx25-9999-秦创原.yaml"


@pytest.fixture
def several(ledger: Ledger) -> Ledger:
    """Two projects of two units changed, one of them in many ways, and a rule."""
    ledger.put({OTHER: project_text("total: 1\n", "fx25-9999", "秦创原", "diaotai")})
    ledger.commit()
    ledger.put(
        {
            PATH: project_text(
                "total: 1000\ninvested:\n  2025-06: 100\n  2025-07: 50.25\npaid:\n  2025-07: 20\n"
                "stages:\n  - {to: started, on: 2025-07-01, basis: 承诺可开工}\n"
                "steps:\n  eia: {applied: 2025-07-01, granted: 2025-07-20}\n"
                "issues:\n  - {id: i-3kd, title: 供电线路迁改滞后, class: utilities, raised: 2025-06-02}\n"
            ),
            OTHER: project_text("total: 1\ninvested:\n  2025-07: 7\n", "fx25-9999", "秦创原", "diaotai"),
            "units.yaml": UNITS.replace("供电公司", "供电分公司"),
        }
    )
    return ledger


def test_into_a_pipe_every_change_ends_in_its_file_and_line(several: Ledger) -> None:
    lines = several.run().lines
    assert lines[1:] == [
        "项目 2 个（新增 0，删除 0）",
        "推进阶段 1 次，办结手续 1 项",
        "问题：提出 1，销号 0，重新立案 0",
        "规则、单位、会议等 1 处",
        "填报和更正 3 笔：完成投资 +57.25 万元，统计口径 0 万元，财务支出 +20 万元",
        "",
        "高庄镇：项目 1 个，完成投资 +50.25 万元",
        "  fx23-k7q2 三一产业园",
        f"    推进到“开工” 2025-07-01（依据 承诺可开工）  {PATH}:11",
        f"    环评：申报 2025-07-01  {PATH}:13",
        f"    环评：办结 2025-07-20  {PATH}:13",
        f"    2025年7月完成投资 50.25 万元  {PATH}:7",
        f"    2025年7月财务支出 20 万元  {PATH}:9",
        f"    提出问题 i-3kd 供电线路迁改滞后（水电气暖；提出日期 2025-06-02）  {PATH}:15",
        "",
        "钓台街道：项目 1 个，完成投资 +7 万元",
        "  fx25-9999 秦创原",
        f"    2025年7月完成投资 7 万元  {OTHER}:6",
        "",
        "责任单位",
        "  units.yaml",
        "    供电分公司（gongdian）：名称 供电公司 → 供电分公司  units.yaml:4",
    ]
    assert lines[0].startswith("HEAD (")


def test_in_english(several: Ledger) -> None:
    out = several.run(lang="en").out
    assert "figures entered or corrected: 3; invested +57.25 万元, statistics 0 万元, paid +20 万元" in out
    assert f"    moved to “Started” on 2025-07-01 (basis 承诺可开工)  {PATH}:11" in out
    assert "高庄镇: projects 1, invested +50.25 万元" in out


def on_a_terminal(root: Path, columns: int, *arguments: str) -> list[str]:
    """What the program prints to a terminal of so many columns."""
    master, slave = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "XMTZ_LANG": "zh"}
    xmtz = Path(sys.executable).with_name("xmtz")
    with subprocess.Popen([xmtz, "diff", *arguments], cwd=root, stdout=slave, env=environment) as process:
        os.close(slave)
        parts = []
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
    os.close(master)
    assert process.returncode == 0
    return b"".join(parts).decode().replace("\r\n", "\n").splitlines()


def test_a_terminal_of_80_columns(several: Ledger) -> None:
    lines = on_a_terminal(several.root, 80)
    assert all(width(line) <= 80 for line in lines)
    at = lines.index("  fx23-k7q2 三一产业园")
    assert lines[at + 1 : at + 5] == [
        f"  {PATH}",
        "       11  推进到“开工” 2025-07-01（依据 承诺可开工）",
        "       13  环评：申报 2025-07-01",
        "       13  环评：办结 2025-07-20",
    ]
    at = lines.index("  fx25-9999 秦创原")
    assert lines[at + 1] == f"    2025年7月完成投资 7 万元  {OTHER}:6"


def test_a_wide_terminal_has_file_and_line_beside_each_change(several: Ledger) -> None:
    lines = on_a_terminal(several.root, 140)
    places = [line.index(PATH) for line in lines if PATH in line]
    assert len(places) == 6
    starts = {width(line[: line.index(PATH)]) for line in lines if PATH in line}
    assert len(starts) == 1


def test_a_narrow_terminal_breaks_lines(several: Ledger) -> None:
    lines = on_a_terminal(several.root, 44)
    assert all(width(line) <= 44 for line in lines)
    assert any(line.startswith("           ") for line in lines)


def test_what_is_gone_has_its_line_in_the_old_file(ledger: Ledger) -> None:
    ledger.put({PATH: project_text("total: 1000\n")})
    assert f"  ! 删除2025年6月完成投资（原 100 万元）  HEAD:{PATH}:6" in ledger.run().lines
    assert "改写以往记录 1 处" in ledger.run().lines
    assert "  !    -6  删除2025年6月完成投资（原 100 万元）" in on_a_terminal(ledger.root, 70)


def test_totals_only(several: Ledger) -> None:
    lines = several.run("--stat").lines
    assert [line.split() for line in lines[-3:]] == [
        ["高庄镇", "1", "+50.25", "0", "+20"],
        ["钓台街道", "1", "+7", "0", "0"],
        ["合计", "2", "+57.25", "0", "+20"],
    ]
    assert not any("推进到" in line for line in lines)


# ---- For a merge request


def test_markdown(several: Ledger) -> None:
    out = several.run("--format", "md").out
    assert out.startswith("## 台账改动：HEAD (")
    assert "| 高庄镇 | 1 | +50.25 | 0 | +20 |" in out
    assert "\n### 高庄镇：项目 1 个，完成投资 +50.25 万元\n\n**fx23-k7q2 三一产业园**\n\n" in out or (
        "\n### 高庄镇\n\n**fx23-k7q2 三一产业园**\n\n" in out
    )
    assert f"- 环评：办结 2025-07-20 `{PATH}:13`" in out


def test_a_text_of_the_ledger_is_no_markup(ledger: Ledger) -> None:
    name = "<b>*甲*</b> _乙_ |丙| `丁` [戊](http://x)"
    path = "projects/2023/fx23-k7q2-`a`.yaml"
    ledger.put({PATH: None, path: project_text("total: 1000\ninvested:\n  2025-06: 100\n", name=f"'{name}'")})
    out = ledger.run("--format", "md").out
    assert r"\<b\>\*甲\*\</b\> \_乙\_ \|丙\| \`丁\` \[戊\](http://x)" in out
    assert "<b>" not in out
    assert r"fx23-k7q2-\`a\`.yaml" in out


@pytest.mark.parametrize("key", ["1. x", "# x", "- x", "+ x", "=== x", "12) x"])
def test_nothing_at_the_start_of_a_line_becomes_a_list_or_a_heading(ledger: Ledger, key: str) -> None:
    ledger.put({PATH: project_text(f"total: 1000\ninvested:\n  2025-06: 100\n'{key}': 甲\n")})
    lines = ledger.run("--format", "md").lines
    line = next(line for line in lines if "甲" in line)
    assert line.startswith(("- \\", "- 1\\.", "- 12\\)"))


def test_control_characters_of_the_ledger_reach_no_terminal(ledger: Ledger) -> None:
    ledger.put(
        {PATH: project_text('total: 1000\nowner: "甲\\u202e\\e[31m\\r\\n乙"\ninvested:\n  2025-06: 100\n')}
    )
    for format_ in ("table", "md"):
        out = ledger.run("--format", format_).out
        assert "甲" in out
        assert not {"\x1b", "\u202e", "\r"} & set(out)


# ---- For programs


def test_json_is_versioned_and_complete(several: Ledger) -> None:
    found = json.loads(several.run("--format", "json").out)
    assert found["version"] == 1
    assert found["from"]["name"] == "HEAD"
    assert found["from"]["commit"] == several.git("rev-parse", "HEAD").strip()
    assert found["to"] == {"name": None, "commit": None}
    assert found["totals"] == {
        "projects": 2, "added": 0, "removed": 0, "stage_moves": 1, "granted": 1, "figures": 3, "raised": 1,
        "cleared": 0, "reopened": 0, "rewrites": 0, "unreadable": 0, "other": 1,
        "money": {"invested": "57.25", "invested_stats": "0", "paid": "20"},
        "units": [
            {"unit": "gaozhuang", "projects": 1, "money": {"invested": "50.25", "invested_stats": "0", "paid": "20"}},
            {"unit": "diaotai", "projects": 1, "money": {"invested": "7", "invested_stats": "0", "paid": "0"}},
        ],
    }  # fmt: skip
    assert found["changes"][2] == {
        "kind": "step.granted",
        "act": "entered",
        "rewrites": False,
        "area": "project",
        "project": {"id": "fx23-k7q2", "name": "三一产业园", "unit": "gaozhuang"},
        "keys": ["steps", "eia", "granted"],
        "about": [{}],
        "before": None,
        "after": "2025-07-20",
        "path": PATH,
        "line": 13,
        "side": "new",
        "text": {"zh": "环评：办结 2025-07-20", "en": "EIA: granted 2025-07-20"},
    }


def test_a_file_is_written(several: Ledger, tmp_path: Path) -> None:
    for format_ in ("table", "md", "json"):
        output = tmp_path / f"改动.{format_}"
        ran = several.run("--format", format_, "-o", str(output))
        assert (ran.code, ran.out) == (0, "")
        assert output.read_text(encoding="utf-8") == several.run("--format", format_).out


def test_the_exit_code_is_asked_for(several: Ledger) -> None:
    assert several.run().code == 0
    assert several.run("--exit-code").code == 1
    several.commit()
    assert several.run("--exit-code").code == 0
    several.put({PATH: "# 说明\n" + (several.root / PATH).read_text(encoding="utf-8")})
    assert several.run("--exit-code").code == 0


def test_wrong_usage(ledger: Ledger) -> None:
    assert ledger.run("--format", "html").code == 2
    assert ledger.run("a", "b", "c").code == 2


# ---- A part of the changes


@pytest.mark.parametrize("unit", ["diaotai", "钓台街道", "钓台"])
def test_one_unit(several: Ledger, unit: str) -> None:
    assert several.said("--unit", unit) == ["2025年7月完成投资 7 万元"]
    assert several.run("--unit", unit).lines[1] == "项目 1 个（新增 0，删除 0）"


@pytest.mark.parametrize("unit", ["西咸", "", "公司", "gong"])
def test_a_unit_that_is_none_or_more_than_one(several: Ledger, unit: str) -> None:
    several.put({"units.yaml": UNITS + "  jianshe: {name: 建设公司}\n"})
    ran = several.run("--unit", unit)
    assert (ran.code, ran.out) == (2, "")


def test_a_project_that_moved_is_shown_with_both_units(ledger: Ledger) -> None:
    ledger.put({PATH: project_text("total: 1000\ninvested:\n  2025-06: 100\n", unit="diaotai")})
    for unit in ("gaozhuang", "diaotai"):
        assert ledger.said("--unit", unit) == ["责任单位：高庄镇 → 钓台街道"]
    assert ledger.said("--unit", "gongdian") == []


@pytest.mark.parametrize("project", ["fx25-9999", "9999", "秦创原", "秦创", "FX25-9999"])
def test_one_project(several: Ledger, project: str) -> None:
    assert several.said("--project", project) == ["2025年7月完成投资 7 万元"]


def test_a_project_that_is_none_or_more_than_one(several: Ledger) -> None:
    ran = several.run("--project", "没有这个")
    assert ran.err == "没有“没有这个”这个项目\n"
    ran = several.run("--project", "fx2")
    assert ran.code == 2
    assert "  - fx23-k7q2  三一产业园\n  - fx25-9999  秦创原\n" in ran.err


def test_a_project_without_changes(several: Ledger) -> None:
    several.commit()
    assert several.run("--project", "fx25-9999").lines[1:] == ["没有改动"]
