"""The record of a post that the rules ask for (责任要求): who has to be named, from when on, with what written."""

from __future__ import annotations

from typing import Final

from xmtz.records.project import People, Project
from xmtz.records.record import Record, many, opt, req
from xmtz.records.types import FLAG, LABEL, Choice, Word
from xmtz.words.lang import Say

BODIES: Final = ("unit", "department", "guarantor", "taskforce")
"""Fields of a project that name the body in charge, and count as posts beside those of `people`."""

ROLES: Final = {
    **{name: field.label for name, field in People.fields.items()},
    **{name: Project.fields[name].label for name in BODIES},
}
WRITTEN: Final = {
    "task": Say("任务", "task"),
    "standard": Say("标准", "standard"),
    "due": Say("时限", "time limit"),
}


class PostRule(Record):
    """Posts that a project has to have filled, and what has to be written beside the name."""

    title = Say("责任要求", "posts required")
    label = req(LABEL, "名称", "label", Say("如三员、三级职责", "such as the three officers"))
    roles = many(Choice("职责", "post", ROLES), "须明确的职责", "posts that have to be filled")
    from_ = opt(
        Word("stages", "阶段", "stage"),
        "自哪个阶段起",
        "from which stage on",
        Say("该阶段及其后各阶段；不写则一直要求", "that stage and those after it; always if not said"),
    )
    levels = many(
        Word("levels", "级别", "level"),
        "哪些级别的项目",
        "projects of which levels",
        Say("不写为全部", "all if not said"),
    )
    with_ = many(
        Choice("要素", "particular", WRITTEN),
        "须写明",
        "has to be written",
        Say("任务、标准、时限", "task, standard, due"),
    )
    apart = opt(FLAG, "须由不同的人担任", "filled by different people")
    sole = opt(
        FLAG,
        "一人只任一个项目",
        "one project for one person",
        Say("一对一包联；投产的项目不再计", "projects in production count no longer"),
    )
    source = opt(LABEL, "依据", "source")
    note = opt(LABEL, "说明", "note")
