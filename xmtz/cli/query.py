"""xmtz query: ask the ledger in SQL, read-only."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)
# The names of xmtz/index/lists.py VIEWS, said here too so that help opens no index; a test compares them.
TABLES = (
    "projects stages steps plans figures issues funds lists duties resources benefits risks reviews documents"
    " visits waivers meetings decisions"
)


@app.command(
    help=say(
        f"用 SQL 查询台账（只读）。表：{TABLES}；金额单位为分。",
        f"Ask the ledger in SQL, read-only. Tables: {TABLES}; amounts are in 分.",
    )
)
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help=say("一条 SELECT", "one SELECT"))],
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help=say("查某个提交", "ask a commit"))] = None,
    seconds: Annotated[
        float, typer.Option(min=0.1, max=3600, help=say("最多几秒", "stop after so many seconds"))
    ] = 30.0,
) -> int:
    """Run the query and print its rows."""
    import json

    from xmtz.index.lists import query as ask
    from xmtz.render.document import Document, Section, Table
    from xmtz.render.sheet import rows_csv

    options.chosen(format_, reads.FORMATS, "--format")
    ledger = options.open_here(as_of)
    found = ask(ledger.facts, sql, seconds)
    if format_ == "json":
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        options.put(json.dumps(rows, ensure_ascii=False, indent=2, default=repr), output)
        return 0
    if format_ == "csv":
        options.put_csv(rows_csv(found.columns, found.rows), output)
        return 0
    cells = [["" if cell is None else str(cell) for cell in row] for row in found.rows]
    numeric = frozenset(
        n for n, _ in enumerate(found.columns) if any(isinstance(row[n], (int, float)) for row in found.rows)
    )
    table = Table(found.columns, cells, numeric)
    count = say("{n} 行", "{n} rows", n=len(cells))
    options.put_document(Document(count, (), [Section("", (), [table])]), format_, output)
    return 0
