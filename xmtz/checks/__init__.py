"""Checks: one small module a rule. Its docstring is its page in the manual.

`check_project` runs every rule that needs one project only; what two files disagree about is
found by the index, with the kinds of `across.py`.
"""

from __future__ import annotations

from xmtz.checks import order_of_stages
from xmtz.records.project import Project
from xmtz.records.rules import Rules
from xmtz.words.finding import Finding

PROJECT_RULES = (order_of_stages,)
RULES_RULES = ()


def check_project(project: Project, rules: Rules, path: str) -> list[Finding]:
    """Every finding of the rules on one project by itself."""
    findings: list[Finding] = []
    for rule in PROJECT_RULES:
        findings += rule.check(project, rules, path)
    return findings


def check_rules(rules: Rules) -> list[Finding]:
    """Every finding of the rules on the rules of a ledger."""
    findings: list[Finding] = []
    for rule in RULES_RULES:
        findings += rule.check(rules)
    return findings
