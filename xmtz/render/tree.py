"""A record's located tree as plain data, for JSON: every scalar stays the text that was written."""

from __future__ import annotations

from typing import Any

from xmtz.store.located import Mapping, Node, Sequence


def tree_data(node: Node) -> Any:
    """Dictionaries, lists and texts; an absent value is None."""
    if type(node) is Mapping:
        return {key.text: tree_data(value) for key, value in node.entries}
    if type(node) is Sequence:
        return [tree_data(item) for item in node.items]
    return None if node.absent else node.text  # type: ignore[union-attr]
