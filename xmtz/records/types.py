"""The types of single values: text, days, months, codes, words of the rules; quantities.py has the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from xmtz.domain.codes import area_doubt, verify_code
from xmtz.domain.months import Month, parse_day
from xmtz.records import field_findings as kinds
from xmtz.records import slips
from xmtz.records.quantities import AMOUNT as AMOUNT
from xmtz.records.quantities import DURATION as DURATION
from xmtz.records.quantities import NUMBER as NUMBER
from xmtz.records.quantities import PERCENT as PERCENT
from xmtz.records.quantities import Amount as Amount
from xmtz.records.quantities import Duration as Duration
from xmtz.records.quantities import DurationType as DurationType
from xmtz.records.quantities import Number as Number
from xmtz.records.quantities import Percent as Percent
from xmtz.records.quantities import Whole as Whole
from xmtz.records.quantities import scalar_text
from xmtz.records.record import Context, Record, Sub, Type, req
from xmtz.store.located import Node, Scalar
from xmtz.words.finding import Place
from xmtz.words.lang import Say

_Define = Callable[[type[Record]], dict[str, Any]]


class Text(Type[str]):
    """Text; `lines` allows line breaks."""

    free = True

    def __init__(self, zh: str = "文字", en: str = "text", limit: int = 200, lines: bool = False) -> None:
        self.name = Say(zh, en)
        self.limit = limit
        self.lines = lines

    def read(self, node: Node, context: Context) -> str | None:
        if type(node) is not Scalar:
            return scalar_text(node, context, self.name)
        text = node.text
        if len(text) > self.limit:
            context.find(kinds.TEXT_TOO_LONG, node, what=self.name, length=len(text), limit=self.limit)
            return None
        if "\n" in text and not self.lines:
            if text.count("\n") > 1 or not text.endswith("\n"):
                context.find(kinds.NOT_ONE_LINE, node, what=self.name)
                return None
            text = text[:-1]
        if not text or text.isspace():
            context.find(kinds.EMPTY_TEXT, node, what=self.name)
            return None
        return text

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"], "maxLength": self.limit}


class Day(Type[date]):
    """A calendar day, YYYY-MM-DD."""

    name = Say("日期", "date")
    _known: Final[dict[str, date]] = {}  # the same days recur across thousands of files

    def read(self, node: Node, context: Context) -> date | None:
        if type(node) is not Scalar:
            return scalar_text(node, context, self.name)  # type: ignore[return-value]
        text = node.text
        found = self._known.get(text)
        if found is None:
            try:
                found = parse_day(text)
            except ValueError:
                if _DAY_SHAPE.fullmatch(text):
                    context.find(kinds.NO_SUCH_DAY, node, text=text)
                else:
                    context.find(kinds.BAD_DATE, node, text=text, like=slips.like_day(text))
                return None
            self._known[text] = found
        return found

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


_DAY_SHAPE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class MonthType(Type[Month]):
    """A month, YYYY-MM."""

    name = Say("月份", "month")
    _known: Final[dict[str, Month]] = {}

    def read(self, node: Node, context: Context) -> Month | None:
        if type(node) is not Scalar:
            return scalar_text(node, context, self.name)  # type: ignore[return-value]
        found = self._known.get(node.text)
        if found is None:
            try:
                found = Month.parse(node.text)
            except ValueError:
                context.find(kinds.BAD_MONTH, node, text=node.text, like=slips.like_month(node.text))
                return None
            self._known[node.text] = found
        return found

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])$"}


class Year(Type[int]):
    """A year, YYYY."""

    name = Say("年份", "year")

    def read(self, node: Node, context: Context) -> int | None:
        text = scalar_text(node, context, self.name)
        if text is None:
            return None
        if len(text) == 4 and text.isascii() and text.isdigit() and 1949 <= int(text) <= 2100:
            return int(text)
        context.find(kinds.BAD_YEAR, node, text=text)
        return None

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": ["integer", "string"], "pattern": "^[0-9]{4}$"}


class Flag(Type[bool]):
    """true or false."""

    name = Say("是或否（true/false）", "true or false")

    def read(self, node: Node, context: Context) -> bool | None:
        text = scalar_text(node, context, self.name)
        if text is None:
            return None
        if text in ("true", "false"):
            return text == "true"
        context.find(kinds.BAD_FLAG, node, text=text, like=slips.like_flag(text))
        return None

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": "boolean"}


class Choice(Type[str]):
    """One of a fixed set of words."""

    def __init__(self, zh: str, en: str, words: Mapping[str, Say]) -> None:
        self.name = Say(zh, en)
        self.words = words

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar_text(node, context, self.name)
        if text is None:
            return None
        if text in self.words:
            return text
        key = slips.key_of(self.words, text)
        if key is not None:
            context.find(kinds.LABEL_NOT_KEY, node, text=text, key=key)
        else:
            context.find(
                kinds.BAD_CHOICE, node, text=text, what=self.name, known=_known(self.words, text, context)
            )
        return None

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.words)}


class Word(Type[str]):
    """A key that this ledger's rules define: a stage, a step, a level, a class of issues."""

    def __init__(self, vocabulary: str, zh: str, en: str) -> None:
        self.vocabulary = vocabulary
        self.name = Say(zh, en)

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar_text(node, context, self.name)
        if text is None:
            return None
        known = context.words.get(self.vocabulary)
        if known is None or text in known:
            return text
        key = slips.key_of(known, text)
        if key is not None:
            context.find(kinds.LABEL_NOT_KEY, node, text=text, key=key)
        else:
            context.find(
                kinds.UNKNOWN_WORD, node, text=text, what=self.name, known=_known(known, text, context)
            )
        return None

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": "string", "x-words": self.vocabulary}


