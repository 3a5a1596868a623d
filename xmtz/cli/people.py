"""xmtz people: everyone in charge, and the sheet of one person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from xmtz.cli import options, reads
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xmtz.render.people.person import About
    from xmtz.reports.names import Names
    from xmtz.reports.people.people import Sheet

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Role: TypeAlias = Annotated[
    str | None,
    typer.Option(help=say("职责（如 leader 或 包抓领导）", "post, such as leader"), metavar="ROLE"),
]


@app.command(
    help=say(
        "责任人一览：各人的项目、总投资、未销号问题、逾期事项。写姓名出个人责任单：项目、任务、标准、时限、"
        "交办的问题、议定事项、待办提醒。另有 people unassigned、groups、assign、remove、handover。",
        "Everyone in charge: projects by post, investment, open issues, what is overdue. With a name, the sheet of one "
        "person: projects, tasks, standards, time limits, issues, decisions, prompts. See also people unassigned, "
        "groups, assign, remove, handover.",
    )
)
def people(
    name: Annotated[
        str | None,
        typer.Argument(
            help=say("姓名：出这个人的责任单", "whose sheet to print"), metavar="NAME", show_default=False
        ),
    ] = None,
    role: Role = None,
    unit: Annotated[
        str | None,
        typer.Option(
            help=say("单位（键或名称）；同名的用它分清", "unit (key or name); tells apart people of one name")
        ),
    ] = None,
    rank: Annotated[
        str | None,
        typer.Option(
            help=say("职级；同名的用它分清", "rank; tells apart people of one name"), metavar="RANK"
        ),
    ] = None,
    days: Annotated[
        int,
        typer.Option(
            help=say("待办提醒看到今后多少天", "how many days ahead to look for prompts"), min=0, max=3660
        ),
    ] = 10,
    all_: Annotated[
        bool,
        typer.Option(
            "--all",
            help=say("每人一份责任单，写进 -o 的文件夹", "a sheet for everyone, into the folder of -o"),
        ),
    ] = False,
    format_: reads.Format = "table",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help=say("写入文件；--all 时是文件夹", "write to a file; a folder with --all")
        ),
    ] = None,
    as_of: reads.AsOf = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Print everyone, or the sheet of one."""
    from xmtz.entry.values import word
    from xmtz.records.post_rules import BODIES, ROLES
    from xmtz.render.people.person import About
    from xmtz.reports.names import Names
    from xmtz.reports.people.people import sheets
    from xmtz.reports.people.person import find_person, is_of

    options.chosen(format_, reads.FORMATS, "--format")
    day = reads.on(as_of_date)
    posts = {key: label for key, label in ROLES.items() if key not in BODIES}
    post = word(role, posts, Say("职责", "post")) if role is not None else None
    _together(name, all_, output)
    ledger = options.open_here(as_of)
    names = Names(ledger)
    unit_key = names.key_if("unit", unit)
    rank_key = names.key_if("rank", rank)
    about = About(ledger.book.settings.name or "", day, days)
    everyone = sheets(ledger, day, days)
    if name is not None:
        _put_sheet(find_person(everyone, name, names, unit_key, rank_key), names, about, format_, output)
        return 0
    found = [one for one in everyone if is_of(one, unit_key, rank_key) and (post is None or one.count(post))]
    if all_ and output is not None:
        return _put_all(found, names, about, output)
    from xmtz.render.people import people as render

    if format_ == "json":
        options.put(render.people_json(found, day), output)
    elif format_ == "csv":
        options.put_csv(render.people_csv(found, names), output)
    else:
        options.put_document(render.people_document(found, names, about.ledger, day), format_, output)
    return 0


def _together(name: str | None, all_: bool, output: Path | None) -> None:
    from xmtz.words.errors import Trouble

    if all_ and name is not None:
        raise Trouble(Say("写了姓名就不用 --all", "with a name there is no --all"))
    if all_ and output is None:
        raise Trouble(Say("--all 要用 -o 写明文件夹", "--all needs a folder: -o DIR"))


def _put_sheet(sheet: Sheet, names: Names, about: About, format_: str, output: Path | None) -> None:
    from xmtz.render.people.person import person_document
    from xmtz.render.people.person_data import person_csv, person_json

    if format_ == "json":
        options.put(person_json(sheet, about), output)
    elif format_ == "csv":
        options.put_csv(person_csv(sheet, names, about), output)
    else:
        options.put_document(person_document(sheet, names, about), format_, output)


def _put_all(found: Sequence[Sheet], names: Names, about: About, folder: Path) -> int:
    """A sheet for everyone, each in a Markdown file of its own."""
    from xmtz.render.markdown import document_markdown
    from xmtz.render.people.person import person_document, sheet_file
    from xmtz.words.errors import Trouble

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Trouble(
            Say("{folder} 不能作文件夹", "{folder} cannot be made a folder"), folder=str(folder)
        ) from None
    taken: set[str] = set()
    for sheet in found:
        text = document_markdown(person_document(sheet, names, about))
        options.put(text, folder / sheet_file(sheet, names, taken))
    options.put(say("{n} 份责任单，在 {folder}", "{n} sheets in {folder}", n=len(found), folder=folder))
    return 0
