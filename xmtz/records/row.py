"""The row that expressions in rules see: one for each project and period, every column documented.

Step conditions (`when` in rules/steps.yaml) see the facts only. Days are ISO texts, booleans
0 or 1 (NULL where nobody said), amounts integer 分, percentages integer hundredths.
"""

from __future__ import annotations

from typing import Final

from xmtz.words.lang import Say

FACTS: Final = {
    "id": Say("编号", "id"),
    "name": Say("名称", "name"),
    "level": Say("级别", "level"),
    "kind": Say("建设性质", "kind"),
    "sector": Say("行业领域", "sector"),
    "unit": Say("责任单位", "unit"),
    "department": Say("行业主管部门", "sector department"),
    "programme": Say("专项行动", "programme"),
    "chain": Say("产业链", "industrial chain"),
    "pool": Say("项目库", "pool"),
    "taskforce": Say("专班", "task force"),
    "total": Say("总投资", "total investment"),
    "investor": Say("投资主体", "investor"),
    "procedure": Say("立项方式", "procedure of project approval"),
    "reform": Say("审批改革类别", "approval reform"),
    "new_land": Say("是否新增用地", "needs new land"),
    "land_mu": Say("用地（亩）", "land (mu)"),
    "land_supply": Say("供地方式", "land supply"),
    "energy_tce": Say("年综合能耗（吨标准煤）", "energy per year (tce)"),
    "power_kwh": Say("年用电量（万千瓦时）", "power per year (10,000 kWh)"),
    "eia": Say("环评类别", "EIA class"),
    "special_fire": Say("特殊建设工程（消防）", "special fire-safety works"),
    "civil_defence": Say("涉及人防", "civil defence applies"),
    "soil_water": Say("需编水土保持方案", "soil and water plan needed"),
    "relics": Say("涉及文物", "cultural relics concerned"),
    "underground": Say("有地下空间", "has underground works"),
}

PERIOD: Final = {
    "year": Say("年份", "year"),
    "month": Say("月份（1 至 12）", "month (1 to 12)"),
    "period_start": Say("期初", "first day of the period"),
    "period_end": Say("期末", "last day of the period"),
    "quarter_start": Say("季初", "first day of the quarter"),
    "year_start": Say("年初", "first day of the year"),
    "year_end": Say("年末", "last day of the year"),
}

DATES: Final = {
    "reported_on": Say("申报", "reported"),
    "reviewed_on": Say("评审", "reviewed"),
    "negotiated": Say("洽谈", "first talk"),
    "signed": Say("签约", "signed"),
    "approved": Say("立项", "approved, ratified or filed"),
    "land": Say("取得土地", "land obtained"),
    "ground": Say("动土", "ground broken"),
    "planned_start": Say("计划开工", "planned start"),
    "planned_finish": Say("计划竣工", "planned finish"),
    "planned_production": Say("计划投产", "planned start of production"),
    "resumed": Say("复工", "work resumed"),
    "trial": Say("试生产", "trial production"),
    "accepted": Say("竣工验收", "accepted on completion"),
    "registered": Say("入库纳统", "registered for statistics"),
    "started": Say("实际开工", "started"),
    "completed": Say("实际竣工", "completed"),
    "production": Say("实际投产", "in production since"),
    "ended": Say("退出", "ended"),
}

STATE: Final = {
    "stage": Say("期末阶段", "stage at the period's end"),
    "batch": Say("期末批次", "batch at the period's end"),
    "listed": Say("期末在名录内", "on the key list at the period's end"),
    "left_on": Say("最近调出名录", "last left the key list"),
    "bundle": Say("打捆项目（有子项）", "a bundle (has parts)"),
    "part": Say("打捆子项", "part of a bundle"),
    "planned_start_in_year": Say("计划本年开工", "planned to start this year"),
    "planned_start_to_date": Say("计划本年截至期末开工", "planned to start this year by now"),
    "planned_finish_in_year": Say("计划本年竣工", "planned to finish this year"),
    "planned_finish_to_date": Say("计划本年截至期末竣工", "planned to finish this year by now"),
    "is_started": Say("已开工", "started by the period's end"),
    "started_in_year": Say("本年开工", "started this year"),
    "started_in_period": Say("本期开工", "started in the period"),
    "months_late_to_start": Say("逾期未开工的月数", "months past the planned start without one"),
    "months_since_start": Say("开工后的月数", "months since the start"),
    "months_started": Say(
        "开工以来的月数（到期末，不足一月按一月计）",
        "months from the start to the period's end, a part of one counted as one",
    ),
    "months_without_investment": Say(
        "连续无投资的月数", "months without investment since the start or the last figure"
    ),
    "is_completed": Say("已竣工", "completed by the period's end"),
    "completed_in_year": Say("本年竣工", "completed this year"),
    "completed_in_period": Say("本期竣工", "completed in the period"),
    "months_in_production": Say("投产后的月数", "months in production"),
    "is_production": Say("已投产", "in production by the period's end"),
    "production_in_year": Say("本年投产", "in production since this year"),
    "is_registered": Say("已入库纳统", "registered by the period's end"),
}

