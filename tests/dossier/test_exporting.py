"""A whole dossier as one folder: complete, provable, the same every time, and nowhere but where it belongs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

REST = """\
owner: 某某公司
total: 12000
people:
  leader: {name: 王某某, task: 统筹}
stages:
  - {to: reserved, on: 2024-01-10}
  - {to: started, on: 2024-03-01}
dates:
  approved: 2024-01-08
  planned_finish: 2026-12-31
steps:
  filing: {applied: 2024-01-03, accepted: 2024-01-04, granted: 2024-01-05, document: 备〔2024〕1号}
  permit: {applied: 2024-02-20, accepted: 2024-02-21, granted: 2024-02-26}
plan:
  2024: 5000
  2025: 7000
invested:
  2024-11: 1000
  2024-12: 1500.5
  2025-01: 300
funds:
  - {source: bond, planned: 8000, arrived: {2024-06: 3000, 2025-02: 1000}}
issues:
  - id: i-3kd
    title: 地块内坟墓未迁
    class: land
    raised: 2024-04-01
    by: 乙镇
    assigned: {unit: b, person: 李某, on: 2024-04-02}
    progress:
      - {on: 2024-04-20, text: 已迁 6 座}
    cleared: {on: 2024-05-01, by: 赵某, evidence: 现场照片}
