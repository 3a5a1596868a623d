"""A document as one HTML page that stands alone: no script, nothing fetched, text from a ledger never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from xmtz.domain.plain import printable
from xmtz.render.document import Document, Link, Section, Table
from xmtz.words.lang import current_language

_STYLE: Final = """\
body{max-width:70em;margin:2em auto;padding:0 1em;font:16px/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#222}
h1{font-size:1.5em;border-bottom:2px solid #b22}
h2{font-size:1.15em;margin-top:2em}
table{border-collapse:collapse;width:100%;margin:.6em 0}
th,td{border:1px solid #bbb;padding:.25em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f3f1ec;white-space:nowrap}
td.n{text-align:right;white-space:nowrap}
tr.total{font-weight:bold}
ul{color:#555}
@media print{body{margin:0;font-size:12px}h2{break-after:avoid}tr{break-inside:avoid}}
"""
_HASH: Final = re.compile(r"[0-9a-f]{64}")


def shown(text: str) -> str:
    """A text as HTML: nothing in it is markup or turns the line around."""
    return escape(printable(text))


def document_page(document: Document) -> str:
    """The document as a page."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    language = "zh-CN" if current_language() == "zh" else "en"
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language}">'
    yield '<head><meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{shown(document.title)}</title>"
    yield f"<style>\n{_STYLE}</style></head>"
    yield f"<body>\n<h1>{shown(document.title)}</h1>"
    for text in document.subtitle:
        yield f"<p>{shown(text)}</p>"
    for section in document.sections:
        yield from _section(section)
    yield "</body>\n</html>"


def _section(section: Section) -> Iterator[str]:
    if section.heading:
        yield f"<h2>{shown(section.heading)}</h2>"
    for text in section.paragraphs:
        yield f"<p>{shown(text)}</p>"
    if section.chart:
        yield "<pre>" + "\n".join(map(shown, section.chart)) + "</pre>"
    for table in section.tables:
        if table.rows:
            yield from _table(table)
    if section.notes:
        yield "<ul>" + "".join(f"<li>{shown(note)}</li>" for note in section.notes) + "</ul>"


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    yield "<tr>" + "".join(f"<th>{shown(name)}</th>" for name in table.columns) + "</tr>"
    for n, row in enumerate(table.rows):
        start = '<tr class="total">' if n in table.emphasis else "<tr>"
        yield start + "".join(_cell(cell, c in table.numeric) for c, cell in enumerate(row)) + "</tr>"
    yield "</table>"


def _cell(cell: str, numeric: bool) -> str:
    text = shown(cell)
    if isinstance(cell, Link):
        text = f'<a href="{escape(cell.href)}">{text}</a>'
    elif _HASH.fullmatch(cell):
        text = f"<code>{text}</code>"
    return f'<td class="n">{text}</td>' if numeric else f"<td>{text}</td>"
