"""What a change is about: the step, the issue, the milestone, named as a reader knows it."""

from __future__ import annotations

from typing import Final

from xmtz.records.issue import Issue
from xmtz.records.means import Benefit
from xmtz.records.record import Record, Sub
from xmtz.records.types import Day, MonthType
from xmtz.review.change import RULES, UNITS, Change
from xmtz.review.phrases import LABELS, TITLES
from xmtz.review.shape import CONTAINERS, Kind
from xmtz.review.values import Speaker, scalar, simple, value
from xmtz.review.way import ENTRY, FIELD, Step
from xmtz.words.lang import Say


def subject(steps: list[Step], change: Change, speaker: Speaker) -> str:
    """The way to a fact in words, the fact itself left out; "" for a field of the project itself."""
    parts = []
    for n, step in enumerate(steps[:-1]):
        if step.sort == FIELD:
            if not _only_holds(step.kind) and not _names_itself(steps[n + 1], n + 2 == len(steps)):
                parts.append(label(step, speaker))
        elif step.sort == ENTRY:
            parts.append(entry(step, change, speaker))
        else:
            parts.append(item(step, speaker))
    return " · ".join(parts) if speaker.english else "·".join(parts)


def _names_itself(step: Step, last: bool) -> bool:
    """Whether the key of a map or list says enough without the name of the map."""
    return step.sort != FIELD and (last or step.record is not None or step.sort != ENTRY)


def _only_holds(kind: Kind) -> bool:
    return isinstance(kind, Sub) and kind.record in CONTAINERS


def label(step: Step, speaker: Speaker) -> str:
    """The label of a field."""
    if step.field is None:
        return _LANGUAGES.get(step.name, Say(step.name, step.name)).text(speaker.lang)
    own = LABELS.get((step.record, step.field.name)) if step.record is not None else None
    return (own or step.field.label).text(speaker.lang)


_LANGUAGES: Final = {"zh": Say("中文", "Chinese"), "en": Say("英文", "English")}


def entry(step: Step, change: Change, speaker: Speaker) -> str:
    """The key of a map in words; in rules and units with the key itself, which others refer to."""
    said = names(step, speaker) or scalar(step.name.partition("#")[0], step.key_kind, speaker)
    if change.area in (RULES, UNITS) and said != step.name:
        return f"{said}{speaker.brackets(step.name)}"
    if step.record is Benefit:
        return titled(step.record, said, True, speaker)
    return said


def item(step: Step, speaker: Speaker) -> str:
    """An item of a list, named by what tells it from its neighbours."""
    if step.record is None:
        return step.name
    said = names(step, speaker)
    if step.record is Issue:
        return f"{title(step.record, speaker)} {step.name} {said}".rstrip()
    if not said:
        return f"{title(step.record, speaker)} {step.name}"
    return titled(step.record, said, _dated(step), speaker)


def title(record: type[Record], speaker: Speaker) -> str:
    """What an item of a list is called."""
    return (TITLES.get(record) or record.title).text(speaker.lang)


def titled(record: type[Record], said: str, dated: bool, speaker: Speaker) -> str:
    """An item with its name, or with its day, month or year."""
    if speaker.english:
        return f"{title(record, speaker)} of {said}" if dated else f"{title(record, speaker)} “{said}”"
    if not dated:
        return f"{title(record, speaker)}“{said}”"
    return f"{said}{'' if said.endswith(('年', '月')) else ' '}{title(record, speaker)}"


def called(step: Step, change: Change, speaker: Speaker) -> str:
    """An item or entry by its title and name, as it is spoken of when it is new or gone."""
    assert step.record is not None
    if step.sort == ENTRY:
        if step.record is Benefit:
            return entry(step, change, speaker)
        return titled(step.record, entry(step, change, speaker), False, speaker)
    said = names(step, speaker)
    return titled(step.record, said, _dated(step), speaker) if said else title(step.record, speaker)


def _dated(step: Step) -> bool:
    """Whether an item is told from the others by a day or a month."""
    field = step.record.fields.get(next(iter(step.about), "")) if step.record is not None else None
    return field is not None and any(isinstance(one, (Day, MonthType)) for one in simple(field.type))


def names(step: Step, speaker: Speaker) -> str:
    """The naming fields of an item or entry."""
    fields = step.record.fields if step.record is not None else {}
    shown = [
        value(said, fields[name].type if name in fields else None, speaker)
        for name, said in step.about.items()
    ]
    return " ".join(text for text in shown if text)
