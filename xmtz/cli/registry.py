"""Every command: its module, and one line on what it does. Read before anything else is imported."""

from __future__ import annotations

from typing import Final, NamedTuple

from xmtz.words.lang import Say


class Command(NamedTuple):
    """A command of the program; `module` is imported only when it is run."""

    module: str
    does: Say


COMMANDS: Final = {
    "init": Command(
        "init",
        Say("新建台账：文件夹、规则、git 仓库", "start a ledger: its folder, rules and git repository"),
    ),
    "add": Command("add", Say("登记一个项目", "enter a project")),
    "list": Command("listing", Say("列出项目", "list projects")),
    "show": Command("show", Say("一屏看完一个项目", "one project on one screen")),
    "set": Command("set", Say("改项目的字段", "change fields of a project")),
    "advance": Command(
        "advance",
        Say("推进到下一阶段；缺什么列什么", "move a project to its next stage; what is missing is listed"),
    ),
    "step": Command("step", Say("登记审批手续的办理情况", "record an approval step")),
    "step list": Command("step_list", Say("一个项目的审批时钟", "the clocks of a project's approvals")),
    "figures": Command(
        "figures", Say("填报当月投资、支出、形象进度", "enter a month's investment, payments and progress")
    ),
    "issue": Command(
        "issue",
        Say("问题清单销号：提出、交办、销号、清单、销号率", "issues: raise, assign, clear; lists and rates"),
    ),
    "dossier": Command(
        "dossier",
        Say("一项一卷：齐不齐、变没变，整卷导出", "dossiers: what is there, missing, changed; export one"),
    ),
    "dossier add": Command("dossier_add", Say("归卷：登记、复制卷内文件", "file a document in a dossier")),
    "dossier verify": Command(
        "dossier_verify", Say("核对卷内文件在不在、变没变", "whether documents are there and unchanged")
    ),
    "people": Command("people", Say("责任人一览、个人责任单", "everyone in charge; the sheet of one person")),
    "people unassigned": Command(
        "people_unassigned", Say("还没有明确责任人的项目", "projects with posts that nobody fills")
    ),
    "people groups": Command(
        "people_groups",
        Say(
            "项目小组、专班：组长、局办、干部、项目",
            "groups and task forces: heads, offices, cadres, projects",
        ),
    ),
    "people assign": Command(
        "people_assign", Say("明确一个项目的责任人", "name somebody for a post of a project")
    ),
    "people remove": Command(
        "people_remove", Say("撤下一个项目的责任人", "take somebody off a post of a project")
    ),
    "people handover": Command(
        "people_handover",
        Say("工作交接：一人手上的全部改给另一人", "hand everything of one person to another"),
    ),
    "import": Command("importing", Say("从 CSV 导入项目", "take projects in from a CSV file")),
    "check": Command("check", Say("一次查出全部错误", "everything wrong, at once")),
    "waive": Command(
        "waive",
        Say("豁免一条提示：理由、批准人、有效期", "waive a finding: why, by whom, until when"),
    ),
    "explain": Command(
        "explain", Say("查提示代码、指标、手续的说明", "the manual page of a finding, an indicator or a step")
    ),
    "report": Command("report", Say("印出通报（月通报等）", "print a bulletin")),
    "approvals": Command(
        "approvals",
        Say(
            "审批台账：六类手续、环评、容缺承诺、时效",
            "ledgers of approvals: by class, EIA, deferred, punctuality",
        ),
    ),
    "due": Command(
        "due", Say("待办提醒：应办、逾期、失效、应报", "what is due, overdue, paused, lapsing, unreported")
    ),
    "means": Command(
        "means",
        Say(
            "资金、要素台账：到位支付、债券时限、缺口",
            "funds and resources: arrived, paid, time limits, gaps",
        ),
    ),
    "fund": Command("fund", Say("登记一笔资金", "enter a line of a project's money")),
    "resource": Command("resource", Say("登记一项要素", "enter a resource that a project needs")),
    "yield": Command("yields", Say("亩均效益评价：得分、等次", "yield per mu: scores and grades")),
    "benefit": Command("benefit", Say("填报一个年度的效益", "report a year's yield of a project")),
    "risk": Command(
        "risk", Say("风险防控预案：登记、复查、预警、解除", "risk plans: add, review, warn, close")
    ),
    "assess": Command("assess", Say("登记评审（先评估、后决策）", "enter an assessment before its decision")),
    "assess decide": Command("assess_decide", Say("登记评审后的决策", "enter the decision on an assessment")),
    "assess list": Command(
        "assess_list", Say("评审、决策和机构库、专家库", "assessments, decisions, experts")
    ),
    "lights": Command("lights", Say("亮灯：红灯、黄灯项目", "red, yellow and green lights")),
    "evaluate": Command(
        "evaluate", Say("考核评价：按分值打分、排名", "score and rank the units by the rules' evaluations")
    ),
    "reconcile": Command(
        "reconcile",
        Say("数据比对：两个数的差、说明、反馈单", "two figures compared: differences, reasons, feedback"),
    ),
    "reconcile explain": Command(
        "reconcile_explain", Say("登记差异说明", "enter what explains a difference")
    ),
    "meeting": Command(
        "meeting",
        Say("会议：议程、记录、议定事项落实", "meetings: agenda, minutes, whether decisions were kept"),
    ),
    "visit": Command("visit", Say("登记走访调研", "record a visit to a project")),
    "cadence": Command(
        "cadence",
        Say("频次执行情况：例会、调研、通报做到没有", "which regular duties were kept, which were missed"),
    ),
    "schedule": Command(
        "schedule",
        Say(
            "倒排工期：最早最迟日期、关键线路、晚几天",
            "earliest and latest dates, the critical path, how late",
        ),
    ),
    "pools": Command(
        "pools",
        Say(
            "项目池：漏斗、应入未入、规模、随报随审随储、打捆",
            "pools of projects: funnel, who is due, sizes, pace, bundles",
        ),
    ),
    "plan": Command(
        "plan",
        Say(
            "三年滚动计划、年度重点项目建设计划",
            "the three-year rolling plan, the plan of a year's key projects",
        ),
    ),
    "review": Command(
        "review",
        Say("优进劣退：按规则建议调入、调出名录", "whom the rules would have enter or leave the key lists"),
    ),
    "review enter": Command("review_enter", Say("调入名录，写明理由", "enter a key list, for a reason")),
    "review leave": Command("review_leave", Say("调出名录，写明理由", "leave a key list, for a reason")),
    "review moves": Command(
        "review_moves", Say("一段时间的调入调出", "who entered and left the key lists in a period")
    ),
    "diff": Command("diff", Say("用业务语言说明改了什么", "what changed, in the field's words")),
    "query": Command("query", Say("用 SQL 查询台账（只读）", "ask the ledger in SQL, read-only")),
    "doctor": Command(
        "doctor", Say("检查程序、仓库和索引是否正常", "check the program, the repository and the index")
    ),
}
