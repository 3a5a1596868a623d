"""What a project still lacks before it may enter a stage, as rules/stages.yaml asks.

Used by `xmtz advance`, and by checks that look back at moves already made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from xmtz.records.project import DOSSIER_PARTS, Dates, People, Project
from xmtz.records.rules import Need, Rules
from xmtz.records.step import STATES, StepRecord
from xmtz.words.lang import Say


class Lack(NamedTuple):
    """One requirement that is not met. `name` is what a waiver calls it: `step.eia`, `date.land`."""

    name: str
    say: Say
    waivable: bool


def missing(
    project: Project, rules: Rules, stage: str, day: date, applying: Collection[str] | None = None
) -> list[Lack]:
    """What the project lacks on `day` to enter `stage`, in the order of the rules.

    `applying`: the steps that apply to the project (None: all of the rules); one that does not,
    or that was skipped as not applicable, counts as met.
    """
    rule = rules.stages.stages.get(stage)
    found: list[Lack] = []
    for need in rule.needs if rule is not None else ():
        waivable = need.waivable is not False
        found += [
            Lack(name, say, waivable) for name, say in _lacking(project, rules, stage, need, day, applying)
        ]
    return found


def _lacking(
    project: Project, rules: Rules, stage: str, need: Need, day: date, applying: Collection[str] | None
) -> Iterator[tuple[str, Say]]:
    if need.date:
        yield from _date(project, need.date, day)
    if need.field:
        yield from _field(project, need.field)
    if need.person:
        yield from _person(project, need.person)
    if need.step and (applying is None or need.step in applying):
        yield from _step(project, rules, need.step, need.is_ or ("granted",), day)
    if need.steps:
        yield from _steps(project, need.steps, need.is_ or ("granted",), day)
    if need.resources:
        yield from _resources(project, rules, stage, day)
    for class_ in need.risks:
        if not any(risk.class_ == class_ and risk.measure for risk in project.risks):
            label = _label(rules.terms.risks, class_)
            yield (
                f"risks.{class_}",
                Say(f"“{label.zh}”风险没有防控预案", f"there is no plan against the risk “{label.en}”"),
            )
    for part in need.dossier:
        if not project.dossier.get(part):
            label = DOSSIER_PARTS.get(part, Say(part, part))
            yield (
                f"dossier.{part}",
                Say(f"案卷缺“{label.zh}”部分", f"the dossier lacks its part “{label.en}”"),
            )


def _date(project: Project, key: str, day: date) -> Iterator[tuple[str, Say]]:
    field = Dates.fields.get(key)
    label = field.label if field is not None else Say(key, key)
    found: date | None = getattr(project.dates, key, None) if project.dates is not None else None
    if found is None:
        yield f"date.{key}", Say(f"缺日期“{label.zh}”", f"the date “{label.en}” is missing")
    elif found > day and not key.startswith("planned_"):
        yield (
            f"date.{key}",
            Say(f"“{label.zh}”是 {found}，在 {day} 之后", f"“{label.en}” is {found}, after {day}"),
        )


def _field(project: Project, key: str) -> Iterator[tuple[str, Say]]:
    field = Project.fields.get(key)
    label = field.label if field is not None else Say(key, key)
    value = getattr(project, field.attribute, None) if field is not None else None
    if value is None or value == () or value == {}:
        yield f"field.{key}", Say(f"没有填“{label.zh}”", f"“{label.en}” is not given")


def _person(project: Project, key: str) -> Iterator[tuple[str, Say]]:
    field = People.fields.get(key)
    label = field.label if field is not None else Say(key, key)
    duty = getattr(project.people, key, None) if project.people is not None else None
    if duty is None or not duty.name:
        yield f"person.{key}", Say(f"没有明确“{label.zh}”", f"there is no “{label.en}”")


def _step(
    project: Project, rules: Rules, key: str, accepted: Collection[str], day: date
) -> Iterator[tuple[str, Say]]:
    record = project.steps.get(key)
    state = "none" if record is None else record.state_at(day)
    if state in accepted or state == "skipped":
        return
    rule = rules.steps.steps.get(key)
    label = rule.label if rule is not None and rule.label else Say(key, key)
    wanted = _either(accepted)
    now = STATES[state]
    yield (
        f"step.{key}",
        Say(
            f"手续“{label.zh}”须{wanted.zh}，现为{now.zh}",
            f"the step “{label.en}” has to be {wanted.en}; it is {now.en}",
        ),
    )


def _steps(project: Project, number: int, accepted: Collection[str], day: date) -> Iterator[tuple[str, Say]]:
    reached = sum(_reached(record, accepted, day) for record in project.steps.values())
    if reached < number:
        wanted = _either(accepted)
        yield (
            "steps",
            Say(
                f"须有 {number} 项手续{wanted.zh}，现有 {reached} 项",
                f"{number} steps have to be {wanted.en}; there are {reached}",
            ),
        )


def _reached(record: StepRecord, accepted: Collection[str], day: date) -> bool:
    return record.state_at(day) in accepted


def _either(states: Collection[str]) -> Say:
    labels = [STATES.get(state, Say(state, state)) for state in states]
    return Say("或".join(label.zh for label in labels), " or ".join(label.en for label in labels))


def _resources(project: Project, rules: Rules, stage: str, day: date) -> Iterator[tuple[str, Say]]:
    for resource in project.resources:
        if resource.before != stage or resource.kind is None or resource.needed is None:
            continue
        secured = resource.secured if resource.on is None or resource.on <= day else None
        if secured is not None and Decimal(secured) >= Decimal(resource.needed):
            continue
        label = _label(rules.terms.resources, resource.kind)
        measure = resource.measure or ""
        yield (
            f"resources.{resource.kind}",
            Say(
                f"要素“{label.zh}”需 {resource.needed}{measure}，已落实 {secured or 0}{measure}",
                f"the resource “{label.en}”: {resource.needed} {measure} needed, {secured or 0} secured",
            ),
        )


def _label(vocabulary: object, key: str) -> Say:
    term = vocabulary.get(key) if isinstance(vocabulary, dict) else None
    label = getattr(term, "label", None)
    return label if isinstance(label, Say) else Say(key, key)
