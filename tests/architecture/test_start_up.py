"""A command imports what it needs and no more."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from xmtz.cli import main as program

PROJECT_FILE = Path(__file__).parents[2] / "pyproject.toml"
HEAVY = {"rich", "tabulate", "wcwidth", "chinese_calendar", "filelock", "hypothesis", "pydantic", "click"}
RUN = """\
import sys
from xmtz.cli.main import run
code = run(sys.argv[1:])
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    """A ledger of one project whose index is up to date."""
    root = tmp_path_factory.mktemp("ledger") / "a"
    for arguments in (
        ("init", str(root), "--template", "fengxi", "--no-git"),
        ("add", "--name", "三一智能制造产业园", "--on", "2025-01-10", "--ledger", str(root)),
        ("figures", "三一", "2025-07", "--invested", "1200", "--ledger", str(root)),
        ("list", "--ledger", str(root)),
    ):
        assert program.run([*arguments]) == 0
    return root


def loaded(*arguments: str) -> set[str]:
    """The modules that a run of the program has imported by its end."""
    ran = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], capture_output=True, encoding="utf-8", timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.split())


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("--lang", "en", "--help")])
def test_what_needs_no_command_imports_no_command(arguments):
    modules = loaded(*arguments)
    assert not modules & (HEAVY | {"typer", "yaml", "sqlite3", "subprocess", "json", "inspect"})
    assert {name for name in modules if name.startswith("xmtz.")} <= {
        "xmtz.cli", "xmtz.cli.main", "xmtz.cli.registry", "xmtz.domain", "xmtz.domain.width",
        "xmtz.words", "xmtz.words.errors", "xmtz.words.lang", "xmtz.store", "xmtz.store.layout",
        "xmtz.store.store_findings", "xmtz.store.files", "xmtz.store.yaml_findings", "xmtz.words.finding",
    }  # fmt: skip


@pytest.mark.parametrize("command", ["add", "issue", "report"])
def test_the_help_of_a_command_reads_no_file(command):
    assert not loaded(command, "--help") & (
        HEAVY | {"yaml", "sqlite3", "xmtz.index.ledger", "xmtz.entry.door"}
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--format", "json"),
        ("report", "--monthly", "2025-07", "--format", "json"),
        ("lights", "2025-07", "--format", "json"),
        ("show", "三一", "--format", "json"),
        ("query", "select id from project join state using (c)", "--format", "csv"),
        ("check", "--format", "json", "--as-of-date", "2025-08-01"),
        ("set", "三一", "owner=三一重工", "--dry-run"),
        ("explain", "L400"),
    ],
)
def test_only_what_a_command_needs(warm, arguments):
    assert not loaded(*arguments, "--ledger", str(warm)) & (HEAVY - {"filelock"})


@pytest.mark.parametrize("arguments", [("report", "--monthly", "2025-07"), ("check",)])
def test_reading_takes_no_lock_and_no_terminal_library(warm, arguments):
    modules = loaded(*arguments, "--ledger", str(warm))
    assert not modules & (HEAVY - {"tabulate", "wcwidth"})
    assert not {name for name in modules if name.startswith("xmtz.entry")}


def test_typer_is_of_a_version_that_imports_no_pydantic():
    """The pin can go once a newer Typer passes this test: see docs/dependencies.md."""
    dependencies = tomllib.loads(PROJECT_FILE.read_text(encoding="utf-8"))["project"]["dependencies"]
    assert "typer>=0.26,<0.29" in dependencies
    assert (0, 26) <= tuple(int(n) for n in version("typer").split(".")[:2]) < (0, 29)
    ran = subprocess.run(
        [sys.executable, "-c", "import sys, typer; print('pydantic' in sys.modules, 'rich' in sys.modules)"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stdout.split() == ["False", "False"]
