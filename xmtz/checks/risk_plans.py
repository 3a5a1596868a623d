"""缺少风险防控预案 / A plan against a class of risks is missing

L540

zh: `rules/terms.yaml` 里风险类别写了 `required_from` 的，项目到这个阶段起就应有这一类的防控预案（`risks`
里至少一条，写有 `measure`）。已终止的项目不查；进入阶段的条件里已经要求的不重复提示。
en: Where a class of risks in `rules/terms.yaml` has `required_from`, a project needs a plan against it from that
stage on: a line of `risks` with its `measure`. Projects given up are not checked, nor what the requirements of a
stage entered ask for already.

pass rules/terms.yaml:
    risks:
      safety: {label: {zh: 安全质量风险, en: Safety}, required_from: reserved}
pass:
    stages:
      - {to: planned, on: 2024-01-10}
      - {to: reserved, on: 2024-02-10}
    risks:
      - {class: safety, level: low, measure: 分段验收}
fail rules/terms.yaml:
    risks:
      safety: {label: {zh: 安全质量风险, en: Safety}, required_from: reserved}
fail:
    stages:
      - {to: planned, on: 2024-01-10}
      - {to: reserved, on: 2024-02-10}

----

高风险没有防控措施 / A high risk without a measure

L541

zh: 等级为高、还没有解除的风险应写防控措施（`measure`）。
en: A high risk that is not closed has its `measure`.

pass:
    risks:
      - {class: safety, level: high, what: 高支模, measure: 专家论证}
fail:
    risks:
      - {class: safety, level: high, what: 高支模}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xmtz.checks.life import marked_stages
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import WARNING, Finding, Kind
from xmtz.words.lang import Say

NO_PLAN: Final = Kind(
    "L540",
    WARNING,
    Say(
        "没有“{label}”的防控预案，自“{stage}”起须有",
        "there is no plan against “{label}”, which is needed from “{stage}” on",
    ),
    Say("xmtz risk add 登记风险和防控措施", "enter the risk and its measure: xmtz risk add"),
)
NO_MEASURE: Final = Kind(
    "L541",
    WARNING,
    Say("高风险“{label}”没有防控措施", "the high risk “{label}” has no measure"),
    Say("在 measure 写防控措施，或核对等级", "write its measure, or check its level"),
)
ABSENCE: Final = ("risks", "stages")


def check(project: Project, rules: Rules, path: str) -> Iterator[Finding]:
    """Findings of one project."""
    terms = rules.terms.risks or {}
    for risk in project.risks:
        if risk.level == "high" and risk.measure is None and risk.closed is None and risk.class_ is not None:
            label = terms[risk.class_].label if risk.class_ in terms else risk.class_
            yield NO_MEASURE.at(risk.where(path, "level"), label=label)
    last = project.stages[-1].to if project.stages else None
    order = list(rules.stages.stages)
    if last not in order or last in marked_stages(rules, "ended"):
        return
    held = {risk.class_ for risk in project.risks if risk.measure is not None}
    asked = {
        class_
        for move in project.stages
        if move.to in rules.stages.stages
        for need in rules.stages.stages[move.to].needs
        for class_ in need.risks
    }
    for key, term in terms.items():
        since = term.required_from
        if since not in order or key in held or key in asked:
            continue
        if order.index(last) >= order.index(since):
            yield NO_PLAN.at(
                project.stages[-1].where(path, "to"),
                label=term.label,
                stage=rules.stages.stages[since].label,
            )
