"""xmtz dossier verify: whether the documents of dossiers are there and unchanged."""

from __future__ import annotations

from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "核对卷内文件：读出每份文件，算出校验和，同登记的比对。有缺失、变动的列出路径、登记的和现有的校验和，退出码为 1。xmtz "
        "check 不读卷内文件。",
        "Look at the documents of one dossier or of all: read every file and compare its SHA-256 with the one entered. "
        "What is missing or changed is listed with both, and the exit code is 1. xmtz check does not read documents.",
    )
)
def verify(
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="[PROJECT]",
            help=say(
                "编号，或编号、名称里独有的一段；不写即全部",
                "id, or a unique part of id or name; all if not said",
            ),
        ),
    ] = None,
    unit: reads.UnitName = None,
    format_: reads.Format = "table",
    output: reads.Output = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Compare the documents with their checksums."""
    from xmtz.index.lookup import find_project
    from xmtz.render.dossiers import dossier_files as render
    from xmtz.render.dossiers.dossier import status_json
    from xmtz.reports.dossier import dossiers
    from xmtz.reports.names import Names

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    key = Names(ledger).key_if("unit", unit)
    path = find_project(ledger.facts, project).path if project is not None else None
    found = dossiers(ledger, day, key, path)
    if format_ == "json":
        options.put(status_json(found, day), output)
    elif format_ == "csv":
        options.put_csv(render.verify_csv(found), output)
    else:
        options.put_document(render.verify_document(found), format_, output)
    return int(any(one.wrong for one in found))
