"""The record of a template's template.yaml: what it is called, what it builds on, where it comes from."""

from __future__ import annotations

from typing import Final

from xmtz.records.record import Record, Sub, many, opt, req
from xmtz.records.types import KEY, LABEL, LINE, Choice, Pattern, Whole
from xmtz.words.lang import LANGUAGES, Say


class TemplateSource(Record):
    """A published text that the rules were taken from. Its date is as printed, which may be none."""

    title = Say("来源", "source")
    title_ = req(LINE, "题名", "title")
    publisher = opt(LINE, "发布者", "publisher")
    date = opt(LINE, "日期或文号（照印）", "date or number, as printed")
    note = opt(LINE, "说明", "note")

    def line(self) -> str:
        """The source on one line."""
        said = [text for text in (self.title_, self.publisher, self.date) if text]
        return "，".join(said) + (f"（{self.note}）" if self.note else "")


class TemplateFile(Record):
    """template.yaml."""

    title = Say("模板", "template")
    name = req(KEY, "名称", "name")
    version = req(Whole(1, 9999), "版本", "version")
    base = opt(KEY, "底本", "base", Say("只写与它不同之处", "what is said here replaces it"))
    label = req(LABEL, "名称", "label")
    prefix = req(Pattern("编号前缀", "id prefix", r"[a-z]{1,6}", "fx"), "编号前缀", "id prefix")
    division = opt(Pattern("区划代码", "division code", r"[0-9]{6}", "611102"), "区划代码", "division code")
    lang = opt(Choice("语言", "language", {lang: Say(lang, lang) for lang in LANGUAGES}), "语言", "language")
    sources = many(Sub(TemplateSource), "来源", "sources")
    note = opt(LABEL, "说明", "note")


__all__: Final = ["TemplateFile", "TemplateSource"]
