"""Expressions in rules: a small read-only subset of SQL over named columns.

Rules come from other people. An expression is taken apart word by word; every word has to be
a column of the row, a function or an operator that is on the list. Nothing else reaches
SQLite, and what does also runs on other SQL engines.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from xmtz.domain.refusal import quoted
from xmtz.records.expression_grammar import FUNCTIONS, ShapeError, Token, check_shape
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
    [
        "and",
        "or",
        "not",
        "in",
        "is",
        "null",
        "between",
        "like",
        "case",
        "when",
        "then",
        "else",
        "end",
        "true",
        "false",
    ]
)
ExpressionError = ShapeError
"""An expression that is not allowed: `say` tells why, `offset` counts characters from its start."""

MAX_LENGTH: Final = 2000
MAX_WORDS: Final = 800  # SQLite takes expressions 1000 deep


def checked(text: str, columns: Collection[str]) -> str:
    """The expression as SQL. Raises ExpressionError where a word is not allowed.

    The result is balanced in its parentheses, holds no comment, no statement, no subquery and
    no name other than `columns`, so that it can stand inside `SELECT (...)`.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            Say(f"条件式超过 {MAX_LENGTH} 个字符", f"the expression is longer than {MAX_LENGTH} characters"),
            0,
        )
    tokens = _tokens(text, columns)
    if not tokens:
        raise ExpressionError(Say("条件式是空的", "the expression is empty"), 0)
    if len(tokens) > MAX_WORDS:
        raise ExpressionError(
            Say(f"条件式超过 {MAX_WORDS} 个词", f"the expression has more than {MAX_WORDS} words"),
            tokens[MAX_WORDS].offset,
        )
    check_shape(tokens, len(text.rstrip()))
    return " ".join(token.text for token in tokens)


def _tokens(text: str, columns: Collection[str]) -> list[Token]:
    at = 0
    found: list[Token] = []
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            while text[at].isspace():
                at += 1
            raise ExpressionError(
                Say(f"这里的“{quoted(text[at])}”不能用", f"“{quoted(text[at])}” cannot stand here"), at
            )
        kind = str(match.lastgroup)
        piece, start = match[kind], match.start(kind)
        if kind == "word":
            piece = _word(piece, text, match, columns)
        elif not piece.isprintable():
            raise ExpressionError(Say("文字里有看不见的字符", "invisible characters in the text"), start)
        found.append(Token(piece, kind, start))
        at = match.end()
    return found


def _word(word: str, text: str, match: re.Match[str], columns: Collection[str]) -> str:
    lower = word.lower()
    if lower in _KEYWORDS:
        return lower
    follows = text[match.end() :].lstrip()[:1]
    if follows == "(" and lower in FUNCTIONS:
        return lower
    if word in columns:
        return word
    from xmtz.records.record import nearest

    near = nearest(word, columns)
    hint = Say(f"；是不是“{near}”？", f"; did you mean “{near}”?") if near else Say("", "")
    raise ExpressionError(
        Say(f"没有“{word}”这一列{hint.zh}", f"there is no column “{word}”{hint.en}"), match.start("word")
    )
