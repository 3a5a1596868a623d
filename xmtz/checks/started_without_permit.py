"""开工了，一直没有施工许可 / Works without a permit

L514

zh: 开工前要取得 `padding` 里 `permit` 写明的手续（施工许可），或者承诺可开工。阶段条件当场提示过的（L402），
这里不重复；条件豁免了的、规则里开工不要这项手续的、开工后承诺落空或许可失效的，在这里提示，直到办结。
不适用的项目（如免办施工许可的）不查。`rules/indicators.yaml` 没有写 `permit` 的不查。
en: The step that `permit` under `padding` names (the works permit) is granted before the start, or promised.
What the requirements of the stage have shown already (L402) is not said again. Where that
requirement was waived, where the rules do not ask for the step, or where a commitment was broken or a permit lapsed
after the start, it is shown until the permit is there. Projects to which the step does not apply are left
alone, and so is every project where `rules/indicators.yaml` names no `permit`.

pass rules/indicators.yaml:
    padding: {permit: works_permit}
pass:
    steps:
      works_permit: {granted: 2024-03-01}
    stages: [{to: started, on: 2024-03-10}]
pass rules/indicators.yaml:
    padding: {permit: works_permit}
pass rules/stages.yaml:
    stages:
      started: {label: 开工, marks: [started], needs: [{step: works_permit}]}
pass:
    stages: [{to: started, on: 2024-03-10}]
fail rules/indicators.yaml:
    padding: {permit: works_permit}
fail:
    stages: [{to: started, on: 2024-03-10}]
fail rules/indicators.yaml:
    padding: {permit: works_permit}
fail rules/stages.yaml:
    stages:
      started: {label: 开工, marks: [started], needs: [{step: works_permit}]}
fail:
    stages:
      - {to: started, on: 2024-03-10, waived: [works_permit], reason: 市政府专题会议同意先行开工}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from xmtz.checks import Applying
from xmtz.checks.holding import lasting
from xmtz.checks.life import BEGUN, first_day, marked_stages
from xmtz.checks.needs import missing
from xmtz.records.project import Move, Project
from xmtz.records.rules import Rules
from xmtz.records.step import STATES, StepRecord
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NO_PERMIT: Final = Kind(
    "L514",
    WARNING,
    Say(
        "{start} 已开工，“{permit}”{state}",
        "started on {start}; “{permit}”: {state}",
    ),
    Say(
        "办结后登记：xmtz step {id} {key} grant；没有开工的，更正阶段",
        "record the grant: xmtz step {id} {key} grant; or correct the stage",
    ),
)
APPLYING: Final = True
ABSENCE: Final = ("steps", "traits")
_WILL_DO: Final = frozenset(("granted", "committed", "skipped"))


def check(project: Project, rules: Rules, path: str, applying: Applying | None = None) -> Iterator[Finding]:
    """Findings of one project."""
    padding = rules.indicators.padding
    key = padding.permit if padding is not None else None
    rule = rules.steps.steps.get(key) if key is not None else None
    if key is None or rule is None:
        return
    begun = marked_stages(rules, *BEGUN)
    moves = [move for move in project.stages if move.to in begun and move.on is not None]
    if not moves:
        return
    record = project.steps.get(key)
    if record is None and (project.is_written("steps") and _unreadable(project, key)):
        return
    will_do = _WILL_DO | _asked_states(rules, moves[0], key)
    asking = None if applying is None else cache(applying)
    times = list(_without(record, moves[0].on, will_do))
    if not times:
        return
    if record is None and asking is not None and key not in asking(project):
        return
    if _said_already(project, rules, moves, key, asking):
        return
    ended = first_day(project, marked_stages(rules, "ended"))
    for since, until in times:
        state = STATES["none" if record is None else record.state_at(since)]
        found = NO_PERMIT.at(
            moves[0].where(path, "to"),
            start=moves[0].on, permit=rule.label, state=state, id=project.id or "", key=key,
        )  # fmt: skip
        kept = lasting(found, since, until, ended)
        if kept is not None:
            yield kept


def _unreadable(project: Project, key: str) -> bool:
    """Whether the step is written, only wrongly: the finding about its fields says it."""
    node = project.node.get("steps")
    get = getattr(node, "get", None)
    return get is None or get(key) is not None


def _asked_states(rules: Rules, move: Move, key: str) -> frozenset[str]:
    """The states in which the rules let a project start."""
    needs = rules.stages.stages[move.to].needs
    return frozenset(state for need in needs if need.step == key for state in need.is_)


def _said_already(
    project: Project, rules: Rules, moves: list[Move], key: str, applying: Applying | None
) -> bool:
    """Whether the requirements of a stage say it (L402)."""
    for move in moves:
        if not any(need.step == key for need in rules.stages.stages[move.to].needs):
            continue
        for need, _ in missing(project, rules, move.to, move.on, applying):
            if need.step == key and (need.waivable is False or key not in move.waived):
                return True
    return False


def _without(
    record: StepRecord | None, start: date, will_do: frozenset[str]
) -> Iterator[tuple[date, date | None]]:
    """The times from the start on in which the step is in no state that will do: first day, day after the last."""
    if record is None:
        yield start, None
        return
    promise = record.committed
    ends = (record.skipped, record.lapsed, record.withdrawn, record.refused)
    turns = [record.applied, record.accepted, record.granted, record.undone, *(one.on for one in ends if one)]
    turns += [promise.on, promise.failed] if promise is not None else []
    days = [start, *sorted({day for day in turns if day is not None and day > start})]
    since: date | None = None
    for day in days:
        good = record.state_at(day) in will_do
        if good and since is not None:
            yield since, day
            since = None
        elif not good and since is None:
            since = day
    if since is not None:
        yield since, None
