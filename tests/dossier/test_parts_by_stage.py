"""Which parts a stage requires, since when and until when; what `check` and the list say of it."""

from __future__ import annotations

import json

PAPER = "  {part}:\n    - {{title: {part}的文件}}\n"
NOTHING = dict.fromkeys(("tender", "procurement", "acceptance", "accounts", "audit"), "none")


def moves(*pairs: str) -> str:
    """The stages of a project: `started 2024-03-01`, ..."""
    lines = [f"  - {{to: {pair.split()[0]}, on: {pair.split()[1]}}}" for pair in pairs]
    return "\n".join(["stages:", *lines, ""])


def filed(*parts: str) -> str:
    return "dossier:\n" + "".join(PAPER.format(part=part) for part in parts)


def test_nothing_is_due_before_the_works(archive):
    archive.project(moves("reserved 2024-01-10"))
    assert archive.parts("2025-01-01") == NOTHING
    assert archive.found("2030-01-01") == []


def test_at_once_and_within_six_months(archive):
    archive.project(moves("reserved 2024-01-10", "started 2024-03-01"))
    assert archive.parts("2024-02-29") == NOTHING
    assert archive.found("2024-02-29") == []
    assert archive.parts("2024-03-01") == NOTHING | {"tender": "missing", "procurement": "awaited"}
    # 2024-09-01 is a Sunday: the last day is the Monday after it
    assert archive.parts("2024-09-02") == NOTHING | {"tender": "missing", "procurement": "awaited"}
    assert archive.parts("2024-09-03") == NOTHING | {"tender": "missing", "procurement": "missing"}
    assert [text for _, text in archive.found("2024-09-02")] == [
        "案卷缺“招投标”：2024-03-01 到“开工”，限 2024-03-01 归卷"
    ]
    assert archive.found("2024-09-03") == [
        ("L530", "案卷缺“招投标”：2024-03-01 到“开工”，限 2024-03-01 归卷"),
        ("L530", "案卷缺“采购”：2024-03-01 到“开工”，限 2024-09-02 归卷"),
    ]


def test_a_whole_life(archive):
    archive.project(
        moves("started 2024-03-01", "completed 2025-03-03", "production 2025-04-01")
        + filed("tender", "procurement")
    )
    assert archive.parts("2025-03-02") == NOTHING | {"tender": "there", "procurement": "there"}
    assert archive.parts("2025-06-03") == {
        "tender": "there", "procurement": "there", "acceptance": "missing", "accounts": "awaited", "audit": "awaited",
    }  # fmt: skip
    assert archive.parts("2026-04-02") == {
        "tender": "there", "procurement": "there", "acceptance": "missing", "accounts": "missing", "audit": "missing",
    }  # fmt: skip
    assert len(archive.found("2026-04-02")) == 3


def test_what_an_earlier_stage_asks_for_holds_in_later_ones(archive):
    archive.project(moves("production 2025-04-01"))  # entered late: nothing before it is on record
    found = {part["key"]: part for part in archive.dossiers("2025-04-01", "ts25-0001")["ts25-0001"]["parts"]}
    assert [part["since"] for part in found.values()] == ["2025-04-01"] * 5
    assert [found[key]["required_by"] for key in ("tender", "acceptance", "audit")] == [
        "started", "completed", "production",
    ]  # fmt: skip
    assert [found[key]["by"] for key in ("accounts", "audit")] == ["2025-07-01", "2026-04-01"]


def test_works_that_are_suspended_keep_what_they_need(archive):
    archive.project(moves("started 2024-03-01", "suspended 2024-06-03"))
    assert archive.parts("2024-07-01")["tender"] == "missing"


def test_a_project_that_went_back_needs_what_it_needed_there(archive):
    archive.project(
        moves("started 2024-03-01", "completed 2025-03-03", "started 2025-05-06") + filed("tender")
    )
    assert archive.parts("2025-04-01")["acceptance"] == "missing"
    assert archive.parts("2025-06-01")["acceptance"] == "none"


def test_nothing_is_due_after_the_end(archive):
    archive.project(moves("started 2024-03-01", "ended 2024-05-06"))
    archive.project(moves("reserved 2024-03-01", "ended 2024-05-06"))
    assert archive.parts("2024-05-05")["tender"] == "missing"
    assert archive.parts("2024-05-06") == NOTHING
    assert archive.found("2030-01-01") == []


def test_a_document_of_a_later_day_does_not_count_yet(archive):
    archive.project(
        moves("started 2024-03-01") + "dossier:\n  tender:\n    - {title: 中标通知书, on: 2024-04-01}\n"
    )
    assert archive.parts("2024-03-31")["tender"] == "missing"
    assert archive.parts("2024-04-01")["tender"] == "there"


def test_a_waiver_covers_the_finding(archive):
    waiver = "waivers:\n  - {code: L530, reason: 档案移交审计局, by: 赵某, until: 2024-12-31}\n"
    archive.project(moves("started 2024-03-01") + filed("procurement") + waiver)
    assert archive.found("2024-12-31") == []
    assert [code for code, _ in archive.found("2025-01-01")] == ["L530"]


def test_one_missing_part_is_one_finding(archive):
    """A part that entering the stage requires as well is said of the move only."""
    stages = archive.root / "rules/stages.yaml"
    text = stages.read_text(encoding="utf-8")
    stages.write_text(
        text.replace("    dossier: [tender,", "    needs: [{dossier: [tender]}]\n    dossier: [tender,"),
        encoding="utf-8",
    )
    archive.project(moves("started 2024-03-01") + filed("procurement"))
    out = archive.run("check", "--format", "json", "--as-of-date", "2025-01-01").out
    assert [f["code"] for f in json.loads(out)["findings"] if f["code"][0] == "L"] == ["L402"]


