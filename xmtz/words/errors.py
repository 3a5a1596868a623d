"""The one error that reaches the top: a sentence a person can act on, and an exit code."""

from __future__ import annotations

from typing import Final

from xmtz.words.lang import Say

REFUSED: Final = 1  # findings, or a refused move
USAGE: Final = 2  # wrong usage, or a ledger that cannot be used as it is
FAULT: Final = 3  # a fault of the program
LOCKED: Final = 4  # the ledger is locked, or changed underneath


class Trouble(Exception):
    """What was asked cannot be done. `say` tells why and what to do; `code` is the exit code."""

    def __init__(self, say: Say, code: int = USAGE, **facts: object) -> None:
        self.say = Say(say.text("zh", **facts), say.text("en", **facts)) if facts else say
        self.code = code
        super().__init__(self.say.en)


class Refusal(Trouble):
    """A move that is not allowed yet. `missing` lists everything that stands in the way."""

    def __init__(self, say: Say, missing: list[Say], **facts: object) -> None:
        super().__init__(say, REFUSED, **facts)
        self.missing = missing
