"""Sentences about a file as a whole: a project that is new or gone, a file that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.records.ledger import Meeting
from xmtz.records.project import Project
from xmtz.review.change import (
    CHANGED,
    ENTERED,
    FILE,
    LEDGER,
    MEETING,
    PROJECT,
    READABLE,
    REMOVED,
    RENAMED,
    RULES,
    STILL_UNREADABLE,
    UNITS,
    UNREADABLE,
    Change,
    Plain,
)
from xmtz.review.shape import fields_of
from xmtz.review.values import Speaker, described
from xmtz.words.lang import Say


def whole(change: Change, speaker: Speaker) -> str:
    """What became of a file."""
    said_by = speaker.of_old() if change.act == REMOVED else speaker
    data = fields_of(change.after if change.after is not None else change.before)
    if change.kind == RENAMED:
        return Say("文件改名，原为 {before}", "file renamed, was {before}").text(
            speaker.lang, before=change.before
        )
    if change.kind in _READING:
        return _about_reading(change, speaker)
    if change.kind == "project":
        head = Say("新增项目", "new project") if change.act == ENTERED else Say("删除项目", "project removed")
        return head.text(speaker.lang) + speaker.brackets(_project(data, said_by))
    text = _FILES[change.area][change.act].text(speaker.lang)
    if change.area == MEETING:
        shown: dict[str, Plain] = {name: data[name] for name in ("on", "kind", "chair") if name in data}
        text += speaker.brackets(described(shown, Meeting, said_by))
    return text


_READING: Final[Mapping[str, Say]] = {
    UNREADABLE: Say("现在读不出：{why}", "cannot be read now: {why}"),
    READABLE: Say("又能读出了；以前：{why}", "can be read again; before: {why}"),
    STILL_UNREADABLE: Say("改动前后都读不出：{why}", "could not be read before and cannot now: {why}"),
}


def _about_reading(change: Change, speaker: Speaker) -> str:
    """Why a file could not be read, and what was therefore not compared."""
    trouble = fields_of(change.after) or fields_of(change.before)
    template = _READING[change.kind]
    if change.kind == UNREADABLE and change.act == REMOVED:
        template = Say("删除了读不出的文件：{why}", "a file that could not be read is gone: {why}")
    elif change.kind == UNREADABLE and change.act == ENTERED:
        template = Say("新文件读不出：{why}", "a new file that cannot be read: {why}")
    text = template.text(speaker.lang, why=trouble.get(speaker.lang, ""))
    sections = trouble.get("sections")
    if isinstance(sections, list) and sections:
        named = speaker.comma.join(_section(str(name), change, speaker) for name in sections)
        text += Say("；未能比较：{named}", "; not compared: {named}").text(speaker.lang, named=named)
    return text


def _section(name: str, change: Change, speaker: Speaker) -> str:
    field = Project.fields.get(name) if change.area == PROJECT else None
    return name if field is None else field.label.text(speaker.lang)


def _project(data: Mapping[str, Plain], speaker: Speaker) -> str:
    """A project in short."""
    shown: dict[str, Plain] = {name: data[name] for name in ("level", "kind", "total") if name in data}
    parts = [described(shown, Project, speaker)] if shown else []
    stages = data.get("stages")
    last = fields_of(stages[-1]) if isinstance(stages, list) and stages else {}
    if isinstance(last.get("to"), str):
        stage = speaker.labels.label("stages", str(last["to"]), speaker.old)
        parts.append(f"{stage.text(speaker.lang)} {last.get('on', '')}".rstrip())
    for name, say in _COUNTED.items():
        section = data.get(name)
        if section and not isinstance(section, str):
            parts.append(say.text(speaker.lang, n=len(section)))
    return ("; " if speaker.english else "；").join(parts)


_COUNTED: Final[Mapping[str, Say]] = {
    "steps": Say("手续 {n} 项", "{n} steps"),
    "invested": Say("完成投资 {n} 笔", "{n} figures of investment"),
    "issues": Say("问题 {n} 个", "{n} issues"),
}

_FILES: Final[Mapping[str, Mapping[str, Say]]] = {
    MEETING: {ENTERED: Say("新增会议记录", "new meeting"), REMOVED: Say("删除会议记录", "meeting removed")},
    RULES: {
        ENTERED: Say("新增规则文件", "new file of rules"),
        REMOVED: Say("删除规则文件", "file of rules removed"),
    },
    UNITS: {
        ENTERED: Say("新增责任单位表", "new list of units"),
        REMOVED: Say("删除责任单位表", "list of units removed"),
    },
    LEDGER: {
        ENTERED: Say("新增台账说明", "new ledger.yaml"),
        REMOVED: Say("删除台账说明", "ledger.yaml removed"),
    },
    FILE: {
        ENTERED: Say("新增通报文件", "new file of a bulletin"),
        CHANGED: Say("改动了已有的通报文件", "a file of a bulletin that was there is changed"),
        REMOVED: Say("删除通报文件", "file of a bulletin removed"),
    },
}
