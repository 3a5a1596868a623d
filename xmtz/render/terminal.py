"""A document on a terminal, and as plain text where the output is not one.

Plain text holds everything, however wide. A terminal gets tables that fit it: long texts are
cut, and what is still too wide goes on below with its first column repeated.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from xmtz.domain.plain import printable
from xmtz.domain.width import fitted, width
from xmtz.render.document import Document, Table

_GAP: Final = "  "
_NARROWEST: Final = 16  # a column of texts is not cut below this many columns
_HEAD: Final = 8  # a heading is not broken below this many
_PIECES: Final = re.compile(r"[（(][^（()）]*[)）]?|[^\s（(]+")
_WORDS: Final = re.compile(
    r"[^\s\u2e80-\uffff]+[\uff0c\u3001\u3002\uff1b\uff1a\uff09\u201d]*\s*|.[\uff0c\u3001\u3002\uff1b\uff1a\uff09\u201d]*\s*"
)

_Line = tuple[str, bool]  # the text, and whether it is bold on a terminal


def document_text(document: Document) -> str:
    """The document as plain text: what a pipe or a file gets."""
    return "\n".join(text for text, _ in _lines(document, None)) + "\n"


def print_document(document: Document) -> None:
    """Print to the terminal with bold headings and totals, or as plain text into a pipe."""
    if not sys.stdout.isatty():
        sys.stdout.write(document_text(document))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    plain: list[str] = []
    for text, bold in _lines(document, console.width):
        if not bold:  # rich takes half a millisecond for a line, and lists have thousands
            plain.append(text + "\n")
            continue
        console.file.write("".join(plain))
        plain.clear()
        console.print(Text(text, style="bold"))
    console.file.write("".join(plain))


def _lines(document: Document, columns: int | None) -> Iterator[_Line]:
    yield printable(document.title), True
    yield from _plain(document.subtitle, columns)
    for section in document.sections:
        yield "", False
        if section.heading:
            yield printable(section.heading), True
        yield from _plain(section.paragraphs, columns)
        for text in section.chart:
            yield printable(text), False
        for n, table in enumerate(table for table in section.tables if table.rows):
            if n or section.paragraphs or section.chart:
                yield "", False
            yield from _table(table, columns)
        yield from _plain(section.notes, columns)


def _plain(texts: Sequence[str], columns: int | None) -> Iterator[_Line]:
    for text in texts:
        for line in _folded(printable(text), columns):
            yield line, False


def _folded(text: str, columns: int | None) -> Iterator[str]:
    """A paragraph in lines that fit: broken at a space, or beside a Chinese character."""
    line = ""
    for word in _WORDS.findall(text) if columns is not None and width(text) > columns else [text]:
        if line and columns is not None and width(line + word.rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line += word
    yield line.rstrip()


def table_lines(table: Table, columns: int | None = None) -> Iterator[str]:
    """A table with its columns aligned, a Chinese character counting two; at most `columns` wide."""
    return (text for text, _ in _table(table, columns))


def _table(table: Table, columns: int | None) -> Iterator[_Line]:
    if not table.rows:
        return
    names = [printable(name) for name in table.columns]
    # A long table says the same few things over and over: each is looked at once.
    said = [{cell: printable(cell) for cell in set(column)} for column in zip(*table.rows, strict=True)]
    body = [max(map(width, column.values())) for column in said]
    heads = [_broken(name, max(wide, _HEAD)) for name, wide in zip(names, body, strict=True)]
    widths = [max(wide, *map(width, head)) for wide, head in zip(body, heads, strict=True)]
    texts = [n for n in range(len(names)) if n not in table.numeric]
    if columns is not None:
        widths = _narrowed(widths, texts, columns)
    for n, part in enumerate(_parts(widths, texts[0] if texts else 0, columns)):
        if n:
            yield "", False
        height = max(len(heads[c]) for c in part)
        for row in range(height):
            cells = ["" if (at := row - height + len(heads[c])) < 0 else heads[c][at] for c in part]
            yield _row(cells, part, widths, table.numeric), False
        yield _GAP.join("-" * widths[c] for c in part), False
        fits = [
            {cell: fitted(text, widths[c], c in table.numeric) for cell, text in said[c].items()}
            for c in part
        ]
        for at, line in enumerate(table.rows):
            yield (
                _GAP.join([fit[line[c]] for c, fit in zip(part, fits, strict=True)]).rstrip(),
                at in table.emphasis,
            )


def _row(cells: Sequence[str], part: Sequence[int], widths: Sequence[int], numeric: frozenset[int]) -> str:
    return _GAP.join(
        fitted(cell, widths[c], c in numeric) for cell, c in zip(cells, part, strict=True)
    ).rstrip()


def _broken(name: str, columns: int) -> list[str]:
    """A heading on several lines where it is wider than its column: broken before a bracket or at a space."""
    if width(name) <= columns:
        return [name]
    lines: list[str] = []
    end = 0
    for piece in _PIECES.finditer(name):
        space = name[end : piece.start()]
        if lines and width(lines[-1] + space + piece[0]) <= columns:
            lines[-1] += space + piece[0]
        else:
            lines.append(piece[0])
        end = piece.end()
    return lines or [name]


def _narrowed(widths: list[int], texts: Sequence[int], columns: int) -> list[int]:
    """The widths with the widest columns of texts cut down until the table fits; if it cannot fit that
    way and goes on below anyway, no text has more than half of the terminal."""
    found = list(widths)
    over = sum(found) + len(_GAP) * (len(found) - 1) - columns
    while over > 0:
        widest = max(texts, key=lambda n: found[n], default=None)
        if widest is None or found[widest] <= _NARROWEST:
            return [min(wide, columns // 2 - 1) if n in texts else wide for n, wide in enumerate(widths)]
        others = [found[n] for n in texts if found[n] < found[widest]]
        step = min(over, max(1, found[widest] - max([_NARROWEST, *others])))
        found[widest] -= step
        over -= step
    return found


def _parts(widths: Sequence[int], first: int, columns: int | None) -> list[list[int]]:
    """The columns as they go side by side; all together where they fit, else each part with `first` again."""
    everything = list(range(len(widths)))
    if columns is None or sum(widths) + len(_GAP) * (len(widths) - 1) <= columns:
        return [everything]
    least = len(_filled(widths, first, columns))
    # Parts of like size read better than a full one with a rest: the narrowest that need no further part.
    size = next(n for n in range(1, columns + 1) if len(_filled(widths, first, n)) <= least)
    return _filled(widths, first, size)


def _filled(widths: Sequence[int], first: int, columns: int) -> list[list[int]]:
    parts = [list(range(first + 1))]
    for n in range(first + 1, len(widths)):
        wide = sum(widths[c] + len(_GAP) for c in parts[-1]) + widths[n]
        if wide > columns and len(parts[-1]) > 1:
            parts.append([first])
        parts[-1].append(n)
    return parts
