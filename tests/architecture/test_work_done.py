"""What did not change is not read again: counted, not timed."""

from __future__ import annotations

import os
import time

import pytest

from xmtz.cli import main as program
from xmtz.index.ledger import open_ledger

COUNT = 12


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A ledger of twelve projects, looked at well after they were written."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "台账"
    assert program.run(["init", str(root), "--no-git"]) == 0
    folder = root / "projects" / "2025"
    folder.mkdir(parents=True)
    long_ago = time.time() - 60
    for n in range(COUNT):
        file = folder / f"xm25-000{n:x}.yaml"
        file.write_text(f"id: xm25-000{n:x}\nname: 项目{n}\ntotal: {n + 1}\n", encoding="utf-8")
        os.utime(file, (long_ago, long_ago))
    opened(root)
    return root


def opened(root, revision=None):
    """What opening the ledger took: files looked at, hashed and parsed."""
    ledger = open_ledger(root, revision)
    work = ledger.work
    ledger.close()
    return work.listed, work.hashed, work.parsed


def test_an_unchanged_ledger_is_not_read(root):
    assert opened(root) == (COUNT, 0, 0)


def test_one_edit_costs_one_file(root):
    file = root / "projects/2025/xm25-0003.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "owner: 三一重工\n", encoding="utf-8")
    assert opened(root) == (COUNT, 1, 1)


def test_a_file_that_was_only_touched_is_hashed_and_not_parsed(root):
    file = root / "projects/2025/xm25-0003.yaml"
    os.utime(file, (time.time() - 30, time.time() - 30))
    assert opened(root) == (COUNT, 1, 0)
    assert opened(root) == (COUNT, 0, 0)


def test_an_old_content_that_comes_back_is_known(root):
    file = root / "projects/2025/xm25-0003.yaml"
    before = file.read_bytes()
    file.write_bytes(before + b"owner: a\n")
    opened(root)
    file.write_bytes(before)
    assert opened(root) == (COUNT, 1, 0)


def test_a_file_that_is_gone_costs_nothing(root):
    (root / "projects/2025/xm25-0003.yaml").unlink()
    assert opened(root) == (COUNT - 1, 0, 0)


def test_a_changed_rule_reads_everything_once(root):
    rules = root / "rules" / "terms.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n# 新的说明\n", encoding="utf-8")
    assert opened(root) == (COUNT, COUNT, COUNT)
    assert opened(root) == (COUNT, 0, 0)


@pytest.mark.parametrize(
    "command",
    [
        ("due", "--days", "400"),
        ("due", "--format", "ics"),
        ("approvals", "matrix"),
        ("approvals", "authority"),
        ("approvals", "rate"),
        ("schedule", "--all"),
        ("list",),
    ],
    ids=" ".join,
)
def test_what_looks_at_all_projects_opens_none_of_their_files(root, command, monkeypatch):
    from xmtz.index.source import WorkTree

    opened_files = []
    read = WorkTree.read

    def reading(self, path):
        opened_files.append(path)
        return read(self, path)

    monkeypatch.setattr(WorkTree, "read", reading)
    assert program.run([*command, "--ledger", str(root), "--as-of-date", "2025-08-01"]) == 0
    assert [path for path in opened_files if path.startswith("projects/")] == []
    assert "rules/steps.yaml" in opened_files
