"""xmtz check: everything wrong with a ledger, at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xmtz.cli import options, reads
from xmtz.words.finding import ERROR
from xmtz.words.lang import current_language, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    help=say(
        "查台账里的全部错误。有错误时退出码为 1。",
        "Everything wrong with the ledger. Exit code 1 if there are errors.",
    )
)
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help=say("只看这些文件或文件夹", "only these files or folders"), metavar="PATH"),
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="text | json | github | sarif")] = "text",
    strict: Annotated[bool, typer.Option(help=say("有提醒也算不通过", "warnings count too"))] = False,
    waived: Annotated[
        bool,
        typer.Option(
            "--waived",
            help=say(
                "列出已豁免的提示：理由、批准人、有效期", "list what is waived: why, by whom, until when"
            ),
        ),
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", help=say("查某个提交（默认查工作区）", "check a commit instead of the work tree")
        ),
    ] = None,
    as_of_date: reads.AsOfDate = None,
) -> int:
    """Run every check and print what it found."""
    from xmtz.checks.catalogue import severity
    from xmtz.render import findings as render

    options.chosen(format_, render.FORMATS, "--format")
    if waived:
        options.chosen(format_, render.WAIVED_FORMATS, "--format")
    today = reads.on(as_of_date).isoformat()
    ledger = options.open_here(as_of)
    covered, found = ledger.waived(today), [] if waived else ledger.findings(today)
    if paths:
        wanted = _wanted(paths, ledger.root, as_of is not None)
        found = [f for f in found if _within(f.path, wanted, ledger.root)]
        covered = [f for f in covered if _within(f.path, wanted, ledger.root)]
    if waived:
        if format_ == "json":
            options.put(render.waived_json(covered))
        else:
            note = render.kept_note(covered, today, ledger.kept_until(today))
            options.put("\n".join(part for part in (render.waived_text(covered), note) if part))
        return 0
    lang = current_language()

    def source(path: str) -> str | None:
        raw = ledger.source.read(path)
        return None if raw is None else raw.decode("utf-8-sig", "replace")

    if format_ == "json":
        options.put(render.findings_json(found, len(covered)))
    elif format_ == "github":
        options.put(render.findings_github(found, lang))
    elif format_ == "sarif":
        from xmtz import __version__

        options.put(render.findings_sarif(found, lang, __version__))
    else:
        if found:
            options.put(render.findings_text(found, source, lang) + "\n")
        options.put(render.summary(found, ledger.work.listed))
        if covered:
            options.put(render.waived_summary(covered))
        note = render.kept_note([*found, *covered], today, ledger.kept_until(today))
        if note:
            options.put(note)
    failed = any(strict or severity(f) == ERROR for f in found)
    return int(failed)


def _wanted(paths: list[Path], root: Path, any_commit: bool) -> list[Path]:
    """The files and folders meant, from here or else from the ledger. Raises Trouble where one is neither."""
    import os

    from xmtz.domain.refusal import quoted
    from xmtz.words.errors import Trouble
    from xmtz.words.lang import Say

    found = []
    for path in paths:
        places = [Path(os.path.normpath(base / path)) for base in (Path.cwd(), root)]
        place = next((one for one in places if one.exists()), places[1] if any_commit else None)
        if place is None:
            raise Trouble(
                Say("没有“{path}”这个文件或文件夹", "there is no file or folder “{path}”"),
                path=quoted(str(path)),
            )
        found.append(place)
    return found


def _within(path: str, wanted: list[Path], root: Path) -> bool:
    full = root / path
    return any(full == one or one in full.parents for one in wanted)
