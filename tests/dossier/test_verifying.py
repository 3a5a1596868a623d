"""Whether the documents are there and unchanged, and what is wrong with what was entered."""

from __future__ import annotations

import hashlib
import json
import os

import pytest

OTHER = "a" * 64


def test_all_match(archive):
    archive.project()
    archive.held("资料/合同.pdf")
    archive.ok("dossier", "add", "项目1", "采购", "资料/合同.pdf")
    archive.ok("dossier", "add", "项目1", "审计", "--title", "审计报告")
    out = archive.ok("dossier", "verify")
    assert "核对 1 份文件，全部相符。另有 1 份纸质文件" in out
    assert "相符" in archive.ok("dossier", "项目1")
    assert "1 files looked at, all match. 1 more" in archive.ok("dossier", "verify", lang="en")


def test_nothing_to_look_at(archive):
    archive.project()
    assert "无可核对" in archive.ok("dossier", "verify")


def test_changed_and_missing_files_are_listed_with_both_checksums(archive):
    archive.project()
    archive.project(name="另一个")
    was = archive.held("资料/合同.pdf")
    archive.held("资料/报告.pdf", b"1")
    archive.held("资料/好的.pdf", b"2")
    for name in ("合同", "报告"):
        archive.ok("dossier", "add", "项目1", "采购", f"资料/{name}.pdf")
    archive.ok("dossier", "add", "另一个", "采购", "资料/好的.pdf")
    now = archive.held("资料/合同.pdf", "改过".encode())
    (archive.root / "资料/报告.pdf").unlink()
    ran = archive.run("dossier", "verify")
    assert ran.code == 1
    assert "核对 3 份文件，2 份有问题" in ran.out
    lines = ran.out.splitlines()
    at = lines.index("资料/合同.pdf")
    assert lines[at + 1 : at + 5] == [
        "ts25-0001 项目1，采购：合同", "内容变了", f"登记 {was}", f"现有 {now}",
    ]  # fmt: skip
    at = lines.index("资料/报告.pdf")
    assert lines[at + 2] == "找不到：文件不在"
    assert lines[at + 4] == "现有 —"
    assert archive.ok("dossier", "verify", "另一个")
    assert archive.run("dossier", "verify", "项目1").code == 1
    data = json.loads(archive.run("dossier", "verify", "--format", "json").out)
    states = [(d["path"], d["state"], d["found"]) for p in data["projects"] for d in p["documents"]]
    good = hashlib.sha256(b"2").hexdigest()
    assert states == [
        ("资料/合同.pdf", "changed", now), ("资料/报告.pdf", "missing", None), ("资料/好的.pdf", "ok", good),
    ]  # fmt: skip
    csv = archive.run("dossier", "verify", "--format", "csv").out.splitlines()
    assert csv[1] == f"ts25-0001,采购,合同,资料/合同.pdf,内容变了,{was},{now}"
    assert "内容变了 1、找不到 1" in archive.ok("dossier")
    assert "内容变了" not in archive.ok("dossier", "--no-files")


def test_check_does_not_read_documents(archive):
    archive.project(f"dossier:\n  tender:\n    - {{title: 通知书, path: 没有.pdf, sha256: {OTHER}}}\n")
    assert archive.found("2026-01-01") == []


def test_a_commit_is_verified_by_its_own_files(archive):
    archive.project()
    archive.held("合同.pdf")
    archive.ok("dossier", "add", "项目1", "采购", "合同.pdf")
    archive.commit()
    archive.held("合同.pdf", "改过".encode())
    assert archive.run("dossier", "verify").code == 1
    assert archive.ok("dossier", "verify", "--as-of", "HEAD")
    (archive.root / "合同.pdf").unlink()
    assert archive.ok("dossier", "项目1", "--as-of", "HEAD").count("相符") == 1


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_links_are_not_followed(archive):
    secret = archive.outside("密件.pdf", b"x")
    digest = hashlib.sha256(b"x").hexdigest()
    archive.project(
        "dossier:\n  tender:\n"
        f"    - {{title: 链接, path: 链接.pdf, sha256: {digest}}}\n"
        f"    - {{title: 文件夹, path: 共享/密件.pdf, sha256: {digest}}}\n"
    )
    (archive.root / "链接.pdf").symlink_to(secret)
    (archive.root / "共享").symlink_to(secret.parent)
    ran = archive.run("dossier", "verify")
    assert ran.code == 1
    assert ran.out.count("不能读：是符号链接") == 2
    assert digest not in ran.out.replace(f"登记 {digest}", "")
    archive.commit()
    ran = archive.run("dossier", "verify", "--as-of", "HEAD")
    assert ran.out.count("不能读：是符号链接") == 2


def test_a_folder_or_a_pipe_is_no_document(archive):
    archive.held("资料/a.pdf")
    archive.project(f"dossier:\n  tender:\n    - {{title: 文件夹, path: 资料, sha256: {OTHER}}}\n")
    ran = archive.run("dossier", "verify")
    assert ran.code == 1
    assert "找不到：不是普通文件" in ran.out


@pytest.mark.parametrize(
    ("document", "code", "says"),
    [
        ("path: /etc/passwd, sha256: " + OTHER, "L531", "绝对路径"),
        ("path: ../a.pdf, sha256: " + OTHER, "L531", ".."),
        ("path: 'a\\b.pdf', sha256: " + OTHER, "L531", "\\"),
        ("path: a/con.pdf, sha256: " + OTHER, "L531", "保留名"),
        ("path: a.pdf, sha256: 12ab", "L532", "不是 SHA-256"),
        ("path: a.pdf, sha256: " + "A" * 64, "L532", "不是 SHA-256"),
        ("path: a.pdf", "L533", "没有 sha256"),
        ("sha256: " + OTHER, "L533", "没有 path"),
    ],
)
def test_what_is_entered_wrongly_is_found(archive, document, code, says):
    archive.project(f"dossier:\n  tender:\n    - {{title: 通知书, {document}}}\n")
    ((found, text),) = archive.found("2026-01-01")
    assert found == code
    assert says in text


def test_an_unsafe_path_is_never_opened(archive):
    secret = archive.outside("密件.pdf", b"x")
    digest = hashlib.sha256(b"x").hexdigest()
    archive.project(
        f"dossier:\n  tender:\n    - {{title: 外面, path: ../扫描件/密件.pdf, sha256: {digest}}}\n"
    )
    ran = archive.run("dossier", "verify")
    assert ran.code == 1
    assert "不能读：路径不能用：用 .. 走出了文件夹" in ran.out
    assert "现有 —" in ran.out
    assert secret.read_bytes() == b"x"


def test_a_file_without_a_checksum_is_not_taken_for_good(archive):
    digest = archive.held("a.pdf")
    archive.project("dossier:\n  tender:\n    - {title: 通知书, path: a.pdf}\n")
    ran = archive.run("dossier", "verify")
    assert ran.code == 1
    assert "没有校验和" in ran.out
    assert f"现有 {digest}" in ran.out
    archive.ok("dossier", "add", "项目1", "招投标", "a.pdf", "--update")
    assert "全部相符" in archive.ok("dossier", "verify")
