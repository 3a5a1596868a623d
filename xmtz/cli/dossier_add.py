"""xmtz dossier add: a document filed in a project's dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xmtz.cli import options, writes
from xmtz.words.lang import Say, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "归卷：把一份文件登记到项目案卷的一部分，记下它相对台账的路径和校验和（按内容算出，不用手填）。台账以外的文件要加 --copy，"
        "复制到 dossier/项目编号/部分/ 下。纸质文件不写文件名，用 --title、--number 登记。",
        "File a document: enter it in a part of the project's dossier with its path in the ledger and the SHA-256 of its "
        "bytes (computed, never typed). A file outside the ledger needs --copy, which puts a copy under "
        "dossier/ID/PART/. A document on paper is entered with --title and --number and no file.",
    )
)
def add(
    project: writes.ProjectName,
    part: Annotated[
        str,
        typer.Argument(
            metavar="PART",
            help=say(
                "招投标 tender、采购 procurement、竣工验收 acceptance、决算 accounts、审计 audit",
                "tender, procurement, acceptance, accounts or audit",
            ),
            show_default=False,
        ),
    ],
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help=say("文件；纸质的不写", "the file; none for a document on paper"),
            show_default=False,
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            help=say("题名，默认用文件名", "its title; the file's name if not said"), show_default=False
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", help=say("文件日期", "the day of the document"), metavar="DATE", show_default=False
        ),
    ] = None,
    number: Annotated[str | None, typer.Option(help=say("文号", "its number"), show_default=False)] = None,
    copy: Annotated[
        bool,
        typer.Option(
            "--copy", help=say("复制到台账的 dossier 文件夹", "copy it into the ledger's dossier folder")
        ),
    ] = False,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help=say(
                "文件确已更换：更新校验和；或给题名相同的纸质文件补上文件",
                "the file was replaced on purpose: take its new checksum; or add the file to the document on paper "
                "of the same title",
            ),
        ),
    ] = False,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """File a document in a dossier."""
    from xmtz.domain.plain import printable
    from xmtz.entry import filing

    said = filing.Said(title, options.day(on), number, copy, update)
    with writes.project_opened(project, writes.how(dry_run, commit)) as (gate, standing):
        made = filing.file(gate, standing, part, file, said, options.today())
        name = printable(f"{standing.project.name}")
        what = printable(made.title)
        done = Say("更新", "updated") if made.updated else Say("归卷", "filed")
        if made.sha256 is None:
            done = Say("登记（纸质）", "entered (on paper)")
        message = Say(
            f"案卷：{name} {made.part.zh} {done.zh}“{what}”",
            f"Dossier: {name}, {made.part.en}: {done.en} “{what}”",
        )
        return writes.finish(gate.write(message), message)
