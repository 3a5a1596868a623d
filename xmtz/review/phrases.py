"""The sentences that the field has for some changes; all others are put together from field labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xmtz.records.issue import Issue
from xmtz.records.means import Fund
from xmtz.records.project import Listing, Move, Project
from xmtz.records.record import Record
from xmtz.records.step import Pause, StepRecord
from xmtz.review.change import ENTERED, INSERTED_STAGE, REMOVED, UNDONE_CLEARING, UNDONE_ENDING
from xmtz.words.lang import Say

LABELS: Final[Mapping[tuple[type[Record] | None, str], Say]] = {
    (Project, "invested"): Say("完成投资", "invested"),
    (Project, "invested_stats"): Say("完成投资（统计口径）", "invested (statistics)"),
    (Project, "paid"): Say("财务支出", "paid"),
    (Project, "physical"): Say("形象进度", "physical progress"),
    (Project, "reports"): Say("形象进度描述", "progress in words"),
    (Project, "plan"): Say("计划投资", "planned investment"),
    (Project, "plan_months"): Say("计划投资", "planned investment"),
    (Project, "invested_before"): Say("累计完成投资", "invested"),
    (StepRecord, "granted"): Say("办结", "granted"),
    (Pause, "from"): Say("暂停起始日期", "paused from"),
    (Pause, "to"): Say("恢复日期", "resumed"),
    (Issue, "title"): Say("题目", "title"),
    (Fund, "arrived"): Say("到位", "arrived"),
    (Fund, "paid"): Say("支出", "paid"),
}
"""Shorter labels where the field table's own would read clumsily in a sentence."""

TITLES: Final[Mapping[type[Record], Say]] = {Move: Say("阶段", "stage"), Listing: Say("名录", "list")}
"""Shorter titles of items, likewise."""

UP_TO: Final = frozenset(("invested_before",))
"""Figures that stand for everything up to the end of the year that is their key."""

# The first sentence whose places are all filled is said; the rest of the record follows in
# brackets. A sentence that names the item itself (its id, its list) is said without a subject.
SENTENCES: Final[Mapping[tuple[str, str], tuple[Say, ...]]] = {
    ("stage", ENTERED): (Say("推进到“{to}” {on}", "moved to “{to}” on {on}"),),
    (INSERTED_STAGE, ENTERED): (
        Say("在以前的阶段中补记“{to}” {on}", "“{to}” of {on} put in among earlier stages"),
    ),
    ("stage", REMOVED): (Say("删除阶段“{to}” {on}", "stage “{to}” of {on} removed"),),
    ("step", ENTERED): (Say("列入，尚无办理日期", "listed, nothing recorded yet"),),
    ("step", REMOVED): (Say("删除全部办理记录", "everything recorded is removed"),),
    ("step.paused", ENTERED): (
        Say("暂停计时 {from} 至 {to}", "clock stopped from {from} to {to}"),
        Say("暂停计时 {from} 起", "clock stopped from {from}"),
    ),
    ("step.paused", REMOVED): (
        Say("删除暂停计时 {from} 至 {to}", "stop of the clock from {from} to {to} removed"),
        Say("删除暂停计时 {from} 起", "stop of the clock from {from} removed"),
    ),
    ("step.paused.to", ENTERED): (Say("恢复计时 {value}", "clock runs again from {value}"),),
    ("step.corrected", ENTERED): (Say("告知补正 {told}", "corrections asked for on {told}"),),
    ("step.corrected.received", ENTERED): (Say("补正材料补齐 {value}", "corrections received on {value}"),),
    ("step.extended", ENTERED): (
        Say("延期 {days} 天，{on} 批准", "extended by {days} days, approved on {on}"),
    ),
    ("step.renewed", ENTERED): (
        Say("有效期延续至 {until}，{on} 批准", "valid until {until} now, approved on {on}"),
    ),
    ("step.deferred", ENTERED): (
        Say("容缺受理，{until} 前补齐", "accepted with documents missing, due by {until}"),
    ),
    ("step.deferred.supplied", ENTERED): (
        Say("容缺材料补齐 {value}", "missing documents supplied on {value}"),
    ),
    ("issue", ENTERED): (Say("提出问题 {id} {title}", "issue {id} raised: {title}"),),
    ("issue", REMOVED): (Say("删除问题 {id} {title}", "issue {id} removed: {title}"),),
    ("issue.assigned", ENTERED): (Say("交办 {unit} {on}", "assigned to {unit} on {on}"),),
    ("issue.plan", ENTERED): (Say("解决方案：{text}", "plan: {text}"),),
    ("issue.progress", ENTERED): (Say("进展 {on}：{text}", "progress {on}: {text}"),),
    ("issue.escalated", ENTERED): (Say("提级到“{to}” {on}", "escalated to {to} on {on}"),),
    ("issue.reopened", ENTERED): (Say("重新立案 {on}", "reopened on {on}"),),
    ("issue.cleared", REMOVED): (Say("撤销销号 {on}", "clearing of {on} taken back"),),
    ("issue.assigned_before", ENTERED): (
        Say("原交办 {unit} {on}，{until} 改派", "was assigned to {unit} on {on}, until {until}"),
    ),
    ("issue.due_before", ENTERED): (Say("原时限 {due}，{until} 改期", "was due {due}, changed on {until}"),),
    (UNDONE_ENDING, REMOVED): (Say("原办结 {on} 作废", "its resolution of {on} no longer holds"),),
    (UNDONE_CLEARING, REMOVED): (Say("原销号 {on} 作废", "its clearing of {on} no longer holds"),),
    ("list", ENTERED): (Say("调入名录“{list}” {entered}", "entered the list “{list}” on {entered}"),),
    ("list.left", ENTERED): (Say("调出 {value}", "left on {value}"),),
    ("resource.secured", ENTERED): (Say("已落实 {value}", "secured {value}"),),
}
