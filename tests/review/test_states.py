"""Which states are compared, and what is said when they cannot be."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from compared_ledger import PATH, Ledger, git, ledger_files, project_text, write

from xmtz.index.blobs import known_blobs
from xmtz.store.layout import scan_projects


def figures(amount: int) -> str:
    return project_text(f"total: 1000\ninvested:\n  2025-06: {amount}\n")


@pytest.fixture
def history(ledger: Ledger) -> Ledger:
    """Four states: 100, 200, 300 committed, 400 in the folder."""
    for amount in (200, 300):
        ledger.put({PATH: figures(amount)})
        ledger.commit(f"{amount}")
    ledger.put({PATH: figures(400)})
    return ledger


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], "300 → 400"),
        (["HEAD"], "300 → 400"),
        (["HEAD~2"], "100 → 400"),
        (["HEAD~2", "HEAD~1"], "100 → 200"),
        (["HEAD~2..HEAD"], "100 → 300"),
        (["HEAD~1.."], "200 → 300"),
        (["..HEAD~2"], "300 → 100"),
        (["HEAD", "HEAD~2"], "300 → 100"),
    ],
)
def test_the_states_that_are_compared(history: Ledger, states: list[str], said: str) -> None:
    assert history.said(*states) == [f"2025年6月完成投资 {said} 万元"]


def test_a_state_is_the_same_as_itself(history: Ledger) -> None:
    ran = history.run("HEAD", "HEAD")
    assert ran.code == 0
    assert ran.lines[1:] == ["没有改动"]


def test_tags_and_branches_name_a_state(history: Ledger) -> None:
    history.git("tag", "六月通报", "HEAD~2")
    assert history.run("六月通报").lines[0].startswith("六月通报 (")
    assert history.run("六月通报").lines[0].endswith(") → 工作区")


def test_the_work_tree_and_the_repository_are_left_as_they_are(history: Ledger) -> None:
    def everything() -> dict[str, tuple[bytes, int]]:
        return {
            str(path): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in history.root.rglob("*")
            if path.is_file()
        }

    before = everything()
    history.said()
    history.said("HEAD~2", "HEAD~1")
    assert everything() == before


def test_only_comments_line_endings_and_a_byte_order_mark(ledger: Ledger) -> None:
    for text in (
        project_text("total: 1000   # 万元\ninvested:\n  2025-06: 100\n"),
        figures(100).replace("\n", "\r\n"),
        "\ufeff" + figures(100),
        figures(100).rstrip("\n"),
        "# 说明\n\n" + figures(100),
    ):
        ledger.put({PATH: text})
        ran = ledger.run()
        assert ran.lines[1:] == ["没有改动", "另有 1 个文件只改了注释或格式"], text


def test_a_ledger_in_a_folder_of_a_larger_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "库", {"说明.md": "甲\n"})
    root = tmp_path / "库" / "台账" / "沣西"
    write(root, {**ledger_files(), PATH: figures(100)})
    git(tmp_path / "库", "init", "--quiet")
    made = Ledger(root, capsys)
    made.commit()
    made.put({PATH: figures(150)})
    write(tmp_path / "库", {"projects/x.yaml": project_text()})
    assert made.said() == ["2025年6月完成投资 100 → 150 万元"]
    made.commit()
    assert made.said("HEAD~1", "HEAD") == ["2025年6月完成投资 100 → 150 万元"]


def test_a_repository_that_names_blobs_by_sha256(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "台账"
    write(root, {**ledger_files(), PATH: figures(100)})
    git(root, "init", "--quiet", "--object-format=sha256")
    made = Ledger(root, capsys)
    made.commit()
    assert made.said() == []
    made.put({PATH: figures(150)})
    assert made.said() == ["2025年6月完成投资 100 → 150 万元"]


def test_what_the_index_knows_need_not_be_read(ledger: Ledger) -> None:
    from xmtz.index.ledger import open_ledger

    os.utime(ledger.root / PATH, (1_700_000_000, 1_700_000_000))  # long enough ago to be trusted
    entries, _ = scan_projects(ledger.root)
    assert known_blobs(ledger.root, entries) == {}
    open_ledger(ledger.root).close()
    blob = ledger.git("rev-parse", f"HEAD:{PATH}").strip()
    assert known_blobs(ledger.root, entries) == {PATH: blob}
    ledger.put({PATH: figures(101)})
    entries, _ = scan_projects(ledger.root)
    assert known_blobs(ledger.root, entries) == {}
    assert ledger.said() == ["2025年6月完成投资 100 → 101 万元"]


# ---- Errors: one sentence each


@pytest.mark.parametrize(
    "revision",
    ["没有的分支", "HEAD~99", "-x", "--output=x", "HEAD:ledger.yaml", "a\x1b[31m", "", "HEAD^{tree}"],
)
def test_a_commit_that_there_is_not(ledger: Ledger, revision: str) -> None:
    ran = ledger.run("--", revision)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err


def test_a_ledger_that_is_not_in_the_commit_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"说明.md": "甲\n"})
    git(tmp_path, "init", "--quiet")
    made = Ledger(tmp_path, capsys)
    made.commit()
    write(tmp_path, dict(ledger_files()))
    ran = made.run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "提交“HEAD”里还没有这个台账\n"


def test_a_repository_without_a_commit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, dict(ledger_files()))
    git(tmp_path, "init", "--quiet")
    ran = Ledger(tmp_path, capsys).run()
    assert ran.code == 2
    assert "还没有任何提交" in ran.err


def test_a_folder_without_git(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, dict(ledger_files()))
    ran = Ledger(tmp_path, capsys).run()
    assert ran.code == 2
    assert ran.err == "台账不在 git 仓库里；先在台账文件夹运行 git init\n"


def test_a_machine_without_git(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = ledger.run()
    assert ran.code == 2
    assert "找不到 git 程序" in ran.err


def test_rules_that_cannot_be_read_are_no_hindrance(ledger: Ledger) -> None:
    ledger.put({"rules/steps.yaml": "steps: [\n", "units.yaml": "\x00", PATH: figures(120)})
    assert ledger.said() == [
        "2025年6月完成投资 100 → 120 万元",
        "! 现在读不出：有看不见的控制字符 U+0000",
        "! 现在读不出：方括号或花括号内的写法不完整",
    ]


def test_a_pipe_that_is_closed_early_is_no_error(ledger: Ledger) -> None:
    ledger.put({f"projects/{n}.yaml": project_text(id_=f"fx23-{n:04d}") for n in range(200)})
    xmtz = Path(os.sys.executable).with_name("xmtz")  # type: ignore[attr-defined]
    done = subprocess.run(
        f"'{xmtz}' --ledger '{ledger.root}' diff --format json | head -1",
        shell=True,
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""


# ---- Many files: two processes share them


MANY = 600


@pytest.fixture
def many(ledger: Ledger) -> Ledger:
    """Hundreds of projects, each changed in one figure."""

    def texts(amount: int) -> dict[str, str | bytes | None]:
        body = f"invested:\n  2025-06: {amount}\n"
        return {f"projects/2025/{n}.yaml": project_text(body, f"fx25-{n:04d}") for n in range(MANY)}

    ledger.put(texts(1))
    ledger.commit()
    ledger.put(texts(2))
    return ledger


def test_many_changed_files(many: Ledger) -> None:
    assert many.said() == ["2025年6月完成投资 1 → 2 万元"] * MANY
    assert [one["project"]["id"] for one in many.changes()] == [f"fx25-{n:04d}" for n in range(MANY)]


def test_many_new_removed_and_renamed_files(many: Ledger) -> None:
    many.commit()
    assert many.said("HEAD~2", "HEAD") == ["新增项目（完成投资 1 笔）"] * MANY
    assert many.said("HEAD", "HEAD~2") == ["! 删除项目（完成投资 1 笔）"] * MANY
    many.git("mv", "projects/2025", "projects/2026")
    assert many.said() == [f"文件改名，原为 projects/2025/{n}.yaml" for n in range(MANY)]


def test_a_repository_that_lacks_an_object_is_one_sentence(many: Ledger) -> None:
    blob = many.git("rev-parse", f"HEAD:projects/2025/{MANY - 1}.yaml").strip()
    (many.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    ran = many.run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "git" in ran.err
