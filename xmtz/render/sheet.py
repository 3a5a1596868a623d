"""Rows as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from xmtz.domain.plain import printable

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """A cell that stays text: what a spreadsheet would take for a formula gets an apostrophe.

    Numbers keep their sign.
    """
    text = printable(text)
    if text.startswith(_STARTS_A_FORMULA) and not _is_number(text):
        return "'" + text
    return text


def _is_number(text: str) -> bool:
    body = text[1:] if text[:1] in "+-" else text
    whole, _, part = body.rstrip("%").partition(".")
    return whole.isdigit() and (part.isdigit() or not part) and body.isascii()


def rows_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV with a header; None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(c) for c in columns])
    for row in rows:
        writer.writerow(["" if cell is None else safe_cell(str(cell)) for cell in row])
    return out.getvalue()
