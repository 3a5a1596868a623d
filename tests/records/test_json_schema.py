"""The JSON Schema that editors use: it takes what the ledger takes, and describes every field twice."""

from __future__ import annotations

import re

import jsonschema_rs
import pytest
import yaml

from xmtz.records.json_schema import SCHEMA_FILES, json_schema, schema_text
from xmtz.records.project import Project

PROJECT = """\
id: fx23-k7q2
name: 三一智能制造产业园
code: 2301-611102-04-01-123450
level: province
unit: gaozhuang
owner: 1688
total: 1250000.50
tags: [绿色通道, 2025]
people: {leader: 王某, service: {name: 李某, phone: 13800000000}}
dates:
  approved: 2022-06-01
  signed:
stages:
  - {to: planned, on: 2022-03-01}
steps:
  eia:
    applied: 2023-01-05
    granted: 2023-02-15
    document: 0610
    refused:
    skipped: {on: 2023-01-01, reason: 不涉及}
plan: {2025: 300000}
invested: {2025-06: 8200, 2025-07: 12000.5}
physical: {2025-07: 45}
traits: {new_land: true, land_mu: 120.5}
issues:
  - id: i-3kd
    title: 供电
    class: utilities
    raised: 2025-06-02
    plan: 改线
    cleared: {on: 2025-06-18, by: 王某, evidence: 照片}
waivers:
"""


class Editor(yaml.SafeLoader):
    """YAML as editors read it (the core schema): numbers, booleans and nulls, but no dates."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def seen(text):
    """What an editor hands to its schema: keys are always texts."""

    def keyed(value):
        if isinstance(value, dict):
            return {str(key): keyed(below) for key, below in value.items()}
        return [keyed(item) for item in value] if isinstance(value, list) else value

    return keyed(yaml.load(text, Editor))


@pytest.fixture(scope="module")
def project():
    return jsonschema_rs.validator_for(json_schema(Project))


def test_a_project_is_taken_as_it_is(project):
    problems = [(error.instance_path, error.message) for error in project.iter_errors(seen(PROJECT))]
    assert problems == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("unit: gaozhuang", "unti: gaozhuang"),
        ("id: fx23-k7q2", "id: k7q2"),
        ("  approved: 2022-06-01", "  approved: 2022/6/1"),
        ("total: 1250000.50", "total: 125亿"),
        ("total: 1250000.50", "total: -5"),
        ("physical: {2025-07: 45}", "physical: {2025-7: 45}"),
        ("physical: {2025-07: 45}", "physical: {2025-07: 145}"),
        ("  - {to: planned, on: 2022-03-01}", "  - {to: planned}"),
        ("traits: {new_land: true", "traits: {new_land: 是"),
        ("people: {leader: 王某", "people: {laeder: 王某"),
    ],
)
def test_what_the_ledger_refuses_is_marked(project, line, wrong):
    assert line in PROJECT
    assert not project.is_valid(seen(PROJECT.replace(line, wrong)))


@pytest.mark.parametrize("schema", SCHEMA_FILES, ids=lambda schema: schema.name)
def test_every_field_of_every_file_is_described_in_both_languages(schema):
    made = json_schema(schema.record)
    jsonschema_rs.validator_for(made)
    for record in (made, *made["definitions"].values()):
        for name, field in record["properties"].items():
            assert re.search(r"[\u3400-\u9fff]", field["description"]) or "/" not in field["description"], (
                name
            )
            assert re.search(r"[A-Za-z]", field["description"]), name


def test_words_are_offered_and_not_insisted_on():
    made = json_schema(Project, {"levels": ["province", "county"]})
    assert made["properties"]["level"]["examples"] == ["province", "county"]
    validator = jsonschema_rs.validator_for(made)
    assert validator.is_valid({"id": "fx23-k7q2", "name": "x", "level": "another"})


def test_the_same_rules_give_the_same_text():
    assert schema_text(Project) == schema_text(Project)
