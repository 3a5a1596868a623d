"""A document: headings, paragraphs and tables of finished texts. Every format prints the same one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Link(str):
    """A cell that leads to a file beside the document: `href` is its path, percent-encoded."""

    __slots__ = ("href",)
    href: str

    def __new__(cls, text: str, href: str) -> Link:
        made = super().__new__(cls, text)
        made.href = href
        return made


class Table(NamedTuple):
    """A table. `numeric` holds the columns that are aligned to the right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()
    emphasis: frozenset[int] = frozenset()  # rows that a terminal shows in bold, such as a total


class Section(NamedTuple):
    """A heading with what stands below it: paragraphs, then a chart (lines in fixed columns), then tables,
    then notes."""

    heading: str
    paragraphs: Sequence[str] = ()
    tables: Sequence[Table] = ()
    notes: Sequence[str] = ()
    chart: Sequence[str] = ()


class Document(NamedTuple):
    """A whole document."""

    title: str
    subtitle: Sequence[str] = ()
    sections: Sequence[Section] = ()
