"""Days to which an approval is bound after it was granted, deferred or committed.

- `valid`: the approval lapses unless it is used: a works permit by starting within three months
  (建筑法 Art. 9), a project approval within two years (企业投资项目核准和备案管理条例 Art. 12), an EIA
  within five (环境影响评价法 Art. 24), each later by its extensions.
- `deferred`: what was missing has to come in (容缺受理).
- `committed`: the commitment has to be checked (告知承诺).
- `revoke`: a commitment was found broken; the approval has to be revoked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from xmtz.domain.workdays import Calendar
from xmtz.index.days import first, iso
from xmtz.index.step_limits import Effective
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.records.step import StepRecord
from xmtz.records.validity import use_of, valid_to


def term_rows(
    calendar: Calendar, rules: Rules, limits: Mapping[str, Effective], project: Project, c: int
) -> Iterator[tuple[Any, ...]]:
    """The rows of one project. `limits`: those of its steps, for how long each holds."""
    for key, step in project.steps.items():
        rule = rules.steps.steps.get(key)
        if step.deferred is not None and step.deferred.until is not None:
            since = step.deferred.on or step.accepted or step.applied
            done = first(step.deferred.supplied, *_ends(step))
            yield (c, key, "deferred", iso(since), iso(step.deferred.until), iso(done))
        promise = step.committed
        if promise is not None and promise.check_by is not None:
            done = first(promise.checked, promise.broken, promise.revoked, *_ends(step))
            yield (c, key, "committed", iso(promise.on), iso(promise.check_by), iso(done))
        if promise is not None and promise.broken is not None:
            done = first(promise.revoked, *_ends(step))
            yield (c, key, "revoke", iso(promise.broken), iso(promise.broken), iso(done))
        own = limits.get(key)
        valid = own.valid if own is not None else None
        until = valid_to(step, rule, calendar, valid=valid) if step.granted is not None else None
        if until is not None:
            use = use_of(project, rule, rules) if rule is not None else None
            done = first(use.on if use is not None else None, *_ends(step))
            yield (c, key, "valid", iso(step.granted), iso(until), iso(done))


def _ends(step: StepRecord) -> list[date | None]:
    outcomes = (step.refused, step.withdrawn, step.lapsed, step.skipped)
    return [one.on for one in outcomes if one is not None]
