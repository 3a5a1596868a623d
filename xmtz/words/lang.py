"""Texts in two languages.

Every text that a person sees is a `Say`: the Chinese and the English of one
sentence, with `{named}` places for facts. The language is chosen once, when the
program starts, and is otherwise passed as a parameter.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

LANGUAGES = ("zh", "en")

_current = "zh"


class Say(NamedTuple):
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def text(self, lang: str | None = None, **facts: object) -> str:
        """The sentence in `lang` (the program's language if None), its places filled."""
        sentence = self.en if (lang or _current) == "en" else self.zh
        if not facts:
            return sentence
        return sentence.format_map({key: _spoken(value, lang) for key, value in facts.items()})

    def __str__(self) -> str:
        return self.text()


def _spoken(value: object, lang: str | None) -> object:
    return value.text(lang) if isinstance(value, Say) else value


def say(zh: str, en: str, **facts: object) -> str:
    """The sentence in the program's language, its places filled."""
    return Say(zh, en).text(None, **facts)


def series(words: Iterable[str]) -> Say:
    """Words one after another, as each language separates them."""
    listed = list(words)
    return Say("、".join(listed), ", ".join(listed))


def use_language(lang: str) -> None:
    """Make `lang` ("zh" or "en") the program's language."""
    global _current
    if lang not in LANGUAGES:
        raise ValueError(lang)
    _current = lang


def current_language() -> str:
    """The program's language: "zh" or "en"."""
    return _current


def language_from_environment(environ: Mapping[str, str] = os.environ) -> str | None:
    """The language that the environment asks for, or None when it says nothing.

    `XMTZ_LANG` wins; otherwise an English locale asks for English and a Chinese one for
    Chinese. `C` and `POSIX` say nothing.
    """
    asked = environ.get("XMTZ_LANG", "").lower()[:2]
    if asked in LANGUAGES:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environ.get(name, "").lower()
        if locale:
            return locale[:2] if locale[:2] in LANGUAGES else None
    return None
