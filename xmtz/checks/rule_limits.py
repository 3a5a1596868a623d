"""时限没有写法律依据 / A time limit without its article

U508

zh: 法定时限要写依据的法律和条款（`statute`），打印时一并印出。依据确实没有公开的，写 `provisional: true`。
en: A statutory limit names its law and article (`statute`), which is printed with it. Where no public text
settles it, say `provisional: true`.

pass rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, limit: 7 d, statute: 建筑法第八条}
pass rules/steps.yaml:
    steps:
      defence: {label: 人防审查, limit: 20 wd, provisional: true}
fail rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, limit: 7 d}
fail rules/steps.yaml:
    groups:
      joint: {label: 联合审图, limit: 45 wd}

----

承诺时限超过法定时限 / What is promised exceeds the statutory limit

U509

zh: 承诺时限（`promise`）要在法定时限（`limit`）之内，联合办理组的也一样。单位不同的（工作日与日）不比较。
en: A promised limit lies within the statutory one, that of a joint group as well. Limits of different units
(working days and days) are not compared.

pass rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, limit: 7 d, promise: 3 d, statute: 建筑法第八条}
pass rules/steps.yaml:
    groups:
      joint: {label: {zh: 联合审图, en: Drawings}, limit: 45 wd, promise: 20 wd, statute: 行政许可法第四十二条}
      window: {zh: 一窗受理, en: One window}
fail rules/steps.yaml:
    steps:
      works_permit: {label: 施工许可, limit: 7 d, promise: 10 d, statute: 建筑法第八条}

----

规则所指的事件不对 / The rules name an event that does not exist

U510

zh: `limits` 的起点、终点，手续的 `used_by`（以何为已使用），写 step.手续.日期、date.日期 或 stage.阶段，其中的
手续、日期、阶段都要存在。
en: A limit under `limits` runs from and to step.<step>.<day>, date.<day> or stage.<stage>, each of which
exists; so does what uses a permit (`used_by` of a step).

pass rules/steps.yaml:
    steps: {works_permit: {label: 施工许可}}
    limits:
      land_to_permit: {label: 拿地到开工, from: date.land, to: step.works_permit.granted, limit: 10 wd}
fail rules/steps.yaml:
    steps: {works_permit: {label: 施工许可}}
    limits:
      land_to_permit: {label: 拿地到开工, from: date.land, to: step.work_permit.granted, limit: 10 wd}
fail rules/steps.yaml:
    limits:
      land_to_ground: {label: 拿地到动土, from: land, to: date.ground, limit: 10 wd}
fail rules/steps.yaml:
    steps: {works_permit: {label: 施工许可, valid: 3 m, used_by: stage.broken_ground}}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.project import Dates
from xmtz.records.record import Record, nearest
from xmtz.records.rules import JointGroup, LimitCase, Rules, StepRule
from xmtz.store.layout import rules_path
from xmtz.words.finding import ERROR, WARNING, Finding, Kind
from xmtz.words.lang import Say

NO_STATUTE: Final = Kind(
    "U508",
    WARNING,
    Say("法定时限（{limit}）没有写依据", "the limit of {limit} names no article"),
    Say(
        "加上 statute；没有公开依据的写 provisional: true",
        "add statute; say provisional: true where no public text settles it",
    ),
)
PROMISE_ABOVE: Final = Kind(
    "U509",
    ERROR,
    Say("承诺时限 {promise} 超过法定时限 {limit}", "{promise} are promised, above the limit of {limit}"),
    Say("核对两个时限", "check both limits"),
)
BAD_END: Final = Kind(
    "U510",
    ERROR,
    Say("“{text}”不是事件：{why}", "“{text}” is no event: {why}"),
    Say(
        "写成 step.手续.日期、date.日期 或 stage.阶段，如 step.filing.accepted",
        "write step.<step>.<day>, date.<day> or stage.<stage>, such as step.filing.accepted",
    ),
)

STEP_DAYS: Final = ("applied", "accepted", "granted", "delivered")
"""The days of a step at which a whole-process limit may begin or end."""


def check(rules: Rules) -> Iterator[Finding]:
    """Findings of the rules of a ledger."""
    path = rules_path("steps")
    for step in rules.steps.steps.values():
        yield from _limits(step, step, path)
        for case in step.cases:
            yield from _limits(case, step, path)
        yield from _event(step, "used_by", step.used_by, rules, path)
    for group in (rules.steps.groups or {}).values():
        if group.limit is not None or group.promise is not None:
            yield from _limits(group, group, path)
    for span in rules.steps.limits.values():
        yield from _event(span, "from", span.from_, rules, path)
        yield from _event(span, "to", span.to, rules, path)


def _event(record: Record, field: str, text: str | None, rules: Rules, path: str) -> Iterator[Finding]:
    why = None if text is None else _why_no_event(text, rules)
    if why is not None:
        yield BAD_END.at(record.where(path, field), text=text, why=why)


def _limits(
    one: StepRule | LimitCase | JointGroup, of: StepRule | JointGroup, path: str
) -> Iterator[Finding]:
    limit, promise = one.limit or of.limit, one.promise
    provisional = isinstance(of, StepRule) and of.provisional
    if one.limit is not None and one.statute is None and of.statute is None and not provisional:
        yield NO_STATUTE.at(one.where(path, "limit"), limit=one.limit.say())
    if (
        limit is not None
        and promise is not None
        and promise.unit == limit.unit
        and promise.number > limit.number
    ):
        yield PROMISE_ABOVE.at(one.where(path, "promise"), promise=promise.say(), limit=limit.say())


def _why_no_event(text: str, rules: Rules) -> Say | None:
    """Why a text names no event; None where it does."""
    kind, _, rest = text.partition(".")
    if kind == "date":
        return _unknown(rest, list(Dates.fields), Say("日期", "day"))
    if kind == "stage":
        return (
            None
            if "stages" in rules.unread
            else _unknown(rest, list(rules.stages.stages), Say("阶段", "stage"))
        )
    if kind == "step":
        key, _, day = rest.partition(".")
        wrong = (
            None if "steps" in rules.unread else _unknown(key, list(rules.steps.steps), Say("手续", "step"))
        )
        return wrong or _unknown(day, list(STEP_DAYS), Say("手续日期", "day of a step"))
    return Say("要以 step.、date. 或 stage. 开头", "it begins with step., date. or stage.")


def _unknown(word: str, known: list[str], what: Say) -> Say | None:
    if word in known:
        return None
    near = nearest(word, known)
    hint = Say(f"，是不是“{near}”？", f", did you mean “{near}”?") if near else Say("", "")
    return Say(f"没有“{word}”这个{what.zh}{hint.zh}", f"there is no {what.en} “{word}”{hint.en}")
