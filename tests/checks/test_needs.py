"""What a stage requires: one answer for the check of a ledger and for the command that moves a project."""

from __future__ import annotations

from datetime import date

import pytest
from example_ledger import PROJECT

from xmtz.checks.needs import missing, name_of
from xmtz.index.ledger import open_ledger

ON = date(2024, 6, 15)


def lacking(ledger, needs: str, project: str, applying=None) -> list[str]:
    """What a project lacks on 2024-06-15 to be started, where `needs` are the requirements."""
    ledger.write("rules/stages.yaml", f"stages:\n  started:\n    label: 开工\n    needs:\n      - {needs}\n")
    ledger.write(PROJECT, "id: fx24-0001\nname: 示例项目\n" + project)
    opened = open_ledger(ledger.root)
    reading = opened.read(PROJECT)
    assert reading is not None
    assert reading.project is not None
    return [one.say.zh for one in missing(reading.project, opened.rules, "started", ON, applying)]


@pytest.mark.parametrize(
    ("needs", "met", "unmet", "say"),
    [
        ("date: land", "dates: {land: 2024-06-15}", "dates: {signed: 2024-06-01}", "缺少日期：取得土地（dates.land）"),
        ("date: land", "dates: {land: 2024-06-01}", "dates: {land: 2024-06-16}", "取得土地（2024-06-16）晚于进入阶段的日期（2024-06-15）"),
        ("date: planned_finish", "dates: {planned_finish: 2026-12-31}", "", "缺少日期：计划竣工（dates.planned_finish）"),
        ("field: total", "total: 5000", "total:", "未填：总投资（total）"),
        ("field: plan", "plan: {2024: 5}", "plan: {}", "未填：年度计划投资（plan）"),
        ("field: land_supply", "traits: {land_supply: lease}", "traits: {land_mu: 5}", "未填：供地方式（land_supply）"),
        ("person: leader", "people: {leader: 张三}", "people: {service: 李四}", "未明确：包抓领导（people.leader）"),
        ("person: leader", "people: {leader: {name: 张三, rank: county}}", "", "未明确：包抓领导（people.leader）"),
        ("step: eia", "steps: {eia: {granted: 2024-06-15}}", "steps: {eia: {granted: 2024-06-16}}", "手续“环评”（eia）：未申报，须已办结"),
        ("step: eia", "steps: {eia: {skipped: 2024-05-01}}", "", "手续“环评”（eia）：未申报，须已办结"),
        ("step: eia", "steps: {eia: {granted: 2024-05-01}}", "steps: {eia: {granted: 2024-05-01, lapsed: 2024-06-01}}", "手续“环评”（eia）：已失效，须已办结"),
        ("{step: eia, is: [granted, committed]}", "steps: {eia: {committed: {on: 2024-05-01}}}", "steps: {eia: {committed: {on: 2024-05-01, broken: 2024-06-01}}}", "手续“环评”（eia）：违诺，须已办结或承诺办理"),
        ("{step: eia, is: [deferred]}", "steps: {eia: {accepted: 2024-05-01, deferred: {missing: [a], until: 2024-09-01}}}", "steps: {eia: {accepted: 2024-05-01}}", "手续“环评”（eia）：已受理，须容缺办理"),
        ("{step: eia, is: [applied]}", "steps: {eia: {granted: 2024-05-01}}", "steps: {eia: {refused: 2024-05-01}}", "手续“环评”（eia）：不予批准，须已申报"),
        ("{step: eia, is: [accepted]}", "steps: {eia: {accepted: 2024-05-01, paused: [{from: 2024-06-01, why: hearing}]}}", "steps: {eia: {applied: 2024-05-01}}", "手续“环评”（eia）：已申报，须已受理"),
        ("{steps: 2, is: [accepted]}", "steps: {eia: {accepted: 2024-05-01}, land_plan: {granted: 2024-05-01}}", "steps: {eia: {accepted: 2024-05-01}, land_plan: {skipped: 2024-05-01}}", "已受理的手续只有 1 项，须有 2 项"),
        ("resources: true", "resources: [{kind: energy, needed: 800, secured: 800.0, before: started}]", "resources: [{kind: energy, needed: 800, secured: 799.9, before: started}]", "要素未落实：能耗指标"),
        ("resources: true", "resources: [{kind: energy, needed: 800, before: reserved}]", "resources: [{kind: energy, needed: 800, secured: 900, before: started, on: 2024-07-01}]", "要素未落实：能耗指标"),
        ("dossier: [tender]", "dossier: {tender: [{title: 中标通知书}]}", "dossier: {audit: [{title: 审计报告}]}", "案卷缺少：招投标"),
    ],
)  # fmt: skip
def test_a_requirement_is_met_or_what_is_missing_is_said(ledger, needs, met, unmet, say):
    assert lacking(ledger, needs, met + "\n") == []
    assert lacking(ledger, needs, unmet + "\n") == [say]


