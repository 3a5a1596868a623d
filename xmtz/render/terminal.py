"""A document on a terminal, and as plain text where the output is not one."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from xmtz.domain.plain import printable
from xmtz.domain.width import pad, width
from xmtz.render.document import Document, Table


def document_text(document: Document) -> str:
    """The document as plain text: what a pipe or a file gets."""
    return "\n".join(_lines(document)) + "\n"


def print_document(document: Document) -> None:
    """Print to the terminal with bold headings, or as plain text into a pipe."""
    if not sys.stdout.isatty():
        sys.stdout.write(document_text(document))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    heads = {document.title, *(section.heading for section in document.sections)}
    for line in _lines(document):
        console.print(Text(line, style="bold" if line in heads else ""))


def _lines(document: Document) -> Iterator[str]:
    yield printable(document.title)
    yield from (printable(line) for line in document.subtitle)
    for section in document.sections:
        yield ""
        if section.heading:
            yield printable(section.heading)
        yield from (printable(line) for line in section.paragraphs)
        for n, table in enumerate(section.tables):
            if table.rows and (n or section.paragraphs):
                yield ""
            yield from table_lines(table)
        yield from (printable(line) for line in section.notes)


def table_lines(table: Table) -> Iterator[str]:
    """A table with its columns aligned; a Chinese character counts two columns."""
    if not table.rows:
        return
    if len(table.rows) > _TABULATE_UP_TO:  # tabulate needs seconds for the largest tables
        yield from _aligned(table)
        return
    from tabulate import tabulate

    rows = [[printable(cell) for cell in row] for row in table.rows]
    align = ["right" if n in table.numeric else "left" for n in range(len(table.columns))]
    text = tabulate(
        rows,
        headers=[printable(c) for c in table.columns],
        tablefmt="simple",
        colalign=align,
        disable_numparse=True,
        preserve_whitespace=False,
    )
    yield from (line.rstrip() for line in text.splitlines())


_TABULATE_UP_TO = 2000


def _aligned(table: Table) -> Iterator[str]:
    rows = [[printable(cell) for cell in row] for row in table.rows]
    widths = [max(width(cell) for cell in column) for column in zip(table.columns, *rows, strict=True)]

    def line(cells: list[str]) -> str:
        return "  ".join(
            pad(cell, w, n in table.numeric) for n, (cell, w) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()

    yield line(list(table.columns))
    yield "  ".join("-" * w for w in widths)
    yield from (line(row) for row in rows)
