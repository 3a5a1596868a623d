"""How a change is called: a short name from the fields that lead to it."""

from __future__ import annotations

from typing import Final

from xmtz.review.change import LEDGER, MEETING, PROJECT, RULES, UNITS

# Sections of a project whose facts have a name of their own; all others are called as the field is.
SECTIONS: Final = {
    "stages": "stage",
    "steps": "step",
    "issues": "issue",
    "people": "person",
    "lists": "list",
    "dates": "date",
    "traits": "trait",
    "milestones": "milestone",
    "funds": "fund",
    "resources": "resource",
    "risks": "risk",
    "reviews": "review",
    "visits": "visit",
    "waivers": "waiver",
    "corrections": "correction",
    "explanations": "explanation",
    "dossier": "document",
    "benefit": "yield",
    "plan": "plan.year",
    "plan_months": "plan.month",
    "invested_before": "figure.before",
    "invested": "figure.invested",
    "invested_stats": "figure.invested_stats",
    "paid": "figure.paid",
    "physical": "figure.physical",
    "reports": "figure.report",
}
_OTHERS: Final = {LEDGER: "ledger", UNITS: "unit", RULES: "rules", MEETING: "meeting"}


def kind_of(area: str, trail: tuple[str, ...]) -> str:
    """The kind of a change from its area and the fields on the way to it."""
    if area == PROJECT:
        if not trail:
            return "project"
        return ".".join((SECTIONS.get(trail[0], trail[0]), *trail[1:]))
    if area == UNITS:  # the only section of units.yaml is the units themselves
        trail = trail[1:]
    return ".".join((_OTHERS[area], *trail))
