"""The record of one approval step in a project: what was filed, decided, paused, deferred, promised."""

from __future__ import annotations

from datetime import date
from typing import Final

from xmtz.records.record import Either, Lifted, Record, Sub, Type, many, opt, req
from xmtz.records.types import DAY, LINE, PERSON, SHORT, UNIT, Choice, Whole
from xmtz.words.lang import Say

# 行政许可法 Art. 45 lists what does not count; public notice only where local rules say so.
PAUSE_REASONS: Final = {
    "hearing": Say("听证", "hearing"),
    "tender": Say("招标", "tender"),
    "auction": Say("拍卖", "auction"),
    "inspection": Say("检验", "inspection"),
    "testing": Say("检测", "testing"),
    "quarantine": Say("检疫", "quarantine"),
    "appraisal": Say("鉴定", "appraisal"),
    "expert-review": Say("专家评审", "expert review"),
    "public-notice": Say("公示", "public notice"),
}
LEGAL_PAUSES: Final = tuple(reason for reason in PAUSE_REASONS if reason != "public-notice")
"""The reasons that hold for every step, whatever the rules say."""


class Pause(Record):
    """A span that does not count towards the time limit."""

    title = Say("暂停计时", "pause")
    from_ = req(DAY, "起", "from")
    to = opt(DAY, "止", "to")
    why = req(Choice("暂停事由", "reason of a pause", PAUSE_REASONS), "事由", "why")
    notified = opt(DAY, "书面告知日期", "applicant told in writing on")
    document = opt(SHORT, "文号", "document")


class Supplement(Record):
    """A request to complete the application (补正), told once."""

    title = Say("补正", "correction of the application")
    told = req(DAY, "告知日期", "told on")
    missing = many(LINE, "需补正的内容", "what is missing")
    received = opt(DAY, "补齐日期", "received on")


class Extension(Record):
    """The one extension of a time limit."""

    title = Say("延期", "extension")
    days = req(Whole(1, 400), "延长天数", "days added")
    on = req(DAY, "批准日期", "approved on")
    by = req(PERSON, "批准人", "approved by")
    reason = req(LINE, "理由", "reason")


class Outcome(Record):
    """An ending other than a grant: refused, withdrawn, skipped, lapsed."""

    title = Say("办理结果", "outcome")
    on = req(DAY, "日期", "date")
    reason = opt(LINE, "理由", "reason")
    document = opt(SHORT, "文号", "document")
    by = opt(PERSON, "经办人", "by")


class Deferral(Record):
    """Accepted with documents missing (容缺受理): what is missing, until when."""

    title = Say("容缺", "deferral")
    on = opt(DAY, "日期", "date")
    missing = many(LINE, "缺少的材料", "what is missing")
    until = req(DAY, "补齐期限", "until")
    supplied = opt(DAY, "补齐日期", "supplied on")


class Commitment(Record):
    """Granted on a promise (告知承诺): what is promised, when it is checked; broken means revoked."""

    title = Say("承诺", "commitment")
    on = req(DAY, "承诺日期", "promised on")
    to = opt(LINE, "承诺内容", "what is promised")
    check_by = opt(DAY, "核查期限", "to be checked by")
    checked = opt(DAY, "核查日期", "checked on")
    broken = opt(DAY, "认定违诺日期", "found broken on")
    reason = opt(LINE, "违诺情形", "how it was broken")
    revoked = opt(DAY, "撤销日期", "revoked on")

    @property
    def failed(self) -> date | None:
        """The day on which it was found broken, or revoked where that was not said."""
        return min((day for day in (self.broken, self.revoked) if day is not None), default=None)


class Renewal(Record):
    """A permit's validity made longer (延期开工、延续): until when."""

    title = Say("延续有效期", "renewal")
    on = req(DAY, "批准日期", "approved on")
    until = req(DAY, "延至", "until")
    by = opt(PERSON, "批准人", "approved by")
    document = opt(SHORT, "文号", "document")


