"""The door for writing: whatever goes wrong, the file is the old one or the new one, and a sentence says why."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import CODE, IDENTITY, PATH

from xmtz.entry import door
from xmtz.index.ledger import open_ledger
from xmtz.store.edits import Put
from xmtz.store.lock import locked
from xmtz.store.place import state_folder
from xmtz.words.errors import LOCKED, Trouble
from xmtz.words.lang import Say

PROGRAM = "from xmtz.cli.main import main; main()"
posix = pytest.mark.skipif(os.name == "nt", reason="POSIX only")


def program(ledger, *arguments, before="", **how):
    """The program in a process of its own."""
    command = [
        sys.executable,
        "-c",
        before + PROGRAM,
        "--lang",
        "zh",
        "--ledger",
        str(ledger.root),
        *arguments,
    ]
    done = subprocess.run(command, capture_output=True, check=False, **how)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, done.stdout.decode(), done.stderr.decode()


# ---- The bytes of a file


def test_a_windows_file_stays_one(ledger):
    """CRLF and a byte-order mark survive, and new lines are like the others."""
    ledger.file.write_bytes(b"\xef\xbb\xbf" + ledger.text().replace("\n", "\r\n").encode())
    before = ledger.file.read_bytes()
    ledger.ok("figures", "三一", "2025-06", "--invested", "7", "--paid", "8")
    ledger.ok("set", "三一", "owner=甲")
    ledger.ok("issue", "assign", "i-3kd", "--unit", "供电", "--on", "2025-06-03")
    raw = ledger.file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") == before.count(b"\r\n") + 5  # figures 1 and 3, assigned 1
    ledger.check()


def test_a_missing_last_newline_stays_missing(ledger):
    ledger.file.write_bytes(ledger.text().rstrip("\n").encode())
    ledger.ok("set", "三一", "owner=甲")
    assert ledger.text().endswith("raised: 2025-06-02")


@posix
def test_the_rights_of_a_file_stay(ledger):
    ledger.file.chmod(0o640)
    ledger.ok("set", "三一", "owner=甲")
    assert ledger.file.stat().st_mode & 0o777 == 0o640


# ---- Others at the same time


def test_a_file_that_an_editor_saved_meanwhile_is_not_overwritten(ledger):
    opened = open_ledger(ledger.root)
    with door.opened(opened, door.How()) as gate:
        gate.change(gate.read(PATH), [Put(("owner",), "甲")])
        ledger.file.write_bytes(ledger.text().replace("王某", "编辑器").encode())
        with pytest.raises(Trouble) as refused:
            gate.write(Say("x", "x"))
    assert refused.value.code == LOCKED
    assert "owner: 三一重工" in ledger.text()
    assert "编辑器" in ledger.text()
    assert not list(ledger.file.parent.glob(".xmtz-*"))


def test_a_file_that_was_moved_meanwhile_is_not_made_again(ledger):
    opened = open_ledger(ledger.root)
    ledger.file.rename(ledger.file.with_name("fx23-k7q2.yaml"))
    with door.opened(opened, door.How()) as gate, pytest.raises(Trouble) as refused:
        gate.read(PATH)
    assert refused.value.code == LOCKED
    ledger.ok("set", "三一", "owner=甲")


def test_a_held_lock_is_said_with_exit_code_4(ledger):
    with locked(ledger.root), pytest.raises(Trouble) as refused, locked(ledger.root, patience=0.1):
        pass
    assert refused.value.code == LOCKED


def test_a_dry_run_needs_no_lock(ledger):
    with locked(ledger.root):
        code, out, _ = program(ledger, "set", "三一", "owner=甲", "--dry-run", timeout=20)
    assert code == 0
    assert "+owner: 甲" in out


def test_a_lock_file_left_behind_is_no_lock(ledger):
    folder = state_folder(ledger.root)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lock").write_text("123456")
    ledger.ok("set", "三一", "owner=甲")


def test_what_an_interrupted_write_left_is_swept_up(ledger):
    left = ledger.file.with_name(".xmtz-0123456789ab.tmp")
    left.write_text("half")
    ledger.ok("set", "三一", "owner=甲")
    assert not left.exists()


# ---- Disks and rights


@posix
def test_a_full_disk_leaves_the_old_file(ledger):
    ledger.run("check")
    before = ledger.files()
    full = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    full += "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))\n"
    code, _, said = program(ledger, "set", "三一", "owner=甲", before=full)
    assert code == 2, said
    assert "原文件没有改动" in said
    assert len(said.splitlines()) == 1
    assert ledger.files() == before


@posix
def test_a_folder_that_may_not_be_written_says_so(ledger, tmp_path):
    """Root may write everywhere, so as root the test becomes nobody for a while; the first call
    loads the modules that nobody may not read."""
    ledger.ok("set", "三一", "owner=甲")
    as_root = os.geteuid() == 0
    if as_root:
        subprocess.run(["chown", "-R", "65534", str(tmp_path / "cache")], check=True)
        for folder in (tmp_path, *tmp_path.parents):
            if not folder.stat().st_mode & 0o001:
                folder.chmod(0o755)
    ledger.file.parent.chmod(0o555)
    try:
        if as_root:
            os.seteuid(65534)
        said = ledger.refused("set", "三一", "owner=乙", code=2)
    finally:
        if as_root:
            os.seteuid(0)
        ledger.file.parent.chmod(0o755)
    assert "没有权限" in said


def test_a_file_where_a_folder_has_to_be(ledger):
    (ledger.root / "projects/2025").write_text("x")
    said = ledger.refused("add", "--name", "甲乙丙污水处理厂", "--on", "2025-01-05", code=2)
    assert "挡在那里" in said


def test_of_several_files_all_are_written_or_none(ledger, tmp_path):
    """A file stands where the folder of the second project has to be."""
    (ledger.root / "projects/2026").write_text("x")
    source = tmp_path / "a.yaml"
    source.write_bytes(
        "- {name: 渭河大桥, stages: [{to: planned, on: 2025-01-01}]}\n"
        "- {name: 甲乙丙污水处理厂, stages: [{to: planned, on: 2026-01-01}]}\n".encode()
    )
    ledger.refused("add", "--from", str(source), code=2)
    (ledger.root / "projects/2026").unlink()
    ledger.ok("add", "--from", str(source))


# ---- Files that are wrong already


def test_a_file_with_a_syntax_error_is_not_touched(ledger):
    ledger.file.write_bytes(ledger.text().replace("people:\n", "people: [\n").encode())
    said = ledger.refused("set", PATH, "owner=甲", code=2)
    assert PATH in said


def test_errors_that_are_there_stop_nothing_new_ones_do(ledger):
    ledger.file.write_bytes(ledger.text().replace("level: province", "level: 国家级").encode())
    ledger.ok("set", "三一", "owner=甲")
    said = ledger.refused("set", "三一", "stages[1].to=开工", "name=")
    assert "[F202]" in said
    assert "国家级" not in said


def test_what_a_waiver_covers_stops_nothing(ledger):
    falls = ("set", "三一", "physical.2025-06=25")
    assert "[L435]" in ledger.refused(*falls)
    ledger.ok("set", "三一", "waivers+={code: L435, reason: 重新核定, by: 李某, until: 2099-01-01}")
    ledger.ok(*falls)
    ledger.ok("set", "三一", "physical.2025-06=", "waivers[1].until=2020-01-01")
    assert "[L435]" in ledger.refused(*falls)


def test_a_new_warning_is_a_reminder(ledger):
    ran = ledger.run("set", "三一", "code+=2301-110229-04-01-123455")
    assert ran.code == 0, ran
    assert "F222" in ran.err


def test_a_link_is_neither_read_nor_written(ledger, tmp_path):
    elsewhere = tmp_path / "elsewhere.yaml"
    ledger.file.rename(elsewhere)
    ledger.file.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    assert ledger.run("set", "三一", "owner=甲").code == 2
    assert elsewhere.read_bytes() == before


# ---- Which project


def test_a_project_by_its_id_its_name_or_its_file(ledger):
    for name in (
        "fx23-k7q2",
        "FX23-K7Q2",
        "k7q",
        "三一智能制造产业园",
        "制造产业",
        PATH,
        PATH.rpartition("/")[2],
    ):
        ledger.ok("set", name, f"owner={name[:9]}x")


def test_an_ambiguous_name_lists_the_candidates(ledger):
    ledger.ok(
        "add",
        "--name",
        "三一智能制造产业园二期",
        "--owner",
        "甲",
        "--code",
        CODE,
        "--anyway",
        "--on",
        "2025-01-05",
    )
    said = ledger.refused("set", "三一", "owner=甲", code=2)
    assert "对应 2 个项目" in said
    assert "fx23-k7q2  三一智能制造产业园" in said
    ledger.ok("set", "三一智能制造产业园", "owner=乙")  # the whole name is that of one only


def test_a_name_that_is_none_shows_the_nearest(ledger):
    assert "fx23-k7q2" in ledger.refused("set", "fx23-k7q3", "owner=甲", code=2)
    assert "fx23-k7q2" in ledger.refused("set", "三一制造产业园区", "owner=甲", code=2)
    assert "没有“渭河大桥”这个项目" in ledger.refused("set", "渭河大桥", "owner=甲", code=2)


def test_two_files_of_one_id_are_listed(ledger):
    copy = ledger.file.with_name("fx23-k7q2-副本.yaml")
    copy.write_bytes(ledger.file.read_bytes())
    said = ledger.refused("set", "k7q2", "owner=甲", code=2)
    assert copy.name in said
    assert ledger.file.name in said


# ---- Git


def test_a_commit_holds_its_own_file_alone(in_git):
    in_git.ok("add", "--name", "甲乙丙污水处理厂", "--on", "2025-01-05")
    (in_git.root / "units.yaml").write_bytes((in_git.root / "units.yaml").read_bytes() + b"  x: {name: x}\n")
    (in_git.root / "notes.txt").write_text("x")
    in_git.git("add", "notes.txt")
    out = in_git.ok("figures", "三一", "2025-07", "--invested", "12000", "--commit")
    assert "已提交 " in out
    assert in_git.git("-c", "core.quotePath=false", "show", "--name-only", "--format=%s").strip().split(
        "\n\n"
    ) == [
        "填报 2025-07：三一智能制造产业园 投资 12000",
        PATH,
    ]
    status = in_git.git("status", "--porcelain")
    assert "A  notes.txt\n" in status
    assert " M units.yaml\n" in status


def test_the_ledger_may_ask_for_commits(in_git):
    (in_git.root / "ledger.yaml").write_bytes((in_git.root / "ledger.yaml").read_bytes() + b"commit: true\n")
    in_git.ok("set", "三一", "owner=甲")
    assert in_git.git("log", "-1", "--format=%s").strip() == "修改：三一智能制造产业园 owner = 甲"
    in_git.ok("set", "三一", "owner=乙", "--no-commit")
    assert "owner = 乙" not in in_git.git("log", "--format=%s")
    in_git.ok("set", "三一", "owner=乙", "--dry-run")
    in_git.ok("set", "三一", "owner=乙")  # nothing to change: nothing to commit


def test_the_first_commit_of_a_repository(ledger, monkeypatch):
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    ledger.git("init", "--quiet")
    ledger.ok("set", "三一", "owner=甲", "--commit")
    assert ledger.git("ls-files", "-z").strip("\0") == PATH


def test_a_ledger_in_a_folder_of_a_repository(in_git, tmp_path, monkeypatch):
    outer = in_git.root / "下级/台账"
    (in_git.root / ".git").rename(in_git.root.parent / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    in_git.ok("set", "三一", "owner=甲", "--commit")
    assert not outer.exists()
    assert in_git.git("show", "--name-only", "--format=", "-z").strip("\0") == f"{in_git.root.name}/{PATH}"


def test_without_a_repository_nothing_is_written_that_should_be_committed(ledger, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(ledger.root.parent))
    assert "--no-commit" in ledger.refused("set", "三一", "owner=甲", "--commit", code=2)


def test_without_git_everything_but_commits_works(ledger, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    ledger.ok("set", "三一", "owner=甲")
    assert "找不到 git 程序" in ledger.refused("set", "三一", "owner=乙", "--commit", code=2)


def test_without_an_identity_the_file_is_written_and_it_is_said(ledger, monkeypatch):
    ledger.git("init", "--quiet")
    ledger.git("config", "user.useConfigOnly", "true")
    for name in IDENTITY:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    ran = ledger.run("set", "三一", "owner=甲", "--commit")
    assert ran.code == 2
    assert "user.name" in ran.err
    assert "owner: 甲" in ledger.text()


def test_a_locked_repository_says_that_the_file_is_written(in_git):
    (in_git.root / ".git/index.lock").write_text("")
    ran = in_git.run("set", "三一", "owner=甲", "--commit")
    assert ran.code == 2
    assert "已写入文件" in ran.err
    assert "owner: 甲" in in_git.text()


# ---- Wrong usage


@pytest.mark.parametrize("command", ["add", "set", "advance", "step", "figures", "issue", "init"])
def test_help_is_there_and_starts_nothing(ledger, command):
    ran = ledger.run(command, "--help")
    assert ran.code == 0
    assert "xmtz " + command in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("set",),
        ("set", "三一"),
        ("advance",),
        ("step", "三一"),
        ("figures", "三一"),
        ("add", "--nonsense"),
        ("issue", "x"),
    ],
)
def test_too_little_or_unknown_is_wrong_usage(ledger, arguments):
    assert len(ledger.refused(*arguments, code=2).splitlines()) <= 3
