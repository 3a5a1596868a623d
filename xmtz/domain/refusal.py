"""What the domain refuses, and how a refusal quotes what was typed.

Input is hostile: what is quoted back must not move the cursor, reverse the line or fill
the screen.
"""

from __future__ import annotations

from xmtz.words.lang import Say


class DomainError(ValueError):
    """Text that is not what it should be. `say` tells what is wrong and how to mend it."""

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self.say = say

    def __str__(self) -> str:
        return self.say.text()


def quoted(text: str, limit: int = 40) -> str:
    """`text` fit to stand inside a message: at most `limit` characters, nothing invisible."""
    cut = text[:limit]
    # isprintable() is false for controls, bidi marks, lone surrogates and line separators.
    plain = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)
    return plain + "…" if len(text) > limit else plain
