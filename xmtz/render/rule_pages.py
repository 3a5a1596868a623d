"""The page of anything that the rules of a ledger define: columns, indicators, lights, steps, stages, issue classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from xmtz.checks.needs import name_of
from xmtz.records.project import Dates, People, Project
from xmtz.records.row import COLUMNS, UNIT_COLUMNS
from xmtz.records.rules import IssueClass, JointGroup, LimitCase, Need, Rules, Stage, StepRule
from xmtz.records.step import PAUSE_REASONS, STATES
from xmtz.records.validity import event_called
from xmtz.render.bulletins.definitions import definition_lines
from xmtz.render.bulletins.light_lines import light_lines
from xmtz.words.lang import Say, say, series


class Topic(NamedTuple):
    """Something that has a page. `names` are those that a person may ask by."""

    key: str
    label: Say
    kind: Say
    lines: Callable[[], Iterable[str]]

    def heading(self) -> str:
        """Name, key and what it is."""
        return say("{l}（{k}，{w}）", "{l} ({k}, {w})", l=self.label, k=self.key, w=self.kind)


def topics(rules: Rules) -> Iterator[Topic]:
    """Everything of a ledger's rules that can be asked for."""
    for key, versions in rules.indicators.indicators.items():
        for one in versions:
            yield Topic(
                key, one.label or _plain(key), Say("指标", "indicator"), partial(definition_lines, one)
            )
    for key, light in rules.indicators.lights.items():
        yield Topic(key, light.label or _plain(key), Say("亮灯", "light"), partial(light_lines, light))
    for key, step in rules.steps.steps.items():
        kind = Say("手续", "approval step")
        yield Topic(key, step.label or _plain(key), kind, partial(_step, rules, step))
    for key, stage in rules.stages.stages.items():
        yield Topic(key, stage.label or _plain(key), Say("阶段", "stage"), partial(_stage, rules, stage))
    for key, cls in rules.issues.classes.items():
        yield Topic(key, cls.label or _plain(key), Say("问题类别", "issue class"), partial(_class, cls))


def columns() -> Iterator[Topic]:
    """The columns of the row, which need no ledger."""
    for key, said in {**UNIT_COLUMNS, **COLUMNS}.items():
        yield Topic(key, said, Say("条件式里的列", "a column of expressions"), tuple)


def asked(found: list[Topic], what: str) -> list[Topic]:
    """The topics that a person means: by key or name; if there is none, those whose name holds what was written."""
    wanted = what.strip().lower()
    exact = [one for one in found if wanted in (one.key, *(name.lower() for name in one.label))]
    return exact or [
        one for one in found if wanted and any(wanted in name.lower() for name in (one.key, *one.label))
    ]


def _plain(key: str) -> Say:
    return Say(key, key)


def _flat(text: object) -> str:
    return " ".join(str(text).split())


def _fact(label: Say, text: object) -> str:
    return say("{l}：{t}", "{l}: {t}", l=label, t=_flat(text))


def _step(rules: Rules, rule: StepRule) -> Iterator[str]:
    classes, phases = rules.steps.classes or {}, rules.steps.phases or {}
    for label, text in (
        (Say("审批机关", "authority"), rule.authority),
        (Say("类别", "class"), getattr(classes.get(rule.class_ or ""), "label", None)),
        (Say("审批阶段", "phase"), getattr(phases.get(rule.phase or ""), "label", None)),
        *_limits(rule),
        (Say("联合办理", "joint group"), _group((rules.steps.groups or {}).get(rule.group or ""))),
        (Say("有效期", "validity"), rule.valid.say() if rule.valid else None),
        (Say("以何为已使用", "used by"), event_called(rule.used_by, rules) if rule.used_by else None),
        (Say("可延续", "may be renewed"), _renewal(rule)),
    ):
        if text is not None:
            yield _fact(label, text)
    for case in rule.cases:
        name = case.label or _plain(_flat(case.when))
        yield _fact(Say(f"分情形（{name.zh}）", f"case: {name.en}"), _case(case))
    if rule.needs:
        steps = rules.steps.steps
        names = [
            s.label.text() if (s := steps.get(key)) is not None and s.label is not None else key
            for key in rule.needs
        ]
        yield _fact(Say("前置", "after"), series(names))
    always = Say("都适用", "always")
    yield _fact(Say("适用", "applies"), rule.when if rule.when is not None else always)
    if rule.pauses:
        yield _fact(
            Say("可暂停计时", "stops the clock"),
            series([PAUSE_REASONS[p].text() for p in rule.pauses if p in PAUSE_REASONS]),
        )
    ways = [Say("容缺受理", "with documents missing")] if rule.defer else []
    ways += [Say("告知承诺", "on commitment")] if rule.commit else []
    if ways:
        yield _fact(Say("可以", "may be granted"), series([way.text() for way in ways]))
    for label, text in ((Say("失效", "lapses"), rule.lapses), (Say("说明", "note"), rule.note)):
        if text is not None:
            yield _fact(label, text)
    if rule.provisional:
        yield say("时限的依据待核", "the limit is not settled in public text")


