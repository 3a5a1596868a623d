"""The program: finds the command, runs it, turns every ending into an exit code and a sentence."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from xmtz import __version__
from xmtz.cli.registry import COMMANDS
from xmtz.words.errors import FAULT, LOCKED, USAGE, Refusal, Trouble
from xmtz.words.lang import LANGUAGES, Say, language_from_environment, say, use_language


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the program and exit."""
    _steady_streams()
    gc.set_threshold(200_000, 20, 100)  # one short run makes few cycles; looking for them cost a tenth of it
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command; gives the exit code. Never raises for anything that input can cause."""
    use_language(language_from_environment() or "zh")
    try:
        rest, shared = _shared_options(arguments)
        if shared.get("lang"):
            use_language(shared["lang"])
        elif language_from_environment() is None and rest[:1] != ["--version"]:
            _language_of_ledger(shared.get("ledger"))
        return _run(rest, shared)
    except Refusal as refusal:
        print(refusal.say.text(), file=sys.stderr)
        for line in refusal.missing:
            print(f"  - {line.text()}", file=sys.stderr)
        return refusal.code
    except Trouble as trouble:
        print(trouble.say.text(), file=sys.stderr)
        return trouble.code
    except KeyboardInterrupt:
        print(
            say("已中断；没有写完的都没有写入", "interrupted; what was not finished was not written"),
            file=sys.stderr,
        )
        return 130
    except BrokenPipeError:
        _silence(sys.stdout)
        return 0
    except RecursionError:
        print(say("输入嵌套太深", "the input is nested too deeply"), file=sys.stderr)
        return USAGE
    except Exception as error:  # noqa: BLE001 - the one place where the unexpected ends
        return _damaged_index(arguments, error) or _fault(error)


def _run(arguments: list[str], shared: dict[str, str]) -> int:
    if not arguments or arguments[0] in ("--help", "-h", "help"):
        if len(arguments) > 1 and arguments[1] in COMMANDS:
            return _command(arguments[1], ["--help"], shared)
        print(_help())
        return 0
    name, *rest = arguments
    if rest and f"{name} {rest[0]}" in COMMANDS:  # a command of two words
        name, *rest = f"{name} {rest[0]}", *rest[1:]
    if name in ("--version", "-V"):
        print(f"xmtz {__version__}")
        return 0
    if name not in COMMANDS:
        raise Trouble(_NO_COMMAND, name=name if name.isprintable() else ascii(name), near=_near(name))
    return _command(name, rest, shared)


_NO_COMMAND = Say(
    "没有“{name}”这个命令{near}；xmtz --help 列出全部命令",
    "there is no command “{name}”{near}; xmtz --help lists them all",
)


def _near(name: str) -> Say:
    from difflib import get_close_matches

    found = get_close_matches(name, COMMANDS, n=1)
    return Say(f"，是不是 {found[0]}？", f", did you mean {found[0]}?") if found else Say("", "")


def _command(name: str, arguments: list[str], shared: dict[str, str]) -> int:
    from xmtz.cli import options, phrases

    options.SHARED.update(shared)
    try:
        module = import_module(f"xmtz.cli.{COMMANDS[name].module}")
        return phrases.call(module.app, arguments, f"xmtz {name}")
    finally:
        options.SHARED.clear()
        options.close_ledgers()


def _shared_options(arguments: list[str]) -> tuple[list[str], dict[str, str]]:
    """Take --ledger and --lang out of the arguments, wherever they stand before a `--`."""
    rest: list[str] = []
    found: dict[str, str] = {}
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest.append(word)
            rest.extend(words)
            break
        name, equals, value = word.partition("=")
        if name not in ("--ledger", "--lang"):
            rest.append(word)
            continue
        if not equals:
            value = next(words, "")
        if not value:
            raise Trouble(Say("{name} 后面要写值", "{name} needs a value"), name=name)
        found[name[2:]] = value
    if "ledger" not in found and os.environ.get("XMTZ_LEDGER"):
        found["ledger"] = os.environ["XMTZ_LEDGER"]
    if found.get("lang", "zh") not in LANGUAGES:
        raise Trouble(Say("--lang 只能是 zh 或 en", "--lang is zh or en"))
    return rest, found


def _language_of_ledger(named: str | None) -> None:
    """Speak the language that ledger.yaml asks for. A line is enough: the file may be broken."""
    import re
    from pathlib import Path

    from xmtz.store.layout import LEDGER_FILE, find_ledger

    try:
        text = (find_ledger(Path.cwd(), named) / LEDGER_FILE).read_text(
            encoding="utf-8-sig", errors="replace"
        )
    except (Trouble, OSError):
        return
    match = re.search(r"^lang:\s*[\"']?(zh|en)\b", text, re.MULTILINE)
    if match:
        use_language(match[1])


def _help() -> str:
    from xmtz.domain.width import pad

    width = max(len(name) for name in COMMANDS) + 2
    lines = [
        say(
            "xmtz 项目台账：政府重点项目的命令行台账",
            "xmtz: a command-line ledger for government major projects",
        ),
        "",
        say("用法：xmtz 命令 [参数]", "Usage: xmtz COMMAND [ARGUMENTS]"),
        "",
        *(f"  {pad(name, width)}{command.does.text()}" for name, command in COMMANDS.items()),
        "",
        say("各命令通用：", "With every command:"),
        *(
            f"  {pad(name, 18)}{text}"
            for name, text in (
                (
                    "--ledger DIR",
                    say(
                        "台账所在的文件夹（默认从当前文件夹向上找）",
                        "the ledger's folder (looked for from here upward)",
                    ),
                ),
                ("--lang zh|en", say("语言", "language")),
                ("--help", say("说明", "help")),
                ("--version", say("版本", "version")),
            )
        ),
    ]
    return "\n".join(lines)


def _damaged_index(arguments: list[str], error: Exception) -> int:
    """Throw away an index that turns out to be damaged halfway; 0 where that is not what happened."""
    if "sqlite3" not in sys.modules:
        return 0
    from pathlib import Path

    from xmtz.index.database import drop
    from xmtz.index.guard import is_damage
    from xmtz.store.layout import find_ledger
    from xmtz.store.place import state_folder

    if not is_damage(error):
        return 0
    _, shared = _shared_options(arguments)
    drop(state_folder(find_ledger(Path.cwd(), shared.get("ledger"))))
    print(
        say(
            "索引坏了，已经删掉，台账文件没有受影响；请再运行一次",
            "the index was damaged and is deleted; the ledger's files are not affected: run the command again",
        ),
        file=sys.stderr,
    )
    return LOCKED


def _fault(error: Exception) -> int:
    """A fault of the program: one sentence, and the details in a file to send with a report."""
    import tempfile
    import traceback
    from pathlib import Path

    details = "".join(traceback.format_exception(error))
    where = "-"
    try:
        folder = Path(tempfile.gettempdir())
        report = folder / f"xmtz-fault-{os.getpid()}.txt"
        report.write_text(
            f"xmtz {__version__}\npython {sys.version}\n{sys.argv!r}\n\n{details}", encoding="utf-8"
        )
        where = str(report)
    except OSError:
        pass
    print(
        say(
            "程序出错了，台账没有损坏。详情记在 {where}，请随问题报告一并发来（{kind}）",
            "the program failed; the ledger is not damaged. The details are in {where}: please send them along ({kind})",
            where=where,
            kind=type(error).__name__,
        ),
        file=sys.stderr,
    )
    return FAULT


def _steady_streams() -> None:
    """UTF-8 on every terminal and pipe; a character that cannot be shown never ends the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence(stream: object) -> None:
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[attr-defined]
