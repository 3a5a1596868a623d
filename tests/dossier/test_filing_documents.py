"""Filing a document: linked by its path and checksum, copied into the ledger, or on paper."""

from __future__ import annotations

import hashlib
import os

import pytest

CONTENT = "示例".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def test_a_file_of_the_ledger_is_linked_by_path_and_checksum(archive):
    path = archive.project()
    archive.held("资料/中标通知书.pdf")
    before = archive.files()
    archive.ok(
        "dossier", "add", "项目1", "招投标", str(archive.root / "资料/中标通知书.pdf"),
        "--on", "2025年3月5日", "--number", "招字〔2025〕3号",
    )  # fmt: skip
    assert (
        "\ndossier:\n  tender:\n    - title: 中标通知书\n      path: 资料/中标通知书.pdf\n"
        f"      sha256: {SHA256}\n      on: 2025-03-05\n      number: 招字〔2025〕3号\n"
    ) in archive.text(path)
    assert {name for name, raw in archive.files().items() if before.get(name) != raw} == {path}
    assert archive.found("2026-01-01") == []


def test_the_path_may_be_given_from_here_or_from_the_ledger(archive, monkeypatch):
    path = archive.project()
    archive.held("资料/a.pdf")
    archive.held("资料/b.pdf", b"b")
    archive.ok("dossier", "add", "项目1", "tender", "资料/a.pdf")  # from the ledger: there is none here
    monkeypatch.chdir(archive.root / "资料")
    archive.ok("dossier", "add", "项目1", "tender", "b.pdf", "--title", "第二份")
    assert "path: 资料/a.pdf" in archive.text(path)
    assert "path: 资料/b.pdf" in archive.text(path)


def test_a_file_outside_is_refused_unless_it_is_copied(archive):
    path = archive.project()
    outside = archive.outside("合同 正本.pdf")
    said = archive.unchanged("dossier", "add", "项目1", "采购", str(outside), code=2)
    assert "在台账文件夹之外" in said
    assert "--copy" in said
    out = archive.ok("dossier", "add", "项目1", "采购", str(outside), "--copy")
    copy = "dossier/ts25-0001/procurement/合同 正本.pdf"
    assert copy in out
    assert (archive.root / copy).read_bytes() == CONTENT
    assert f"path: {copy}" in archive.text(path)
    assert f"sha256: {SHA256}" in archive.text(path)
    assert outside.read_bytes() == CONTENT


def test_a_way_round_through_dots_is_outside_too(archive):
    archive.project()
    archive.outside("a.pdf")
    around = str(archive.root / ".." / "扫描件" / "a.pdf")
    assert "之外" in archive.unchanged("dossier", "add", "项目1", "采购", around, code=2)


def test_what_lies_there_already_is_taken_if_it_is_the_same_and_never_overwritten(archive):
    archive.project()
    archive.held("dossier/ts25-0001/audit/报告.pdf")
    same = archive.outside("报告.pdf")
    archive.ok("dossier", "add", "项目1", "审计", str(same), "--copy")
    other = archive.outside("报告.pdf", "另一份".encode())
    said = archive.unchanged("dossier", "add", "项目1", "审计", str(other), "--copy", code=2)
    assert "没有覆盖" in said
    assert (archive.root / "dossier/ts25-0001/audit/报告.pdf").read_bytes() == CONTENT


def test_paper_needs_a_title_only(archive):
    path = archive.project()
    archive.ok("dossier", "add", "项目1", "决算", "--title", "竣工决算", "--number", "财评〔2025〕8号")
    assert "  accounts:\n    - {title: 竣工决算, number: 财评〔2025〕8号}\n" in archive.text(path)
    assert "--title" in archive.unchanged("dossier", "add", "项目1", "决算", "--number", "8", code=2)
    said = archive.unchanged(
        "dossier", "add", "项目1", "决算", "--title", "竣工决算", "--number", "财评〔2025〕8号", code=1
    )
    assert "已经在卷里" in said


def test_a_scan_that_comes_later_joins_the_document_on_paper(archive):
    path = archive.project("dossier:\n  accounts:\n    - {title: 竣工决算, on: 2025-03-01}\n")
    scan = archive.outside("扫描0001.pdf")
    archive.ok("dossier", "add", "项目1", "决算", str(scan), "--copy", "--update", "--title", "竣工决算")
    line = (
        "    - {title: 竣工决算, path: dossier/ts25-0001/accounts/扫描0001.pdf, "
        f"sha256: {SHA256}, on: 2025-03-01}}\n"
    )
    assert line in archive.text(path)
    assert archive.text(path).count("竣工决算") == 1


