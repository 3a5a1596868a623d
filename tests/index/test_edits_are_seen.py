"""Whatever happens to the files is seen by the next command, and only what changed is read again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_ledger import PLAIN, Small

from xmtz.index.ledger import Ledger, open_ledger


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    small = Small(tmp_path / "台账")
    for n in range(5):
        small.project(f"plan: {{2025: {100 + n}}}", name=f"项目{n}")
    return small


def plan(ledger: Small) -> str:
    """The year's plan of all projects together, by the report."""
    return str(ledger.report("2025-07")["plan"])


def long_ago(ledger: Small) -> None:
    """As if every file had been written an hour ago."""
    for file in ledger.root.rglob("*.yaml"):
        at = file.stat().st_mtime_ns - 3_600 * 10**9
        os.utime(file, ns=(at, at))


@contextmanager
def opened(ledger: Small) -> Iterator[Ledger]:
    one = open_ledger(ledger.root)
    yield one
    one.close()


def parsed(ledger: Small) -> tuple[int, int]:
    """How many files the next command looks into, and how many it reads as projects."""
    with opened(ledger) as one:
        return one.work.hashed, one.work.parsed


def edit(ledger: Small, n: int, old: str, new: str) -> Path:
    file = ledger.root / f"projects/2025/ts25-{n:04d}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return file


def test_nothing_is_read_again_that_did_not_change(ledger: Small) -> None:
    long_ago(ledger)
    assert parsed(ledger) == (5, 5)
    assert parsed(ledger) == (0, 0)
    edit(ledger, 3, "102", "999")
    assert parsed(ledger) == (1, 1)


def test_an_edit_of_the_same_size_in_the_same_moment_is_seen(ledger: Small) -> None:
    assert plan(ledger) == "510"
    for new in ("200", "300", "400"):
        file = edit(ledger, 1, "{2025: " + ("100" if new == "200" else str(int(new) - 100)), "{2025: " + new)
        at = file.stat().st_mtime_ns // 10**9 * 10**9  # a file system that keeps whole seconds
        os.utime(file, ns=(at, at))
        assert plan(ledger) == str(410 + int(new))


def test_an_edit_whose_time_was_set_back_is_seen(ledger: Small) -> None:
    before = plan(ledger)
    file = ledger.root / "projects/2025/ts25-0001.yaml"
    status = file.stat()
    text = file.read_text(encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    other = file.with_name("new.tmp")
    other.write_text(text.replace("100", "900"), encoding="utf-8")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)  # same size, same time: another inode
    assert before == "510"
    assert plan(ledger) == "1310"


def test_a_renamed_file_is_the_same_project(ledger: Small) -> None:
    long_ago(ledger)
    before = plan(ledger)
    file = ledger.root / "projects/2025/ts25-0001.yaml"
    file.rename(file.with_name("ts25-0001-改了名.yaml"))
    assert parsed(ledger) == (1, 0)  # its bytes are known
    assert plan(ledger) == before
    assert "ts25-0001-改了名.yaml" in ledger.ok("list", "--format", "json")


def test_added_and_removed_files_are_seen(ledger: Small) -> None:
    assert plan(ledger) == "510"
    ledger.project("plan: {2025: 1000}")
    assert plan(ledger) == "1510"
    (ledger.root / "projects/2025/ts25-0001.yaml").unlink()
    assert plan(ledger) == "1410"
    (ledger.root / "projects/2025/ts25-0006.yaml").rename(ledger.root / "projects/2025/ts25-0001.yaml")
    assert plan(ledger) == "1410"


def test_a_file_that_breaks_and_is_mended_is_gone_and_back(ledger: Small) -> None:
    before = ledger.report("2025-07")
    file = ledger.root / "projects/2025/ts25-0001.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text("id: [", encoding="utf-8")
    assert ledger.report("2025-07")["unread"] == ["projects/2025/ts25-0001.yaml"]
    file.write_text(text, encoding="utf-8")
    assert ledger.report("2025-07") == before


def test_rules_that_change_are_rules_that_hold_at_once(ledger: Small) -> None:
    assert "总投资" in ledger.ok("report", "--monthly", "2025-07")
    ledger.write("rules/stages.yaml", PLAIN["stages"].replace("zh: 储备,", "zh: 入库,"))
    ledger.project("stages:\n  - {to: reserved, on: 2025-01-02}")
    assert "入库" in ledger.ok("list")


def test_marks_that_change_change_what_has_started(ledger: Small) -> None:
    ledger.project("stages:\n  - {to: reserved, on: 2025-01-02}")
    assert ledger.report("2025-07")["position"]["started"]["year"]["projects"] == 0
    marked = PLAIN["stages"].replace("batch: reserved, next", "batch: reserved, marks: [started], next", 1)
    ledger.write("rules/stages.yaml", marked)
    assert ledger.report("2025-07")["position"]["started"]["year"]["projects"] == 1
    ledger.write("rules/stages.yaml", PLAIN["stages"])
    assert ledger.report("2025-07")["position"]["started"]["year"]["projects"] == 0


def test_old_commits_and_branches_reuse_what_is_known(ledger: Small) -> None:
    revision = ledger.commit()
    long_ago(ledger)
    parsed(ledger)
    edit(ledger, 1, "100", "900")
    with opened(ledger) as one:
        assert one.work.parsed == 1
    one = open_ledger(ledger.root, revision)
    assert (one.work.listed, one.work.parsed) == (5, 0)
    one.close()


def test_a_state_once_opened_stays_as_it_was(ledger: Small) -> None:
    with opened(ledger) as first:
        ledger.project("plan: {2025: 1000}")
        (ledger.root / "projects/2025/ts25-0001.yaml").unlink()
        with opened(ledger) as second:
            count = "SELECT group_concat(id) FROM (SELECT id FROM state JOIN project USING (c) ORDER BY id)"
            assert second.facts.execute(count).fetchone()[0].endswith("ts25-0005,ts25-0006")
            assert first.facts.execute(count).fetchone()[0].startswith("ts25-0001,ts25-0002")
