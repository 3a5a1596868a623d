"""The catalogue of findings: every kind by its code, and its texts filled for one occurrence."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final

from xmtz.checks import project_rules, rules_rules, unit_rules
from xmtz.words.finding import Finding, Kind, spoken_facts

_MODULES: Final = (
    "xmtz.store.store_findings",
    "xmtz.store.yaml_findings",
    "xmtz.records.field_findings",
    "xmtz.records.import_findings",
    "xmtz.checks.across",
)


@cache
def catalogue() -> dict[str, Kind]:
    """Every kind of finding, by code, in the order of the codes."""
    found: dict[str, Kind] = {}
    for module in (
        *(import_module(name) for name in _MODULES),
        *project_rules(),
        *rules_rules(),
        *unit_rules(),
    ):
        for value in vars(module).values():
            if isinstance(value, Kind):
                other = found.setdefault(value.code, value)
                if other is not value:
                    raise ValueError(f"two kinds of finding have the code {value.code}")
    return dict(sorted(found.items()))


def message(finding: Finding, lang: str) -> str:
    """What is wrong, in `lang`."""
    return _filled(finding, lang, remedy=False)


def remedy(finding: Finding, lang: str) -> str:
    """How to mend it, in `lang`."""
    return _filled(finding, lang, remedy=True)


def severity(finding: Finding) -> str:
    """ "error" or "warning"."""
    return catalogue()[finding.code].severity


def _filled(finding: Finding, lang: str, remedy: bool) -> str:
    kind = catalogue()[finding.code]
    said = kind.remedy if remedy else kind.message
    text = said.en if lang == "en" else said.zh
    return text.format_map(_Facts(spoken_facts(finding.facts, lang)))


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""
