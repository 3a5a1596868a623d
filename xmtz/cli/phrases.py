"""Typer's own sentences in Chinese, and its endings as exit codes.

Typer takes its texts from gettext when it is imported; ours stand in for them. A sentence
that is not in the list stays English, so a newer Typer is never broken by it.
"""

from __future__ import annotations

import gettext
import sys
from typing import TYPE_CHECKING, Any, Final

from xmtz.words.errors import USAGE
from xmtz.words.lang import current_language, say

if TYPE_CHECKING:
    import typer

_CHINESE: Final = {
    "Usage:": "用法：",
    "Options": "选项",
    "Arguments": "参数",
    "Commands": "命令",
    "Show this message and exit.": "显示说明。",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing command.": "缺少子命令。",
    "No such option: {name}": "没有 {name} 这个选项",
    "No such command {name!r}.": "没有 {name!r} 这个子命令。",
    "Option {name!r} requires an argument.": "选项 {name!r} 后面要写值。",
    "Option {name!r} does not take a value.": "选项 {name!r} 后面不用写值。",
    "Invalid value: {message}": "值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Possible options: {possibilities})": "（可能是：{possibilities}）",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是 {number_type}。",
    "{value!r} is not {choice}.": "{value!r} 不是 {choice}。",
    "{value!r} is not one of {choices}.": "{value!r} 不在可选值 {choices} 之中。",
    "Got unexpected extra argument ({args})": "多了参数（{args}）",
    "Got unexpected extra arguments ({args})": "多了参数（{args}）",
}


def translate_typer() -> None:
    """From now on Typer speaks the program's language. To be called before Typer is imported."""
    if current_language() == "en":
        return

    def one(message: str) -> str:
        return _CHINESE.get(message, message)

    def several(singular: str, plural: str, n: int) -> str:
        return _CHINESE.get(singular if n == 1 else plural, singular if n == 1 else plural)

    gettext.gettext = one
    gettext.ngettext = several


def call(app: typer.Typer, arguments: list[str], name: str) -> int:
    """Run a command's Typer application; wrong usage is one sentence and exit code 2."""
    import typer
    from typer.exceptions import Abort, Exit, TyperException

    command = typer.main.get_command(app)
    try:
        result: Any = command.main(args=arguments, prog_name=name, standalone_mode=False)
    except Exit as ending:
        return ending.exit_code
    except Abort:
        print(say("已取消，什么都没有改动", "cancelled; nothing was changed"), file=sys.stderr)
        return 1
    except TyperException as error:
        message = error.format_message()
        print(f"{message}\n{say('查看用法：{name} --help', 'for its usage: {name} --help', name=name)}", file=sys.stderr)
        return USAGE
    return result if isinstance(result, int) else 0
