"""Any file, any edit: the result says what it should, and only the lines that are meant change."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from handwriting import KEYS, MONTHS, Hand
from hypothesis import given, settings
from hypothesis import strategies as st
from splice_oracle import (
    alike,
    as_second_opinion,
    comment_beside,
    expected,
    is_absent,
    line_breaks_are_kept,
    may_change,
    only_there,
    says_nothing,
    second_opinion,
    tree,
)

from xmtz.store.located import Mapping, Sequence, read
from xmtz.store.splice import SORTED, Append, Flow, Put, Remove, SpliceError, splice

KINDS = ("set", "add", "append", "remove")
ORDERS = (None, SORTED, KEYS)
TEXTS = (
    "8200", "9", "2025-06-18", "三一智能制造产业园", "a: b", "x #y", "no", "", "null", "[x]", "it's", 'say "hi"',
    " lead", "逗号, 空格", "0610", "-", "- x", "第一行\n第二行\n", "第一行\n\n# 第三行", "x\n", "\nx", "a\tb", "😀", "\\",
    "?", "a?", "key:", "%", "@x", "x\n  y\nz", "100%", "!", "a\n \nb", "a\n\n",
)  # fmt: skip


# --- edits -------------------------------------------------------------------------------------


def any_value(draw: random.Random, depth: int = 0):
    kind = draw.random()
    if kind < 0.6 or depth > 2:
        return draw.choice(TEXTS)
    count = draw.choice((0, 1, 1, 2, 3))
    if kind < 0.8:
        value = {name: any_value(draw, depth + 1) for name in draw.sample(KEYS, count)}
    else:
        value = [any_value(draw, depth + 1) for _ in range(count)]
    return Flow(value) if draw.random() < 0.3 else value


def nodes(node, path=()):
    """Every node with its path, the root first."""
    yield path, node
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield from nodes(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for place, item in enumerate(node.items):
            yield from nodes(item, (*path, place))


def any_edit(draw: random.Random, kind: str, root):
    """An edit of this kind for which the file has a place, or None."""
    found = list(nodes(root))
    if kind == "set":
        return Put(draw.choice(found)[0], any_value(draw))
    if kind == "remove":
        paths = [path for path, _ in found if path]
        return Remove(draw.choice(paths)) if paths else None
    if kind == "append" and draw.random() < 0.8:
        lists = [path for path, node in found if isinstance(node, Sequence) or is_absent(node)]
        if lists:
            return Append(draw.choice(lists), any_value(draw))
    path = new_path(draw, found)
    if path is None:
        return None
    return Append(path, any_value(draw)) if kind == "append" else Put(path, any_value(draw))


def new_path(draw: random.Random, found):
    """A path that the file lacks, one to three steps below a mapping or something absent."""
    holders = [
        (path, node)
        for path, node in found
        if isinstance(node, Mapping) or (says_nothing(node) and not isinstance(node, Sequence))
    ]
    if not holders:
        return None
    path, node = draw.choice(holders)
    names = [name for name in (*KEYS, *MONTHS) if not isinstance(node, Mapping) or node.get(name) is None]
    return (*path, draw.choice(names), *draw.sample(KEYS, draw.choice((0, 0, 0, 1, 2))))


# --- one file, one edit ------------------------------------------------------------------------


def try_edit(text: str, edit, order, tally: Counter, ask_twice: bool = False) -> None:
    """Make one edit of one file and look at the result from every side."""
    root = read(text).root
    tally["tried"] += 1
    try:
        new = splice(text, [edit], lambda _: order)
    except SpliceError as error:
        tally["refused"] += 1
        tally["no place found"] += "change it in an editor" in error.say.en
        return
    story = f"\n--- before\n{text}\n--- {edit} in the order {order}\n--- after\n{new}\n---"
    again = read(new)
    assert not again.findings, story
    assert alike(tree(again.root), expected(tree(root), edit, order)), story
    area = may_change(text, root, edit)
    assert only_there(text, new, area), story
    assert comment_beside(text, root, edit) in new[area.begin : len(new) - (len(text) - area.end)], story
    assert line_breaks_are_kept(text, new), story
    if text and not text.endswith("\n") and not isinstance(edit, Remove):
        assert not new.endswith("\n"), story
    if ask_twice and root is not None and second_opinion(text) == as_second_opinion(root):
        assert second_opinion(new) == as_second_opinion(again.root), story


def try_file(kind: str, number: int, size: int, tally: Counter) -> None:
    text = Hand(number, size).file()
    root, findings = read(text)
    assert not findings, f"nobody could have written this\n{text}"
    draw = random.Random(number + 1)
    edit = any_edit(draw, kind, root)
    if edit is not None:
        try_edit(text, edit, draw.choice(ORDERS), tally, ask_twice=number % 4 == 0)


def try_many(kind: str, count: int, *, always_the_same: bool) -> None:
    tally: Counter = Counter()

    @settings(max_examples=count, derandomize=always_the_same, deadline=None, database=None)
    @given(number=st.integers(0, 2**32), size=st.integers(0, 14))
    def every_file(number: int, size: int) -> None:
        try_file(kind, number, size, tally)

    every_file()
    assert tally["tried"] > count * 0.9
    # Refused are files that end in an open block scalar, and what a comment or a blank line below a
    # block scalar would fall into.
    assert tally["refused"] < count * 0.01, tally
    assert tally["no place found"] < count * 0.004, tally


@pytest.mark.parametrize("kind", KINDS)
def test_any_edit_of_any_file(kind: str) -> None:
    """6,000 files with an edit each."""
    try_many(kind, 1500, always_the_same=True)


@pytest.mark.stress
@pytest.mark.parametrize("kind", KINDS)
def test_any_edit_of_many_more_files(kind: str) -> None:
    try_many(kind, 25_000, always_the_same=False)


# --- several edits, and files that are out of the ordinary ---------------------------------------


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(number=st.integers(0, 2**32), size=st.integers(0, 14))
def test_edits_apply_one_after_the_other(number: int, size: int) -> None:
    text = Hand(number, size).file()
    draw = random.Random(number)
    order = draw.choice(ORDERS)
    now, wanted, edits = text, tree(read(text).root), []
    for _ in range(4):
        edit = any_edit(draw, draw.choice(KINDS), read(now).root)
        if edit is None:
            continue
        try:
            now = splice(now, [edit], lambda _: order)
        except SpliceError:
            continue
        edits.append(edit)
        wanted = expected(wanted, edit, order)
    assert splice(text, edits, lambda _: order) == now
    assert alike(tree(read(now).root), wanted)


ODDITIES = (
    "? ", ": ", "- ", "\t", " ", "\n", "#", "{", "}", "[", "]", ",", "'", '"', "|", ">", "|+\n", "...\n", "---\n",
    "\\", "x", "\r\n", "  ", "|2", "\u3000", "\xa0", "\u200b",
)  # fmt: skip


@settings(max_examples=1500, derandomize=True, deadline=None, database=None)
@given(number=st.integers(0, 2**32), size=st.integers(0, 8))
def test_an_odd_file_is_changed_rightly_or_not_at_all(number: int, size: int) -> None:
    """Characters put in and taken out anywhere: most such files are broken, the rest are strange."""
    text = Hand(number, size).file()
    draw = random.Random(number)
    for _ in range(draw.choice((1, 1, 2, 3))):
        start = draw.randrange(len(text) + 1)
        text = text[:start] + draw.choice(ODDITIES) + text[start + draw.choice((0, 0, 1, 2, 5)) :]
    root, findings = read(text)
    kind = draw.choice(KINDS)
    edit = any_edit(draw, kind, root)
    if edit is None:
        return
    try:
        new = splice(text, [edit])
    except SpliceError:
        return
    assert not findings
    assert alike(tree(read(new).root), expected(tree(root), edit, None))