MONEY: Final = {
    "plan": Say("年度计划投资", "planned for the year"),
    "plan_to_date": Say("按月计划累计", "planned to date by months"),
    "plan_month": Say("当月计划", "planned for the month"),
    "plan_quarter": Say("当季计划", "planned for the quarter"),
    "invested_month": Say("当月完成", "invested in the month"),
    "invested_quarter": Say("当季完成", "invested in the quarter to date"),
    "invested_ytd": Say("年初累计完成", "invested this year to date"),
    "invested_ytd_last_year": Say("上年同期累计完成", "invested last year to the same month"),
    "invested_all": Say("开工以来累计完成", "invested since the beginning"),
    "stats_month": Say("当月完成（统计口径）", "invested in the month (statistics)"),
    "stats_quarter": Say("当季完成（统计口径）", "invested in the quarter (statistics)"),
    "stats_ytd": Say("年初累计（统计口径）", "invested this year to date (statistics)"),
    "paid_month": Say("当月财务支出", "paid in the month"),
    "paid_quarter": Say("当季财务支出", "paid in the quarter"),
    "paid_ytd": Say("年初累计财务支出", "paid this year to date"),
    "paid_all": Say("累计财务支出", "paid since the beginning"),
    "physical": Say("形象进度", "physical progress"),
    "reported": Say("当月已报数", "this month's figure is there"),
    "stats_reported": Say("当月已报数（统计口径）", "this month's figure of statistics is there"),
    "paid_reported": Say("当月已报财务支出", "this month's payment is there"),
    "fund_planned": Say("计划资金", "funds planned"),
    "fund_arrived": Say("到位资金", "funds arrived"),
    "fund_paid": Say("资金支出", "funds paid"),
    "bond_planned": Say("已发行的限时资金（债券等）", "money to be used in time (bonds) that is issued"),
    "bond_expected": Say(
        "限时资金的预期支出（自发行次月起按使用时限逐月均摊）",
        "what should be used of it: from the month after issue in equal parts over its time limit",
    ),
    "bond_used": Say("限时资金的支出", "paid of it"),
}

COUNTS: Final = {
    "steps_due": Say("应办手续数", "steps due"),
    "steps_done": Say("已办结手续数", "steps granted"),
    "steps_ok": Say("已办结、承诺或容缺的手续数", "steps granted, committed or deferred"),
    "issues_total": Say("问题总数", "issues ever raised"),
    "issues_open": Say("未销号问题", "open issues"),
    "issues_overdue": Say("逾期问题", "overdue issues"),
    "issues_cleared": Say("已销号问题", "cleared issues"),
    "issues_raised_in_period": Say("本期新增问题", "issues raised in the period"),
    "issues_cleared_in_period": Say("本期销号问题", "issues cleared in the period"),
}

COLUMNS: Final = {**FACTS, **PERIOD, **DATES, **STATE, **MONEY, **COUNTS}
"""Every column of the row, in its order, with its meaning."""

SUMMED: Final = {name: said for name, said in {**MONEY, **COUNTS}.items() if name != "physical"}
UNIT: Final = {
    "unit": Say("责任单位", "unit"),
    "projects": Say("适用的项目数", "projects in scope"),
    "growth_plan": Say("本年投资计划增速（units.yaml 的 growth）", "planned growth of investment this year"),
    "whole_invested_ytd": Say("各单位合计：年初累计完成", "all units: invested this year to date"),
    "whole_invested_ytd_last_year": Say(
        "各单位合计：上年同期累计完成", "all units: invested last year to the same month"
    ),
}
UNIT_COLUMNS: Final = {**UNIT, **PERIOD, **SUMMED}
"""Every column of the row of a unit, which lights of units see: `SUMMED` over its projects."""
