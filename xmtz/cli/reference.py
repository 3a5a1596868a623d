"""docs/commands.md: every command from its own help, in both languages.

Commands take their texts when they are imported, in the language that the program speaks then:
each language is read in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from xmtz.cli.registry import COMMANDS
from xmtz.words.lang import LANGUAGES, use_language

_INTRODUCTION: Final = """\
# 命令 / Commands

<!-- 由 python -m xmtz.cli.reference 生成，请勿手改 / made by python -m xmtz.cli.reference -->

每条命令都可以加 `--ledger 文件夹`（台账所在，默认从当前文件夹向上找，也可用环境变量 `XMTZ_LEDGER`）和
`--lang zh|en`（也可用 `XMTZ_LANG`，默认按 `ledger.yaml`）。写入的命令都有 `--dry-run`（只显示将要做的改动）
和 `--commit`（写入后提交）。日期、月份、金额的常见写法都认：`2025-07-01`、`20250701`、
`2025年7月1日`；`4.7亿`、`47000万元`。

退出码：0 做完，没有问题；1 有错误或不准推进；2 用法不对；3 程序出错；4 台账被占用或刚被改过。

Every command takes `--ledger DIR` (looked for from the current folder upward; `XMTZ_LEDGER` says it too) and
`--lang zh|en` (or `XMTZ_LANG`; otherwise as `ledger.yaml` says). Commands that write have `--dry-run`, which shows
the change without making it, and `--commit`. Days, months and amounts may be written in the usual ways:
`2025-07-01`, `20250701`; `4.7亿`, `47000万元`.

Exit codes: 0 done and clean; 1 findings or a refused move; 2 wrong usage; 3 a fault of the program; 4 the ledger
is locked or changed underneath."""


def markdown() -> str:
    """The page."""
    spoken = {lang: _in_process(lang) for lang in LANGUAGES}
    parts = [_INTRODUCTION, _contents()]
    for name in COMMANDS:
        parts += _command({lang: pages[name] for lang, pages in spoken.items()}, 2)
    return "\n\n".join(parts) + "\n"


def _contents() -> str:
    lines = ["| 命令 | 中文 | English |", "|---|---|---|"]
    lines += [
        f"| [{name}](#xmtz-{name.replace(' ', '-')}) | {command.does.zh} | {command.does.en} |"
        for name, command in COMMANDS.items()
    ]
    return "\n".join(lines)


def _command(pages: dict[str, Any], level: int) -> list[str]:
    """A command's section, and those of the commands below it."""
    zh, en = pages["zh"], pages["en"]
    parts = [
        f"{'#' * level} {zh['path']}",
        f"{zh['says']}",
        f"{en['says']}",
        f"```\n{zh['usage']}\n{en['usage']}\n```"
        if zh["usage"] != en["usage"]
        else f"```\n{zh['usage']}\n```",
    ]
    if not zh["below"]:
        parts.append("\n".join(_rows(zh, en)))
    for name in zh["below"]:
        parts += _command({lang: page["below"][name] for lang, page in pages.items()}, level + 1)
    return parts


def _rows(zh: dict[str, Any], en: dict[str, Any]) -> Iterator[str]:
    """The table of arguments and options; `--help` is the same everywhere."""
    yield "| 写法 | 中文 | English |"
    yield "|---|---|---|"
    for (names, says), (names_en, says_en) in zip(zh["arguments"], en["arguments"], strict=True):
        shown = f"`{names}`" if names == names_en else f"`{names}` `{names_en}`"
        yield f"| {_cell(shown)} | {_cell(says)} | {_cell(says_en)} |"
    for (_, says), (names, says_en) in zip(zh["options"], en["options"], strict=True):
        if names != "--help":
            yield f"| `{_cell(names.replace('VALUE', '…'))}` | {_cell(says)} | {_cell(says_en)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _in_process(lang: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "xmtz.cli.reference", lang],
        capture_output=True,
        check=True,
        env={**os.environ, "XMTZ_LANG": lang},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def spoken_pages(lang: str) -> dict[str, Any]:
    """The help of every command in a language, as JSON data. Only for a process that has imported no command."""
    use_language(lang)
    import typer

    pages = {}
    for name, command in COMMANDS.items():
        app = import_module(f"xmtz.cli.{command.module}").app
        pages[name] = _data(typer.main.get_command(app), f"xmtz {name}")
    return pages


def _data(command: Any, path: str) -> dict[str, Any]:
    from xmtz.cli.usage import page_of

    below = getattr(command, "commands", {})
    return {
        **page_of(command, path)._asdict(),
        "below": {name: _data(one, f"{path} {name}") for name, one in below.items()},
    }


def main(arguments: list[str]) -> None:
    """Print the page, or what it needs of one language."""
    text = json.dumps(spoken_pages(arguments[0])) if arguments else markdown()
    sys.stdout.buffer.write(text.encode())


if __name__ == "__main__":
    main(sys.argv[1:])
