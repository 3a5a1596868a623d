"""The example of 旬阳: its dossiers are as its stages require, its files are there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from xmtz.cli import main as program

ROOT = Path(__file__).resolve().parents[2] / "ledgers" / "xunyang"


def said(capsys, *arguments: str) -> str:
    capsys.readouterr()
    assert program.run(["--lang", "zh", "--ledger", str(ROOT), *arguments]) == 0
    return capsys.readouterr().out


def test_every_due_part_is_there(capsys):
    projects = json.loads(said(capsys, "dossier", "--format", "json", "--as-of-date", "2030-01-01"))[
        "projects"
    ]
    assert len(projects) == 11
    states = [part["state"] for project in projects for part in project["parts"]]
    assert {state: states.count(state) for state in set(states)} == {"there": 32, "none": 23}


def test_four_documents_are_files_and_say_that_they_are_examples(capsys):
    assert "核对 4 份文件，全部相符。另有 28 份纸质文件" in said(capsys, "dossier", "verify")
    files = sorted(path for path in (ROOT / "dossier").rglob("*") if path.is_file())
    assert len(files) == 4
    assert all(path.read_text(encoding="utf-8").startswith("（示例文件") for path in files)
    projects = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "projects").rglob("*.yaml"))
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() in projects for path in files)


def test_what_was_awaited_in_april_2020(capsys):
    projects = json.loads(said(capsys, "dossier", "--format", "json", "--as-of-date", "2020-04-10"))[
        "projects"
    ]
    awaited = [
        (project["id"], part["key"], part["by"])
        for project in projects
        for part in project["parts"]
        if part["state"] != "there" and part["state"] != "none"
    ]
    assert awaited == [
        ("xy19-0415", "procurement", "2020-09-18"),
        ("xy19-3j5a", "procurement", "2020-10-10"),
        ("xy19-3yh8", "procurement", "2020-09-10"),
        ("xy19-ewxc", "procurement", "2020-09-27"),
    ]


def test_the_example_can_be_exported(capsys, tmp_path):
    said(capsys, "dossier", "滨河北路", "-o", str(tmp_path / "卷"))
    for line in (tmp_path / "卷" / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((tmp_path / "卷" / name).read_bytes()).hexdigest() == digest
