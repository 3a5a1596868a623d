"""The index may be lost, broken, old or held by somebody: what a command says does not change."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from small_ledger import IDENTITY, Small

from xmtz.index import database
from xmtz.index.schema import VERSION

REPORT = ("report", "--monthly", "2025-07", "--explain")
XMTZ = str(Path(sys.executable).with_name("xmtz"))


@pytest.fixture
def ledger(tmp_path: Path) -> Small:
    small = Small(tmp_path / "沣西 台账")
    for n in range(30):
        small.project(f"plan: {{2025: {100 + n}}}\ninvested: {{2025-06: {n}, 2025-07: 1}}", unit="abc"[n % 3])
    small.commit()
    return small


def index(ledger: Small) -> Path:
    """The file of the index."""
    (found,) = (ledger.root / ".git" / "xmtz").glob("*/index.db")
    return found


def settled(ledger: Small) -> str:
    """What the report says when everything is in the index's own file and no other."""
    said = ledger.ok(*REPORT)
    connection = sqlite3.connect(index(ledger))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return said


def test_a_lost_index_is_made_again(ledger: Small) -> None:
    said = settled(ledger)
    index(ledger).unlink()
    assert ledger.ok(*REPORT) == said
    shutil.rmtree(ledger.root / ".git" / "xmtz")
    assert ledger.ok(*REPORT) == said


def test_doctor_deletes_it_on_request(ledger: Small) -> None:
    said = settled(ledger)
    file = index(ledger)
    assert "索引已删除" in ledger.ok("doctor", "--drop-index")
    assert not file.exists()
    assert ledger.ok(*REPORT) == said


@pytest.mark.parametrize("size", [0, 1, 50, 100, 1000, 4096, 5000])
def test_a_truncated_index_is_made_again(ledger: Small, size: int) -> None:
    said = settled(ledger)
    file = index(ledger)
    file.write_bytes(file.read_bytes()[:size])
    assert ledger.ok(*REPORT) == said
    assert file.stat().st_size > 5000


def test_an_index_that_is_something_else_is_made_again(ledger: Small) -> None:
    said = settled(ledger)
    index(ledger).write_bytes("这不是数据库\n".encode() * 1000)
    assert ledger.ok(*REPORT) == said


def test_an_index_without_its_tables_is_made_again(ledger: Small) -> None:
    said = settled(ledger)
    connection = sqlite3.connect(index(ledger))
    connection.execute("DROP TABLE meta")
    connection.close()
    assert ledger.ok(*REPORT) == said


@pytest.mark.parametrize("version", [0, 1, VERSION - 1, VERSION + 1])
def test_an_index_of_another_version_is_made_again(ledger: Small, version: int) -> None:
    said = settled(ledger)
    connection = sqlite3.connect(index(ledger))
    connection.execute("ALTER TABLE project RENAME TO strange")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    assert ledger.ok(*REPORT) == said


@pytest.mark.parametrize("part", [0.3, 0.5, 0.7, 0.9])
def test_a_page_overwritten_in_the_middle_is_noticed_or_harmless(ledger: Small, part: float) -> None:
    said = settled(ledger)
    file = index(ledger)
    raw = bytearray(file.read_bytes())
    at = int(len(raw) * part) // 4096 * 4096
    raw[at : at + 4096] = b"\xff" * 4096
    file.write_bytes(raw)
    ran = ledger.run(*REPORT)
    if ran.code:
        assert (ran.code, ran.err) == (4, "索引坏了，已经删掉，台账文件没有受影响；请再运行一次\n")
    else:
        assert ran.out == said
    assert ledger.run(*REPORT).out == said


