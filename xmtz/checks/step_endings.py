"""一项手续只能有一个结果 / A step has one ending

L414

zh: 既办结又不予批准，既办结又不适用，先撤回后办结，都不能同时成立：报表不知道算不算办结。
重新申报获批的，只留这一次的日期，前一次写进 `note`。
en: A step cannot be both granted and refused, both granted and not applicable, or withdrawn
before it was granted: a report could not tell whether it is done. After a new application keep
the days of that one, and put the former into `note`.

pass:
    steps:
      eia:
        accepted: 2024-01-09
        granted: 2024-02-15
        lapsed: 2029-02-15
fail:
    steps:
      eia:
        accepted: 2024-01-09
        refused: {on: 2024-01-30, reason: 选址不符}
        granted: 2024-02-15

----

不适用的手续却有办理日期 / A step that does not apply has days

L415

zh: 标为不适用（`skipped`）的手续不该有申报、受理等日期。要么当初办过，后来才认定不适用：把日期删掉，
经过写进 `reason`；要么标错了手续。
en: A step marked as not applicable (`skipped`) has no days of application or acceptance. If it was
found not to apply later, remove the days and tell it in `reason`; otherwise the wrong step is
marked.

pass:
    steps:
      eia:
        skipped: {on: 2024-01-09, reason: 豁免类}
fail:
    steps:
      eia:
        applied: 2024-01-05
        skipped: {on: 2024-01-09, reason: 豁免类}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.days import label
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.records.step import StepRecord
from xmtz.words.finding import ERROR, WARNING, Finding, Kind
from xmtz.words.lang import Say

TWO_ENDINGS: Final = Kind(
    "L414",
    ERROR,
    Say("既有“{one}”又有“{other}”", "both “{one}” and “{other}” are given"),
    Say("只留实际的结果，另一个写进 note", "keep what holds, and put the other into note"),
)
SKIPPED_WITH_DAYS: Final = Kind(
    "L415",
    WARNING,
    Say("标为不适用，却有“{what}”", "marked as not applicable, but “{what}” is given"),
    Say("删掉办理日期，经过写进 reason；标错了就删掉 skipped", "remove the days, or remove skipped"),
)

_ENDINGS: Final = frozenset(("refused", "withdrawn", "skipped"))
_HANDLED: Final = ("applied", "accepted", "deferred", "committed")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for step in project.steps.values():
        if not _ENDINGS.isdisjoint(vars(step)):
            yield from _of_step(step, path)


def _of_step(step: StepRecord, path: str) -> Iterator[Finding]:
    endings = [
        name for name in ("granted", "refused", "withdrawn", "skipped") if getattr(step, name) is not None
    ]
    if _later_withdrawn(step):
        endings.remove("withdrawn")
    for other in endings[1:]:
        yield TWO_ENDINGS.at(step.where(path, other), one=label(step, endings[0]), other=label(step, other))
    if endings == ["skipped"]:
        for name in _HANDLED:
            if getattr(step, name) is not None:
                yield SKIPPED_WITH_DAYS.at(step.where(path, name), what=label(step, name))
                break


def _later_withdrawn(step: StepRecord) -> bool:
    """Whether a permit that was granted was withdrawn afterwards (行政许可法 Art. 8): both hold then."""
    gone = step.withdrawn
    return step.granted is not None and gone is not None and gone.on is not None and gone.on >= step.granted
