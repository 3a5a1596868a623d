"""What an edit should lead to, worked out from the tree alone, without the code under test.

`expected` gives the tree after an edit; `may_change` the lines that the edit may touch.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml

from xmtz.store.located import Mapping, Scalar, Sequence
from xmtz.store.splice import SORTED, Append, Flow, Put, Remove

# --- trees -------------------------------------------------------------------------------------


def is_absent(node) -> bool:
    return node is None or (isinstance(node, Scalar) and node.absent)


def says_nothing(node) -> bool:
    return is_absent(node) or tree(node) in ({}, [])


def tree(node):
    """Plain data; what is absent is None."""
    if is_absent(node):
        return None
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [tree(item) for item in node.items]
    return {key.text: tree(value) for key, value in node.entries}


def plain(value):
    if isinstance(value, Flow):
        return plain(value.value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def alike(one, other) -> bool:
    """The same, in the same order; where the last entry was removed, nothing is left or `{}`."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if one is None or other is None:
        return one in (None, [], {}) and other in (None, [], {})
    return one == other


def expected(old, edit, order):
    """The tree after the edit, if new keys go by `order`."""
    if isinstance(edit, Remove):
        return _without(old, edit.path)
    value = plain(edit.value)
    if isinstance(edit, Append):
        value = [*(_at(old, edit.path) or []), value]
    return _with(old, edit.path, value, order)


def _at(old, path):
    for step in path:
        if not old or (isinstance(step, str) and step not in old):
            return None
        old = old[step]
    return old


def _with(old, path, value, order):
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return [_with(item, rest, value, order) if at == step else item for at, item in enumerate(old)]
    old = old or {}
    if step in old:
        return {key: _with(item, rest, value, order) if key == step else item for key, item in old.items()}
    entries = list(old.items())
    ranked = [(at, _rank(key, step, order)) for at, (key, _) in enumerate(entries)]
    mine, ranked = _rank(step, step, order), [pair for pair in ranked if pair[1] is not None]
    place = len(entries)
    if mine is not None and ranked:
        smaller = [at for at, rank in ranked if rank < mine]
        place = smaller[-1] + 1 if smaller else ranked[0][0]
    entries.insert(place, (step, _with(None, rest, value, order)))
    return dict(entries)


def _rank(key, new, order):
    if order is SORTED:
        return key if key[:1].isdigit() == new[:1].isdigit() else None
    return order.index(key) if order is not None and key in order and new in order else None


def _without(old, path):
    step, rest = path[0], path[1:]
    entries = old.items() if isinstance(old, dict) else enumerate(old)
    left = [
        (key, _without(item, rest) if key == step and rest else item)
        for key, item in entries
        if key != step or rest
    ]
    return dict(left) if isinstance(old, dict) else [item for _, item in left]


# --- lines -------------------------------------------------------------------------------------


class Area(NamedTuple):
    """The lines from `begin` to `end`. `how`: "change" them, "insert" lines at one place among
    them, or either ("dash": lines that begin on the line of a dash).
    """

    begin: int
    end: int
    how: str


def only_there(old: str, new: str, area: Area) -> bool:
    """True if `new` is `old` but for the lines of the area."""
    if new == old:
        return True
    if area.how == "dash":
        first_line = Area(area.begin, _after(old, area.begin), "change")
        return only_there(old, new, area._replace(how="insert")) or only_there(old, new, first_line)
    if area.how == "change":
        before, behind = old[: area.begin], old[area.end :]
        return new.startswith(before) and new.endswith(behind) and len(new) >= len(before) + len(behind)
    cuts = [area.begin]
    while cuts[-1] < area.end:
        cuts.append(_after(old, cuts[-1]))
    return len(new) > len(old) and any(new.startswith(old[:cut]) and new.endswith(old[cut:]) for cut in cuts)


def may_change(text: str, root, edit) -> Area:
    """The lines that an edit of `text` may touch."""
    chain, node, there = _walk(root, edit.path)
    if isinstance(edit, Remove):
        return _removed(text, *chain[-1])
    adds = not there or (isinstance(edit, Append) and not is_absent(node))
    if adds and not says_nothing(node):
        if node.flow:
            return Area(_line(text, node.start), _after(text, node.end - 1), "change")
        first = _hook(text, node, 0)
        shares = isinstance(node, Mapping) and text[_line(text, first) : first].strip()
        return Area(_line(text, first), _next_content(text, _end(text, node)), "dash" if shares else "insert")
    if root is None or (not chain and node.start == node.end):
        return Area(len(text), len(text), "insert")
    if not chain:
        return Area(_line(text, node.start), _after(text, _end(text, node)), "change")
    begin = _hook(text, *chain[-1])
    return Area(_line(text, begin), _after(text, _part_end(text, *chain[-1])), "change")


