"""xmtz people unassigned: the projects with posts that nobody fills."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "还没有明确责任人的项目：按 rules/stages.yaml 的 posts，到了阶段而没有明确的职责逐项列出。",
        "Projects with posts that nobody fills, though posts in rules/stages.yaml asks for them at their stage.",
    )
)
def unassigned(
    role: Annotated[
        str | None,
        typer.Option(help=say("只看缺哪项职责的", "only those that lack this post"), metavar="ROLE"),
    ] = None,
    unit: reads.UnitName = None,
    fail: Annotated[
        bool,
        typer.Option("--fail", help=say("有未明确的，退出码为 1", "exit with 1 if anything is not filled")),
    ] = False,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print what is not filled."""
    from xmtz.entry.values import word
    from xmtz.records.post_rules import ROLES
    from xmtz.render.people import people as render
    from xmtz.reports.names import Names
    from xmtz.reports.people import unassigned as report

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    post = word(role, ROLES, Say("职责", "post")) if role is not None else None
    ledger = options.open_here(as_of)
    names = Names(ledger)
    key = names.key_if("unit", unit)
    found = report.unassigned(ledger, day, key, post)
    if format_ == "json":
        options.put(render.gaps_json(found, day), output)
    elif format_ == "csv":
        options.put_csv(render.gaps_csv(found, names), output)
    else:
        name = ledger.book.settings.name or ""
        document = render.gaps_document(found, names, name, day, bool(ledger.rules.stages.posts))
        options.put_document(document, format_, output)
    return int(fail and bool(found))
