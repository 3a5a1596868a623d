"""A document as Markdown. Text from a ledger cannot become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xmtz.domain.plain import printable
from xmtz.render.document import Document, Link, Table

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~]|&(?=#|\w))")
_STARTS_A_BLOCK: Final = re.compile(r"(#|[-+=](?=\s|[-+=]|$)|\d{1,9}(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, inside a line."""
    return _MARKUP.sub(r"\\\1", printable(text))


def line(text: str) -> str:
    """Text that Markdown shows as it is, at the start of a line: no heading, list or rule."""
    text = escaped(text).lstrip()
    found = _STARTS_A_BLOCK.match(text)
    if found is None:
        return text
    at = found.end() if found[1].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"


def document_markdown(document: Document) -> str:
    """The document as Markdown."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {escaped(document.title)}"
    for one in document.subtitle:
        yield ""
        yield line(one)
    for section in document.sections:
        if section.heading:
            yield ""
            yield f"## {escaped(section.heading)}"
        for paragraph in section.paragraphs:
            yield ""
            yield line(paragraph)
        if section.chart:
            yield from (
                "",
                "```text",
                *(printable(text).replace("```", "'''") for text in section.chart),
                "```",
            )
        for table in section.tables:
            if table.rows:
                yield ""
                yield from table_markdown(table)
        if section.notes:
            yield ""
            yield from (f"- {line(note)}" for note in section.notes)


def table_markdown(table: Table) -> Iterator[str]:
    """A table as Markdown rows."""
    yield _row([escaped(c) for c in table.columns])
    yield _row(["---:" if n in table.numeric else "---" for n in range(len(table.columns))])
    for n, row in enumerate(table.rows):
        cells = [_cell(cell) for cell in row]
        yield _row([f"**{cell}**" if cell and n in table.emphasis else cell for cell in cells])


def _cell(cell: str) -> str:
    return f"[{escaped(cell)}](<{cell.href}>)" if isinstance(cell, Link) else escaped(cell)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
