"""Moving a project to another stage: nothing moves until what the stage needs is met or waived."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from xmtz.checks.needs import Missing, missing
from xmtz.entry.door import Gate, Standing
from xmtz.entry.values import word
from xmtz.index import twins
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.store.edits import Append, Flow
from xmtz.words.errors import Refusal, Trouble
from xmtz.words.lang import Say

ALL: Final = "all"


class Wanted(NamedTuple):
    """A move as it was asked for; `stage` None: the one that may follow."""

    stage: str | None
    on: date
    basis: str | None = None
    waive: Sequence[str] = ()
    reason: str | None = None
    by: str | None = None


class Advanced(NamedTuple):
    """A move that was made."""

    label: Say
    waived: list[str]
    next: Say | None  # what comes next, where only one stage may


def advance(gate: Gate, standing: Standing, wanted: Wanted, today: date) -> Advanced:
    """Plan a move of a project.

    Raises Trouble where the stage is not clear, Refusal with everything that stands in the way.
    """
    project, rules = standing.project, gate.ledger.rules
    current = project.stages[-1].to if project.stages else None
    reason = (wanted.reason or "").strip()
    stage = _stage(rules, current, wanted.stage, bool(reason))
    label = _label(rules, stage)
    if wanted.waive and not reason:
        raise Trouble(Say("豁免要写理由：--reason 理由", "a waiver needs its reason: --reason WHY"))
    applying = gate.ledger.deriver.applying
    if stage in twins.stages_unlike(rules):
        gate.refresh()  # one like it may have been entered since

    def like(one: Project) -> list[Say]:
        return [known.say() for known in twins.like(gate.ledger.facts, one, wanted.on.isoformat())]

    lacks = missing(project, rules, stage, wanted.on, applying, like)
    waived, against = _waived(lacks, wanted.waive)
    against = [*_days(project, wanted.on, today), *against]
    if against:
        raise Refusal(Say("还不能进入“{stage}”：", "“{stage}” cannot be entered yet:"), against, stage=label)
    move: dict[str, Any] = {"to": stage, "on": wanted.on.isoformat()}
    if wanted.basis:
        move["basis"] = wanted.basis
    if waived:
        move["waived"] = waived
    if reason:
        move["reason"] = reason
    if wanted.by:
        move["by"] = wanted.by
    gate.change(standing, [Append(("stages",), Flow(move))])
    return Advanced(label, waived, _next(project, rules, stage, wanted.on, applying))


def _label(rules: Rules, stage: str) -> Say:
    rule = rules.stages.stages.get(stage)
    return rule.label if rule is not None and rule.label else Say(stage, stage)


def _stage(rules: Rules, current: str | None, asked: str | None, with_reason: bool) -> str:
    """The stage that is meant. One that may not follow needs a reason, as the check of a ledger asks;
    where no stage says what may follow, every one may."""
    stages = rules.stages.stages
    if not stages:
        raise Trouble(Say("rules/stages.yaml 里没有阶段", "rules/stages.yaml has no stages"))
    rule = stages.get(current) if current is not None else None
    free = rule is None or not any(one.next for one in stages.values())
    allowed = list(stages) if rule is None or free else list(rule.next)
    if asked is not None:
        stage = word(asked, stages, Say("阶段", "stage"))
        if stage == current:
            raise Refusal(
                Say("项目已经在“{stage}”阶段", "the project is in the stage “{stage}” already"),
                [],
                stage=_label(rules, stage),
            )
        if stage not in allowed and not with_reason:
            raise _not_allowed(rules, current, stage, allowed)
        return stage
    onward = (
        [stage for stage in allowed if "ended" not in stages[stage].marks]
        if rule is not None
        else allowed[:1]
    )
    if len(onward) == 1:
        return onward[0]
    raise Trouble(
        Say("“{now}”之后可以进入：{zh}；请写明进入哪个阶段", "“{now}” may be followed by: {en}; say which"),
        now=_label(rules, current or ""),
        zh=_listed(rules, onward).zh,
        en=_listed(rules, onward).en,
    )


def _not_allowed(rules: Rules, current: str | None, stage: str, allowed: list[str]) -> Refusal:
    listed = _listed(rules, allowed)
    return Refusal(
        Say(
            "“{now}”之后不能进入“{stage}”；可以进入：{zh}；确需这样变动，加 --reason 理由",
            "“{now}” cannot be followed by “{stage}”, only by: {en}; if it is meant, add --reason WHY",
        ),
        [],
        now=_label(rules, current or ""),
        stage=_label(rules, stage),
        zh=listed.zh,
        en=listed.en,
    )


def _listed(rules: Rules, stages: Sequence[str]) -> Say:
    labels = [(stage, _label(rules, stage)) for stage in stages]
    zh = "、".join(f"{label.zh}（{stage}）" for stage, label in labels)
    en = ", ".join(f"{label.en} ({stage})" for stage, label in labels)
    return Say(zh or "无", en or "none")


def _days(project: Project, on: date, today: date) -> list[Say]:
    against = []
    last = project.stages[-1].on if project.stages else None
    if last is not None and on < last:
        against.append(Say(f"日期 {on} 早于上一次阶段变动 {last}", f"{on} is before the last move, {last}"))
    if on > today:
        against.append(
            Say(f"日期 {on} 还没有到；已发生的变动才登记", f"{on} is still to come; enter what has happened")
        )
    return against


def _waived(lacks: list[Missing], waive: Sequence[str]) -> tuple[list[str], list[Say]]:
    """The names of what is waived, and what still stands in the way."""
    asked = {name.strip() for name in waive}
    waived: list[str] = []
    against: list[Say] = []
    for lack in lacks:
        wanted = ALL in asked or lack.name in asked
        waivable = lack.need.waivable is not False
        if wanted and waivable:
            waived.append(lack.name)
        elif waivable:
            against.append(
                Say(
                    f"{lack.say.zh}（豁免：--waive {lack.name}）",
                    f"{lack.say.en} (to waive: --waive {lack.name})",
                )
            )
        else:
            against.append(Say(f"{lack.say.zh}（不可豁免）", f"{lack.say.en} (cannot be waived)"))
    for name in sorted(asked - {ALL} - {lack.name for lack in lacks}):
        known = ", ".join(lack.name for lack in lacks) or "-"
        against.append(
            Say(f"并不缺“{name}”，不用豁免；缺的是：{known}", f"“{name}” is not lacking; what is: {known}")
        )
    return waived, against


def _next(
    project: Project, rules: Rules, stage: str, on: date, applying: Callable[[Project], Collection[str]]
) -> Say | None:
    onward = [key for key in rules.stages.stages[stage].next if "ended" not in rules.stages.stages[key].marks]
    if len(onward) != 1:
        return None
    label = _label(rules, onward[0])
    count = len(missing(project, rules, onward[0], on, applying))
    if not count:
        return Say(f"下一阶段“{label.zh}”的条件已齐", f"everything is there for the next stage, “{label.en}”")
    return Say(f"下一阶段“{label.zh}”还缺 {count} 项", f"the next stage, “{label.en}”, lacks {count} more")
