"""The shape of expressions: whether a row of words is one, and where it stops being one.

any     or    := and ("or" and)*                  and := not ("and" not)*
        not   := "not"* comparison
        comparison := sum (("=" | "<" | ...) sum | ["not"] "like" sum | ["not"] "between" sum "and" sum
                           | ["not"] "in" "(" sum ("," sum)* ")" | "is" ["not"] "null")*
        sum   := term (("+" | "-" | "*" | "/") term)*        term := ("+" | "-")* atom
        atom  := text | number | column | "true" | "false" | "null" | function | case | "(" any ")"
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, NoReturn

from xmtz.words.lang import Say

FUNCTIONS: Final = {
    "coalesce": (2, 99),
    "nullif": (2, 2),
    "abs": (1, 1),
    "min": (2, 99),  # with one argument SQL takes them for the smallest of all rows
    "max": (2, 99),
    "round": (1, 2),
    "length": (1, 1),
    "substr": (2, 3),
}
"""The functions that expressions may call, with the least and the greatest number of arguments."""

_PARSER_STACK: Final = 85  # SQLite's parser keeps up to a hundred words that wait for their right side
_WAITING: Final = 22  # the most that wait in one pair of brackets: two for each level of precedence
_MOST_REPEATED: Final = 2  # not not x, - -x
_COMPARISONS: Final = frozenset(("=", "<", ">", "<=", ">=", "<>", "!="))
_STARTS_NO_ATOM: Final = frozenset(
    ("and", "or", "in", "is", "between", "like", "when", "then", "else", "end", "not")
)


class Token(NamedTuple):
    """A word of an expression: its text, what it is ("text", "number", "word", "operator"), where it begins."""

    text: str
    kind: str
    offset: int


class ShapeError(ValueError):
    """The words are no expression; `offset` is where that shows."""

    def __init__(self, say: Say, offset: int) -> None:
        super().__init__(say.en)
        self.say = say
        self.offset = offset


def check_shape(tokens: Sequence[Token], end: int) -> None:
    """Raise ShapeError unless the tokens are one expression. `end` is where the text ends."""
    _check_depth(tokens)
    parser = _Parser(tokens, end)
    parser.any()
    if parser.at < len(tokens):
        parser.refuse()


def _check_depth(tokens: Sequence[Token]) -> None:
    """Raise ShapeError where more words wait for their right side than SQLite's parser can hold."""
    waiting = [0]
    for token in tokens:
        if token.text in (")", "end") and len(waiting) > 1:
            waiting.pop()
        waiting[-1] += 1
        if token.text in ("(", "case"):
            waiting.append(0)
        if sum(min(count, _WAITING) for count in waiting) > _PARSER_STACK:
            raise ShapeError(Say("括号套得太深", "nested too deeply"), token.offset)


class _Parser:
    def __init__(self, tokens: Sequence[Token], end: int) -> None:
        self.tokens = tokens
        self.end = end
        self.at = 0

    def peek(self) -> str:
        """The next word; "" at the end, and for a quoted text, which is never a keyword."""
        if self.at >= len(self.tokens):
            return ""
        token = self.tokens[self.at]
        return "'" if token.kind == "text" else token.text

    def take(self, *words: str) -> str:
        """Go past the next word if it is one of these; "" if it is not."""
        word = self.peek()
        if word not in words:
            return ""
        self.at += 1
        return word

    def want(self, word: str) -> None:
        if not self.take(word):
            self.refuse(word)

    def refuse(self, wanted: str = "") -> NoReturn:
        here = self.tokens[self.at] if self.at < len(self.tokens) else None
        offset = here.offset if here is not None else self.end
        if wanted:
            raise ShapeError(Say(f"这里缺少“{wanted}”", f"“{wanted}” is missing here"), offset)
        if here is None:
            raise ShapeError(Say("条件式没有写完", "the expression is not complete"), offset)
        raise ShapeError(Say(f"“{here.text}”不能写在这里", f"“{here.text}” cannot stand here"), offset)

    def repeated(self, *words: str) -> None:
        for _ in range(_MOST_REPEATED):
            if not self.take(*words):
                return

    def any(self) -> None:
        self.negation()
        while self.take("and", "or"):
            self.negation()

    def negation(self) -> None:
        self.repeated("not")
        self.sum()
        while True:
            if self.take(*_COMPARISONS):
                self.sum()
            elif self.take("is"):
                self.take("not")
                self.want("null")
            elif self.peek() in ("not", "like", "between", "in"):
                self.ranged()
            else:
                return

    def ranged(self) -> None:
        self.take("not")
        word = self.take("like", "between", "in")
        if not word:
            self.refuse()
        if word == "in":
            self.want("(")
            self.sum()
            while self.take(","):
                self.sum()
            self.want(")")
            return
        self.sum()
        if word == "between":
            self.want("and")
            self.sum()

    def sum(self) -> None:
        self.term()
        while self.take("+", "-", "*", "/"):
            self.term()

    def term(self) -> None:
        self.repeated("+", "-")
        if self.take("("):
            self.any()
            self.want(")")
        elif self.take("case"):
            self.case()
        elif self.at < len(self.tokens) and self._is_value():
            name = self.peek()
            self.at += 1
            if self.peek() == "(":
                self.call(name)
        else:
            self.refuse()

    def _is_value(self) -> bool:
        token = self.tokens[self.at]
        return token.kind in ("text", "number") or (
            token.kind == "word" and token.text not in _STARTS_NO_ATOM
        )

    def case(self) -> None:
        if self.peek() != "when":
            self.any()
        if self.peek() != "when":
            self.refuse("when")
        while self.take("when"):
            self.any()
            self.want("then")
            self.any()
        if self.take("else"):
            self.any()
        self.want("end")

    def call(self, name: str) -> None:
        start = self.at - 1
        least, most = FUNCTIONS.get(name, (0, 0))
        if not most:
            self.refuse()
        self.want("(")
        count = 1
        self.any()
        while self.take(","):
            self.any()
            count += 1
        self.want(")")
        if not least <= count <= most:
            raise ShapeError(
                Say(f"{name} 的参数个数不对：写了 {count} 个", f"{name} does not take {count} arguments"),
                self.tokens[start].offset,
            )
