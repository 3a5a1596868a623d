"""What a change is about: the step, the issue, the milestone, named as a reader knows it."""

from __future__ import annotations

from xmtz.records.issue import Issue
from xmtz.records.record import Sub
from xmtz.review.change import RULES, UNITS, Change
from xmtz.review.phrases import LABELS
from xmtz.review.shape import CONTAINERS, Kind
from xmtz.review.values import Speaker, scalar, value
from xmtz.review.way import ENTRY, FIELD, Step


def subject(steps: list[Step], change: Change, speaker: Speaker) -> str:
    """The way to a fact in words, the fact itself left out; "" for a field of the project itself."""
    parts = []
    for n, step in enumerate(steps[:-1]):
        if step.sort == FIELD:
            if not _names_itself(steps[n + 1]) and not _only_holds(step.kind):
                parts.append(label(step, speaker))
        elif step.sort == ENTRY:
            parts.append(entry(step, change, speaker))
        else:
            parts.append(item(step, speaker))
    return " · ".join(parts) if speaker.english else "·".join(parts)


def _names_itself(step: Step) -> bool:
    return step.sort != FIELD


def _only_holds(kind: Kind) -> bool:
    return isinstance(kind, Sub) and kind.record in CONTAINERS


def label(step: Step, speaker: Speaker) -> str:
    """The label of a field."""
    if step.field is None:
        return step.name
    own = LABELS.get((step.record, step.field.name)) if step.record is not None else None
    return (own or step.field.label).text(speaker.lang)


def entry(step: Step, change: Change, speaker: Speaker) -> str:
    """The key of a map in words; in rules and units with the key itself, which others refer to."""
    said = names(step, speaker) or scalar(step.name.partition("#")[0], step.key_kind, speaker)
    if change.area in (RULES, UNITS) and said != step.name:
        return f"{said} ({step.name})" if speaker.english else f"{said}（{step.name}）"
    return said


def item(step: Step, speaker: Speaker) -> str:
    """An item of a list, named by what tells it from its neighbours."""
    if step.record is None:
        return step.name
    title, said = step.record.title.text(speaker.lang), names(step, speaker)
    if step.record is Issue:
        return f"{title} {step.name} {said}".rstrip()
    return f"{title}“{said}”" if said else f"{title} {step.name}"


def names(step: Step, speaker: Speaker) -> str:
    """The naming fields of an item or entry."""
    fields = step.record.fields if step.record is not None else {}
    shown = [
        value(said, fields[name].type if name in fields else None, speaker)
        for name, said in step.about.items()
    ]
    return " ".join(text for text in shown if text)
