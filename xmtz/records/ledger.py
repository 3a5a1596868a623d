"""The records of ledger.yaml, units.yaml and meetings/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.records.record import ListOf, MapOf, Record, Sub, keyed, many, opt, req
from xmtz.records.types import (
    DAY,
    FLAG,
    ISSUE_ID,
    KEY,
    LINE,
    NUMBER,
    OTHER_PROJECT,
    PERCENT,
    PERSON,
    SHORT,
    UNIT,
    YEAR,
    Choice,
    Pattern,
    Whole,
    Word,
)
from xmtz.words.lang import LANGUAGES, Say

FORMAT: Final = 1


class Template(Record):
    """The template that the rules came from, and its version."""

    title = Say("模板", "template")
    name = req(KEY, "名称", "name")
    version = req(Whole(1, 9999), "版本", "version")


_DIVISION: Final = Pattern("区划代码", "division code", r"[0-9]{6}", "611102")


class LedgerFile(Record):
    """ledger.yaml."""

    title = Say("台账说明", "ledger")
    xmtz = req(Whole(1, 9999), "格式版本", "format version")
    name = req(LINE, "台账名称", "name")
    division = opt(_DIVISION, "区划代码", "division code")
    areas = many(
        _DIVISION,
        "在用的其他区划代码",
        "other area codes in use",
        Say(
            "如开发区的赋码区划；项目代码用到时不再提醒",
            "such as those of development zones; not warned of in project codes",
        ),
    )
    template = opt(Sub(Template), "模板", "template")
    lang = opt(Choice("语言", "language", {lang: Say(lang, lang) for lang in LANGUAGES}), "语言", "language")
    prefix = req(Pattern("编号前缀", "id prefix", r"[a-z]{1,6}", "fx"), "编号前缀", "id prefix")
    commit = opt(FLAG, "每次写入后提交", "commit after every write")

    @property
    def own_areas(self) -> frozenset[str]:
        """The area codes of this ledger's own place: its division and those beside it."""
        return frozenset((*self.areas, *((self.division,) if self.division else ())))


UNIT_KINDS: Final = {
    "district": Say("县区", "district"),
    "town": Say("镇街", "town"),
    "zone": Say("园区", "zone"),
    "department": Say("部门", "department"),
    "group": Say("项目小组", "group"),
    "company": Say("企业", "company"),
}


STRETCH: Final = Pattern(
    "考核期",
    "period evaluated",
    r"(?:19[5-9][0-9]|20[0-9]{2})(?:-(?:Q[1-4]|H[12]|0[1-9]|1[0-2]))?",
    "2025, 2025-Q3",
)


class Unit(Record):
    """A responsible body."""

    title = Say("责任单位", "unit")
    name = req(LINE, "名称", "name")
    kind = opt(Choice("单位类型", "kind of unit", UNIT_KINDS), "类型", "kind")
    short = opt(SHORT, "简称", "short name")
    parent = opt(UNIT, "上级单位", "parent")
    head = opt(PERSON, "负责人", "head")
    office = opt(LINE, "局办", "office")
    people: Mapping[str, str] = keyed(PERSON, LINE, "人员及职责", "people and their duties")
    order = opt(Whole(0, 9999), "排列次序", "order in lists")
    growth: Mapping[int, int] = keyed(
        YEAR, PERCENT, "投资计划增速（按年）", "planned growth of investment, by year"
    )
    scores: Mapping[str, Mapping[str, Mapping[str, str]]] = keyed(
        KEY,
        MapOf(STRETCH, MapOf(KEY, NUMBER)),
        "考核评分",
        "scores given by people",
        Say(
            "考核的键、考核期（2025、2025-H1、2025-Q3、2025-07）、评价项的键，如 {yearly: {2025: {role: 22}}}",
            "evaluation, its period (2025, 2025-H1, 2025-Q3, 2025-07), item, such as {yearly: {2025: {role: 22}}}",
        ),
    )
    note = opt(LINE, "备注", "note")


class UnitsFile(Record):
    """units.yaml."""

    title = Say("责任单位表", "units")
    units: Mapping[str, Unit] = keyed(KEY, Sub(Unit), "责任单位", "units")


class Decision(Record):
    """A decision of a meeting."""

    title = Say("议定事项", "decision")
    what = req(LINE, "内容", "what")
    project = opt(OTHER_PROJECT, "项目", "project")
    issue = opt(ISSUE_ID, "问题", "issue")
    unit = opt(UNIT, "责任单位", "unit")
    person = opt(PERSON, "责任人", "person")
    due = opt(DAY, "时限", "due")
    kept = opt(DAY, "落实日期", "kept on")


class Meeting(Record):
    """meetings/YYYY-MM-DD-*.yaml."""

    title = Say("会议", "meeting")
    on = req(DAY, "日期", "date")
    kind = req(Word("cadences", "会议种类", "kind of meeting"), "种类", "kind")
    chair = opt(PERSON, "主持", "chair")
    attended = many(LINE, "参加", "attended")
    projects = many(OTHER_PROJECT, "调度项目", "projects")
    decisions = many(Sub(Decision), "议定事项", "decisions")
    note = opt(LINE, "备注", "note")


__all__ = ["FORMAT", "LedgerFile", "ListOf", "Meeting", "Unit", "UnitsFile"]