def test_a_risk_needs_a_plan_of_its_class(ledger):
    ledger.write("rules/terms.yaml", "risks: {safety: 安全质量, debt: 债券债务}\n")
    needs = "risks: [safety, debt]"
    both = "risks: [{class: safety, level: low, measure: 专职安全员}, {class: debt, level: high, measure: 还款计划}]\n"
    assert lacking(ledger, needs, both) == []
    assert lacking(ledger, needs, both.replace(", measure: 还款计划", "")) == ["缺少风险防控预案：债券债务"]


def test_a_step_that_does_not_apply_is_met(ledger):
    assert lacking(ledger, "step: eia", "", applying=lambda project: {"land_plan"}) == []
    assert lacking(ledger, "step: eia", "", applying=lambda project: {"eia"}) != []


def test_conditions_of_the_rules_say_which_steps_apply(ledger):
    """The check of a ledger asks them; `skipped` need not be written for what never applied."""
    ledger.write("rules/steps.yaml", "steps:\n  eia: {label: 环评, when: eia <> 'none'}\n")
    ledger.write("rules/stages.yaml", "stages:\n  started: {label: 开工, needs: [{step: eia}]}\n")
    project = (
        "id: fx24-0001\nname: 示例项目\ntraits: {eia: NAME}\nstages:\n  - {to: started, on: 2024-06-15}\n"
    )
    ledger.write(PROJECT, project.replace("NAME", "none"))
    assert ledger.check() == ""
    ledger.write(PROJECT, project.replace("NAME", "report"))
    assert ledger.check() == f"{PROJECT}:5:10 L402\n"


def test_every_requirement_has_a_name_to_waive_it_by(ledger):
    ledger.write(
        "rules/stages.yaml",
        "stages:\n  started:\n    label: 开工\n    needs:\n"
        "      - date: land\n      - field: total\n      - person: leader\n      - step: eia\n      - steps: 2\n"
        "      - resources: true\n      - risks: [safety]\n      - dossier: [tender]\n",
    )
    needs = open_ledger(ledger.root).rules.stages.stages["started"].needs
    assert [name_of(need) for need in needs] == [
        "land", "total", "leader", "eia", "steps", "resources", "risks", "dossier",
    ]  # fmt: skip


def test_what_cannot_be_waived_stays(ledger):
    rules = "stages:\n  started: {label: 开工, needs: [{field: total, waivable: WAIVABLE}]}\n"
    ledger.write(
        PROJECT,
        "id: fx24-0001\nname: 示例项目\nstages:\n  - {to: started, on: 2024-06-15, waived: [total], reason: 先行}\n",
    )
    ledger.write("rules/stages.yaml", rules.replace("WAIVABLE", "true"))
    assert ledger.check() == ""
    ledger.write("rules/stages.yaml", rules.replace("WAIVABLE", "false"))
    assert ledger.check() == f"{PROJECT}:4:10 L402\n"
    assert "此条件不可豁免" in ledger.run("check").out or "不可豁免" in ledger.run("check").out
