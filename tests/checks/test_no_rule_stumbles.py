"""Whatever stands in the fields of a project or in the rules, every rule answers with findings.

A project and rules that use every section are changed at random places: values swapped, keys
dropped, whole parts put where they do not belong.
"""

from __future__ import annotations

import copy
import random

import pytest
import yaml
from example_ledger import RULES, start

from xmtz.checks import check_rules
from xmtz.checks.catalogue import message, remedy
from xmtz.index.derive import Deriver
from xmtz.index.rulebook import load_rulebook
from xmtz.index.source import WorkTree

PROJECT = """\
id: fx24-0001
name: 示例项目
code: [2208-610112-04-01-834080]
level: province
unit: gaozhuang
total: 5000
people: {leader: {name: 张三, rank: county}, service: 李四}
lists: [{list: key-projects, entered: 2024-01-05, left: 2025-01-05, reason: 竣工}]
dates: {signed: 2024-02-20, approved: 2024-03-20, land: 2024-04-01, planned_start: 2024-05-01, registered: 2024-08-20}
traits: {investor: enterprise, new_land: true, land_mu: 120.5, eia: report}
stages:
  - {to: planned, on: 2024-03-01}
  - {to: reserved, on: 2024-04-01, waived: [total], reason: 先行}
  - {to: started, on: 2024-06-01}
steps:
  eia:
    applied: 2024-03-01
    corrected: [{told: 2024-03-02, missing: [公众参与], received: 2024-03-04}]
    accepted: 2024-03-05
    paused: [{from: 2024-03-10, to: 2024-03-20, why: expert-review}]
    extended: {days: 10, on: 2024-04-01, by: 赵六, reason: 复杂}
    granted: 2024-05-01
    delivered: 2024-05-08
    renewed: [{on: 2029-04-01, until: 2034-05-01, by: 赵六}]
  land_plan: {deferred: {on: 2024-03-01, missing: [a], until: 2024-09-01}, refused: 2024-07-01}
  works_plan: {committed: {on: 2024-03-01, check_by: 2024-09-01, broken: 2024-09-02, reason: 未兑现, revoked: 2024-09-09}}
  works_permit: {skipped: {on: 2024-03-01, reason: 免办}}
plan: {2024: 300, 2025: 400}
plan_months: {2024-01: 100, 2024-02: 200}
invested_before: {2022: 5, 2023: 10}
invested: {2024-06: 100, 2024-07: 120}
invested_stats: {2024-09: 90}
paid: {2024-09: 80}
physical: {2024-07: 5, 2024-08: 9.5}
milestones: [{name: 封顶, baseline: 2024-12-01, current: 2025-01-01, reason: 汛期, after: [eia]}]
funds: [{source: fiscal, planned: 500, arrived: {2024-06: 100}, paid: {2024-07: 50}}]
resources: [{kind: energy, needed: 800, secured: 800, before: started, on: 2024-05-01}]
reviews: [{assessed: 2024-04-01, decided: 2024-04-20}]
issues:
  - id: i-3kd
    title: 供电线路迁改滞后
    class: utilities
    raised: 2024-07-02
    assigned: {unit: gongdian, person: 李四, on: 2024-07-03}
    due: 2024-07-20
    plan: [{text: 抬升, on: 2024-07-04, replaced: 2024-07-10}, {text: 入地}]
    progress: [{on: 2024-07-05, text: 勘察}]
    resolved: {on: 2024-07-15}
    cleared: {on: 2024-07-18, by: 王五, evidence: 照片}
    reopened: [{on: 2024-07-17, reason: 反复}]
explanations: [{month: 2024-08, reason: 汛期}]
waivers: [{code: L442, reason: 抢险, by: 赵六, until: 2025-12-31}]
"""
VALUES = (
    None, "", "2024-03-05", "2023-01-01", "2099-12-31", "2024-02-30", "2024-06", "2024", "0", "-1", "100", "99999999999",
    "started", "planned", "eia", "land_plan", "封顶", "李四", "fx24-0001", "true", "是", "a：b", "{", [], {}, ["eia"],
    {"on": "2024-01-01"}, [{"on": "2024-01-01"}], "L400", "public-notice",
)  # fmt: skip


def holders(part):
    """Every collection inside a tree."""
    yield part
    for child in part.values() if isinstance(part, dict) else part:
        if isinstance(child, (dict, list)):
            yield from holders(child)


def changed(tree, draw: random.Random):
    """The tree with a few places changed."""
    for _ in range(draw.choice((1, 2, 3, 6))):
        found = [part for part in holders(tree) if part]
        if not found:
            break
        part = draw.choice(found)
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        key = draw.choice(keys)
        way = draw.random()
        if way < 0.5:
            part[key] = copy.deepcopy(draw.choice(VALUES))
        elif way < 0.65:
            del part[key]
        elif way < 0.8:
            other = draw.choice(found)
            part[key] = copy.deepcopy(other)
        elif isinstance(part, dict):
            part[str(draw.choice(VALUES))] = part.pop(key)
        else:
            part.append(copy.deepcopy(part[key]))
    return tree


def written(tree) -> str:
    """The tree as a file."""
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)


def told(findings) -> None:
    """Every finding can be said in both languages."""
    for one in findings:
        for lang in ("zh", "en"):
            assert message(one, lang)
            assert remedy(one, lang)


@pytest.fixture(scope="module")
def deriver(tmp_path_factory) -> Deriver:
    return Deriver(load_rulebook(WorkTree(start(tmp_path_factory.mktemp("rules") / "ledger"))).rules)


def test_the_project_uses_the_rules_without_a_mistake_of_form(deriver):
    found = deriver.read(PROJECT.encode(), "x").findings
    assert [one.code for one in found if one.code[0] != "L"] == []


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_no_rule_stumbles_over_a_project(deriver, first):
    tree = yaml.load(PROJECT, yaml.CBaseLoader)
    for number in range(first, first + 100):
        made = changed(copy.deepcopy(tree), random.Random(number))
        raw = written(made).encode()
        told(deriver.read(raw, "x").findings)
        deriver.rows(raw, 1)


@pytest.mark.parametrize("name", ["stages", "steps", "terms", "issues", "indicators", "cadence", "calendar"])
def test_no_rule_stumbles_over_the_rules(tmp_path, name):
    root = start(tmp_path / "ledger")
    texts = {
        "indicators": "indicators: {rate: [{label: 率, since: 2024-01, of: plan, counts: invested_ytd, schedule: plan}]}\n"
        "bulletins: {monthly: {rates: [rate], lagging: plan > 0}}\nlights: {a: {label: a, since: 2024-01, red: plan < 0}}\n",
        "cadence": "cadences: {weekly: {label: 周, every: week}}\n",
        "calendar": "working: [2025-02-08]\nholidays: [2025-03-03]\n",
        "stages": (RULES / "rules/stages.yaml")
        .read_text(encoding="utf-8")
        .replace(
            "reserved: {",
            "reserved: {needs: [{date: land}, {step: eia, is: [granted]}, {steps: 2}, {risks: [a]}], ",
        ),
    }
    text = texts.get(name) or (RULES / f"rules/{name}.yaml").read_text(encoding="utf-8")
    tree = yaml.load(text, yaml.CBaseLoader)
    for number in range(40):
        made = changed(copy.deepcopy(tree), random.Random(number))
        (root / f"rules/{name}.yaml").write_text(written(made), encoding="utf-8")
        book = load_rulebook(WorkTree(root))
        told([*book.findings, *check_rules(book.rules)])
        told(Deriver(book.rules).read(PROJECT.encode(), "x").findings)