class Letter(Record):
    """A service letter (审批服务函)."""

    title = Say("服务函", "service letter")
    on = req(DAY, "日期", "date")
    document = opt(SHORT, "文号", "document")
    says = opt(LINE, "要点", "says")


def _outcome(day: date | Outcome) -> Outcome:
    if isinstance(day, Outcome):
        return day
    outcome = Outcome.__new__(Outcome)
    outcome.__dict__["on"] = day
    return outcome


OUTCOME: Final[Type[Outcome]] = Lifted(Either(DAY, Sub(Outcome)), _outcome)


class StepRecord(Record):
    """One approval step of one project, by dates. Its state follows from them."""

    title = Say("审批手续", "approval step")
    applied = opt(DAY, "申报", "applied")
    corrected = many(Sub(Supplement), "补正", "corrections asked for")
    accepted = opt(DAY, "受理", "accepted")
    paused = many(Sub(Pause), "暂停计时", "pauses")
    extended = opt(Sub(Extension), "延期", "extension")
    granted = opt(DAY, "办结（批准）", "granted")
    document = opt(SHORT, "批复文号", "document")
    delivered = opt(DAY, "送达", "delivered")
    valid_until = opt(
        DAY,
        "有效期至",
        "valid until",
        Say("批准时写明的；延续的写在 renewed", "as it was granted; what was added to it stands in renewed"),
    )
    renewed = many(Sub(Renewal), "延续有效期", "renewals")
    refused = opt(OUTCOME, "不予批准", "refused")
    withdrawn = opt(OUTCOME, "撤回", "withdrawn")
    skipped = opt(OUTCOME, "不适用", "not applicable")
    lapsed = opt(OUTCOME, "失效", "lapsed")
    deferred = opt(Sub(Deferral), "容缺", "deferral")
    committed = opt(Sub(Commitment), "告知承诺", "commitment")
    authority = opt(UNIT, "审批机关", "authority", Say("与规则不同时填写", "where it differs from the rules"))
    tracker = opt(
        PERSON, "跟踪责任人", "tracked by", Say("需上级办理时填写", "for approvals at higher authorities")
    )
    letters = many(Sub(Letter), "服务函", "service letters")
    note = opt(LINE, "备注", "note")

    @property
    def undone(self) -> date | None:
        """The day on which a grant was undone, since the commitment that it rested on was broken."""
        failed = self.committed.failed if self.committed is not None else None
        return failed if failed is not None and self.granted is not None and failed >= self.granted else None

    def state_at(self, day: date) -> str:
        """The state on `day`: one of the keys of STATES."""
        for name in ("skipped", "lapsed", "withdrawn", "refused"):
            outcome: Outcome | None = getattr(self, name)
            if outcome is not None and outcome.on is not None and outcome.on <= day:
                return name
        if self.granted is not None and self.granted <= day:
            undone = self.undone
            return "granted" if undone is None or undone > day else "broken"
        promise = self.committed
        if promise is not None and promise.on is not None and promise.on <= day:
            return "committed" if promise.failed is None or promise.failed > day else "broken"
        if self.accepted is not None and self.accepted <= day:
            if any(p.from_ and p.from_ <= day and (p.to is None or p.to > day) for p in self.paused):
                return "paused"
            return "accepted"
        if self.deferred is not None and (self.deferred.on is None or self.deferred.on <= day):
            return "deferred"
        if self.applied is not None and self.applied <= day:
            return "applied"
        return "none"


STATES: Final = {
    "none": Say("未申报", "not applied for"),
    "applied": Say("已申报", "applied"),
    "accepted": Say("已受理", "accepted"),
    "paused": Say("暂停计时", "paused"),
    "granted": Say("已办结", "granted"),
    "committed": Say("承诺办理", "on commitment"),
    "deferred": Say("容缺办理", "deferred"),
    "broken": Say("违诺", "commitment broken"),
    "refused": Say("不予批准", "refused"),
    "withdrawn": Say("已撤回", "withdrawn"),
    "lapsed": Say("已失效", "lapsed"),
    "skipped": Say("不适用", "not applicable"),
}
