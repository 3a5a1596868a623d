"""Pages with commands and what they print: run again, and compared or written anew.

A page says where its commands run, in an order from top to bottom:

    <!-- ledger: ledgers/fengxi -->     a copy of that ledger, in git, one commit
    <!-- ledger: none -->               an empty folder

Then come blocks marked `console`: after `$ ` a command, below it what it prints, to the terminal or as
an error. A line `…` stands for lines left out. What a command prints as Markdown can stand in the page
itself, between `<!-- output of: COMMAND -->` and `<!-- end of output -->`.

`python tests/docs/transcripts.py` writes every page anew.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
    if "<!-- ledger: " in page.read_text(encoding="utf-8")
)
LEFT_OUT = "…"
_PART = re.compile(
    r"<!-- ledger: (?P<ledger>\S+) -->"
    r"|^```console\n(?P<console>.*?)^```$"
    r"|<!-- output of: (?P<command>.+?) -->\n(?P<output>.*?)<!-- end of output -->",
    re.MULTILINE | re.DOTALL,
)
_BETWEEN = "\x1e"


class Part(NamedTuple):
    """A part of a page that is run: a console block, or one command whose output is part of the text."""

    start: int
    end: int
    commands: tuple[tuple[str, str], ...]  # each with what the page says that it prints
    raw: bool


def parts(text: str) -> Iterator[tuple[str, list[Part]]]:
    """Each ledger that the page names, with what is run in it."""
    ledger, found = "", []
    for match in _PART.finditer(text):
        if match["ledger"]:
            if found:
                yield ledger, found
            ledger, found = match["ledger"], []
        elif match["command"]:
            part = Part(*match.span("output"), ((match["command"], match["output"]),), True)
            found.append(part)
        else:
            found.append(Part(*match.span("console"), tuple(_commands(match["console"])), False))
    if found:
        yield ledger, found


def _commands(block: str) -> Iterator[tuple[str, str]]:
    assert block.startswith("$ "), block[:60]
    for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = piece.partition("\n")
        while command.endswith("\\"):
            line, _, printed = printed.partition("\n")
            command += "\n" + line
        yield command, printed


def run(ledger: str, commands: list[str], folder: Path) -> list[str]:
    """What each command prints, one after the other in one shell."""
    here = folder / "work"
    if ledger == "none":
        here.mkdir()
    else:
        shutil.copytree(ROOT / ledger, here)
    environment = _environment(folder)
    if ledger != "none":
        for git in (["init", "--quiet", "-b", "main"], ["add", "-A"], ["commit", "--quiet", "-m", "台账"]):
            subprocess.run(["git", *git], cwd=here, env=environment, check=True)
    program = f"{shlex.quote(sys.executable)} -c 'from xmtz.cli.main import main; main()'"
    script = [f'xmtz() {{ {program} "$@"; }}', "exec 2>&1"]
    for command in commands:
        script += [command, f"printf '{_BETWEEN}'"]
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)], cwd=here, env=environment, stdout=subprocess.PIPE, check=True
    )
    text = done.stdout.decode().replace("\ufeff", "")  # what CSV files begin with
    return text.split(_BETWEEN)[: len(commands)]


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",  # errors stand where they were printed
        "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "王某",
        "GIT_AUTHOR_EMAIL": "w@example.org",
        "GIT_AUTHOR_DATE": "2025-08-01T09:00:00+08:00",
        "GIT_COMMITTER_NAME": "王某",
        "GIT_COMMITTER_EMAIL": "w@example.org",
        "GIT_COMMITTER_DATE": "2025-08-01T09:00:00+08:00",
    }


def printed(page: Path) -> Iterator[tuple[Part, list[str]]]:
    """Every part of a page, with what its commands print now."""
    for ledger, found in parts(page.read_text(encoding="utf-8")):
        commands = [command for part in found for command, _ in part.commands]
        with tempfile.TemporaryDirectory() as folder:
            outputs = iter(run(ledger, commands, Path(folder)))
        for part in found:
            yield part, [next(outputs) for _ in part.commands]


def shown(said: str, prints: str, raw: bool) -> str:
    """What the page should say of an output, with as much left out as the page leaves out now."""
    if raw:
        return f"\n{prints.strip()}\n\n"
    lines = [line.rstrip() for line in prints.strip("\n").split("\n")] if prints.strip() else []
    before = said.strip("\n").split("\n")
    if LEFT_OUT in before:
        head = before.index(LEFT_OUT)
        tail = len(before) - head - 1
        if head + tail < len(lines):
            lines = [*lines[:head], LEFT_OUT, *lines[len(lines) - tail :]]
    return "".join(f"{line}\n" for line in lines)


def renewed(page: Path) -> str:
    """The text of a page with its outputs as they are now."""
    text = page.read_text(encoding="utf-8")
    made, at = "", 0
    for part, outputs in printed(page):
        made += text[at : part.start]
        for (command, said), prints in zip(part.commands, outputs, strict=True):
            head = "" if part.raw else f"$ {command}\n"
            made += head + shown(said, prints, part.raw)
        at = part.end
    return made + text[at:]


def main() -> None:
    for page in PAGES:
        page.write_text(renewed(page), encoding="utf-8", newline="")
        print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