def test_a_replaced_file_is_entered_again_on_purpose_only(archive):
    path = archive.project()
    archive.held("合同.pdf")
    archive.ok("dossier", "add", "项目1", "采购", "合同.pdf", "--title", "采购合同")
    assert "已经在卷里" in archive.unchanged("dossier", "add", "项目1", "采购", "合同.pdf", code=1)
    new = archive.held("合同.pdf", "补充协议".encode())
    assert "--update" in archive.unchanged("dossier", "add", "项目1", "采购", "合同.pdf", code=1)
    out = archive.ok("dossier", "add", "项目1", "采购", "合同.pdf", "--update", "--on", "2025-05-06")
    assert "更新" in out
    text = archive.text(path)
    assert f"sha256: {new}" in text
    assert SHA256 not in text
    assert "title: 采购合同" in text
    assert "on: 2025-05-06" in text
    archive.held("别的.pdf")
    assert "不用 --update" in archive.unchanged(
        "dossier", "add", "项目1", "采购", "别的.pdf", "--update", code=1
    )


def test_the_parts_stand_in_their_order(archive):
    path = archive.project()
    for part in ("审计", "招投标", "竣工验收", "决算", "采购"):
        archive.ok("dossier", "add", "项目1", part, "--title", f"{part}文件")
    text = archive.text(path)
    places = [text.index(f"  {key}:") for key in ("tender", "procurement", "acceptance", "accounts", "audit")]
    assert places == sorted(places)


def test_every_mistake_at_once(archive):
    archive.project()
    said = archive.unchanged("dossier", "add", "项目1", "监理", "--title", " ", "--copy", code=2)
    assert "招投标" in said  # the parts are listed
    assert "题名" in said
    assert "--copy" in said
    said = archive.unchanged("dossier", "add", "项目1", "招投标", "没有.pdf", code=2)
    assert "没有这个文件" in said
    said = archive.unchanged("dossier", "add", "项目1", "招投标", str(archive.root), code=2, lang="en")
    assert "no ordinary file" in said
    said = archive.unchanged(
        "dossier", "add", "项目1", "招投标", "--title", "a", "--on", "2099-01-01", code=1
    )
    assert "还没有到" in said
    said = archive.unchanged("dossier", "add", "项目1", "招投标", "--title", "中标\u202e书", code=2)
    assert "U+202E" in said


def test_a_dry_run_writes_nothing_and_shows_the_copy(archive):
    archive.project()
    outside = archive.outside("合同.pdf")
    before = archive.files()
    out = archive.ok("dossier", "add", "项目1", "采购", str(outside), "--copy", "--dry-run")
    assert archive.files() == before
    assert not (archive.root / "dossier").exists()
    assert "+++ dossier/ts25-0001/procurement/合同.pdf" in out
    assert f"6 字节，SHA-256 {SHA256}" in out
    assert "+  procurement:" in out


def test_the_copy_belongs_to_the_commit(archive):
    path = archive.project()
    archive.commit()
    archive.write("别的.txt", "未提交")
    archive.git("config", "core.quotePath", "false")
    outside = archive.outside("合同.pdf")
    archive.ok("dossier", "add", "项目1", "采购", str(outside), "--copy", "--commit")
    changed = archive.git("show", "--name-only", "--format=%s", "HEAD").splitlines()
    assert changed[0] == "案卷：项目1 采购 归卷“合同”"
    assert set(filter(None, changed[1:])) == {path, "dossier/ts25-0001/procurement/合同.pdf"}
    assert "别的.txt" in archive.git("status", "--short", "-uall")


def test_without_a_repository_nothing_is_written_that_was_to_be_committed(archive):
    archive.project()
    outside = archive.outside("合同.pdf")
    said = archive.unchanged("dossier", "add", "项目1", "采购", str(outside), "--copy", "--commit", code=2)
    assert "没有写入" in said


def test_bytes_of_any_kind_are_kept(archive):
    archive.project()
    raw = bytes(range(256)) * 5000 + b"\r\n\x1a\x00"
    archive.ok("dossier", "add", "项目1", "审计", str(archive.outside("附件.zip", raw)), "--copy")
    assert (archive.root / "dossier/ts25-0001/audit/附件.zip").read_bytes() == raw
    assert "全部相符" in archive.ok("dossier", "verify")


def test_a_file_too_large_to_copy_is_refused(archive, monkeypatch):
    from xmtz.entry import filing

    archive.project()
    monkeypatch.setattr(filing, "MOST_COPIED", 1 << 20)
    large = archive.outside("录像.mp4", b"0" * ((1 << 20) + 1))
    said = archive.unchanged("dossier", "add", "项目1", "审计", str(large), "--copy", code=2)
    assert "超过 1 MB" in said


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_symbolic_links_are_not_followed(archive):
    archive.project()
    outside = archive.outside("密件.pdf")
    (archive.root / "链接.pdf").symlink_to(outside)
    assert "符号链接" in archive.unchanged("dossier", "add", "项目1", "采购", "链接.pdf", code=2)
    assert "符号链接" in archive.unchanged("dossier", "add", "项目1", "采购", "链接.pdf", "--copy", code=2)
    (archive.root / "共享").symlink_to(outside.parent)
    assert "之外" in archive.unchanged("dossier", "add", "项目1", "采购", "共享/密件.pdf", code=2)
    (archive.root / "dossier").symlink_to(outside.parent)
    said = archive.unchanged("dossier", "add", "项目1", "采购", str(outside), "--copy", code=2)
    assert "符号链接" in said
    assert sorted(outside.parent.iterdir()) == [outside]
