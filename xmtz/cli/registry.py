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
    "issue": Command("issue", Say("提出、交办、销号问题", "raise, assign and clear issues")),
    "import": Command("importing", Say("从 CSV 导入项目", "take projects in from a CSV file")),
    "check": Command("check", Say("一次查出全部错误", "everything wrong, at once")),
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
    "lights": Command("lights", Say("亮灯：红灯、黄灯项目", "red, yellow and green lights")),
    "schedule": Command(
        "schedule",
        Say(
            "倒排工期：最早最迟日期、关键线路、晚几天",
            "earliest and latest dates, the critical path, how late",
        ),
    ),
    "diff": Command("diff", Say("用业务语言说明改了什么", "what changed, in the field's words")),
    "query": Command("query", Say("用 SQL 查询台账（只读）", "ask the ledger in SQL, read-only")),
    "doctor": Command(
        "doctor", Say("检查程序、仓库和索引是否正常", "check the program, the repository and the index")
    ),
}
