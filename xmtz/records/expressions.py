"""Expressions in rules: a small read-only subset of SQL over named columns.

Rules come from other people. An expression is taken apart word by word; every word has to be
a column of the row, a function or an operator that is on the list. Nothing else reaches
SQLite, and what does also runs on other SQL engines.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from xmtz.words.lang import Say

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<text>'(?:[^']|'')*')
    | (?P<number>[0-9]+(?:\.[0-9]+)?)
    | (?P<word>[A-Za-z_][A-Za-z_0-9]*)
    | (?P<operator><=|>=|<>|!=|=|<|>|\+|-|\*|/|\(|\)|,)
    )""",
    re.VERBOSE,
)
_KEYWORDS: Final = frozenset(
    "and or not in is null between like case when then else end true false".split()
)
_FUNCTIONS: Final = frozenset("coalesce nullif abs min max round length substr".split())
MAX_LENGTH: Final = 2000


class ExpressionError(ValueError):
    """An expression that is not allowed. `offset` counts characters from its start."""

    def __init__(self, say: Say, offset: int) -> None:
        super().__init__(say.en)
        self.say = say
        self.offset = offset


def checked(text: str, columns: Collection[str]) -> str:
    """The expression as SQL. Raises ExpressionError where a word is not allowed.

    The result is balanced in its parentheses, holds no comment, no statement, no subquery and
    no name other than `columns`, so that it can stand inside `SELECT (...)`.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(Say(f"条件式超过 {MAX_LENGTH} 个字符", f"the expression is longer than {MAX_LENGTH} characters"), 0)
    at = 0
    depth = 0
    parts: list[str] = []
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            while text[at].isspace():
                at += 1
            raise ExpressionError(Say(f"这里的“{text[at]}”不能用", f"“{text[at]}” cannot stand here"), at)
        word = match["word"]
        if word is not None:
            parts.append(_word(word, text, match, columns))
        else:
            piece = match[0].strip()
            depth += (piece == "(") - (piece == ")")
            if depth < 0:
                raise ExpressionError(Say("多了一个右括号", "a closing parenthesis too many"), match.start("operator"))
            if match["text"] is not None and not piece.isprintable():
                raise ExpressionError(Say("文字里有看不见的字符", "invisible characters in the text"), match.start("text"))
            parts.append(piece)
        at = match.end()
    if depth:
        raise ExpressionError(Say("少了一个右括号", "a closing parenthesis is missing"), len(text))
    if not parts:
        raise ExpressionError(Say("条件式是空的", "the expression is empty"), 0)
    return " ".join(parts)


def _word(word: str, text: str, match: re.Match[str], columns: Collection[str]) -> str:
    lower = word.lower()
    if lower in _KEYWORDS:
        return lower
    follows = text[match.end() :].lstrip()[:1]
    if follows == "(" and lower in _FUNCTIONS:
        return lower
    if word in columns:
        return word
    from xmtz.records.record import nearest

    near = nearest(word, columns)
    hint = Say(f"；是不是“{near}”？", f"; did you mean “{near}”?") if near else Say("", "")
    raise ExpressionError(
        Say(f"没有“{word}”这一列{hint.zh}", f"there is no column “{word}”{hint.en}"), match.start("word")
    )