class Mention(Type[str]):
    """A key defined in another file: a unit of units.yaml, or another project."""

    def __init__(self, vocabulary: str, zh: str, en: str) -> None:
        self.vocabulary = vocabulary
        self.name = Say(zh, en)

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar_text(node, context, self.name)
        if text is not None:
            context.mentions.append((self.vocabulary, text, Place(context.path, node.line, node.column)))
        return text

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": "string", "x-words": self.vocabulary}


def _known(words: Mapping[str, Any] | Any, text: str, context: Context) -> str:
    near = context.nearest(text, words)
    listed = [near] if near else []
    listed += [word for word in words if word != near]
    shown = ", ".join(listed[:12])
    return shown + (", …" if len(listed) > 12 else "")


class Pattern(Type[str]):
    """A text of one shape, such as an id."""

    def __init__(self, zh: str, en: str, pattern: str, example: str) -> None:
        self.name = Say(zh, en)
        self.pattern = re.compile(pattern, re.ASCII)
        self.example = example

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar_text(node, context, self.name)
        if text is None:
            return None
        if self.pattern.fullmatch(text):
            return text
        context.find(kinds.BAD_ID, node, text=text, what=self.name, example=self.example)
        return None

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{self.pattern.pattern})$"}


class Code(Type[str]):
    """An investment project code: structure and check digit verified, doubtful areas warned of."""

    name = Say("项目代码", "project code")

    def read(self, node: Node, context: Context) -> str | None:
        text = scalar_text(node, context, self.name)
        if text is None:
            return None
        code, _, why = verify_code(text)
        if code is None:
            context.find(kinds.BAD_CODE, node, text=text, why=_clause(why))
            return None
        doubt = area_doubt(code, context.words.get("areas", ()))
        if doubt is not None:
            context.find(kinds.DOUBTFUL_AREA, node, text=text, why=_clause(doubt))
        return text

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^([0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6})$"}


def _clause(say: Say | None) -> Say:
    """A sentence without its full stop, as findings print."""
    return Say("", "") if say is None else Say(say.zh.rstrip("。"), say.en.rstrip("."))


class _TwoTexts(Record):
    title = Say("两种语言的文字", "text in two languages")
    zh = req(Text("中文", "Chinese text", 2000, lines=True), "中文", "Chinese")
    en = req(Text("英文", "English text", 2000, lines=True), "英文", "English")


class LabelType(Type[Say]):
    """A label: a text for both languages, or {zh: ..., en: ...}."""

    name = Say("名称", "label")

    def read(self, node: Node, context: Context) -> Say | None:
        if type(node) is Scalar:
            return Say(node.text, node.text)
        both = Sub(_TwoTexts).read(node, context)
        if both is None or both.zh is None:
            return None
        return Say(both.zh, both.en or both.zh)

    def json_schema(self, define: _Define) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, define(_TwoTexts)]}


LINE: Final = Text("文字", "text", 500)
SHORT: Final = Text("文字", "text", 100)
PROSE: Final = Text("文字", "text", 20_000, lines=True)
PERSON: Final = Text("姓名", "name of a person", 60)
DAY: Final = Day()
MONTH: Final = MonthType()
YEAR: Final = Year()
FLAG: Final = Flag()
CODE: Final = Code()
LABEL: Final = LabelType()
UNIT: Final = Mention("units", "责任单位", "unit")
OTHER_PROJECT: Final = Mention("projects", "项目编号", "project id")
PROJECT_ID: Final = Pattern(
    "项目编号", "project id", r"[a-z]{1,6}[0-9]{2}-[0-9a-hjkmnp-tv-z]{4,8}", "fx23-k7q2"
)
ISSUE_ID: Final = Pattern("问题编号", "issue id", r"i-[0-9a-hjkmnp-tv-z]{3,6}", "i-3kd")
KEY: Final = Pattern("键（小写英文）", "key (lower-case ASCII)", r"[a-z][a-z0-9_-]{0,40}", "land_plan")
