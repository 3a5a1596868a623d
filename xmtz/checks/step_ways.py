"""容缺要写明缺什么 / A deferral says what is missing

L416

zh: 容缺受理时要一次列明缺少的材料（`missing`）和补齐期限（`until`），否则到期无从核对。
en: An application that is accepted with documents missing lists them (`missing`) and the day by
which they are due (`until`), or nobody can tell what to ask for.

pass:
    steps:
      eia:
        deferred: {on: 2024-01-09, missing: [公众参与说明], until: 2024-02-09}
fail:
    steps:
      eia:
        deferred: {on: 2024-01-09, until: 2024-02-09}

----

规则没有允许这样办理 / The rules do not allow a step to be handled this way

L417

zh: `rules/steps.yaml` 里写了 `defer: true` 的手续才可以容缺，写了 `commit: true` 的才可以告知承诺。
没有写的，容缺、承诺不计入手续办结率。
en: A step may be deferred, or granted on commitment, where `rules/steps.yaml` says `defer: true` or
`commit: true` for it. Otherwise neither counts as done.

pass rules/steps.yaml:
    steps:
      eia: {label: 环评, defer: true}
pass:
    steps:
      eia:
        deferred: {on: 2024-01-09, missing: [公众参与说明], until: 2024-02-09}
fail rules/steps.yaml:
    steps:
      eia: {label: 环评}
fail:
    steps:
      eia:
        committed: {on: 2024-01-09, to: 按承诺书落实环保措施, check_by: 2024-06-09}

----

暂停事由不在规则之内 / The rules do not let this reason stop the clock

L418

zh: 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审不计入时限（行政许可法第四十五条）；公示等要由
本地规则写明。手续在 `rules/steps.yaml` 里列了 `pauses` 的，以所列为准。
en: Hearing, tender, auction, inspection, testing, quarantine, appraisal and expert review stop the
clock by law (Administrative Licensing Law, Art. 45); public notice only where the local rules say
so. Where a step lists `pauses` in `rules/steps.yaml`, those hold.

pass rules/steps.yaml:
    steps:
      works_plan: {label: 工程规划许可, pauses: [public-notice]}
pass:
    steps:
      works_plan:
        accepted: 2024-01-09
        paused:
          - {from: 2024-01-12, to: 2024-01-22, why: public-notice}
fail:
    steps:
      eia:
        accepted: 2024-01-09
        paused:
          - {from: 2024-01-12, to: 2024-01-22, why: public-notice}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.records.step import LEGAL_PAUSES, PAUSE_REASONS, StepRecord
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NOTHING_MISSING: Final = Kind(
    "L416",
    WARNING,
    Say("容缺没有写明缺少的材料", "the deferral does not say what is missing"),
    Say("在 missing 里逐项列出", "list it under missing"),
)
NOT_ALLOWED: Final = Kind(
    "L417",
    WARNING,
    Say(
        "规则没有允许“{step}”{way}，不计为办结",
        "the rules do not allow “{step}” to be {way}; it does not count as done",
    ),
    Say(
        "核对办理方式；确实允许的，在 rules/steps.yaml 里给它加上 {key}: true",
        "check how it was handled; if it is allowed, add {key}: true to the step in rules/steps.yaml",
    ),
)
NO_PAUSE: Final = Kind(
    "L418",
    WARNING,
    Say("“{step}”不能因{why}暂停计时", "{why} does not stop the clock of “{step}”"),
    Say("可暂停的事由：{known}", "what stops it: {known}"),
)

_WAYS: Final = (
    ("deferred", "defer", Say("容缺办理", "deferred")),
    ("committed", "commit", Say("承诺办理", "granted on commitment")),
)


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    for key, step in project.steps.items():
        written = vars(step)
        if "deferred" in written or "committed" in written or "paused" in written:
            yield from _of_step(key, step, rules, path)


def _of_step(key: str, step: StepRecord, rules: Rules, path: str) -> Iterator[Finding]:
    if step.deferred is not None and not step.deferred.missing:
        yield NOTHING_MISSING.at(step.where(path, "deferred"))
    rule = rules.steps.steps.get(key)
    if rule is None:
        return
    for way, permits, words in _WAYS:
        if getattr(step, way) is not None and not getattr(rule, permits):
            yield NOT_ALLOWED.at(step.where(path, way), step=rule.label, way=words, key=permits)
    allowed = rule.pauses or LEGAL_PAUSES
    for pause in step.paused:
        if pause.why is not None and pause.why not in allowed:
            known = [PAUSE_REASONS[one] for one in allowed if one in PAUSE_REASONS]
            listed = Say("、".join(one.zh for one in known), ", ".join(one.en for one in known))
            yield NO_PAUSE.at(
                pause.where(path, "why"), step=rule.label, why=PAUSE_REASONS[pause.why], known=listed
            )
