"""Running a command's Typer application, and saying wrong usage in one sentence.

Typer's sentences are English and its help is laid out for English; only what it found out is
used here. Its errors are private to it: the range of versions in pyproject.toml is the range
that the tests have seen.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, Final

from xmtz.words.errors import USAGE
from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer


def call(app: typer.Typer, arguments: list[str], name: str) -> int:
    """Run a command's Typer application; wrong usage is one sentence and exit code 2."""
    import typer

    command: Any = typer.main.get_command(app)
    _with_our_help(command)
    try:
        result: Any = command.main(args=arguments, prog_name=name, standalone_mode=False)
    except typer.Exit as ending:
        return ending.exit_code
    except typer.Abort:
        print(say("已取消，什么都没有改动", "cancelled; nothing was changed"), file=sys.stderr)
        return 1
    except Exception as error:
        said = _wrong_usage(error)
        if said is None:
            raise
        path = getattr(getattr(error, "ctx", None), "command_path", name)
        hint = say("用法见 {path} --help", "see {path} --help", path=path)
        print(say("{said}；{hint}", "{said}; {hint}", said=said.text(), hint=hint), file=sys.stderr)
        return USAGE
    return result if isinstance(result, int) else 0


def _with_our_help(command: Any) -> None:
    from xmtz.cli.usage import page_of, page_text

    for one in (command, *getattr(command, "commands", {}).values()):
        one.get_help = lambda ctx: page_text(page_of(ctx.command, ctx.command_path))


def _wrong_usage(error: Exception) -> Say | None:
    """What was wrong, as a sentence without its end; None where the error is not about usage."""
    from typer._click import exceptions as wrong

    if isinstance(error, (wrong.NoArgsIsHelpError, wrong.NoSuchOption, wrong.MissingParameter)):
        return _missing(error)
    if isinstance(error, wrong.BadOptionUsage):
        return _option_usage(error)
    if isinstance(error, wrong.BadParameter):
        return _bad_value(error)
    if isinstance(error, wrong.UsageError):
        return _bad_command(error)
    if isinstance(error, wrong.ClickException):
        return _as_it_is(error)
    return None


def _missing(error: Any) -> Say:
    """Something that has to be there is not, or something is that does not exist."""
    from xmtz.cli.usage import name_of
    from xmtz.domain.plain import printable

    if hasattr(error, "possibilities"):
        near = sorted(error.possibilities or ())
        hint = _near(near)
        name = printable(error.option_name)
        return Say(f"没有“{name}”这个选项{hint.zh}", f"there is no option “{name}”{hint.en}")
    parameter = getattr(error, "param", None)
    if parameter is None:
        return _commands_known(error)
    name = name_of(parameter)
    return Say(f"缺少“{name}”", f"{name} is missing")


def _near(words: Sequence[str]) -> Say:
    return Say(f"（是不是 {words[0]}）", f" (did you mean {words[0]}?)") if words else Say("", "")


def _commands_known(error: Any) -> Say:
    known = list(getattr(error.ctx.command, "commands", ()))
    return Say(f"缺少子命令；可用：{'、'.join(known)}", f"a command is missing; known: {', '.join(known)}")


def _option_usage(error: Any) -> Say:
    """An option without its value, or a switch with one."""
    from xmtz.domain.plain import printable

    name = printable(error.option_name)
    if "does not take" in error.message:
        return Say(f"{name} 后面不用写值", f"{name} takes no value")
    several = re.search(r"requires (\d+) arguments", error.message)
    if several is not None:
        return Say(f"{name} 后面要写 {several[1]} 个值", f"{name} needs {several[1]} values")
    return Say(f"{name} 后面要写值", f"{name} needs a value")


def _bad_value(error: Any) -> Say:
    """A value that is not of its kind."""
    from xmtz.cli.usage import name_of

    parameter = error.param
    if parameter is None:
        return _as_it_is(error)
    name, kind = name_of(parameter), parameter.type
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    number = Say("整数", "a whole number") if "int" in kind.name else Say("数", "a number")
    if least is not None and most is not None:
        return Say(
            f"{name} 要写 {least:g} 到 {most:g} 的{number.zh}",
            f"{name} takes {number.en} from {least:g} to {most:g}",
        )
    if "int" in kind.name or "float" in kind.name:
        return Say(f"{name} 要写{number.zh}", f"{name} takes {number.en}")
    said = _as_it_is(error)
    return Say(f"{name} 的值不对，{said.zh}", f"{name}: {said.en}")


_EXTRA: Final = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)$", re.DOTALL)
_NO_COMMAND: Final = re.compile(r"No such command (['\"])(.*?)\1", re.DOTALL)


def _bad_command(error: Any) -> Say:
    """Too many arguments, or a command below that does not exist."""
    from difflib import get_close_matches

    from xmtz.domain.plain import printable

    extra = _EXTRA.search(error.message)
    if extra is not None:
        words = printable(extra[1])
        return Say(f"多写了“{words}”", f"there is too much: “{words}”")
    unknown = _NO_COMMAND.search(error.message)
    if unknown is not None:
        name = printable(unknown[2])
        near = get_close_matches(name, error.ctx.command.commands, n=1)
        hint = _near(near)
        return Say(f"没有“{name}”这个子命令{hint.zh}", f"there is no command “{name}”{hint.en}")
    if hasattr(getattr(error.ctx, "command", None), "commands"):
        return _commands_known(error)
    return _as_it_is(error)


def _as_it_is(error: Any) -> Say:
    """An error that no sentence was written for."""
    from xmtz.domain.plain import printable

    message = printable(error.format_message()).rstrip(".")
    return Say(f"命令写得不对（{message}）", f"wrong usage: {message}")
