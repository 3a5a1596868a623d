"""The tables of a document's sections as CSV, one below the other."""

from __future__ import annotations

from collections.abc import Iterable

from xmtz.render.document import Section
from xmtz.render.sheet import rows_csv, safe_cell


def sections_csv(sections: Iterable[Section]) -> str:
    """Each table under its heading, an empty line between them."""
    parts = []
    for section in sections:
        heading = f"{safe_cell(section.heading)}\r\n" if section.heading else ""
        parts += [heading + rows_csv(table.columns, table.rows) for table in section.tables]
    return "\r\n".join(parts)
