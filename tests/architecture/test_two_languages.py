"""Every text that a person sees is there in Chinese and in English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import xmtz

PACKAGE = Path(xmtz.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")
PAIRED = {"Say": 0, "say": 0, "req": 1, "opt": 1, "many": 1, "keyed": 2, "Choice": 0, "Word": 1, "Mention": 1}
"""Calls that take a Chinese text and its English twin, and where the first of the two stands."""

UNITS = {"万元", "亿元", "万", "亿", "元", "分"}
LEFT_AS_WRITTEN = {"约", "余", "闭环", "一"}
"""Chinese words that English texts quote, because files hold them."""

OWN_LANGUAGE = {  # modules that write pages or files in both languages at once, the answer “是”, numerals
    "xmtz/checks/manual.py", "xmtz/cli/reference.py", "xmtz/records/reference.py",
    "xmtz/records/reference_texts.py", "xmtz/cli/asking.py", "xmtz/render/numerals.py",
}  # fmt: skip


def name_of(file: Path) -> str:
    return str(file.relative_to(PACKAGE.parent)).replace("\\", "/")


def text_of(node: ast.expr) -> str | None:
    """A literal text, the values in it left out; None for what is no literal."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = [one.value if isinstance(one, ast.Constant) else "{}" for one in node.values]
        return "".join(str(part) for part in parts)
    return None


def pairs(file: Path):
    """Every Chinese text with its English twin: line, zh, en."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        at = PAIRED.get(getattr(node.func, "id", getattr(node.func, "attr", "")))
        if at is None or len(node.args) < at + 2:
            continue
        zh, en = text_of(node.args[at]), text_of(node.args[at + 1])
        if zh is not None and en is not None:
            yield node.lineno, zh, en


ALL_PAIRS = [(f"{name_of(file)}:{line}", zh, en) for file in MODULES for line, zh, en in pairs(file)]


def test_the_texts_are_found():
    assert len(ALL_PAIRS) > 1500


def test_every_text_has_its_twin():
    assert [(place, zh, en) for place, zh, en in ALL_PAIRS if bool(zh.strip()) != bool(en.strip())] == []


def test_the_chinese_side_is_chinese():
    """Where the English side has words, the Chinese side has Chinese; the same on both sides is a name."""
    wrong = [
        (place, zh)
        for place, zh, en in ALL_PAIRS
        if zh != en and _words(en) and not HAN.search(zh) and _words(zh) != _words(en)
    ]
    assert wrong == []


def test_the_english_side_is_english():
    """Apart from units, examples and what it quotes."""
    known = UNITS | LEFT_AS_WRITTEN
    wrong = [
        (place, en)
        for place, zh, en in ALL_PAIRS
        if zh != en and set(re.findall(f"{HAN.pattern}+", en)) - known
    ]
    assert wrong == []


def test_both_sides_name_the_same_facts():
    """A fact that one language tells and the other does not is one that somebody forgot."""
    wrong = [
        (place, zh, en)
        for place, zh, en in ALL_PAIRS
        if zh != en
        and _places(zh) - {"zh"} != _places(en) - {"en"}
        and not place.startswith(("xmtz/render/", "xmtz/review/"))  # they put a date or a number otherwise
        and "YAML" not in zh  # libyaml's own words are English
    ]
    assert wrong == []


def _words(text: str) -> list[str]:
    return WORD.findall(re.sub(r"\{[^}]*\}", "", text))


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{([a-z_]+)\}", text))


@pytest.mark.parametrize("layer", ["cli", "render", "reports", "index"])
def test_no_chinese_text_stands_alone(layer):
    """In what prints, Chinese words stand beside their English: in a Say, or as the next value."""
    wrong = []
    for file in MODULES:
        if name_of(file).startswith(f"xmtz/{layer}/") and name_of(file) not in OWN_LANGUAGE:
            wrong += [f"{name_of(file)}:{line} {text!r}" for line, text in _alone(file)]
    assert wrong == []


def _alone(file: Path):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    twin_lines = {node.lineno for node in ast.walk(tree) if _is_english(node)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if not HAN.search(text) or text.strip(" ()") in UNITS or isinstance(above.get(node), ast.Expr):
            continue
        if not any(_paired(one, above) for one in _upward(node, above)) and not (
            # zh = ..., en = ... on lines of their own
            {node.lineno - 1, node.lineno, node.lineno + 1} & twin_lines
        ):
            yield node.lineno, text


def _upward(node: ast.AST, above: dict[ast.AST, ast.AST]):
    while node in above:
        yield node
        node = above[node]


def _paired(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    parent = above[node]
    if isinstance(parent, ast.Call) and getattr(parent.func, "id", "") in ("say", "Say"):
        return True
    if isinstance(parent, (ast.Call, ast.Tuple)):
        values = parent.args if isinstance(parent, ast.Call) else parent.elts
        return node in values and any(_is_english(one) for one in values if one is not node)
    return isinstance(parent, ast.IfExp) and (_is_english(parent.body) or _is_english(parent.orelse))


def _is_english(node: ast.AST) -> bool:
    text = text_of(node) if isinstance(node, ast.expr) else None
    return bool(text and not HAN.search(text) and re.search("[a-z]{2}", text))
