"""What has been done about an issue: notes of progress, without those in which a meeting noted a decision."""

from __future__ import annotations

from xmtz.records.issue import Issue, Progress
from xmtz.records.rules import Rules


def meeting_names(rules: Rules) -> frozenset[str]:
    """The names under which meetings write notes (`by`): their keys and labels in rules/cadence.yaml."""
    return frozenset(
        name
        for key, one in rules.cadence.cadences.items()
        for name in (key, *(one.label or ()))
        if (one.kept_by or "meeting") == "meeting"
    )


def deeds(issue: Issue, rules: Rules) -> list[Progress]:
    """The notes of progress that tell of an action; that a meeting decided something is none."""
    meetings = meeting_names(rules)
    return [note for note in issue.progress if (note.by or "").strip() not in meetings]