def _limits(rule: StepRule | LimitCase) -> list[tuple[Say, object]]:
    return [
        (Say("法定时限", "statutory limit"), rule.limit.say() if rule.limit else None),
        (Say("法律依据", "article"), rule.statute),
        (Say("时限说明", "on the limit"), rule.limit_note),
        (Say("承诺时限", "promised limit"), rule.promise.say() if rule.promise else None),
        (
            Say("可延长", "possible extension"),
            rule.extension.say() if rule.extension and rule.extension.number else None,
        ),
    ]


def _group(group: JointGroup | None) -> Say | None:
    """A joint group, with its own limit where it has one."""
    if group is None or group.label is None:
        return None
    if group.limit is None:
        label: Say = group.label
        return label
    limit = group.limit.say()
    return Say(f"{group.label.zh}，合计 {limit.zh}", f"{group.label.en}, {limit.en} together")


def _renewal(rule: StepRule) -> Say | None:
    """How often a validity may be renewed, and by how much."""
    if rule.renewals == 0:
        return Say("否", "no")
    if rule.renewal is None:
        return None
    length = rule.renewal.say()
    zh, en = f"每次 {length.zh}", f"by {length.en} at a time"
    if rule.renewals is not None:
        often = "once" if rule.renewals == 1 else f"{rule.renewals} times"
        zh, en = f"{rule.renewals} 次，{zh}", f"{often}, {en}"
    if rule.renew_ahead is not None and rule.renew_ahead.number:
        ahead = rule.renew_ahead.say()
        zh, en = f"{zh}，届满 {ahead.zh}前申请", f"{en}, applied for {ahead.en} before the end"
    return Say(zh, en)


def _case(case: LimitCase) -> str:
    return say("；", "; ").join(_fact(label, text) for label, text in _limits(case) if text is not None)


def _class(cls: IssueClass) -> Iterator[str]:
    if cls.limit is not None:
        yield _fact(Say("办结时限", "time limit"), cls.limit.say())
    if cls.unit is not None:
        yield _fact(Say("牵头部门", "led by"), cls.unit)
    if cls.note is not None:
        yield _fact(Say("说明", "note"), cls.note)


def _stage(rules: Rules, stage: Stage) -> Iterator[str]:
    stages = rules.stages.stages
    names = [
        s.label.text() if (s := stages.get(key)) is not None and s.label is not None else key
        for key in stage.next
    ]
    yield _fact(Say("可进入", "may be followed by"), series(names) if names else "—")
    for need in stage.needs:
        states = [STATES[state].text() for state in need.is_ if state in STATES]
        state = say("（{s}）", " ({s})", s=series(states)) if states else ""
        name = _need(rules, need)
        note = "" if need.note is None or need.note.text() == name else say("　{n}", " - {n}", n=need.note)
        waivable = "" if need.waivable is not False else say("　不得豁免", " - cannot be waived")
        yield say("须有：{n}{s}{t}{w}", "needs: {n}{s}{t}{w}", n=name, s=state, t=note, w=waivable)
    if stage.note is not None:
        yield _fact(Say("说明", "note"), stage.note)


def _need(rules: Rules, need: Need) -> str:
    """What a requirement asks for, in words."""
    step = rules.steps.steps.get(need.step or "")
    if step is not None and step.label is not None:
        return step.label.text()
    for key, fields in (
        (need.date, Dates.fields),
        (need.person, People.fields),
        (need.field, Project.fields),
    ):
        if key is not None and key in fields:
            return fields[key].label.text()
    if need.steps is not None:
        return say("{n} 项手续", "{n} steps", n=need.steps)
    name = name_of(need)
    return Need.fields[name].label.text() if name in Need.fields else name