def test_an_index_that_another_process_holds_is_done_without(
    ledger: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = settled(ledger)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(index(ledger), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    ledger.project("plan: {2025: 7}", unit="a")  # something to write into the index
    assert ledger.ok(*REPORT) != said
    assert "ts25-0031" in ledger.ok("list")
    holder.execute("ROLLBACK")
    holder.close()
    (ledger.root / "projects/2025/ts25-0031.yaml").unlink()
    assert ledger.ok(*REPORT) == said


def test_a_month_whose_rows_cannot_be_kept_is_computed_all_the_same(
    ledger: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = ("report", "--monthly", "2025-06")
    settled(ledger)
    alone = Small(ledger.root.parent / "另一个")
    for n in range(30):
        alone.project(f"plan: {{2025: {100 + n}}}\ninvested: {{2025-06: {n}, 2025-07: 1}}", unit="abc"[n % 3])
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(index(ledger), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert ledger.ok(*may) == alone.ok(*may)
    holder.close()


def test_many_months_one_after_the_other_all_stay_right(ledger: Small) -> None:
    months = [f"2025-{month:02d}" for month in range(1, 13)]
    first = {month: ledger.ok("report", "--monthly", month) for month in months}
    for month in reversed(months):
        assert ledger.ok("report", "--monthly", month) == first[month]


# ---- Where it lies


def test_two_ledgers_of_one_repository_do_not_share_an_index(tmp_path: Path) -> None:
    one, two = Small(tmp_path / "仓库" / "甲 台账"), Small(tmp_path / "仓库" / "乙")
    one.project("plan: {2025: 1}", name="甲的")
    two.project("plan: {2025: 2}", name="乙的")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "仓库", check=True)
    for _ in range(2):
        assert [line["plan"] for line in one.report("2025-07")["rows"]] == ["1"]
        assert [line["plan"] for line in two.report("2025-07")["rows"]] == ["2"]
    assert len(list((tmp_path / "仓库" / ".git" / "xmtz").iterdir())) == 2
    subprocess.run(["git", "add", "-A"], cwd=tmp_path / "仓库", check=True)
    subprocess.run(
        ["git", "commit", "-qm", "x"], cwd=tmp_path / "仓库", check=True, env={**os.environ, **IDENTITY}
    )
    assert [line["plan"] for line in one.report("2025-07", "--as-of", "HEAD")["rows"]] == ["1"]


def test_without_git_it_lies_in_the_users_cache(tmp_path: Path) -> None:
    ledger = Small(tmp_path / "台账")
    ledger.project("plan: {2025: 1}")
    cache = tmp_path / "别处 缓存"
    assert ledger.ok("report", "--monthly", "2025-07", env={"XDG_CACHE_HOME": str(cache)})
    assert len(list(cache.glob("xmtz/*/index.db"))) == 1
    assert not list(ledger.root.rglob("index.db"))


def test_a_cache_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    ledger = Small(tmp_path / "台账")
    ledger.project("plan: {2025: 1}")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    out = ledger.ok("report", "--monthly", "2025-07", env={"XDG_CACHE_HOME": str(tmp_path / "file")})
    assert "共有项目 1 个" in out


def as_a_person() -> list[str]:
    """What makes a command heed access rights, which root is above."""
    if os.name == "nt":
        pytest.skip("access rights of POSIX")
    if os.geteuid():
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root reads and writes everything")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def test_a_repository_that_may_only_be_read(ledger: Small, tmp_path: Path) -> None:
    said = settled(ledger)
    shutil.rmtree(ledger.root / ".git" / "xmtz")
    secret = ledger.root / "projects/2025/ts25-0007.yaml"
    folders = [ledger.root / name for name in (".git", "projects/2025", "projects", "")]
    secret.chmod(0)
    for folder in folders:
        folder.chmod(0o555)
    ran = subprocess.run(
        [*as_a_person(), XMTZ, "--lang", "zh", "--ledger", str(ledger.root), *REPORT],
        capture_output=True,
        check=False,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "缓存")},
    )
    for folder in folders:
        folder.chmod(0o755)
    secret.chmod(0o644)
    out = ran.stdout.decode()
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "projects/2025/ts25-0007.yaml 读不出来，未计入本通报" in out
    assert "共有项目 29 个" in out
    assert not (ledger.root / ".git" / "xmtz").exists()
    assert list((tmp_path / "缓存").glob("xmtz/*/index.db"))
    assert ledger.ok(*REPORT) == said


def test_an_index_that_belongs_to_somebody_else_is_done_without(ledger: Small, tmp_path: Path) -> None:
    said = settled(ledger)
    file = index(ledger)
    ledger.project("plan: {2025: 7}")
    file.chmod(0o444)
    file.parent.chmod(0o555)
    ran = subprocess.run(
        [*as_a_person(), XMTZ, "--lang", "zh", "--ledger", str(ledger.root), *REPORT],
        capture_output=True,
        check=False,
    )
    file.parent.chmod(0o755)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "共有项目 31 个" in ran.stdout.decode()
    (ledger.root / "projects/2025/ts25-0031.yaml").unlink()
    file.chmod(0o644)
    assert ledger.ok(*REPORT) == said


# ---- Several at once


def test_processes_that_refresh_at_once_all_say_the_same(ledger: Small) -> None:
    said = settled(ledger)
    shutil.rmtree(ledger.root / ".git" / "xmtz")

    def one(_: int) -> str:
        command = [XMTZ, "--lang", "zh", "--ledger", str(ledger.root), *REPORT]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(one, range(6))) == {said}


def test_processes_that_ask_for_many_months_at_once_take_no_rows_from_each_other(ledger: Small) -> None:
    months = [f"2025-{month:02d}" for month in range(1, 13)]
    said = {month: ledger.ok("report", "--monthly", month) for month in months}
    shutil.rmtree(ledger.root / ".git" / "xmtz")

    def one(month: str) -> str:
        command = [XMTZ, "--lang", "zh", "--ledger", str(ledger.root), "report", "--monthly", month]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    with ThreadPoolExecutor(4) as pool:
        assert dict(zip(months, pool.map(one, months), strict=True)) == said
