"""Random projects, random edits: what the changes cover is what was edited, no more and no less."""

from __future__ import annotations

import copy
import random
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from random_projects import Editor, Maker, Writer, truly_changed

from xmtz.records.project import Project
from xmtz.review.change import PROJECT, Change, Owner
from xmtz.review.labels import Labels
from xmtz.review.reading import Side, read_pair, read_whole
from xmtz.review.told import changes_of
from xmtz.review.way import ITEM, way
from xmtz.review.wording import sentence
from xmtz.store.located import Mapping, read

OWNER = Owner("fx23-0001", "项目", "gaozhuang")


def changes_between(before: str, after: str) -> list[Change]:
    old, new = read_pair(before.encode(), after.encode(), "p.yaml", Project)
    assert old.root is not None
    assert new.root is not None, (new.trouble, after)
    assert old.trouble is None
    return told(old, new)


def told(old: Side, new: Side) -> list[Change]:
    return list(changes_of(old, new, Project, PROJECT, OWNER, "p.yaml", "p.yaml"))


def covered(changes: list[Change]) -> Counter[tuple[str, tuple[str, ...], str]]:
    """The values that the changes say went and came; list items are all called `*`."""
    found: Counter[tuple[str, tuple[str, ...], str]] = Counter()
    for change in changes:
        at = tuple("*" if step.sort == ITEM else step.name for step in way(change))
        gone, come = Counter(_leaves(change.before, at)), Counter(_leaves(change.after, at))
        for sign, values in (("-", gone - come), ("+", come - gone)):
            for (place, text), n in values.items():
                found[sign, place, text] += n
    return found


def _leaves(data: Any, at: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(data, dict):
        return [leaf for name, inner in data.items() for leaf in _leaves(inner, (*at, name))]
    if isinstance(data, list):
        return [leaf for inner in data for leaf in _leaves(inner, (*at, "*"))]
    return [] if data is None else [(at, data)]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), edits=st.integers(0, 12))
def test_the_changes_cover_what_was_edited(seed: int, edits: int) -> None:
    rng = random.Random(seed)
    maker = Maker(rng)
    before = maker.record(Project, share=rng.random())
    after = copy.deepcopy(before)
    Editor(rng, maker).edit(after, edits)
    writer = Writer(rng)
    changes = changes_between(writer.text(before), writer.text(after))
    assert covered(changes) == truly_changed(before, after)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), edits=st.integers(1, 12))
def test_every_change_has_a_sentence_in_both_languages_and_a_line(seed: int, edits: int) -> None:
    rng = random.Random(seed)
    maker = Maker(rng)
    before = maker.record(Project, share=rng.random())
    after = copy.deepcopy(before)
    Editor(rng, maker).edit(after, edits)
    writer = Writer(rng)
    texts = writer.text(before), writer.text(after)
    labels = Labels({}, {})
    for change in changes_between(*texts):
        text = texts[change.side == "new"]
        assert 1 <= change.line <= text.count("\n") + 1
        for lang in ("zh", "en"):
            assert sentence(change, labels, lang).strip()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9), edits=st.integers(0, 6))
def test_reading_only_what_differs_finds_the_same(seed: int, edits: int) -> None:
    """Whole files and narrowed ones give the same changes, lines included."""
    rng = random.Random(seed)
    maker = Maker(rng)
    before = maker.record(Project, share=rng.random())
    after = copy.deepcopy(before)
    Editor(rng, maker).edit(after, edits)
    style = rng.random()
    old, new = (Writer(random.Random(style)).text(one) for one in (before, after))
    whole = [read_whole(text.encode(), "p.yaml", Project) for text in (old, new)]
    assert changes_between(old, new) == told(*whole)


_LINES = (
    "invested:",
    "steps:",
    "notes:",
    "notes: |",
    "  2025-06: 1",
    "  2025-07: 2",
    "  2025-07: 3",
    "  eia:",
    "    applied: 2025-01-01",
    "    note: 'a",
    "    b'",
    '    note: "a',
    "tags: [a,",
    "tags: [a, b]",
    "b]",
    "  x: y # }",
    "  {",
    "  }",
    "c: 'it''s",
    "  d'",
    "'",
    '"',
    "- a",
    "# it's",
    "",
    "  # {",
    "k: {a: it's, b: 'x",
    "y'}",
    'm: {a: "}"',
    "}",
    "total: 1",
    "total: 2",
    "---",
    "...",
    "  >-",
    '   text: "x',
    "z: a{b",
    "z: a}b",
)


@settings(max_examples=200, deadline=None)
@given(
    before=st.lists(st.sampled_from(_LINES), min_size=1, max_size=14),
    data=st.data(),
)
def test_lines_that_are_not_what_they_look_like_do_not_mislead(
    before: list[str], data: st.DataObject
) -> None:
    """Whatever hides in quotes, brackets and texts: narrowed reading says what whole reading says."""
    after = list(before)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(after)))
        if after and at < len(after) and data.draw(st.booleans()):
            del after[at]
        else:
            after.insert(at, data.draw(st.sampled_from(_LINES)))
    texts = ["\n".join(["id: fx23-0001", *lines]) + "\n" for lines in (before, after)]
    readings = [read(text, "p.yaml") for text in texts]
    if any(one.findings or not isinstance(one.root, Mapping) for one in readings):
        return
    whole = [read_whole(text.encode(), "p.yaml", Project) for text in texts]
    assert changes_between(*texts) == told(*whole)
