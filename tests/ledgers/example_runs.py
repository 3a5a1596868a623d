"""The example ledgers of the repository, asked through the program."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

from xmtz.cli import main as program
from xmtz.index.ledger import Ledger, open_ledger

EXAMPLES = Path(__file__).resolve().parents[2] / "ledgers"
MONTHS = {
    "fengxi": "2023-11",
    "hanbin": "2023-09",
    "suqian": "2023-07",
    "xinmi": "2025-03",
    "xunyang": "2020-05",
}
"""The examples, each with the month that its data end with."""


def said(ledger: str, *arguments: str) -> str:
    """What the program prints about an example; it has to end well."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = program.run(["--lang", "zh", "--ledger", str(EXAMPLES / ledger), *arguments])
    assert code == 0, (arguments, printed.getvalue())
    return printed.getvalue()


@cache
def bulletin(ledger: str) -> dict[str, Any]:
    """The newest monthly bulletin of an example, as data."""
    found: dict[str, Any] = json.loads(said(ledger, "report", "--monthly", "--format", "json"))
    assert found["period"] == MONTHS[ledger]
    return found


def part(ledger: str, kind: str, key: str) -> tuple[int, float]:
    """How many projects a batch, stage or level holds in the bulletin, and their total in 万元."""
    found = next(one for one in bulletin(ledger)["position"][kind] if one["key"] == key)
    return found["projects"], float(found["total"])


def asked(ledger: str, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query; amounts are in 分, a millionth of a 万元."""
    rows = json.loads(said(ledger, "query", sql, "--format", "json"))
    return [tuple(row.values()) for row in rows]


@cache
def opened(ledger: str) -> Ledger:
    """An example, opened."""
    return open_ledger(EXAMPLES / ledger)


def project(ledger: str, words: str) -> Any:
    """The project with these words in its name, as a record."""
    (path,) = (row[0] for row in opened(ledger).facts.execute(
        "SELECT path FROM state JOIN project USING (c) WHERE name LIKE ?", (f"%{words}%",)
    ))  # fmt: skip
    reading = opened(ledger).read(path)
    assert reading is not None
    return reading.project
