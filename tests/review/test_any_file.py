"""Whatever stands in a file, comparing it ends in sentences, never in a fault."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from random_projects import Maker, Writer

from xmtz.records.ledger import Meeting, UnitsFile
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.review.change import MEETING, PROJECT, RULES, UNITS, Change
from xmtz.review.labels import Labels
from xmtz.review.reading import owner_of, read_pair
from xmtz.review.told import changes_of, unreadable
from xmtz.review.wording import sentence

_PIECES = (
    "\t",
    "\n",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "#",
    "&a",
    "*a",
    "!x",
    "|",
    "\x00",
    "\u202e",
    "：",
    "\n- ",
    "\n  ",
)
_AREAS = {
    "projects/p.yaml": (PROJECT, Project),
    "units.yaml": (UNITS, UnitsFile),
    "meetings/m.yaml": (MEETING, Meeting),
    **{f"rules/{name}.yaml": (RULES, record) for name, record in Rules.FILES.items()},
}  # fmt: skip


def spoiled(text: str, rng: random.Random) -> str:
    """A text with pieces put in, taken out and doubled anywhere."""
    for _ in range(rng.randint(0, 6)):
        at, to = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
        dice = rng.random()
        if dice < 0.6:
            text = text[:at] + rng.choice(_PIECES) + text[at:]
        elif dice < 0.9:
            text = text[:at] + text[min(to, at + 20) :]
        else:
            text = text[:to] + text[at:]
    return text[:200_000]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), path=st.sampled_from(sorted(_AREAS)))
def test_comparing_never_fails(seed: int, path: str) -> None:
    rng = random.Random(seed)
    area, record = _AREAS[path]
    maker = Maker(rng)
    texts = [spoiled(Writer(rng).text(maker.record(record, share=0.3)), rng) for _ in range(2)]
    before, after = read_pair(texts[0].encode(), texts[1].encode(), path, record)
    changes: list[Change] = [
        *unreadable(before, after, area, owner_of(after.root, path), path, path),
        *changes_of(before, after, record, area, None, path, path),
    ]
    for change in changes:
        for lang in ("zh", "en"):
            assert sentence(change, Labels({}, {}), lang).strip()
