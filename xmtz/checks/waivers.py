"""豁免的提示代码不对 / A waiver names no finding that can be waived

L490

zh: `waivers` 里写明代码、理由、批准人和有效期的，对应的提示在有效期内不再出现，过期后重新出现。只有项目
一生中的提示（L 开头）可以豁免；文件写法、字段、文件之间的错误必须改正。
en: A finding that `waivers` names with its reason, who allowed it and until when, is not shown until
that day has passed. Only findings about the life of a project (L…) can be waived; what is wrong
with the text, the fields or between files has to be mended.

pass:
    waivers:
      - {code: L442, reason: 应急抢险工程先行动土, by: 赵六, until: 2026-12-31}
fail:
    waivers:
      - {code: F213, reason: 历史数据, by: 赵六, until: 2026-12-31}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.holding import day_of, in_its_days
from xmtz.records.project import Project, Waiver
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

UNTIL: Final = "waived_until"
REASON: Final = "waived_reason"
BY: Final = "waived_by"
"""The facts of a finding that a waiver covers."""
CANNOT_WAIVE: Final = Kind(
    "L490",
    WARNING,
    Say("“{code}”不是可以豁免的提示代码", "“{code}” is no finding that can be waived"),
    Say(
        "写 L 开头的提示代码，如 L442；xmtz explain 可查",
        "write the code of a finding that begins with L, such as L442; see xmtz explain",
    ),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    if not project.waivers:
        return
    for waiver in project.waivers:
        if waiver.code is not None and not can_be_waived(waiver.code):
            yield CANNOT_WAIVE.at(waiver.where(path, "code"), code=waiver.code)


def can_be_waived(code: str) -> bool:
    """Whether a code is that of a finding about the life of a project."""
    from xmtz.checks.catalogue import catalogue

    return code.startswith("L") and code in catalogue()


def marked(findings: list[Finding], project: Project) -> list[Finding]:
    """The findings; those that a waiver of the project covers say until when, why, and who allowed it.

    They are kept, because the index keeps findings over days: `waived` tells on a day.
    """
    latest = {one.code: one for one in sorted(project.waivers, key=lambda w: str(w.until)) if one.until}
    return [
        one._replace(facts={**one.facts, **_said(latest[one.code])}) if one.code in latest else one
        for one in findings
    ]


def _said(waiver: Waiver) -> dict[str, str]:
    return {UNTIL: str(waiver.until), REASON: waiver.reason or "", BY: waiver.by or ""}


def holds(finding: Finding, today: str | None, kept: str | None = None) -> bool:
    """Whether a finding is to be shown on `today` (ISO): it is one of its days, and no waiver covers it.
    Without a day every waiver holds and no such day has come. `kept`: see `in_its_days`."""
    return in_its_days(finding, today, kept) and not waived(finding, day_of(finding, today, kept))


def waived(finding: Finding, today: str | None) -> bool:
    """Whether a waiver covers the finding on `today` (ISO); without a day every waiver holds."""
    until = finding.facts.get(UNTIL)
    return until is not None and (today is None or today <= str(until))
