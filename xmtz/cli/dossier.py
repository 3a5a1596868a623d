"""xmtz dossier: what the dossiers hold and lack; one of them shown, or exported as a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "一项一卷：招投标、采购、竣工验收、决算、审计。不写项目，列出各项目每一部分的份数、阶段要求而缺的部分、找不到和变动的文件；写项目，"
        "看它的一卷；再加 -o 文件夹，导出整卷：网页、Markdown、项目文件、全部文件的副本和 SHA256SUMS。归卷用 xmtz dossier "
        "add，核对用 xmtz dossier verify。",
        "Dossiers: tender, procurement, acceptance, final accounts, audit. Without a project: what each has, what its "
        "stage requires and is missing, documents missing or changed. With one: its dossier; and with -o DIR the whole "
        "of it as a folder: page, Markdown, the project's file, a copy of every document, SHA256SUMS. xmtz dossier add "
        "files a document, xmtz dossier verify looks at the files.",
    )
)
def dossier(
    project: Annotated[
        str | None,
        typer.Argument(
            metavar="[PROJECT]",
            help=say(
                "编号，或编号、名称里独有的一段；不写或写 status 即列出全部",
                "id, or a unique part of id or name; all if not said, or if it is status",
            ),
        ),
    ] = None,
    unit: reads.UnitName = None,
    lacking: Annotated[
        bool,
        typer.Option(
            "--missing", help=say("只列缺部分或文件有问题的", "only those that lack a part or a document")
        ),
    ] = False,
    files: Annotated[
        bool,
        typer.Option(
            "--files/--no-files",
            help=say("读不读卷内文件，默认读", "whether to look at the documents' files; yes if not said"),
            show_default=False,
        ),
    ] = True,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help=say("替换同一项目以前的导出", "replace an earlier export of the project")
        ),
    ] = False,
    format_: Annotated[
        str | None, typer.Option("--format", help="table | md | csv | json", show_default=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help=say(
                "写了项目：导出整卷到此文件夹；没写：写入文件",
                "with a project: export it to this folder; else a file",
            ),
        ),
    ] = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print what the dossiers hold, or export one."""
    from xmtz.render.dossiers import dossier as render
    from xmtz.reports.dossier import dossiers
    from xmtz.reports.names import Names
    from xmtz.words.errors import Trouble

    options.chosen(format_ or "table", reads.FORMATS, "--format")
    if project is not None and project != "status":
        if output is None:
            return _show(project, format_ or "table", files, as_of, as_of_date)
        if format_ is not None:
            raise Trouble(
                Say(
                    "导出整卷（-o 文件夹）不用 --format；只要其中的表，用 > 文件",
                    "an export (-o DIR) takes no --format; for the table alone use > FILE",
                )
            )
        return _export(project, output, force, as_of, as_of_date)
    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    every = dossiers(ledger, day, names.key_if("unit", unit), files=files)
    found = [one for one in every if (one.missing or one.wrong if lacking else not one.is_empty)]
    if format_ == "json":
        options.put(render.status_json(found, day), output)
    elif format_ == "csv":
        options.put_csv(render.status_csv(found, names), output)
    else:
        document = render.status_document(found, names, day, len(every), lacking)
        options.put_document(document, format_ or "table", output)
    return 0


def _show(project: str, format_: str, files: bool, as_of: str | None, as_of_date: str | None) -> int:
    from xmtz.index.lookup import find_project
    from xmtz.render.dossiers import dossier as render
    from xmtz.reports.dossier import dossiers
    from xmtz.reports.names import Names

    day = reads.on(as_of_date)
    ledger = options.open_here(as_of)
    (one,) = dossiers(ledger, day, path=find_project(ledger.facts, project).path, files=files)
    if format_ == "json":
        options.put(render.status_json([one], day))
    elif format_ == "csv":
        from xmtz.render.dossiers.dossier_files import verify_csv

        options.put_csv(verify_csv([one]))
    else:
        options.put_document(render.dossier_document(one, Names(ledger)), format_)
    return 0


def _export(project: str, folder: Path, force: bool, as_of: str | None, as_of_date: str | None) -> int:
    from datetime import date

    from xmtz.cli import writes
    from xmtz.domain.plain import printable
    from xmtz.index.lookup import find_project
    from xmtz.render.dossiers.dossier_files import state_of
    from xmtz.render.dossiers.dossier_folder import export

    day = options.day(as_of_date, date.max)
    assert day is not None
    ledger = options.open_here(as_of)
    found = find_project(ledger.facts, project)
    made = export(ledger, found.path, folder, day, force)
    options.put(
        say(
            "已导出 {name} 的整卷到 {folder}：{n} 个文件，sha256sum -c SHA256SUMS 可核对",
            "the dossier of {name} is exported to {folder}: {n} files, checked by sha256sum -c SHA256SUMS",
            name=printable(found.name),
            folder=printable(str(folder)),
            n=made.files,
        )
    )
    writes.remind(Say(f"{one.path} {state_of(one)}", f"{one.path} {state_of(one)}") for one in made.wrong)
    return 0
