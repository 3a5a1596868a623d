"""xmtz init: a ledger from a template."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import IDENTITY, write_ledger


@pytest.fixture
def git_identity(monkeypatch):
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)


def git(folder, *arguments):
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True).stdout.decode()


def test_a_new_ledger_is_complete_and_clean(tmp_path, run_in, git_identity):
    folder = tmp_path / "沣西 2025"
    ran = run_in(
        "init", str(folder), "--template", "national", "--prefix", "fx", "--name", "沣西重点项目: 2025"
    )
    assert ran.code == 0, ran
    assert "xmtz add" in ran.out
    for path in (
        "ledger.yaml", "units.yaml", "rules/stages.yaml", "rules/steps.yaml", "rules/calendar.yaml", "projects/.gitkeep",
        "meetings/.gitkeep", ".gitattributes", ".gitignore", ".vscode/settings.json", ".idea/jsonSchemas.xml",
        ".xmtz/schema/project.json",
    ):  # fmt: skip
        assert (folder / path).is_file(), path
    assert run_in("--ledger", str(folder), "check", "--strict").code == 0
    assert 'name: "沣西重点项目: 2025"\n' in (folder / "ledger.yaml").read_text(encoding="utf-8")
    assert git(folder, "config", "core.quotePath").strip() == "false"


def test_editors_find_a_schema_for_every_file(tmp_path, run_in):
    folder = tmp_path / "a"
    assert run_in("init", str(folder), "--no-git").code == 0
    wired = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert {"projects/**/*.yaml", "units.yaml", "rules/steps.yaml", "meetings/*.yaml"} <= {
        g for gs in wired.values() for g in gs
    }
    mapped = (folder / ".idea/jsonSchemas.xml").read_text(encoding="utf-8")
    for path in wired:
        schema = json.loads((folder / path).read_text(encoding="utf-8"))
        assert schema["$schema"].endswith("draft-07/schema#")
        assert path.removeprefix("./") in mapped


def test_git_names_the_section_of_a_change(tmp_path, run_in, git_identity):
    folder = tmp_path / "a"
    run_in("init", str(folder), "--prefix", "fx", "--commit")
    assert git(folder, "status", "--porcelain") == ""
    write_ledger(folder)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    assert (
        run_in(
            "--ledger",
            str(folder),
            "figures",
            "k7q2",
            "2025-05",
            "--invested",
            "301",
            "--correct",
            "--reason",
            "x",
        ).code
        == 0
    )
    assert "@@ invested:" in git(folder, "diff", "-U0")


def test_a_ledger_in_a_bigger_repository_keeps_to_it(tmp_path, run_in, git_identity):
    git(tmp_path, "init", "-q")
    assert run_in("init", str(tmp_path / "台账")).code == 0
    assert not (tmp_path / "台账/.git").exists()


def test_without_git_it_says_so(tmp_path, run_in, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = run_in("init", str(tmp_path / "a"))
    assert ran.code == 0
    assert "没有建 git 仓库：找不到 git 程序" in ran.out
    assert (tmp_path / "a/ledger.yaml").is_file()


def test_a_dry_run_writes_nothing(tmp_path, run_in):
    ran = run_in("init", str(tmp_path / "a"), "--dry-run")
    assert ran.code == 0
    assert "ledger.yaml" in ran.out
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_ever_overwritten(tmp_path, run_in):
    (tmp_path / "a/rules").mkdir(parents=True)
    (tmp_path / "a/rules/steps.yaml").write_text("我的", encoding="utf-8")
    (tmp_path / "a/units.yaml").write_text("我的", encoding="utf-8")
    ran = run_in("init", str(tmp_path / "a"))
    assert ran.code == 1
    assert "  - rules/steps.yaml\n  - units.yaml\n" in ran.err
    assert sorted(p.name for p in (tmp_path / "a").rglob("*") if p.is_file()) == ["steps.yaml", "units.yaml"]


def test_other_files_do_not_mind(tmp_path, run_in):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/说明.docx").write_bytes(b"x")
    assert run_in("init", str(tmp_path / "a"), "--no-git").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--template", "火星"), "national"),
        (("--prefix", "FX1"), "小写字母"),
        (("--division", "6111"), "6 位数字"),
        (("--name", "a\x1b[31m"), "看不见的字符"),
    ],
)
def test_wrong_settings_write_nothing(tmp_path, run_in, arguments, says):
    ran = run_in("init", str(tmp_path / "a"), *arguments)
    assert ran.code == 2
    assert says in ran.err
    assert not (tmp_path / "a").exists()


def test_a_ledger_is_not_started_twice_nor_inside_another(tmp_path, run_in):
    write_ledger(tmp_path / "a")
    for folder in ("a", "a/projects/b"):
        ran = run_in("init", str(tmp_path / folder))
        assert ran.code == 2
        assert "台账" in ran.err


def test_a_file_is_no_folder(tmp_path, run_in):
    (tmp_path / "a").write_text("x")
    assert run_in("init", str(tmp_path / "a")).code == 2
    assert run_in("init", str(tmp_path / "a/b")).code == 2


def test_a_file_where_a_folder_has_to_be_is_in_the_way(tmp_path, run_in):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/projects").write_text("x")
    ran = run_in("init", str(tmp_path / "a"))
    assert ran.code == 1
    assert "  - projects\n" in ran.err
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["projects"]


@pytest.mark.skipif(os.name == "nt", reason="no limit on the size of files")
def test_what_cannot_be_finished_is_taken_back(tmp_path):
    """The disk is full half-way: nothing of the half ledger stays."""
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
    full += "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    full += "from xmtz.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", full, "init", str(tmp_path / "a")], capture_output=True, check=False
    )
    assert done.returncode == 2, done
    assert len(done.stderr.decode().splitlines()) == 1
    assert not (tmp_path / "a").exists()


def test_the_name_comes_from_the_division(tmp_path, run_in):
    assert run_in("init", str(tmp_path / "a"), "--division", "610111", "--no-git").code == 0
    assert "name: 陕西省西安市灞桥区重点项目台账\n" in Path(tmp_path, "a/ledger.yaml").read_text(
        encoding="utf-8"
    )
    assert os.name == "nt" or (tmp_path / "a/ledger.yaml").stat().st_mode & 0o400