def test_moving_a_project_on_tells_what_is_due(archive):
    archive.project(moves("started 2024-03-01") + filed("tender", "procurement"))
    ran = archive.run("advance", "项目1", "completed", "--on", "2025-03-03")
    assert ran.code == 0
    assert "案卷缺“竣工验收”" in ran.err
    assert "决算" not in ran.err or "2025-06-03" in ran.err


def test_the_screen_of_a_project_counts_only_what_holds(archive):
    archive.project(moves("started 2024-03-01") + filed("tender"))
    assert "处问题" not in archive.ok("show", "项目1", "--as-of-date", "2024-05-01")
    assert "1 处问题" in archive.ok("show", "项目1", "--as-of-date", "2025-05-01")


def test_the_list_of_all_projects(archive):
    archive.project(moves("started 2024-03-01") + filed("tender"), name="一期", unit="a")
    archive.project(moves("reserved 2024-03-01"), name="二期", unit="b")
    archive.project(moves("started 2024-03-01") + filed("tender", "procurement"), name="三期", unit="b")
    out = archive.ok("dossier", "--as-of-date", "2025-01-02")
    rows = [line.split() for line in out.splitlines() if line.startswith("ts25-")]
    assert rows == [
        ["ts25-0001", "一期", "甲镇", "开工", "1", "缺", "—", "—", "—"],
        ["ts25-0003", "三期", "乙镇", "开工", "1", "1", "—", "—", "—"],
    ]
    assert "2 个项目有案卷或应有案卷，其中 1 个缺部分，0 份文件有问题" in out
    assert "另有 1 个项目还没有应归卷的部分" in out
    assert out == archive.ok("dossier", "status", "--as-of-date", "2025-01-02")
    lacking = archive.ok("dossier", "--missing", "--as-of-date", "2025-01-02")
    assert [line[:9] for line in lacking.splitlines() if line.startswith("ts25-")] == ["ts25-0001"]
    of_unit = archive.ok("dossier", "--unit", "乙镇", "--as-of-date", "2025-01-02")
    assert [line[:9] for line in of_unit.splitlines() if line.startswith("ts25-")] == ["ts25-0003"]
    english = archive.ok("dossier", "--as-of-date", "2025-01-02", lang="en")
    assert "missing" in english
    assert "1 lack a part" in english


def test_other_formats(archive, tmp_path):
    archive.project(moves("started 2024-03-01") + filed("tender"), name="=一期")
    file = tmp_path / "案卷.csv"
    archive.ok("dossier", "--format", "csv", "--as-of-date", "2025-01-02", "-o", str(file))
    assert file.read_bytes().decode("utf-8-sig").splitlines()[1] == "ts25-0001,'=一期,甲镇,开工,1,缺,—,—,—,"
    assert "| ts25-0001 | =一期 |" in archive.ok("dossier", "--format", "md", "--as-of-date", "2025-01-02")
    assert "没有“html”" in archive.refused("dossier", "--format", "html")


def test_one_project(archive):
    archive.project(moves("started 2024-03-01") + filed("tender"))
    out = archive.ok("dossier", "项目1", "--as-of-date", "2024-05-06")
    assert "缺：" not in out
    rows = [line.split() for line in out.splitlines()]
    assert ["招投标", "1", "已归卷", "开工（2024-03-01）", "2024-03-01"] in rows
    assert ["采购", "—", "待归卷", "开工（2024-03-01）", "2024-09-02"] in rows
    assert ["审计", "—", "尚不要求", "—", "—"] in rows
    assert "缺：采购" in archive.ok("dossier", "项目1", "--as-of-date", "2025-05-06")
    assert "没有" in archive.refused("dossier", "没有这个")


def test_a_commit_is_asked_like_the_folder(archive):
    archive.project(moves("started 2024-03-01"))
    archive.commit()
    archive.ok("dossier", "add", "项目1", "招投标", "--title", "中标通知书", "--no-commit")
    assert archive.parts("2024-05-01")["tender"] == "there"
    old = archive.dossiers("2024-05-01", "ts25-0001", "--as-of", "HEAD")["ts25-0001"]
    assert old["parts"][0]["state"] == "missing"


def test_the_list_opens_no_project_file(archive, monkeypatch):
    from xmtz.index.source import WorkTree

    archive.project(moves("started 2024-03-01") + filed("tender"))
    archive.ok("list")
    opened = []
    read = WorkTree.read
    monkeypatch.setattr(WorkTree, "read", lambda self, path: opened.append(path) or read(self, path))
    archive.ok("dossier")
    archive.ok("dossier", "verify")
    assert [path for path in opened if path.startswith("projects/")] == []


def test_rules_that_ask_for_what_is_no_part(archive):
    stages = archive.root / "rules/stages.yaml"
    text = stages.read_text(encoding="utf-8")
    stages.write_text(text.replace("part: audit, within: 1 y", "part: 监理, within: 一年"), encoding="utf-8")
    archive.project(moves("production 2025-04-01"))
    out = archive.run("check", "--as-of-date", "2025-05-01").out
    assert "rules/stages.yaml:" in out
    assert "监理" in out
    assert archive.run("dossier").code == 0
