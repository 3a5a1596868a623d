"""xmtz fund: a line of a project's money."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "登记或改动一笔资金：计划、申报、批次、下达（发行）、按月到位和支出。同一来源有几笔时用 --name 或 --batch 指明。",
        "Enter or change a line of money: planned, applied for, batch, issued, arrived and paid by month. "
        "--name or --batch says which where a source has several.",
    )
)
def fund(
    project: writes.ProjectName,
    source: Annotated[
        str,
        typer.Argument(
            help=say("资金来源（键或名称）", "source, by key or name"), metavar="KIND", show_default=False
        ),
    ],
    name: Annotated[str | None, typer.Option(help=say("名称", "its name"))] = None,
    batch: Annotated[str | None, typer.Option(help=say("批次，如 2020 年第二批", "batch"))] = None,
    planned: Annotated[
        str | None, typer.Option(help=say("计划（申请）金额，可写 4.7亿", "planned"), metavar="AMOUNT")
    ] = None,
    applied: Annotated[str | None, typer.Option(help=say("申报日期", "applied on"), metavar="DATE")] = None,
    issued: Annotated[
        str | None, typer.Option(help=say("下达（发行）日期", "issued on"), metavar="DATE")
    ] = None,
    arrived: Annotated[
        list[str] | None,
        typer.Option(help=say("当月到位：月份=金额", "arrived in a month"), metavar="MONTH=AMOUNT"),
    ] = None,
    paid: Annotated[
        list[str] | None,
        typer.Option(help=say("当月支出：月份=金额", "paid in a month"), metavar="MONTH=AMOUNT"),
    ] = None,
    note: Annotated[str | None, typer.Option(help=say("备注", "note"))] = None,
    new: Annotated[bool, typer.Option("--new", help=say("另立一笔", "a line of its own"))] = False,
    correct: writes.Correct = False,
    reason: writes.Reason = None,
    on: writes.On = None,
    by: writes.By = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Enter or change one line of money."""
    from xmtz.domain.plain import printable
    from xmtz.entry import funding

    given = funding.Given(
        source,
        name,
        batch,
        planned,
        options.day(applied),
        options.day(issued),
        arrived or (),
        paid or (),
        note,
        new,
    )
    correcting = writes.correcting(correct, reason, on, by)
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        label = funding.put(gate, standing, given, options.today(), correcting)
        what = printable(standing.project.name)
        message = Say(f"资金：{what} {printable(label.zh)}", f"Fund: {what} {printable(label.en)}")
        return writes.finish(gate.write(message), message)
