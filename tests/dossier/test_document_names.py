"""Names that file systems, shells and people trip over are refused, or made safe where a copy is made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xmtz.domain.document_paths import NAME_BYTES, numbered, safe_name, why_unsafe
from xmtz.domain.refusal import DomainError

GOOD = (
    "a.pdf",
    "dossier/ts25-0001/tender/中标 通知书（副本）.pdf",
    "资料/a..b.pdf",
    "a/.隐藏/b",
    "COM10.txt",
    "console.txt",
)
BAD = {
    "/etc/passwd": "绝对路径",
    "~/a.pdf": "绝对路径",
    "C:/a.pdf": "绝对路径",
    "c:a.pdf": "绝对路径",
    "\\\\server\\a.pdf": "绝对路径",
    "../a.pdf": "..",
    "a/../../b.pdf": "..",
    "a\\..\\b.pdf": "\\",
    "a//b.pdf": "空的一段",
    "a/./b.pdf": "空的一段",
    "a/": "空的一段",
    "": "空的一段",
    "a\x1b[2J.pdf": "控制字符",
    "fdp\u202e.exe": "控制字符",
    "零\u200b宽.pdf": "控制字符",
    "a\n.pdf": "控制字符",
    "ab:c.pdf": ":",
    "a?.pdf": "?",
    ".git/config": "git",
    "x/.GIT/hooks/a": "git",
    "CON": "保留名",
    "a/nul.txt": "保留名",
    "LPT1.tar.gz": "保留名",
    "com¹.pdf": "保留名",
    "a.": "空格或点",
    "a .pdf /b": "空格或点",
    " a.pdf": "空格或点",
    "中" * 86: "太长",
}


@pytest.mark.parametrize("path", GOOD)
def test_ordinary_paths_will_do(path):
    assert why_unsafe(path) is None


@pytest.mark.parametrize("path", BAD)
def test_what_cannot_be_a_path_of_a_document(path):
    why = why_unsafe(path)
    assert why is not None
    assert BAD[path] in why.zh
    assert why.en.isprintable()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("中标通知书.pdf", "中标通知书.pdf"),
        ("a\x1b[2Jb.pdf", "a[2Jb.pdf"),
        ("fdp\u202e.exe", "fdp.exe"),
        ("a:b|c?.pdf", "a_b_c_.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("aux", "_aux"),
        (".git", "git"),
        (" 合同 . ", "合同"),
        ("合同 .pdf", "合同.pdf"),
        ("a\\..\\..\\b.pdf", "a_.._.._b.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
    ],
)
def test_names_of_copies_are_made_safe(name, made):
    assert safe_name(name) == made


@pytest.mark.parametrize("name", ["", "..", "...", " . ", "\u202e\u200b", "_"])
def test_a_name_of_which_nothing_is_left_is_refused(name):
    with pytest.raises(DomainError):
        safe_name(name)


def test_long_names_keep_their_ending():
    made = safe_name("很" * 200 + ".tar.gz")
    assert made.endswith(".gz")
    assert made.startswith("很很很")
    assert len(made.encode()) <= NAME_BYTES


@given(st.text(max_size=300))
def test_a_safe_name_is_a_safe_path_and_stays_as_it_is(name):
    try:
        made = safe_name(name)
    except DomainError:
        return
    assert why_unsafe(made) is None, made
    assert "/" not in made
    assert safe_name(made) == made
    assert why_unsafe(numbered(made, 12)) is None


def test_hostile_names_on_the_command_line(archive):
    path = archive.project()
    hostile = archive.outside("中\u202e标\x1b[31m.pdf")
    out = archive.ok("dossier", "add", "项目1", "招投标", str(hostile), "--copy", "--title", "中标通知书")
    assert "\x1b" not in out
    assert "path: dossier/ts25-0001/tender/中标[31m.pdf" in archive.text(path).replace('"', "").replace(
        "'", ""
    )
    said = archive.unchanged("dossier", "add", "项目1", "招投标", "../" * 40 + "etc/passwd", code=2)
    assert "台账文件夹之外" in said or "没有这个文件" in said
    said = archive.unchanged("dossier", "add", "项目1", "招投标", "长" * 5000, code=2)
    assert "没有这个文件" in said
    assert len(said) < 300


def test_a_file_of_the_ledger_with_a_bad_name_is_not_linked_but_may_be_copied(archive):
    path = archive.project()
    archive.held("资料/con.pdf")
    said = archive.unchanged("dossier", "add", "项目1", "招投标", "资料/con.pdf", code=2)
    assert "保留名" in said
    archive.ok("dossier", "add", "项目1", "招投标", "资料/con.pdf", "--copy")
    assert "path: dossier/ts25-0001/tender/_con.pdf" in archive.text(path)


def test_git_is_no_place_for_documents(archive):
    archive.project()
    archive.commit()
    said = archive.unchanged("dossier", "add", "项目1", "招投标", ".git/config", code=2)
    assert "git" in said
