"""What a stage requires of a project, and what of it is not there on a day.

The check of a ledger and the command that moves a project ask here, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from xmtz.checks import Applying
from xmtz.checks.intensity import lacking_intensity
from xmtz.records.project import DOSSIER_PARTS, Dates, People, Project, Traits
from xmtz.records.rules import Need, Rules
from xmtz.records.step import STATES, StepRecord
from xmtz.words.lang import Say

Like = Callable[[Project], list[Say]]
"""The projects of the ledger that may be the same one, each in a few words."""


class Missing(NamedTuple):
    """A requirement that is not met: what the rules say, and what is missing in words."""

    need: Need
    say: Say

    @property
    def name(self) -> str:
        """What `waived` of a stage move calls it."""
        return name_of(self.need)


KINDS: Final = (
    "date",
    "field",
    "person",
    "step",
    "steps",
    "resources",
    "risks",
    "dossier",
    "unlike",
    "intensity",
)
"""What a requirement may name; exactly one of them."""

# What a state also counts as: who holds a permit has been accepted, and has applied.
_COUNTS_AS: Final = {
    "granted": ("granted", "committed", "deferred", "accepted", "applied"),
    "committed": ("committed", "accepted", "applied"),
    "deferred": ("deferred", "accepted", "applied"),
    "paused": ("paused", "accepted", "applied"),
    "accepted": ("accepted", "applied"),
    "applied": ("applied",),
}

_GRANT_MEETS: Final = frozenset(_COUNTS_AS["granted"])
_ENDINGS: Final = frozenset(("skipped", "lapsed", "withdrawn", "refused", "committed"))
"""What may follow on a grant and undo it: a commitment that turns out to be broken, too."""


def name_of(need: Need) -> str:
    """The word by which a requirement is waived: the date, field, person or step that it names, or its kind."""
    return (
        need.date
        or need.field
        or need.person
        or need.step
        or next((k for k in KINDS if getattr(need, k)), "")
    )


def missing(
    project: Project,
    rules: Rules,
    stage: str,
    day: date,
    applying: Applying | None = None,
    like: Like | None = None,
) -> list[Missing]:
    """The requirements of `stage` that the project does not meet on `day`, in the order of the rules.

    `applying` gives the steps that apply to the project; a step that does not is met. Without it
    every step is taken to apply. `like` gives the projects like it; without it there are none: one file
    by itself cannot tell.
    """
    rule = rules.stages.stages.get(stage)
    if rule is None:
        return []
    asked = _Asked(project, rules, stage, day, applying, like)
    return [Missing(need, say) for need in rule.needs if (say := asked.lacks(need)) is not None]


class _Asked:
    """One project, asked about one stage on one day."""

    def __init__(
        self,
        project: Project,
        rules: Rules,
        stage: str,
        day: date,
        applying: Applying | None,
        like: Like | None,
    ) -> None:
        self.project = project
        self.rules = rules
        self.stage = stage
        self.day = day
        self._applying = applying
        self._like = like
        self._keys: Collection[str] | None = None

    def lacks(self, need: Need) -> Say | None:
        """What is missing of a requirement; None where it is met, or names nothing that is known."""
        if need.step is not None:
            return self._step(need.step, need.is_)
        if need.field is not None:
            return self._field(need.field)
        if need.date is not None:
            return self._date(need.date)
        if need.person is not None:
            return self._person(need.person)
        if need.steps is not None:
            return self._steps(need.steps, need.is_)
        if need.resources:
            return self._resources()
        if need.risks:
            return self._risks(need.risks)
        if need.dossier:
            return self._dossier(need.dossier)
        if need.unlike:
            return self._unlike()
        return lacking_intensity(self.project, need) if need.intensity is not None else None

    def _date(self, key: str) -> Say | None:
        field = Dates.fields.get(key)
        if field is None:
            return None
        dates = self.project.dates
        found: date | None = getattr(dates, field.attribute) if dates is not None else None
        label = field.label
        if found is None:
            return Say(
                f"缺少日期：{label.zh}（dates.{key}）", f"the day is missing: {label.en} (dates.{key})"
            )
        if found > self.day and not key.startswith("planned_"):
            return Say(
                f"{label.zh}（{found}）晚于进入阶段的日期（{self.day}）",
                f"{label.en} ({found}) is after the day of the move ({self.day})",
            )
        return None

    def _field(self, key: str) -> Say | None:
        project = self.project
        field = Project.fields.get(key)
        value: object = None
        if field is not None:
            value = getattr(project, field.attribute)
        else:
            field = Traits.fields.get(key)
            if field is None:
                return None
            value = getattr(project.traits, field.attribute) if project.traits is not None else None
        if value is None or value == () or value == {}:
            return Say(f"未填：{field.label.zh}（{key}）", f"not filled in: {field.label.en} ({key})")
        return None

    def _person(self, key: str) -> Say | None:
        field = People.fields.get(key)
        if field is None:
            return None
        people = self.project.people
        duty = getattr(people, field.attribute) if people is not None else None
        if duty is None or duty.name is None:
            if self.rules.groups.holder(self.project, key) is not None:
                return None
            return Say(
                f"未明确：{field.label.zh}（people.{key}）",
                f"nobody is named: {field.label.en} (people.{key})",
            )
        return None

    def _step(self, key: str, states: Collection[str]) -> Say | None:
        rule = self.rules.steps.steps.get(key)
        record = self.project.steps.get(key)
        if rule is None or self._is_met(record, states) or (record is None and not self._applies(key)):
            return None
        state = STATES["none" if record is None else record.state_at(self.day)]
        wanted = [STATES[one] for one in states if one in STATES] or [STATES["granted"]]
        return Say(
            f"手续“{rule.label.zh}”（{key}）：{state.zh}，须{'或'.join(one.zh for one in wanted)}",
            f"step “{rule.label.en}” ({key}): {state.en}; it has to be {' or '.join(one.en for one in wanted)}",
        )

    def _is_met(self, record: StepRecord | None, states: Collection[str]) -> bool:
        if record is None:
            return False
        written = vars(record)
        granted = written.get("granted")
        if granted is not None and granted <= self.day and _ENDINGS.isdisjoint(written):
            return not states or not _GRANT_MEETS.isdisjoint(states)
        state = record.state_at(self.day)
        if state == "skipped":
            return True
        wanted = states or ("granted",)
        if "deferred" in wanted and state in ("accepted", "paused") and _is_deferred(record, self.day):
            return True
        return any(one in wanted for one in _COUNTS_AS.get(state, (state,)))

    def _applies(self, key: str) -> bool:
        if self._applying is None:
            return True
        if self._keys is None:
            self._keys = self._applying(self.project)
        return key in self._keys

    def _steps(self, number: int, states: Collection[str]) -> Say | None:
        done = 0
        for record in self.project.steps.values():
            if self._is_met(record, states) and record.state_at(self.day) != "skipped":
                done += 1
                if done >= number:
                    return None
        wanted = [STATES[one] for one in states if one in STATES] or [STATES["granted"]]
        return Say(
            f"{'或'.join(one.zh for one in wanted)}的手续只有 {done} 项，须有 {number} 项",
            f"{done} steps are {' or '.join(one.en for one in wanted)}; {number} are needed",
        )

    def _resources(self) -> Say | None:
        terms = self.rules.terms.resources or {}
        short = []
        for one in self.project.resources:
            if one.before != self.stage or one.needed is None or one.kind is None:
                continue
            in_time = one.on is None or one.on <= self.day
            if one.secured is None or not in_time or Decimal(one.secured) < Decimal(one.needed):
                term = terms.get(one.kind)
                short.append(term.label if term is not None else Say(one.kind, one.kind))
        return _said("要素未落实：", "not secured: ", short)

    def _risks(self, classes: Collection[str]) -> Say | None:
        terms = self.rules.terms.risks or {}
        held = {risk.class_ for risk in self.project.risks if risk.measure is not None}
        short = [terms[key].label if key in terms else Say(key, key) for key in classes if key not in held]
        return _said("缺少风险防控预案：", "no plan against the risk of: ", short)

    def _dossier(self, parts: Collection[str]) -> Say | None:
        short = [DOSSIER_PARTS[part] for part in parts if not self.project.dossier.get(part)]
        return _said("案卷缺少：", "not in the dossier: ", short)

    def _unlike(self) -> Say | None:
        found = self._like(self.project) if self._like is not None else []
        return _said("台账里有相近的项目：", "the ledger has projects like it: ", found)


def _is_deferred(record: StepRecord, day: date) -> bool:
    deferral = record.deferred
    return deferral is not None and (deferral.on is None or deferral.on <= day)


def _said(zh: str, en: str, items: list[Say]) -> Say | None:
    if not items:
        return None
    return Say(zh + "、".join(one.zh for one in items), en + ", ".join(one.en for one in items))


def known_names(rules: Rules, stage: str) -> Iterator[str]:
    """The words by which requirements of a stage can be waived."""
    rule = rules.stages.stages.get(stage)
    for need in rule.needs if rule is not None else ():
        yield name_of(need)
