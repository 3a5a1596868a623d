"""Which item of a list is which: by what identifies it, by its position, or by its content."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from xmtz.records.issue import Issue
from xmtz.records.means import Fund, Resource
from xmtz.records.project import Document, Listing, Milestone, Move, Waiver
from xmtz.records.rate_rules import Indicator
from xmtz.records.record import Record
from xmtz.records.step import Pause, Renewal
from xmtz.review.change import Plain

IDENTITY: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Issue: ("id",),
    Milestone: ("name",),
    Pause: ("from",),
    Renewal: ("on",),
    Listing: ("list", "entered"),
    Fund: ("source", "batch", "name"),
    Document: ("title",),
    Resource: ("kind",),
    Waiver: ("code",),
    Indicator: ("since",),
}
"""The fields that identify an item of a list; other lists are matched by content."""

_STRICT: Final = frozenset((Issue,))  # another id is another issue, whatever else is the same
_MOST_CELLS: Final = 1_000_000  # beyond this, lists are matched from both ends only


class Pair(NamedTuple):
    """Two positions that hold the same item; None where one side does not have it."""

    old: int | None
    new: int | None


def matched(before: Sequence[Plain], after: Sequence[Plain], record: type[Record] | None) -> list[Pair]:
    """The items of two lists side by side, in the order of the new list; what is gone stands where it was."""
    old, new = [frozen(item) for item in before], [frozen(item) for item in after]
    if old == new:
        return [Pair(n, n) for n in range(len(old))]
    if record is Move:
        found = _by_position(old, new, before, after)
    elif record is not None and record in IDENTITY:
        found = _by_identity(old, new, before, after, record)
    else:
        found = _by_content(old, new, before, after)
    return _in_order(found, len(old), len(new))


def identity(item: Plain, record: type[Record] | None) -> str:
    """What identifies an item, "" where its list is matched by content or it does not say."""
    if record is None or record not in IDENTITY or not isinstance(item, dict):
        return ""
    return "/".join(str(item[name]) for name in IDENTITY[record] if item.get(name))


def frozen(item: Plain) -> str:
    """The item as one text; equal items have equal texts, whatever the order of their keys."""
    return item if isinstance(item, str) else json.dumps(item, sort_keys=True, ensure_ascii=False)


def common(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The longest common subsequence of two lists of texts."""
    first = 0
    while first < len(old) and first < len(new) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    head = [Pair(n, n) for n in range(first)]
    tail = [Pair(len(old) - n, len(new) - n) for n in range(last, 0, -1)]
    a, b = old[first : len(old) - last], new[first : len(new) - last]
    if not a or not b or len(a) * len(b) > _MOST_CELLS:
        return head + tail
    return head + [Pair(first + i, first + j) for i, j in _longest(a, b)] + tail


def _longest(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        row, below = lengths[i], lengths[i + 1]
        for j in range(len(b) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if a[i] == b[j] else max(below[j], row[j + 1])
    found = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _by_content(
    old: Sequence[str], new: Sequence[str], before: Sequence[Plain], after: Sequence[Plain]
) -> list[Pair]:
    """Equal items by their longest common subsequence; between two of them, items that are much alike."""
    anchors = common(old, new)
    found = list(anchors)
    for olds, news in _gaps(anchors, len(old), len(new)):
        found += _alike(olds, news, before, after)
    return found


def _gaps(anchors: Sequence[Pair], olds: int, news: int) -> list[tuple[range, range]]:
    """What lies before, between and after the anchors, on both sides."""
    gaps = []
    i = j = 0
    for pair in (*anchors, Pair(olds, news)):
        assert pair.old is not None
        assert pair.new is not None
        gaps.append((range(i, pair.old), range(j, pair.new)))
        i, j = pair.old + 1, pair.new + 1
    return gaps


def _alike(
    olds: Sequence[int], news: Sequence[int], before: Sequence[Plain], after: Sequence[Plain]
) -> list[Pair]:
    """Pairs of items of which at least half is the same, without crossing one another."""
    if len(olds) * len(news) > _MOST_CELLS // 100:
        return []
    found = []
    start = 0
    for i in olds:
        for at in range(start, len(news)):
            if _much_the_same(before[i], after[news[at]]):
                found.append(Pair(i, news[at]))
                start = at + 1
                break
    return found


def _much_the_same(one: Plain, other: Plain) -> bool:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    if len(one) == 1 and one.keys() == other.keys():
        return True
    shared = sum(1 for name, value in one.items() if name in other and other[name] == value)
    return shared > 0 and 2 * shared >= max(len(one), len(other))


def _by_identity(
    old: Sequence[str],
    new: Sequence[str],
    before: Sequence[Plain],
    after: Sequence[Plain],
    record: type[Record],
) -> list[Pair]:
    """Items of the same identity, equal ones first; then, unless the identity is an id, items much alike."""
    found, olds, news = _paired(old, new, range(len(old)), range(len(new)))
    names = [identity(item, record) for item in before]
    new_names = [identity(item, record) for item in after]
    more, olds, news = _paired(names, new_names, olds, news)
    found += more
    if record not in _STRICT:
        found += _alike(olds, news, before, after)
    return found


def _paired(
    old: Sequence[str], new: Sequence[str], olds: Sequence[int], news: Sequence[int]
) -> tuple[list[Pair], list[int], list[int]]:
    """Pairs of equal names, first come, first served; and what is left on either side."""
    waiting: dict[str, deque[int]] = {}
    for i in olds:
        waiting.setdefault(old[i], deque()).append(i)
    waiting.pop("", None)  # an item without a name is matched by its content
    found: list[Pair] = []
    left: list[int] = []
    for j in news:
        same = waiting.get(new[j])
        if same:
            found.append(Pair(same.popleft(), j))
        else:
            left.append(j)
    taken = {pair.old for pair in found}
    return found, [i for i in olds if i not in taken], left


def _by_position(
    old: Sequence[str], new: Sequence[str], before: Sequence[Plain], after: Sequence[Plain]
) -> list[Pair]:
    """An append-only list: what is not equal keeps its position, so that only an appended item is new."""
    anchors = common(old, new)
    found = list(anchors)
    gaps = _gaps(anchors, len(old), len(new))
    for n, (olds, news) in enumerate(gaps):
        if len(olds) == len(news) or n == len(gaps) - 1:
            found += [Pair(i, j) for i, j in zip(olds, news, strict=False)]
        else:
            found += _alike(olds, news, before, after)
    return found


def _in_order(pairs: Sequence[Pair], olds: int, news: int) -> list[Pair]:
    """The pairs and everything unpaired, in the order of the new list."""
    by_new = {pair.new: pair.old for pair in pairs}
    paired = {pair.old for pair in pairs}
    found: list[Pair] = []
    gone = deque(i for i in range(olds) if i not in paired)
    for j in range(news):
        i = by_new.get(j)
        while i is not None and gone and gone[0] < i:
            found.append(Pair(gone.popleft(), None))
        found.append(Pair(i, j))
    return found + [Pair(i, None) for i in gone]
