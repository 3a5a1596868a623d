"""xmtz reconcile: two figures of every project compared for a month."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from xmtz.index.ledger import Ledger
    from xmtz.reports.bulletins.reconcile import Reconciliation

app = typer.Typer(add_completion=False, rich_markup_mode=None)
SHOWN = 50  # of each list in print


@app.command(
    help=say(
        "数据比对：按 rules/indicators.yaml 的 comparisons 比两个数（如发改、统计投资数），列出超过限度的项目和说明；"
        "--feedback 出一对一反馈单。月份默认取台账里最新有数的月份。",
        "Compare two figures of every project (such as DRC and statistics) by the comparisons of rules/indicators.yaml:"
        " what is over the limits, and what explains it; --feedback writes a sheet for each project. The month defaults"
        " to the newest one with figures.",
    )
)
def reconcile(
    period: Annotated[
        str | None, typer.Argument(metavar="[MONTH]", help=say("月份，如 2025-07", "month, such as 2025-07"))
    ] = None,
    comparison: Annotated[
        str | None,
        typer.Argument(
            metavar="[KEY]", help=say("只看一项比对（键或名称）", "one comparison, by key or name")
        ),
    ] = None,
    by: reads.By = None,
    project: Annotated[
        str | None, typer.Option("--project", metavar="P", help=say("只看一个项目", "one project only"))
    ] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            help=say("没有超限的、缺数的也列出", "also what is within the limits or without a figure"),
        ),
    ] = False,
    feedback: Annotated[
        Path | None,
        typer.Option(
            "--feedback",
            metavar="DIR",
            help=say("把反馈单写进文件夹，一个项目一份", "write a feedback sheet a project into this folder"),
        ),
    ] = None,
    sheet: Annotated[
        bool,
        typer.Option(
            "--sheet",
            help=say("印一个项目的反馈单（与 --project 同用）", "print one project's sheet, with --project"),
        ),
    ] = False,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.IssuedFrom = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Compare, and print the result in the format asked for."""
    options.chosen(format_, reads.FORMATS, "--format")
    if sheet and (project is None or format_ in ("csv", "json")):
        raise Trouble(
            Say(
                "--sheet 印一个项目的反馈单：用 --project 写明项目，格式用 table 或 md",
                "--sheet prints the sheet of one project: name it with --project, as table or md",
            )
        )
    if feedback is not None and (sheet or output is not None):
        raise Trouble(
            Say(
                "--feedback 写到文件夹，不与 -o、--sheet 同用",
                "--feedback writes to a folder: not with -o or --sheet",
            )
        )
    ledger = options.open_here(as_of)
    month = options.month_with_figures(ledger, period, as_of_date, "reconcile")
    from xmtz.index.lookup import find_project
    from xmtz.reports.bulletins.reconcile import reconcile as build

    path = None if project is None else find_project(ledger.facts, project).path
    shortened = format_ in ("table", "md") and not every and feedback is None and not sheet
    value = build(ledger, month, comparison, by, path, every, SHOWN if shortened else None)
    if feedback is not None:
        return _write_sheets(ledger, value, feedback)
    if sheet:
        from xmtz.render.bulletins.feedback import feedback_document
        from xmtz.reports.bulletins.feedback import feedback as sheets

        for one in sheets(ledger, value):
            options.put_document(feedback_document(one), format_, output)
        return 0
    _put(value, format_, output)
    return 0


def _put(value: Reconciliation, format_: str, output: Path | None) -> None:
    if format_ == "json":
        from xmtz.render.bulletins.reconcile_data import reconciliation_json

        options.put(reconciliation_json(value), output)
    elif format_ == "csv":
        from xmtz.render.bulletins.reconcile_data import reconciliation_csv

        options.put_csv(reconciliation_csv(value), output)
    else:
        from xmtz.render.bulletins.reconcile import reconciliation_document

        options.put_document(reconciliation_document(value), format_, output)


def _write_sheets(ledger: Ledger, value: Reconciliation, folder: Path) -> int:
    """A Markdown file a project; a sheet written before under the same name is replaced."""
    from xmtz.domain.plain import printable
    from xmtz.render.bulletins.feedback import feedback_document, file_of
    from xmtz.reports.bulletins.feedback import feedback as sheets
    from xmtz.store.files import cannot_write

    found = sheets(ledger, value)
    if not found:
        options.put(
            say("{m} 没有超过限度的项目，不用反馈", "no project is over the limits in {m}", m=value.month)
        )
        return 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
    for one in found:
        options.put_document(feedback_document(one), "md", folder / file_of(one))
    options.put(
        say(
            "{m} 反馈单 {n} 份，写在 {f}",
            "{n} feedback sheets for {m}, written to {f}",
            m=value.month,
            n=len(found),
            f=printable(str(folder)),
        )
    )
    return 0
