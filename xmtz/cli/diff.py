"""xmtz diff: what changed between two states of the ledger, in the field's words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from xmtz.cli import options
from xmtz.words.lang import current_language, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "改了什么，用业务语言说。不写提交：HEAD 到工作区；写一个：它到工作区；写两个：从前一个到后一个。",
        "What changed, in the field's words. No commit: HEAD to the work tree; one: it to the work tree; two: from the first to the second.",
    )
)
def diff(
    old: Annotated[
        str | None, typer.Argument(help=say("从这个提交", "from this commit"), metavar="A")
    ] = None,
    new: Annotated[str | None, typer.Argument(help=say("到这个提交", "to this commit"), metavar="B")] = None,
    format_: Annotated[str, typer.Option("--format", help="table | md | json")] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=say("写到文件", "write to a file"), metavar="FILE")
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(help=say("只看一个责任单位（键或名称）", "one unit only, by key or name"), metavar="U"),
    ] = None,
    project: Annotated[
        str | None,
        typer.Option(
            help=say(
                "只看一个项目（编号、名称或其一部分）", "one project only, by id, name or a part of them"
            ),
            metavar="P",
        ),
    ] = None,
    stat: Annotated[bool, typer.Option("--stat", help=say("只印合计", "totals only"))] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=say("有改动时退出码为 1", "exit code 1 if anything changed"))
    ] = False,
) -> int:
    """Compare two states and print the changes."""
    from xmtz.render.changes import changes as render
    from xmtz.review.compare import compare, open_states

    options.chosen(format_, render.FORMATS, "--format")
    old, new = _two(old, new)
    comparison = compare(*open_states(options.ledger_root(), old, new))
    if unit is not None or project is not None:
        from xmtz.review.only import only_project, only_unit

        comparison = comparison if unit is None else only_unit(comparison, unit)
        comparison = comparison if project is None else only_project(comparison, project)
    lang = current_language()
    if format_ == "json":
        from xmtz.render.changes.changes_json import changes_json

        text = changes_json(comparison, stat)
    elif format_ == "md":
        from xmtz.render.changes.changes_md import changes_md

        text = changes_md(comparison, lang, stat)
    else:
        text = render.changes_table(comparison, lang, _columns(output), stat)
    options.put(text, output)
    return int(exit_code and bool(comparison.changes))


def _two(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """The two commits; `A..B` is understood as git has it."""
    if old is None or new is not None or ".." not in old:
        return old, new
    first, _, second = old.partition("..")
    return first or "HEAD", second or "HEAD"


def _columns(output: Path | None) -> int | None:
    """The width of the terminal that is printed to; None for a file or a pipe."""
    if output is not None or not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return max(40, get_terminal_size().columns)
