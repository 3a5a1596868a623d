"""The bottom layer imports next to nothing, and only the layer of words below it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import xmtz.domain
from xmtz.domain.refusal import quoted

FOLDER = Path(xmtz.domain.__file__).parent
MODULES = sorted(file.stem for file in FOLDER.glob("*.py") if file.stem != "__init__")


@pytest.mark.parametrize("module", MODULES)
def test_only_words_lie_below(module):
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    ours = {name for name in imported if name.startswith("xmtz")}
    assert all(name.startswith(("xmtz.domain", "xmtz.words")) for name in ours)


def test_importing_it_all_brings_in_nothing_heavy():
    program = f"import sys, {', '.join(f'xmtz.domain.{module}' for module in MODULES)}; print(*sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    ).stdout
    loaded = set(out.split())
    assert not loaded & {
        "yaml",
        "rich",
        "typer",
        "tabulate",
        "filelock",
        "chinese_calendar",
        "decimal",
        "fractions",
    }
    assert not loaded & {"dataclasses", "sqlite3", "subprocess", "json"} - {"dataclasses"}


def test_what_was_typed_is_quoted_safely_and_briefly():
    assert quoted("三一") == "三一"
    assert quoted("a\x1b[31m\u202eb\n") == "a\\u001b[31m\\u202eb\\u000a"
    assert quoted("x" * 99) == "x" * 40 + "…"
    assert quoted("\ud800") == "\\ud800"
