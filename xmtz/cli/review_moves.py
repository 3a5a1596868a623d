"""xmtz review moves: who entered and left the key lists in a period."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "调入调出：一段时间内哪些项目调入、调出名录，何时、为何；期初 + 调入 - 调出 = 期末。",
        "Who entered and left the key lists in a period, when and why; before + entered - left = now.",
    )
)
def review_moves(
    since: Annotated[
        str | None,
        typer.Option(
            help=say("自哪天起，默认当年 1 月 1 日", "since when, 1 January if not said"), metavar="DATE"
        ),
    ] = None,
    key_list: Annotated[
        str | None, typer.Option("--list", help=say("只看一个名录", "one key list only"))
    ] = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print the moves."""
    from xmtz.render.pools import adjusting as render
    from xmtz.reports.names import Names
    from xmtz.reports.pools.adjusting import moves
    from xmtz.words.errors import Trouble
    from xmtz.words.lang import Say

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    first = options.day(since) or day.replace(month=1, day=1)
    if first > day:
        raise Trouble(
            Say("--since {a} 晚于 {b}", "--since {a} is after {b}"), a=first.isoformat(), b=day.isoformat()
        )
    ledger = options.open_here(as_of)
    names = Names(ledger)
    only = names.key_if("list", key_list)
    value = moves(ledger, first, day, only)
    if format_ == "json":
        options.put(render.moves_json(value), output)
    elif format_ == "csv":
        options.put_csv(render.moves_csv(value, names), output)
    else:
        options.put_document(
            render.moves_document(value, ledger.book.settings.name or "", names), format_, output
        )
    return 0
