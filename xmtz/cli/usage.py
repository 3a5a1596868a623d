"""The help of a command, laid out in the program's language.

Typer's own layout is English, and counts a Chinese character as one column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xmtz.words.lang import Say, say

if TYPE_CHECKING:
    from collections.abc import Iterable


class Row(NamedTuple):
    """An argument, an option or a command below, and what it is for."""

    names: str
    says: str


class Page(NamedTuple):
    """What the help of a command says."""

    path: str  # "xmtz issue add"
    usage: str
    says: str
    arguments: list[Row]
    options: list[Row]
    commands: list[Row]


WORDS: Final = {
    "ACTION": Say("动作", "ACTION"),
    "AMOUNT": Say("金额", "AMOUNT"),
    "A": Say("旧", "A"),
    "B": Say("新", "B"),
    "CODE": Say("代码", "CODE"),
    "COMMAND": Say("子命令", "COMMAND"),
    "DATE": Say("日期", "DATE"),
    "DIR": Say("文件夹", "DIR"),
    "FIELD": Say("字段", "FIELD"),
    "FILE": Say("文件", "FILE"),
    "GROUP": Say("小组", "GROUP"),
    "INDICATOR": Say("指标", "INDICATOR"),
    "KIND": Say("种类", "KIND"),
    "ISSUE": Say("问题", "ISSUE"),
    "MAP": Say("映射", "MAP"),
    "KEY": Say("键", "KEY"),
    "LIST": Say("名录", "LIST"),
    "MEETING": Say("会议", "MEETING"),
    "MILESTONE": Say("节点", "MILESTONE"),
    "MONTH": Say("月份", "MONTH"),
    "N": Say("数", "N"),
    "NAME": Say("名称", "NAME"),
    "NEED": Say("条件", "NEED"),
    "NEW": Say("接手人", "NEW"),
    "OLD": Say("交出人", "OLD"),
    "OPTIONS": Say("选项", "OPTIONS"),
    "P": Say("项目", "PROJECT"),
    "PART": Say("部分", "PART"),
    "PATH": Say("路径", "PATH"),
    "PERCENT": Say("百分数", "PERCENT"),
    "PERIOD": Say("时期", "PERIOD"),
    "PROJECT": Say("项目", "PROJECT"),
    "RANK": Say("职级", "RANK"),
    "REASON": Say("理由", "REASON"),
    "ROLE": Say("职责", "ROLE"),
    "SQL": Say("SQL", "SQL"),
    "STAGE": Say("阶段", "STAGE"),
    "STEP": Say("手续", "STEP"),
    "U": Say("单位", "UNIT"),
    "UNIT": Say("单位", "UNIT"),
    "RISK": Say("风险", "RISK"),
    "SUBJECT": Say("事项", "SUBJECT"),
    "YEAR": Say("年度", "YEAR"),
    "VALUE": Say("值", "VALUE"),
    "WORDS": Say("文字", "WORDS"),
}
"""The capital words that stand for what a person writes."""

COLUMNS: Final = 100  # where the output is no terminal
_NAMES_AT_MOST: Final = 26
_NEVER_FIRST: Final = "，。；：、！？）》”’…,.;:!?)"
_GAP: Final = 2


def page_of(command: Any, path: str) -> Page:
    """The help of a command of Typer's, or of a group of them."""
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    below = getattr(command, "commands", {})
    pieces = [path, "[OPTIONS]" if not below else "COMMAND", *(_piece(one) for one in arguments)]
    return Page(
        path,
        spoken(" ".join(pieces)),
        command.help or "",
        [Row(spoken(_piece(one)), one.help or "") for one in arguments],
        [*(Row(_option(one), _option_says(one)) for one in options), Row("--help", _HELP.text())],
        [Row(name, one.help or "") for name, one in below.items()],
    )


_HELP: Final = Say("显示说明", "show this page")


def spoken(text: str) -> str:
    """A text with its capital words in the program's language."""
    return re.sub(r"\b[A-Z]+\b", lambda match: str(WORDS.get(match[0], match[0])), text)


def name_of(parameter: Any) -> str:
    """How a person knows a parameter: its longest option, or the word for the argument."""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return spoken(re.sub(r"^\[.*?\] ", "", str(parameter.metavar or parameter.name)).strip("[]."))


def _piece(argument: Any) -> str:
    word = argument.metavar or "VALUE"
    if argument.nargs != 1 and not word.endswith("...") and " " not in word:
        word += "..."
    return word if argument.required or word.startswith("[") else f"[{word}]"


def _option(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if option.is_flag:
        return " / ".join([names, *option.secondary_opts])
    return f"{names} {spoken(option.metavar or _kind(option))}"


def _kind(option: Any) -> str:
    known = option.type.name
    if "int" in known or "float" in known:
        return "N"
    return "FILE" if known == "path" else "VALUE"


def _option_says(option: Any) -> str:
    more = []
    if option.required:
        more.append(say("必填", "required"))
    if option.multiple:
        more.append(say("可多次", "may be repeated"))
    if option.default not in (None, False, ()) and option.show_default:
        more.append(say("默认 {value}", "default: {value}", value=_number(option.default)))
    between = say("，", "; ")
    extra = between.join(one for one in more if one not in (option.help or ""))
    return f"{option.help or ''}{say('（{e}）', ' ({e})', e=extra) if extra else ''}"


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def page_text(page: Page, columns: int | None = None) -> str:
    """The help as text, no wider than the terminal."""
    columns = columns or _columns()
    lines = [say("用法：{usage}", "Usage: {usage}", usage=page.usage), ""]
    lines += wrapped(page.says, columns)
    for heading, rows in (
        (say("参数：", "Arguments:"), page.arguments),
        (say("子命令：", "Commands:"), page.commands),
        (say("选项：", "Options:"), page.options),
    ):
        if rows:
            lines += ["", heading, *_rows(rows, columns)]
    if not page.commands:
        lines += ["", _WITH_EVERY.text()]
    return "\n".join(lines)


_WITH_EVERY: Final = Say(
    "--ledger 文件夹 和 --lang zh|en 各命令通用。",
    "--ledger DIR and --lang zh|en go with every command.",
)


def _rows(rows: list[Row], columns: int) -> Iterator[str]:
    from xmtz.domain.width import pad, width

    names = [width(row.names) for row in rows]
    left = max((n for n in names if n <= _NAMES_AT_MOST), default=_NAMES_AT_MOST) + 2 * _GAP
    for row in rows:
        head = f"  {row.names}"
        text = wrapped(row.says, max(20, columns - left))
        if width(head) + _GAP > left:
            yield head
        else:
            yield f"{pad(head, left)}{text.pop(0) if text else ''}".rstrip()
        yield from (f"{' ' * left}{line}" for line in text)


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of so many columns: English breaks at spaces, Chinese anywhere but before
    a mark that ends something."""
    from xmtz.domain.width import width

    lines = [""]
    for piece in _pieces(text):
        if width(lines[-1] + piece.rstrip()) > columns and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> Iterator[str]:
    """What a line must not break inside of: a word with the space after it, or a Chinese character."""
    found: Iterable[str] = re.findall(r"[!-~]+ *|.", " ".join(text.split()))
    piece = ""
    for one in found:
        if piece and one[0] not in _NEVER_FIRST and piece[-1] not in "（《“‘":
            yield piece
            piece = ""
        piece += one
    yield piece


def _columns() -> int:
    import sys

    if not sys.stdout.isatty():
        return COLUMNS
    from shutil import get_terminal_size

    return max(40, min(COLUMNS, get_terminal_size().columns))