"""


@pytest.fixture
def filled(archive):
    """A project with two files and a document on paper."""
    archive.project(REST, name="污水处理厂二期")
    archive.held("资料/中标通知书.pdf", b"one")
    archive.ok("dossier", "add", "污水", "招投标", "资料/中标通知书.pdf", "--on", "2024-02-15")
    outside = archive.outside("设备 合同（正本）.pdf", b"two")
    archive.ok("dossier", "add", "污水", "采购", str(outside), "--copy", "--on", "2024-08-01")
    archive.ok("dossier", "add", "污水", "采购", "--title", "比价记录", "--number", "采〔2024〕2号")
    return archive


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


class Links(HTMLParser):
    """The links and the tags of a page."""

    def __init__(self, page):
        super().__init__()
        self.links, self.tags = [], set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]


def test_the_folder_holds_everything(filled, tmp_path):
    folder = tmp_path / "整卷"
    out = filled.ok("dossier", "污水", "-o", str(folder))
    assert "6 个文件" in out
    found = contents(folder)
    assert set(found) == {
        "index.html", "index.md", "SHA256SUMS", "ts25-0001.yaml",
        "1-招投标/中标通知书.pdf", "2-采购/设备 合同（正本）.pdf",
    }  # fmt: skip
    assert found["ts25-0001.yaml"] == (filled.root / "projects/2025/ts25-0001.yaml").read_bytes()
    assert found["1-招投标/中标通知书.pdf"] == b"one"
    assert found["2-采购/设备 合同（正本）.pdf"] == b"two"


def test_every_checksum_is_right(filled, tmp_path):
    folder = tmp_path / "整卷"
    filled.ok("dossier", "污水", "-o", str(folder))
    found = contents(folder)
    lines = found.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{hashlib.sha256(found[name]).hexdigest()}  {name}" for name in sorted(found)]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_sha256sum_says_so_too(filled, tmp_path):
    folder = tmp_path / "整卷"
    filled.ok("dossier", "污水", "-o", str(folder))
    check = ["sha256sum", "-c", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 0
    (folder / "1-招投标/中标通知书.pdf").write_bytes(b"changed")
    assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 1


def test_twice_is_the_same(filled, tmp_path):
    filled.ok("dossier", "污水", "-o", str(tmp_path / "一"))
    filled.ok("dossier", "污水", "-o", str(tmp_path / "二"))
    assert contents(tmp_path / "一") == contents(tmp_path / "二")
    filled.commit()
    filled.ok("dossier", "污水", "-o", str(tmp_path / "三"), "--as-of", "HEAD")
    assert contents(tmp_path / "三") == contents(tmp_path / "一")


def test_the_page_leads_to_the_files_and_to_nothing_else(filled, tmp_path):
    folder = tmp_path / "整卷"
    filled.ok("dossier", "污水", "-o", str(folder))
    page = Links((folder / "index.html").read_text(encoding="utf-8"))
    assert sorted(map(unquote, page.links)) == sorted(
        [
            "1-招投标/中标通知书.pdf",
            "2-采购/设备 合同（正本）.pdf",
            "SHA256SUMS",
            "index.md",
            "ts25-0001.yaml",
        ]
    )
    assert all((folder / unquote(link)).is_file() for link in page.links)
    assert not page.tags & {"script", "img", "link", "iframe", "object", "form"}


def test_the_pages_tell_the_project(filled, tmp_path):
    filled.write(
        "meetings/2024-04-10-a.yaml",
        "on: 2024-04-10\nkind: weekly\ndecisions:\n"
        "  - {what: 坟墓月底前迁完, project: ts25-0001, unit: b, due: 2024-04-30, kept: 2024-04-28}\n",
    )
    filled.write(
        "rules/cadence.yaml", "cadences:\n  weekly: {label: {zh: 周调度, en: Weekly}, every: week}\n"
    )
    folder = tmp_path / "整卷"
    filled.ok("dossier", "污水", "-o", str(folder))
    text = (folder / "index.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    for row in (
        ["招投标", "1", "已归卷", "开工（2024-03-01）", "2024-03-01"],
        ["采购", "2", "已归卷", "开工（2024-03-01）", "2024-09-02"],
        ["比价记录", "采〔2024〕2号", "", "纸质"],
        ["总投资（万元）", "12,000"],
        ["包抓领导", "王某某", "统筹"],
        ["开工", "2024-03-01"],
        ["立项备案", "已办结", "2024-01-03", "2024-01-04", "2024-01-05", "备〔2024〕1号"],
        ["2024", "5,000", "2,500.5"],
        ["2025", "7,000", "300"],
        ["专项债券", "8,000", "4,000"],
        ["i-3kd", "地块内坟墓未迁", "2024-04-01", "提出（用地）", "乙镇"],
        ["i-3kd", "地块内坟墓未迁", "2024-04-02", "交办", "乙镇、李某"],
        ["i-3kd", "地块内坟墓未迁", "2024-04-20", "进展：已迁 6 座"],
        ["i-3kd", "地块内坟墓未迁", "2024-05-01", "销号：现场照片", "赵某"],
        ["2024-04-10", "周调度", "坟墓月底前迁完", "乙镇", "2024-04-30", "2024-04-28"],
    ):
        assert row in [one[: len(row)] for one in rows], row
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "<td>地块内坟墓未迁</td><td>2024-04-20</td><td>进展：已迁 6 座</td>" in page
    assert hashlib.sha256(b"one").hexdigest() in page


def test_whether_a_part_is_late_is_not_said_where_no_day_is_asked_for(archive, tmp_path):
    archive.project("stages:\n  - {to: started, on: 2024-03-01}\n")
    archive.ok("dossier", "项目1", "-o", str(tmp_path / "一"))
    text = (tmp_path / "一" / "index.md").read_text(encoding="utf-8")
    assert "| 采购 | — | 未归卷 | 开工（2024-03-01） | 2024-09-02 |" in text
    assert "- 未归卷：招投标、采购" in text
    archive.ok("dossier", "项目1", "-o", str(tmp_path / "二"), "--as-of-date", "2024-05-06")
    text = (tmp_path / "二" / "index.md").read_text(encoding="utf-8")
    assert "| 招投标 | — | 缺 |" in text
    assert "| 采购 | — | 待归卷 |" in text


def test_nothing_later_than_the_day_asked_for(filled, tmp_path):
    folder = tmp_path / "整卷"
    filled.ok("dossier", "污水", "-o", str(folder), "--as-of-date", "2024-04-15")
    found = contents(folder)
    text = found["index.md"].decode()
    assert "截至 2024-04-15" in text
    assert "2-采购/设备 合同（正本）.pdf" not in found
    for later in ("2024-04-20", "2024-05-01", "2024-08-01", "2024-11", "2,500.5", "4,000"):
        assert later not in text
    assert "2026-12-31" in text  # what is planned was known then


def test_a_meeting_of_a_later_day_does_not_count(filled, tmp_path):
    filled.write(
        "rules/cadence.yaml", "cadences:\n  weekly: {label: {zh: 周调度, en: Weekly}, every: week}\n"
    )
    for day, what in (("2024-04-10", "先迁坟墓"), ("2024-04-17", "再迁电杆")):
        decision = f"{{what: {what}, project: ts25-0001, due: 2024-04-30, kept: 2024-04-16}}"
        filled.write(f"meetings/{day}-a.yaml", f"on: {day}\nkind: weekly\ndecisions:\n  - {decision}\n")
    filled.ok("dossier", "污水", "-o", str(tmp_path / "卷"), "--as-of-date", "2024-04-15")
    text = (tmp_path / "卷" / "index.md").read_text(encoding="utf-8")
    assert "| 2024-04-10 | 周调度 | 先迁坟墓 | 2024-04-30 |" in text
    assert "再迁电杆" not in text
    assert "2024-04-16" not in text  # that it was kept was not known yet


def test_titles_cannot_become_markup(archive, tmp_path):
    archive.held("a.pdf", b"1")
    digest = hashlib.sha256(b"1").hexdigest()
    archive.project(
        "dossier:\n  tender:\n"
        f'    - {{title: "<script>alert(1)</script>", path: a.pdf, sha256: {digest}}}\n'
        f'    - {{title: "\\u202Efdp.exe <b>\\"&amp;", number: "](javascript:1)"}}\n'
        f'owner: "<img src=x onerror=1>\\u200B"\n',
        name="<h1>项目</h1>",
    )
    folder = tmp_path / "整卷"
    archive.ok("dossier", "ts25-0001", "-o", str(folder))
    page = (folder / "index.html").read_text(encoding="utf-8")
    text = (folder / "index.md").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;</a>" in page
    assert not Links(page).tags & {"script", "img", "b"}
    assert Links(page).links[0] == "1-%E6%8B%9B%E6%8A%95%E6%A0%87/a.pdf"
    for made in (page, text):
        assert "\u202e" not in made
        assert "\u200b" not in made
        assert "\\u202e" in made.replace("\\\\", "\\")
    assert "\\<script\\>" in text
    assert "\\](javascript:1)" in text
    assert "default-src 'none'" in page


def test_documents_of_one_name_do_not_collide(archive, tmp_path):
    archive.project()
    for n, path in enumerate(("甲/合同.pdf", "乙/合同.pdf", "丙/合同.PDF")):
        archive.held(path, str(n).encode())
        archive.ok("dossier", "add", "项目1", "采购", path, "--title", f"合同{n}")
    folder = tmp_path / "整卷"
    archive.ok("dossier", "项目1", "-o", str(folder))
    found = {name: raw for name, raw in contents(folder).items() if name.startswith("2-")}
    assert found == {"2-采购/合同.pdf": b"0", "2-采购/合同-2.pdf": b"1", "2-采购/合同-3.PDF": b"2"}


def test_missing_and_changed_documents_are_told(filled, tmp_path):
    filled.held("资料/中标通知书.pdf", b"changed")
    (filled.root / "dossier/ts25-0001/procurement/设备 合同（正本）.pdf").unlink()
    folder = tmp_path / "整卷"
    ran = filled.run("dossier", "污水", "-o", str(folder))
    assert ran.code == 0
    assert "资料/中标通知书.pdf 内容变了" in ran.err
    assert "设备 合同（正本）.pdf 找不到" in ran.err
    text = (folder / "index.md").read_text(encoding="utf-8")
    assert "内容变了" in text
    assert "找不到：文件不在" in text
    found = contents(folder)
    assert found["1-招投标/中标通知书.pdf"] == b"changed"
    assert not (folder / "2-采购").exists()
    digest = hashlib.sha256(b"changed").hexdigest()
    assert f"{digest}  1-招投标/中标通知书.pdf" in found["SHA256SUMS"].decode()


def test_a_folder_with_other_files_is_refused(filled, tmp_path):
    folder = tmp_path / "我的资料"
    folder.mkdir()
    (folder / "照片.jpg").write_bytes(b"x")
    for options in ((), ("--force",)):
        said = filled.refused("dossier", "污水", "-o", str(folder), *options, code=4)
        assert "别的文件" in said
    assert contents(folder) == {"照片.jpg": b"x"}


def test_an_earlier_export_is_replaced_on_purpose_only(filled, tmp_path):
    folder = tmp_path / "整卷"
    filled.ok("dossier", "污水", "-o", str(folder))
    before = contents(folder)
    assert "--force" in filled.refused("dossier", "污水", "-o", str(folder), code=4)
    filled.ok("dossier", "add", "污水", "审计", "--title", "审计报告")
    filled.ok("dossier", "污水", "-o", str(folder), "--force")
    assert contents(folder) != before
    assert "审计报告" in (folder / "index.md").read_text(encoding="utf-8")
    (folder / "批注.txt").write_bytes(b"x")
    assert "别的文件" in filled.refused("dossier", "污水", "-o", str(folder), "--force", code=4)
    (folder / "批注.txt").unlink()
    filled.project(name="另一个")
    assert "别的文件" in filled.refused("dossier", "另一个", "-o", str(folder), "--force", code=4)


def test_an_empty_folder_and_folders_above_it_will_do(filled, tmp_path):
    (tmp_path / "空").mkdir()
    filled.ok("dossier", "污水", "-o", str(tmp_path / "空"))
    filled.ok("dossier", "污水", "-o", str(tmp_path / "没有" / "这层" / "整卷"))
    assert contents(tmp_path / "空") == contents(tmp_path / "没有" / "这层" / "整卷")


@pytest.mark.parametrize("where", [".", "projects/x", "dossier", "rules/a/b", ".git/x", ".."])
def test_the_ledger_itself_is_no_place(filled, where):
    filled.commit()
    said = filled.unchanged("dossier", "污水", "-o", str(filled.root / where), code=2)
    assert "台账自己的文件夹" in said
    assert filled.git("status", "--short") == ""


def test_a_file_is_no_folder(filled, tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"x")
    assert "不是文件夹" in filled.refused("dossier", "污水", "-o", str(file))
    assert "不用 --format" in filled.refused("dossier", "污水", "-o", str(tmp_path / "b"), "--format", "json")
    assert not (tmp_path / "b").exists()


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_links_and_unsafe_paths_are_not_exported(archive, tmp_path):
    secret = archive.outside("密件.pdf", b"x")
    digest = hashlib.sha256(b"x").hexdigest()
    archive.project(
        "dossier:\n  tender:\n"
        f"    - {{title: 链接, path: 链接.pdf, sha256: {digest}}}\n"
        f"    - {{title: 外面, path: ../扫描件/密件.pdf, sha256: {digest}}}\n"
    )
    (archive.root / "链接.pdf").symlink_to(secret)
    said = archive.refused("dossier", "项目1", "-o", str(tmp_path / "整卷"), code=1)
    assert "链接.pdf：是符号链接" in said
    assert "../扫描件/密件.pdf：路径不能用" in said
    assert not (tmp_path / "整卷").exists()
    (tmp_path / "目标").mkdir()
    (tmp_path / "出口").symlink_to(tmp_path / "目标")
    archive.project(name="另一个")
    assert "不是文件夹" in archive.refused("dossier", "另一个", "-o", str(tmp_path / "出口"))
    assert list((tmp_path / "目标").iterdir()) == []


def test_a_failure_halfway_leaves_nothing(filled, tmp_path, monkeypatch):
    from xmtz.render.dossiers import dossier_folder

    folder = tmp_path / "整卷"
    filled.ok("dossier", "污水", "-o", str(folder))
    before = contents(folder)

    def full(document):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dossier_folder, "document_page", full)
    said = filled.refused("dossier", "污水", "-o", str(folder), "--force")
    assert "磁盘已满" in said
    assert contents(folder) == before
    filled.refused("dossier", "污水", "-o", str(tmp_path / "新的"))
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith((".xmtz", "新"))) == []


def test_in_english(filled, tmp_path):
    folder = tmp_path / "file"
    out = filled.ok("dossier", "污水", "-o", str(folder), lang="en")
    assert "is exported to" in out
    assert (folder / "1-tender/中标通知书.pdf").read_bytes() == b"one"
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "The five parts" in page
