"""A change as a sentence, in the words of the field."""

from __future__ import annotations

from string import Formatter
from typing import Final

from xmtz.records.project import Duty
from xmtz.records.types import Amount, Day, Text
from xmtz.review.change import CHANGED, ENTERED, REMOVED, Change, Plain
from xmtz.review.labels import Labels
from xmtz.review.matching import common
from xmtz.review.phrases import SENTENCES, UP_TO
from xmtz.review.shape import Kind, fields_of
from xmtz.review.subject import called, label, subject
from xmtz.review.values import Speaker, contrast, described, record_for, scalar, simple, value
from xmtz.review.way import ENTRY, FIELD, Step, way
from xmtz.review.whole import whole
from xmtz.words.lang import Say


def sentence(change: Change, labels: Labels, lang: str) -> str:
    """What was done, in one sentence of `lang`. Texts of the file are in it as they are written."""
    speaker = Speaker(lang, labels)
    if not change.keys:
        return whole(change, speaker)
    steps = way(change)
    if steps[-1].name == "name" and steps[-1].record is Duty and len(steps) > 1:
        steps.pop()  # a person: the duty says more than the word “name”
    last = steps[-1]
    own = SENTENCES.get((change.kind, change.act))
    whole_entry = own is not None and last.sort == ENTRY
    about = subject([*steps, last] if whole_entry else steps, change, speaker)
    if own is not None:
        body, complete = _own(change, last, own, speaker)
        about = "" if complete else about
    elif last.sort == FIELD:
        body = _field(change, last, speaker, bool(about))
    elif last.record is None or not isinstance(_data(change), dict):
        body = _keyed(change, steps, speaker)
    else:
        body = _item(change, last, speaker)
    if not about:
        return body
    return f"{about}: {body}" if speaker.english else f"{about}：{body}"


def _data(change: Change) -> Plain:
    return change.after if change.after is not None else change.before


def _side(change: Change, speaker: Speaker) -> Speaker:
    return speaker.of_old() if change.act == REMOVED else speaker


# ---- Changes that the field has a sentence for


def _own(change: Change, last: Step, templates: tuple[Say, ...], speaker: Speaker) -> tuple[str, bool]:
    """The first sentence whose facts are all there, the rest of the record behind it; and whether it needs no subject."""
    data, speaker = _data(change), _side(change, speaker)
    record = record_for(last.kind, data)
    fields = record.fields if record is not None else {}
    facts = {
        name: value(said, fields[name].type if name in fields else None, speaker)
        for name, said in fields_of(data).items()
    }
    if not isinstance(data, dict):
        facts["value"] = value(data, last.kind, speaker)
    template = next((one for one in templates if _places(one) <= facts.keys()), templates[-1])
    used = _places(template)
    text = template.text(speaker.lang, **{name: facts.get(name, "?") for name in used})
    if record is not None and isinstance(data, dict):
        text += speaker.brackets(described(data, record, speaker, but=used))
    return text, bool(used & _COMPLETE)


_COMPLETE: Final = frozenset(("id", "list"))  # a sentence that names the item itself


def _places(template: Say) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template.zh) if name)


# ---- Fields


def _field(change: Change, last: Step, speaker: Speaker, has_subject: bool) -> str:
    named, kind = label(last, speaker), last.kind
    if isinstance(change.before, list) and isinstance(change.after, list):
        return _list_changed(change.before, change.after, named, kind, speaker)
    if change.act != ENTERED and not speaker.english and any(isinstance(one, Day) for one in simple(kind)):
        named = named if named.endswith(_DATED) else f"{named}日期"
    between = " " if has_subject else speaker.colon
    if change.act == ENTERED:
        return _entered(change.after, named, kind, speaker, between)
    if change.act == REMOVED:
        return _removed(named, value(change.before, kind, speaker.of_old()), speaker)
    before, after = _contrasted(change.before, change.after, kind, speaker)
    return f"{named}{between}{before} → {after}"


_DATED: Final = ("期", "时限", "期限", "有效期至")


def _entered(data: Plain, named: str, kind: Kind, speaker: Speaker, between: str) -> str:
    record = record_for(kind, data)
    if isinstance(data, dict) and record is not None:
        on = data.get("on")
        if isinstance(on, str):
            return f"{named} {on}" + speaker.brackets(
                described(data, record, speaker, but=frozenset(("on",)))
            )
        return f"{named}{speaker.colon}{described(data, record, speaker)}"
    return f"{named}{between}{value(data, kind, speaker)}"


