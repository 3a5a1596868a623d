"""The benchmark's result as rows, and as a section of a page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

BEGIN: Final = "<!-- bench: begin -->"
END: Final = "<!-- bench: end -->"


class Row(NamedTuple):
    """What was measured, on how many projects, beside its goal; `met` is None where there is none."""

    what: str
    projects: str
    goal: str
    measured: str
    spread: str
    met: bool | None = None

    def line(self) -> str:
        """The row as a line of a terminal."""
        goal = f"  goal {self.goal}: {'met' if self.met else 'NOT met'}" if self.goal else ""
        return f"{self.projects:>18}  {self.what:<58} {self.measured:>10}  ({self.spread}){goal}"


def table(rows: Iterable[Row]) -> str:
    """The rows as a markdown table."""
    lines = [
        "| what | projects | goal | median | least to most | goal met |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for row in rows:
        met = "" if row.met is None else "yes" if row.met else "no"
        lines.append(f"| {row.what} | {row.projects} | {row.goal} | {row.measured} | {row.spread} | {met} |")
    return "\n".join(lines)


def save(section: str, page: Path) -> None:
    """Write the section between its marks in a page that has them, else at the page's end."""
    block = f"{BEGIN}\n\n{section}\n{END}"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    if BEGIN in text and END in text:
        head, _, rest = text.partition(BEGIN)
        text = head + block + rest.partition(END)[2]
    else:
        text = f"{text}\n{block}\n" if text else f"{block}\n"
    page.write_text(text, encoding="utf-8", newline="")
