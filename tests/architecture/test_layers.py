"""The layout tells the story: imports run downward only, and what is to be in one place is in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import xmtz

PACKAGE = Path(xmtz.__file__).parent
LAYERS = (
    "words", "domain", "store", "records", "checks", "index", "entry", "review", "reports", "render", "cli",
)  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 420


def layer_of(file: Path) -> str:
    inside = file.relative_to(PACKAGE).parts
    return inside[0] if len(inside) > 1 else ""


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, anywhere in it: the line and the dotted name."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno} imports relatively"
            yield node.lineno, node.module or ""
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)


def name_of(file: Path) -> str:
    return str(file.relative_to(PACKAGE.parent))


def test_every_module_belongs_to_a_layer():
    assert {layer_of(file) for file in MODULES} - {""} == set(LAYERS)
    assert [name_of(file) for file in MODULES if not layer_of(file)] == ["xmtz/__init__.py"]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_from_itself_and_from_below(layer):
    above = {f"xmtz.{name}" for name in LAYERS[LAYERS.index(layer) + 1 :]}
    wrong = [
        f"{name_of(file)}:{line} imports {module}"
        for file in MODULES
        if layer_of(file) == layer
        for line, module in imports(file)
        if ".".join(module.split(".")[:2]) in above
    ]
    assert wrong == []


def test_no_modules_import_one_another_in_a_circle():
    """What runs when a module is imported; a late import inside a function cannot go round."""
    known = {".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts): file for file in MODULES}
    needs = {name: sorted(_at_import(file) & known.keys() - {name}) for name, file in known.items()}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join([*way[way.index(name) :], name])
        if name not in done:
            for needed in needs[name]:
                visit(needed, (*way, name))
            done.add(name)

    for name in needs:
        visit(name, ())


def _at_import(file: Path) -> set[str]:
    found = set()
    for node in tree_of(file).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def test_no_module_is_too_long():
    lengths = {name_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in MODULES}
    assert {name: count for name, count in lengths.items() if count > LONGEST} == {}


def test_git_is_spoken_to_in_one_module():
    speaking = {name_of(file) for file in MODULES for _, module in imports(file) if module == "subprocess"}
    assert speaking == {"xmtz/store/git.py", "xmtz/cli/reference.py"}  # the latter runs itself


def test_sql_is_written_in_one_layer():
    statement = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|PRAGMA)\s+\S+\s", re.ASCII)
    found = [
        f"{name_of(file)}:{node.lineno}"
        for file in MODULES
        if layer_of(file) != "index"
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and statement.match(node.value)
    ]
    assert found == []


def test_the_clock_is_read_in_one_place():
    clocks = {"today", "now", "utcnow"}
    found = {
        name_of(file)
        for file in MODULES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in clocks
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("date", "datetime")
    }
    assert found == {"xmtz/cli/options.py"}


def test_texts_are_opened_in_a_named_encoding():
    """Where no encoding is said, Windows takes its own."""
    found = [
        f"{name_of(file)}:{node.lineno}"
        for file in MODULES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and _opens_text(node)
        and "encoding" not in {keyword.arg for keyword in node.keywords}
    ]
    assert found == []


def _opens_text(call: ast.Call) -> bool:
    function = call.func
    if isinstance(function, ast.Attribute):
        if function.attr in ("read_text", "write_text"):
            return True
        if function.attr not in ("open", "fdopen") or ast.unparse(function) == "os.open":
            return False
        modes = call.args[1:] if ast.unparse(function) == "os.fdopen" else call.args
    elif getattr(function, "id", "") == "open":
        modes = call.args[1:]
    else:
        return False
    return not any(isinstance(mode, ast.Constant) and "b" in str(mode.value) for mode in modes)