def _removed(named: str, said: str, speaker: Speaker) -> str:
    return Say("删除{named}（原 {said}）", "{named} removed (was {said})").text(
        speaker.lang, named=named, said=said
    )


def _contrasted(before: Plain, after: Plain, kind: Kind, speaker: Speaker) -> tuple[str, str]:
    """Two values beside one another, an amount's unit said once."""
    if not isinstance(before, str) or not isinstance(after, str):
        return value(before, kind, speaker.of_old()), value(after, kind, speaker)
    if not simple(kind) or any(isinstance(one, Text) for one in simple(kind)):
        return contrast(before, after)
    was, now = scalar(before, kind, speaker.of_old()), scalar(after, kind, speaker)
    if any(isinstance(one, Amount) for one in simple(kind)) and now.endswith(_WAN):
        was = was.removesuffix(_WAN)
    return (was, now) if was != now else (before, after)  # two words may have one label


_WAN: Final = " 万元"


def _list_changed(before: list[Plain], after: list[Plain], named: str, kind: Kind, speaker: Speaker) -> str:
    """A list of single values: what was added and what was taken off."""
    old, new = [str(item) for item in before], [str(item) for item in after]
    same = common(old, new)
    olds, news = {pair.old for pair in same}, {pair.new for pair in same}
    gone: list[Plain] = [item for n, item in enumerate(old) if n not in olds]
    come: list[Plain] = [item for n, item in enumerate(new) if n not in news]
    if len(old) == len(new) == 1:
        return f"{named}{speaker.colon}{value(gone, kind, speaker.of_old())} → {value(come, kind, speaker)}"
    if sorted(map(str, gone)) == sorted(map(str, come)):
        order = Say("{named}：次序改为 {after}", "{named}: now in the order {after}")
        return order.text(speaker.lang, named=named, after=value(after, kind, speaker))
    parts = []
    if come:
        parts.append(Say("加 {said}", "added {said}").text(speaker.lang, said=value(come, kind, speaker)))
    if gone:
        said = value(gone, kind, speaker.of_old())
        parts.append(Say("去 {said}", "took off {said}").text(speaker.lang, said=said))
    return f"{named}{speaker.colon}{('; ' if speaker.english else '，').join(parts)}"


# ---- What stands under a month, a year or another key; items of lists


def _keyed(change: Change, steps: list[Step], speaker: Speaker) -> str:
    """A value under a key, such as a month's figure: key and label are said together."""
    last = steps[-1]
    holder = steps[-2] if len(steps) > 1 else last
    key = scalar(last.name.partition("#")[0], last.key_kind, speaker)
    if holder.name in UP_TO:
        key = Say("截至{key}底", "to the end of {key}").text(speaker.lang, key=key)
    named = f"{label(holder, speaker)} {key}" if speaker.english else f"{key}{label(holder, speaker)}"
    if change.act == REMOVED:
        return _removed(named, value(change.before, last.kind, speaker.of_old()), speaker)
    between = speaker.colon if speaker.english or not _is_figure(last.kind) else " "
    between = between if not named.endswith("）") else between.strip()
    if change.act == ENTERED:
        return f"{named}{between}{value(change.after, last.kind, speaker)}"
    before, after = _contrasted(change.before, change.after, last.kind, speaker)
    return f"{named}{between}{before} → {after}"


def _is_figure(kind: Kind) -> bool:
    return bool(simple(kind)) and not any(isinstance(one, Text) for one in simple(kind))


def _item(change: Change, last: Step, speaker: Speaker) -> str:
    """An item of a list, or an entry of a map, that is new or gone."""
    record = last.record
    assert record is not None
    said_by = _side(change, speaker)
    named = called(last, change, said_by)
    if change.act == CHANGED:  # a record where something else was written, or the other way round
        before, after = (
            value(change.before, last.kind, speaker.of_old()),
            value(change.after, last.kind, speaker),
        )
        return f"{named} {before} → {after}"
    rest = described(fields_of(_data(change)), record, said_by, but=frozenset(last.about))
    space = " " if named[:1].isascii() else ""
    template = (
        Say("新增{space}{named}", "new {named}")
        if change.act == ENTERED
        else Say("删除{space}{named}", "{named} removed")
    )
    return template.text(speaker.lang, named=named, space=space) + speaker.brackets(rest)
