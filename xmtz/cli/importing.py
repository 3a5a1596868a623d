"""xmtz import: take in a table of projects."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xmtz.cli import options, reads, writes
from xmtz.words.errors import REFUSED, USAGE
from xmtz.words.lang import Say, current_language, say

if TYPE_CHECKING:
    from xmtz.entry.door import Written
    from xmtz.entry.importing.mapping import Plan
    from xmtz.entry.importing.result import Result
    from xmtz.index.ledger import Ledger

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "从 CSV 导入项目。映射（YAML）写明哪一列填哪个字段；每一行要么登记、要么已有、要么退回并说明理由。"
        "再导一次不会重复。有退回时退出码为 1。",
        "Take in projects from a CSV file. The map (YAML) says which column fills which field; every row is added, "
        "found to be there already, or rejected with the reason. Importing again adds nothing. Exit code 1 if rows were rejected.",
    )
)
def import_(
    file: Annotated[
        Path, typer.Argument(help=say("CSV 文件", "the CSV file"), metavar="FILE", show_default=False)
    ],
    map_: Annotated[
        Path,
        typer.Option(
            "--map", help=say("映射文件（YAML）", "the map (YAML)"), metavar="MAP", show_default=False
        ),
    ],
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help=say("已有项目的空字段按表补填", "fill in fields that are empty in projects already there"),
        ),
    ] = False,
    add_units: Annotated[
        bool,
        typer.Option(
            "--add-units", help=say("没有的责任单位登记到 units.yaml", "enter unknown units in units.yaml")
        ),
    ] = False,
    anyway: Annotated[
        bool,
        typer.Option(
            "--anyway", help=say("与已有项目相近也登记", "add a project though a similar one is there")
        ),
    ] = False,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            help=say(
                "进入阶段的日期，映射没写时用，默认今天",
                "day of the stage where the map says none, today if not said",
            ),
            metavar="DATE",
            show_default=False,
        ),
    ] = None,
    format_: reads.Format = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=say("结果写入文件", "write the result to a file"))
    ] = None,
    dry_run: writes.DryRun = False,
    commit: writes.Commit = None,
) -> int:
    """Read map and table, take in every row, write all at once, print what became of each row."""
    options.chosen(format_, reads.FORMATS, "--format")
    from xmtz.domain.plain import printable
    from xmtz.entry import door
    from xmtz.entry.importing.run import Manner, add_warnings, import_table, open_table
    from xmtz.render.import_result import counted

    ledger = options.open_here()
    plan = _plan(ledger, map_, add_units)
    if plan is None:
        return USAGE
    sheet, header = open_table(file, plan)
    manner = Manner(writes.given_day(on), update, anyway, add_units)
    with door.opened(ledger, writes.how(dry_run, commit)) as gate:
        gate.refresh()
        result = import_table(gate, plan, sheet, header, printable(file.name), manner)
        said = counted(result)
        written = gate.write(Say(f"导入 {result.file}：{said.zh}", f"Import {result.file}: {said.en}"))
    add_warnings(result, written.warnings)
    _put(result, format_, output)
    _finish(written, result, format_, output)
    return REFUSED if result.counts()["rejected"] else 0


def _plan(ledger: Ledger, path: Path, add_units: bool) -> Plan | None:
    """The map, checked; None where it has mistakes, which are printed."""
    from xmtz.entry import door
    from xmtz.entry.importing.mapping import read_map
    from xmtz.store.files import decode, read_bytes

    raw = read_bytes(path)
    shown = str(path)
    plan, found = read_map(raw, shown, door.lexicon(ledger), add_units)
    if plan is None:
        from xmtz.render.findings import findings_text

        text = findings_text(found, lambda _: decode(raw, shown).text, current_language())
        end = say(
            "映射有 {n} 处错误，没有导入", "the map has {n} mistakes; nothing was imported", n=len(found)
        )
        print(f"{text}\n\n{end}", file=sys.stderr)
    return plan


def _put(result: Result, format_: str, output: Path | None) -> None:
    from xmtz.render import import_result as render

    if format_ == "json":
        options.put(render.result_json(result), output)
    elif format_ == "csv":
        options.put_csv(render.result_csv(result), output)
    else:
        options.put_document(render.result_document(result), format_, output)


def _finish(written: Written, result: Result, format_: str, output: Path | None) -> None:
    """The last lines, for people: beside a result that a program reads they go to stderr."""
    stream = sys.stderr if format_ in ("csv", "json") and output is None else sys.stdout
    if written.dry_run:
        if stream is sys.stdout and written.diff:
            print(f"\n{written.diff}", end="")
        return
    from xmtz.render.import_result import counted

    files = say("写入 {n} 个文件", "{n} files written", n=len(written.places))
    print(
        f"{counted(result).text()}；{files}"
        if current_language() == "zh"
        else f"{counted(result).text()}; {files}",
        file=stream,
    )
    if written.commit:
        print(say("已提交 {commit}", "committed as {commit}", commit=written.commit), file=stream)
