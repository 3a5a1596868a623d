"""The records of rules/stages.yaml: the stages, the moves allowed, what a move requires."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.domain.money import Fen
from xmtz.records.post_rules import PostRule
from xmtz.records.project import DOSSIER_PARTS
from xmtz.records.record import Either, Lifted, Record, Sub, keyed, many, opt, req
from xmtz.records.term_rules import TERMS, Term
from xmtz.records.types import AMOUNT, DURATION, FLAG, KEY, LABEL, SHORT, Choice, Whole, Word
from xmtz.words.lang import Say

_PART: Final = Choice("案卷部分", "part of the dossier", DOSSIER_PARTS)


class Need(Record):
    """One thing that a stage requires. Exactly one of `date`, `field`, `person`, `step`, `steps`,
    `resources`, `risks`, `dossier`, `unlike`, `intensity` is named."""

    title = Say("进入条件", "requirement")
    date = opt(KEY, "须有日期", "date that has to be there", Say("dates 里的键", "a key of dates"))
    field = opt(KEY, "须填字段", "field that has to be there")
    person = opt(KEY, "须有人员", "person that has to be there", Say("people 里的键", "a key of people"))
    step = opt(Word("steps", "审批事项", "approval step"), "须办手续", "step that has to be done")
    steps = opt(
        Whole(1, 99),
        "须办手续数",
        "number of steps",
        Say("已达到 is 所列状态的项数", "that have reached a state of `is`"),
    )
    is_ = many(SHORT, "可接受的状态", "states that will do", Say("默认 granted", "granted if not said"))
    resources = opt(
        FLAG,
        "须落实要素",
        "resources secured",
        Say("before 为本阶段的要素", "those whose `before` is this stage"),
    )
    risks = many(
        Word("risks", "风险类别", "risk class"),
        "须有防控预案的风险",
        "risks with a plan",
        Say("每类至少一条，且写有防控措施", "at least one of each class, with its measure"),
    )
    dossier = many(_PART, "须归入案卷的部分", "parts of the dossier that have to be there")
    unlike = opt(
        FLAG,
        "没有相近项目",
        "no project like it",
        Say("台账里没有名称相近或代码相同的项目", "none in the ledger with a like name or the same code"),
    )
    intensity: Fen | None = opt(
        AMOUNT,
        "投资强度下限（万元/亩）",
        "least investment per mu (万元)",
        Say("总投资 ÷ 用地；不供地的不问", "total over land; not asked of projects without land"),
    )
    sectors = many(
        Word("sectors", "行业领域", "sector"),
        "只问这些行业",
        "sectors that it is asked of",
        Say("与 intensity 同写；不写为全部", "with `intensity`; all if not said"),
    )
    waivable = opt(FLAG, "可否豁免", "may be waived", Say("默认可以", "yes if not said"))
    note = opt(LABEL, "说明", "note")


class PartDue(Record):
    """A part of the dossier that has to be there from a stage on, or some time after it is reached."""

    title = Say("应归卷的部分", "part of the dossier that is due")
    part = req(_PART, "案卷部分", "part of the dossier")
    within = opt(
        DURATION, "归卷时限", "time to file it", Say("自进入阶段起算", "from the day the stage is reached")
    )
    note = opt(LABEL, "说明", "note")


def _part_due(part: str | PartDue) -> PartDue:
    if isinstance(part, PartDue):
        return part
    due = PartDue.__new__(PartDue)
    due.__dict__["part"] = part
    return due


PART_DUE: Final = Lifted(Either(_PART, Sub(PartDue)), _part_due)


class Stage(Record):
    """A stage of a project's life."""

    title = Say("阶段", "stage")
    label = req(LABEL, "名称", "label")
    batch = opt(Word("batches", "批次", "batch"), "所属批次", "batch", Say("四个一批", "four batches"))
    next = many(Word("stages", "阶段", "stage"), "可进入的下一阶段", "stages that may follow")
    upon = opt(
        KEY,
        "有此日期即应入",
        "due upon",
        Say(
            "dates 里的键；如 signed：一签约就应进入本阶段或其后的阶段",
            "a key of dates; with `signed`, a signed project belongs in this stage or a later one",
        ),
    )
    needs = many(Sub(Need), "进入条件", "requirements")
    dossier = many(
        PART_DUE,
        "应归卷的部分",
        "parts of the dossier that are due",
        Say("自本阶段起；如 [acceptance, {part: accounts, within: 3 m}]", "from this stage on"),
    )
    marks = many(
        Choice(
            "标志",
            "mark",
            {
                "started": Say("开工", "started"),
                "completed": Say("竣工", "completed"),
                "production": Say("投产", "in production"),
                "ended": Say("退出", "ended"),
            },
        ),
        "标志",
        "marks",
        Say("进入此阶段即为开工、竣工、投产", "entering it means started, completed, in production"),
    )
    sign = opt(SHORT, "通报中的列名", "short name in reports")
    note = opt(LABEL, "说明", "note")


class Stages(Record):
    """rules/stages.yaml: the stages, the moves allowed, what a move requires."""

    title = Say("阶段规则", "stage rules")
    batches: Mapping[str, Term] | None = opt(TERMS, "批次", "batches")
    stages: Mapping[str, Stage] = keyed(KEY, Sub(Stage), "阶段", "stages")
    posts: Mapping[str, PostRule] = keyed(
        KEY,
        Sub(PostRule),
        "责任要求",
        "posts required",
        Say("哪些职责自哪个阶段起须明确到人", "which posts have to be filled from which stage on"),
    )
