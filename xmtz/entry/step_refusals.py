"""What the law and the ledger's rules hold against single actions on an approval step.

`--anyway` with a reason passes what they do not provide for; what cannot be, such as a second
extension or a renewal that ends before it begins, is refused all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.workdays import Calendar
from xmtz.entry.step_actions import Act, Said
from xmtz.entry.values import word
from xmtz.index.derive import Deriver
from xmtz.records.corrections import told_late
from xmtz.records.extensions import Allowed, Case, allowed_extension
from xmtz.records.project import Project
from xmtz.records.rules import Rules, StepRule
from xmtz.records.step import LEGAL_PAUSES, PAUSE_REASONS, StepRecord
from xmtz.records.validity import renewable_to, use_of, valid_to
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Matter(NamedTuple):
    """A step of a project as it stands before an action, and the rules that it is under."""

    deriver: Deriver
    project: Project
    step: str
    found: StepRecord

    @property
    def rules(self) -> Rules:
        """The rules of the ledger."""
        return self.deriver.rules

    @property
    def valid_to(self) -> date | None:
        """The last day on which what was granted may be used; None where it does not lapse."""
        own = self.deriver.limits.of(self.project, self.deriver.facts_of(self.project)).get(self.step)
        valid = own.valid if own is not None else None
        return valid_to(self.found, self.rule, self.calendar, valid=valid)

    @property
    def rule(self) -> StepRule:
        """What they say of the step."""
        return self.rules.steps.steps[self.step]

    @property
    def calendar(self) -> Calendar:
        """The working days that count."""
        return self.deriver.calendar

    @property
    def extension(self) -> Allowed:
        """The extension that the step may have in this project."""
        limits = self.deriver.limits.of(self.project, self.deriver.facts_of(self.project))[self.step]
        return allowed_extension(self.rule, self.rules, Case(limits.limit, limits.extension))


_OVER: Final = Say("确有依据，加 --anyway --reason 理由", "with good grounds, add --anyway --reason WHY")


def against(matter: Matter, act: Act, said: Said) -> list[Say]:
    """What stands in the way of one action beside its state and its days."""
    special = _SPECIAL.get(act.action)
    return [] if special is None else list(special(matter, act, said))


def default_until(matter: Matter, on: date) -> date | None:
    """How long a renewal holds where it is not said: as long as the rules allow."""
    return renewable_to(matter.found, matter.rule, matter.calendar, len(matter.found.renewed), on)


def _over(zh: str, en: str, said: Said) -> Iterator[Say]:
    """What good grounds pass."""
    if not said.over:
        yield Say(f"{zh}；{_OVER.zh}", f"{en}; {_OVER.en}")


def _correct(matter: Matter, _act: Act, said: Said) -> Iterator[Say]:
    if matter.found.corrected and not said.over:
        told = matter.found.corrected[0].told
        yield Say(
            f"补正应当一次告知，{told} 已告知过；确需再次，加 --anyway --reason 理由",
            f"what is missing is told once, and was on {told}; if it has to be again, add --anyway --reason WHY",
        )


def _accept(matter: Matter, _act: Act, _said: Said) -> Iterator[Say]:
    asked = matter.found.corrected
    if not asked or asked[-1].received is not None:
        return
    if told_late(matter.found, matter.calendar, matter.rules.steps.answer_within) is None:
        yield Say(
            f"{asked[-1].told} 告知补正的材料还没有补齐，先登记 supply（补齐）",
            f"what was asked for on {asked[-1].told} has not come in; first record supply",
        )


def _defer(matter: Matter, act: Act, said: Said) -> Iterator[Say]:
    if not matter.rule.defer:
        yield from _over("规则没有说这项手续可以容缺", "the rules do not let this step be deferred", said)
    yield from _deadline(act, said)


def _commit(matter: Matter, act: Act, said: Said) -> Iterator[Say]:
    if not matter.rule.commit:
        yield from _over(
            "规则没有说这项手续可以承诺办理",
            "the rules do not let this step be granted on commitment",
            said,
        )
    yield from _deadline(act, said)


def _deadline(act: Act, said: Said) -> Iterator[Say]:
    if said.until is not None and said.until < act.on:
        yield Say(f"期限 {said.until} 早于 {act.on}", f"the deadline {said.until} is before {act.on}")


def _pause(matter: Matter, _act: Act, said: Said) -> Iterator[Say]:
    if not said.why:
        return
    try:
        key = word(said.why, PAUSE_REASONS, Say("暂停事由", "reason of a pause"))
    except Trouble as trouble:
        yield trouble.say
        return
    listed = matter.rule.pauses
    if key not in (listed or LEGAL_PAUSES):
        known = [PAUSE_REASONS[one] for one in listed or LEGAL_PAUSES if one in PAUSE_REASONS]
        yield from _over(
            f"{'规则' if listed else '法律'}只准因 {'、'.join(one.zh for one in known)} 暂停",
            f"the {'rules' if listed else 'law'} pause this step only for {', '.join(one.en for one in known)}",
            said,
        )


def _extend(matter: Matter, _act: Act, said: Said) -> Iterator[Say]:
    extended = matter.found.extended
    if extended is not None:
        yield Say(
            f"只能延期一次，{extended.on} 已延期",
            f"only one extension is allowed; one was made on {extended.on}",
        )
    allowed = matter.extension
    if said.over:
        return
    if allowed.longest is None:
        yield from _over(
            "法律和规则没有规定这项手续可以延期",
            "neither the law nor the rules let this step be extended",
            said,
        )
    elif said.days is not None and not allowed.permits(said.days):
        shown = allowed.longest.say()
        yield Say(
            f"最多可延长 {shown.zh}，由{allowed.by.zh}批准",
            f"at most {shown.en} may be added (approved by: {allowed.by.en})",
        )


def _renew(matter: Matter, act: Act, said: Said) -> Iterator[Say]:
    rule, end = matter.rule, matter.valid_to
    if said.until is None:
        yield Say("要写延至哪天：--until 日期", "say until when: --until DATE")
    elif said.until <= (end or act.on):
        yield Say(
            f"延至 {said.until}，不晚于现在的有效期 {end or act.on}",
            f"renewed until {said.until}, which is not after {end or act.on}, until which it is valid now",
        )
    yield from _beyond(matter, act, said)
    if end is not None and act.on > end and rule.renew_ahead is not None:
        yield from _over(
            f"有效期 {end} 已届满，不能再延续，用 lapse 登记失效",
            f"its validity ended on {end}, so that it cannot be renewed; record lapse",
            said,
        )


def _beyond(matter: Matter, act: Act, said: Said) -> Iterator[Say]:
    """More renewals, or longer ones, than the rules allow."""
    rule, before = matter.rule, matter.found.renewed
    if rule.renewals is not None and len(before) >= rule.renewals:
        days = [str(one.on) for one in before]
        zh, en = f"，{'、'.join(days)} 已延续", f"; it was on {', '.join(days)}"
        yield from _over(
            f"规则最多准延续 {rule.renewals} 次{zh if days else ''}",
            f"the rules let it be renewed {rule.renewals} times{en if days else ''}",
            said,
        )
    elif rule.renewal is None:
        yield from _over("规则没有说这项手续可以延续", "the rules do not let it be renewed", said)
    else:
        last = default_until(matter, act.on)
        if last is not None and said.until is not None and said.until > last:
            shown = rule.renewal.say()
            yield from _over(
                f"每次最多延续 {shown.zh}，即至 {last}",
                f"it may be renewed by {shown.en} at a time, which is until {last}",
                said,
            )


def _lapse(matter: Matter, act: Act, said: Said) -> Iterator[Say]:
    end = matter.valid_to
    if end is None:
        yield from _over("规则没有写有效期", "the rules say nothing of its validity", said)
        return
    if act.on < end:
        yield from _over(f"有效期至 {end}，还没有届满", f"it is valid until {end}", said)
    use = use_of(matter.project, matter.rule, matter.rules)
    if use is not None and use.on <= end:
        yield from _over(
            f"有效期内已使用（{use.on} {use.what.zh}），不再失效",
            f"it was used in time ({use.what.en} on {use.on}) and lapses no more",
            said,
        )


_SPECIAL: Final[Mapping[str, Callable[[Matter, Act, Said], Iterator[Say]]]] = {
    "correct": _correct,
    "accept": _accept,
    "defer": _defer,
    "commit": _commit,
    "pause": _pause,
    "extend": _extend,
    "renew": _renew,
    "lapse": _lapse,
}