def comment_beside(text: str, root, edit) -> str:
    """The comment after a value that is set anew; it has to stay."""
    chain, node, there = _walk(root, edit.path)
    if not isinstance(edit, Put) or not there or root is None:
        return ""
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        rest = text[node.start + 1 :].split("\n")[0].lstrip("+-")
    elif isinstance(node, Scalar) and node.start == node.end and chain:
        key = chain[-1][0].entries[chain[-1][1]][0] if isinstance(chain[-1][0], Mapping) else node
        rest = text[key.end :].split("\n")[0].lstrip(" \t:")
    elif isinstance(node, Scalar) or node.flow:
        rest = text[node.end :].split("\n")[0]
    else:
        return ""
    return rest.strip() if rest.strip().startswith("#") else ""


def line_breaks_are_kept(old: str, new: str) -> bool:
    """A file with one kind of line break keeps to it."""
    pairs = old.count("\r\n")
    if pairs and pairs == old.count("\n"):
        return new.count("\n") == new.count("\r\n")
    return bool(pairs) or "\r" not in new


def _line(text, at) -> int:
    return text.rfind("\n", 0, at) + 1


def _after(text, at) -> int:
    return text.find("\n", at) + 1 or len(text)


def _walk(root, path):
    """(parent, place) of every step taken, the last node reached, and whether that is the end of the path."""
    chain, node = [], root
    for step in path:
        place = step
        if not isinstance(step, int):
            names = [key.text for key, _ in node.entries] if isinstance(node, Mapping) else []
            if step not in names:
                return chain, node, False
            place = names.index(step)
        chain.append((node, place))
        node = _value(node, place)
    return chain, node, True


def _value(parent, place):
    return parent.entries[place][1] if isinstance(parent, Mapping) else parent.items[place]


def _hook(text, parent, place) -> int:
    """Where an entry or item begins: at its key, at its dash, or at the item in brackets."""
    if isinstance(parent, Mapping):
        return parent.entries[place][0].start
    item = parent.items[place]
    if parent.flow:
        return item.start
    at = _end(text, parent.items[place - 1]) if place else parent.start
    while text[at] != "-":
        at = text.index("\n", at) if text[at] == "#" else at + 1
    return at


def _part_end(text, parent, place) -> int:
    end = max(_hook(text, parent, place), _end(text, _value(parent, place)))
    return max(end, parent.entries[place][0].end) if isinstance(parent, Mapping) else end


def _end(text, node) -> int:
    """The offset after the last character that is certainly the node's own."""
    if isinstance(node, Scalar):
        if node.style not in ("|", ">"):
            return node.end
        short = len(text[: node.end].rstrip())
        blanks_count = "+" in text[node.start : node.start + 3]
        if blanks_count or not node.text.rstrip("\n").endswith(text[short - 1]):
            return node.end - (text[node.end - 1] == "\n")
        return short
    if node.flow and text[node.start] in "[{":
        return node.end
    last = len(node.entries if isinstance(node, Mapping) else node.items) - 1
    return _part_end(text, node, last)


def _removed(text, parent, place) -> Area:
    count = len(parent.entries if isinstance(parent, Mapping) else parent.items)
    begin, end = _hook(text, parent, place), _part_end(text, parent, place)
    shares = text[_line(text, begin) : begin].strip()
    if parent.flow:
        if place:
            begin = max(_part_end(text, parent, place - 1) - 1, _line(text, begin) - 1)
        end = _hook(text, parent, place + 1) if place + 1 < count else parent.end - 1
    elif shares and place + 1 < count and _line(text, _hook(text, parent, place + 1)) == _after(text, end):
        end = _hook(text, parent, place + 1)
    return Area(_line(text, begin), _after(text, end), "change")


def _next_content(text, end) -> int:
    """The beginning of the first line after `end` that is neither blank nor a comment."""
    here = _after(text, end)
    while here < len(text) and text[here : _after(text, here)].strip()[:1] in ("", "#"):
        here = _after(text, here)
    return here


# --- another reader ----------------------------------------------------------------------------


def second_opinion(text: str):
    """What PyYAML's own parser, which is written in Python, reads; or None."""
    try:
        return yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        return None


def as_second_opinion(node):
    """A located tree as that parser gives it: absent values are the texts that were written."""
    if node is None or isinstance(node, Scalar):
        return node and node.text
    if isinstance(node, Sequence):
        return [as_second_opinion(item) for item in node.items]
    return {key.text: as_second_opinion(value) for key, value in node.entries}
