"""June 2025 in a county: thirty projects, three clerks on branches, an office that holds a meeting every week.

Everything is done by commands, in real clones of one repository. The events are listed below as the
clerks' diaries have them; what the lists say at the month's end was counted from the diaries by hand.

    issue            raised           due         cleared     at the month's end
    征地补偿           3 June permits   17 June     13 June     cleared on time, 10 days
    供地手续           3 June means     24 June     27 June     cleared late, 24 days
    支付滞后           3 June schedule  17 June     —           open, overdue, raised to the leader
    设计变更           9 June permits   23 June     20 June     reopened on 25 June, due anew 9 July, open
    用电容量           9 June means     30 June     —           resolved on 27 June, open, due today
    材料涨价           9 June schedule  23 June     23 June     cleared on time, 14 days
    道路接口 (meeting)  9 June permits   20 June     19 June     cleared on time, 10 days
    施工许可          16 June permits   30 June     —           open, due today
    管线迁改 (two)     16 June means      7 July     —           open
    雨季停工          23 June schedule   7 July     —           open, not assigned
    资金拨付 (meeting) 23 June means     27 June     —           open, overdue by a working day

The Dragon Boat Festival was on 31 May, so Monday the 2nd was off; the month has no other holiday.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from small_ledger import IDENTITY

from xmtz.cli import main as program

END = "2025-06-30"
TOWNS = {"wuli": "五里镇", "jianmin": "建民街道", "guanmiao": "关庙镇"}
OFFICES = {"fagai": "发改局", "ziran": "自然资源局", "shenpi": "审批局", "caizheng": "财政局"}


class Desk:
    """A person's clone of the ledger, and the program in it."""

    def __init__(self, root: Path, branch: str) -> None:
        self.root = root
        self.branch = branch

    def run(self, *words: str) -> tuple[int, str, str]:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = program.run(["--lang", "zh", "--ledger", str(self.root), *words])
        return code, out.getvalue(), err.getvalue()

    def ok(self, *words: str) -> str:
        code, out, err = self.run(*words)
        assert code == 0, (words, out, err)
        return out

    def data(self, *words: str) -> Any:
        return json.loads(self.ok(*words, "--format", "json"))

    def write(self, *words: str) -> str:
        """What a command that writes and commits says."""
        return self.ok(*words, "--commit")

    def refused(self, *words: str) -> str:
        code, _, err = self.run(*words)
        assert code == 1, (words, err)
        return err

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, check=False)
        assert done.returncode == 0, (words, done.stdout.decode(), done.stderr.decode())
        return done.stdout.decode()

    def pull(self) -> None:
        """Begin the week from what the office has."""
        self.git("fetch", "--quiet", "origin")
        self.git("merge", "--quiet", "origin/main")

    def push(self) -> None:
        self.git("push", "--quiet", "origin", f"HEAD:{self.branch}")


class County:
    """The office's desk and those of three clerks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = Desk(folder / "发改局", "main")
        program.run(
            ["--lang", "zh", "init", str(self.office.root), "--template", "hanbin", "--name", "示例县"]
        )
        self._units()
        self.clerks: dict[str, Desk] = {}
        self.issues: dict[str, str] = {}  # ids by a word of the title

    def _units(self) -> None:
        lines = ["units:"]
        lines += [
            f"  {key}: {{name: {name}, kind: town, order: {n}}}"
            for n, (key, name) in enumerate(TOWNS.items(), 1)
        ]
        lines += [f"  {key}: {{name: {name}, kind: department}}" for key, name in OFFICES.items()]
        (self.office.root / "units.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")

    def open_desks(self) -> None:
        """Everyone gets a clone and a branch of his own."""
        bare = self.folder / "origin.git"
        subprocess.run(["git", "clone", "--quiet", "--bare", str(self.office.root), str(bare)], check=True)
        self.office.git("remote", "add", "origin", str(bare))
        for town in TOWNS:
            root = self.folder / TOWNS[town]
            subprocess.run(["git", "clone", "--quiet", str(bare), str(root)], check=True, capture_output=True)
            self.clerks[town] = Desk(root, town)
            self.clerks[town].git("checkout", "--quiet", "-b", town)

    def begin_week(self) -> tuple[Desk, Desk, Desk]:
        """The clerks take in what the office has."""
        wuli, jianmin, guanmiao = self.clerks.values()
        for clerk in (wuli, jianmin, guanmiao):
            clerk.pull()
        return wuli, jianmin, guanmiao

    def gather(self) -> None:
        """The clerks hand in their branches; the office merges them. Nobody's facts meet on one line."""
        for clerk in self.clerks.values():
            clerk.push()
        self.office.git("fetch", "--quiet", "origin")
        for town in self.clerks:
            self.office.git("merge", "--quiet", "--no-edit", f"origin/{town}")
        assert self.office.run("check", "--as-of-date", END)[0] == 0
        self.office.push()

    def issue(self, who: Desk, word: str, project: str, title: str, of: str, on: str, *more: str) -> None:
        """Somebody raises an issue; it is known by a word from now on. `on`: a day of June."""
        words = ("issue", "add", project, "--title", title, "--class", of, "--on", june(on), *more)
        self.issues[word] = re.findall(r"i-[0-9a-z]+", who.write(*words))[-1]

    def does(self, who: Desk, what: str, word: str, on: str, *more: str) -> None:
        """Somebody does something about an issue."""
        who.write("issue", what, self.issues[word], "--on", june(on), *more)

    def refuses(self, who: Desk, what: str, word: str, on: str, *more: str) -> str:
        """What the program says to what cannot be done."""
        return who.refused("issue", what, self.issues[word], "--on", june(on), *more)

    def clears(self, who: Desk, word: str, on: str, evidence: str) -> None:
        """The inspectors clear an issue."""
        self.does(who, "clear", word, on, "--by", "督查室郑某", "--evidence", evidence)

    def meets(self, on: str, *decisions: str) -> str:
        """The office records the weekly meeting; gives the id of the issue that a decision has become."""
        words = [word for one in decisions for word in ("--decision", one)]
        said = self.office.write("meeting", "record", "weekly_dispatch", "--on", june(on), *words)
        self.office.push()
        return "".join(re.findall(r"立案 1 个（(i-[0-9a-z]+)）", said))


def june(day: str) -> str:
    """A day of June 2025."""
    return f"2025-06-{day}"


def projects(town: str, n: int) -> str:
    """Ten projects of a town, as the clerk wrote them down."""
    return "".join(
        f"- name: {TOWNS[town]}{kind}\n  unit: {town}\n  total: {1000 * n + 100 * k}\n  sector: manufacturing\n"
        f"  scope: 建设{kind}\n  dates: {{planned_start: 2025-09-01}}\n  stages: [{{to: planned, on: 2025-05-0{n}}}]\n"
        for k, kind in enumerate(
            (
                "茶叶加工厂",
                "魔芋制品线",
                "毛绒玩具厂",
                "生猪养殖场",
                "冷链仓库",
                "污水处理站",
                "产业道路",
                "供水工程",
                "数据标注基地",
                "康养中心",
            )
        )
    )


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("县")
        for name, value in IDENTITY.items():
            patch.setenv(name, value)
        patch.setenv("GIT_CONFIG_COUNT", "1")
        patch.setenv("GIT_CONFIG_KEY_0", "init.defaultBranch")
        patch.setenv("GIT_CONFIG_VALUE_0", "main")
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.delenv("XMTZ_LEDGER", raising=False)
        played = County(folder)
        before_june(played)
        for week in (first_week, second_week, third_week, fourth_week, last_day):
            week(played)
        yield played


def before_june(county: County) -> None:
    for n, town in enumerate(TOWNS, 1):
        listed = county.folder / f"{town}.yaml"
        listed.write_text(projects(town, n), encoding="utf-8")
        county.office.ok("add", "--from", str(listed), "--on", f"2025-05-0{n}", "--anyway")
    county.office.git("add", "-A")
    county.office.git("commit", "--quiet", "-m", "五月：三十个项目")
    county.office.git("branch", "-M", "main")
    county.open_desks()


def first_week(county: County) -> None:
    """3 to 6 June: three issues come up; the office hands them out at Friday's meeting."""
    wuli, jianmin = county.clerks["wuli"], county.clerks["jianmin"]
    county.issue(
        wuli,
        "征地补偿",
        "五里镇茶叶",
        "征地补偿未兑付",
        "前期手续",
        "03",
        "--origin",
        "企业",
        "--by",
        "茶叶加工厂",
    )
    county.issue(wuli, "供地手续", "五里镇魔芋", "供地手续未办", "要素保障", "03")
    county.issue(jianmin, "支付滞后", "建民街道茶叶", "进度款支付滞后", "时序进度", "03")
    county.gather()
    known = county.issues
    county.meets(
        "06",
        f"三日内兑付; 问题={known['征地补偿']}; 单位=财政局; 责任人=陈五",
        f"补办供地手续; 问题={known['供地手续']}; 单位=自然资源局; 责任人=李四",
        f"限期支付进度款; 问题={known['支付滞后']}; 单位=建民街道; 责任人=周七",
    )


def second_week(county: County) -> None:
    """9 to 13 June: three more; a decision becomes an issue; the first is cleared."""
    wuli, jianmin, guanmiao = county.begin_week()
    county.issue(
        jianmin,
        "设计变更",
        "建民街道魔芋",
        "设计变更未批",
        "permits",
        "09",
        "--unit",
        "审批局",
        "--person",
        "赵六",
    )
    county.issue(
        guanmiao,
        "用电容量",
        "关庙镇茶叶",
        "用电容量不足",
        "means",
        "09",
        "--unit",
        "发改局",
        "--person",
        "孙九",
    )
    county.issue(
        guanmiao,
        "材料涨价",
        "关庙镇魔芋",
        "材料涨价停工",
        "schedule",
        "09",
        "--unit",
        "关庙镇",
        "--person",
        "吴十",
    )
    county.does(wuli, "accept", "征地补偿", "09", "--by", "陈五")
    county.does(wuli, "plan", "征地补偿", "09", "--text", "分两批兑付")
    assert "一套解决方案" in county.refuses(wuli, "plan", "征地补偿", "10", "--text", "一次兑付")
    county.does(wuli, "progress", "征地补偿", "12", "--text", "全部兑付", "--by", "陈五")
    county.does(wuli, "resolve", "征地补偿", "12", "--by", "陈五")
    said = county.refuses(wuli, "clear", "征地补偿", "13", "--by", "陈五", "--evidence", "凭证")
    assert "陈五 不能自行销号" in said
    county.clears(wuli, "征地补偿", "13", "兑付凭证 36 份")
    guanmiao.write("figures", "关庙镇茶叶", "2025-05", "--paid", "10")
    county.gather()
    county.issues["道路接口"] = county.meets(
        "09", "接通道路接口; 项目=五里镇产业道路; 单位=五里镇; 责任人=钱八; 时限=2025-06-20; 类别=permits"
    )


def third_week(county: County) -> None:
    """16 to 20 June: two more, one of them of two projects; two are cleared; one is proposed for escalation."""
    wuli, jianmin, guanmiao = county.begin_week()
    county.issue(
        wuli,
        "施工许可",
        "五里镇毛绒",
        "施工许可未办",
        "permits",
        "16",
        "--unit",
        "审批局",
        "--person",
        "赵六",
    )
    county.does(wuli, "plan", "施工许可", "17", "--text", "容缺受理")
    county.does(wuli, "progress", "施工许可", "18", "--text", "材料已交")
    both = ("--also", "关庙镇生猪", "--unit", "发改局", "--person", "孙九")
    county.issue(guanmiao, "管线迁改", "关庙镇毛绒", "管线迁改未定", "means", "16", *both)
    county.does(wuli, "plan", "道路接口", "16", "--text", "夜间施工")
    county.does(wuli, "progress", "道路接口", "18", "--text", "接口打通")
    county.clears(wuli, "道路接口", "19", "现场照片")
    county.does(jianmin, "plan", "设计变更", "16", "--text", "专家论证")
    county.does(jianmin, "progress", "设计变更", "17", "--text", "专家会通过")
    county.clears(jianmin, "设计变更", "20", "变更批复")
    county.gather()
    county.meets("16")
    late = county.issues["支付滞后"]
    proposed = county.office.ok("issue", "report", "escalations", "--as-of-date", june("20"))
    assert f"xmtz issue escalate {late}" in proposed


def fourth_week(county: County) -> None:
    """23 to 27 June: the overdue one is raised to the department; one is reopened."""
    wuli, jianmin, guanmiao = county.begin_week()
    county.issue(jianmin, "雨季停工", "建民街道毛绒", "雨季停工", "schedule", "23")
    county.does(guanmiao, "plan", "材料涨价", "16", "--text", "签补充协议")
    said = county.refuses(guanmiao, "clear", "材料涨价", "20", "--by", "督查室郑某", "--evidence", "补充协议")
    assert "落实记录" in said
    county.does(guanmiao, "progress", "材料涨价", "20", "--text", "补充协议已签")
    county.clears(guanmiao, "材料涨价", "23", "补充协议")
    county.does(guanmiao, "progress", "用电容量", "26", "--text", "增容完成")
    county.does(guanmiao, "resolve", "用电容量", "27", "--by", "孙九")
    county.does(jianmin, "reopen", "设计变更", "25", "--reason", "批复撤回")
    county.does(wuli, "plan", "供地手续", "23", "--text", "挂牌出让")
    county.does(wuli, "progress", "供地手续", "24", "--text", "已挂牌")
    county.clears(wuli, "供地手续", "27", "成交确认书")
    county.gather()
    county.issues["资金拨付"] = county.meets(
        "23",
        f"行业主管部门督办; 问题={county.issues['支付滞后']}; 提级=下一级",
        "拨付首批资金; 项目=建民街道冷链; 单位=财政局; 责任人=陈五; 时限=2025-06-27; 类别=means",
    )


def last_day(county: County) -> None:
    """30 June: nine working days late, it goes to the leader in charge."""
    office, late = county.office, county.issues["支付滞后"]
    assert "包联区级领导" in office.ok("issue", "report", "escalations", "--as-of-date", END)
    county.does(office, "escalate", "支付滞后", "30", "--decision", "包联领导约谈")
    assert late not in office.ok("issue", "report", "escalations", "--as-of-date", END)
    county.meets("30")


# ---- What the lists say, as counted by hand


def words_of(county: County, rows: list[dict[str, Any]]) -> set[str]:
    """Issues by the words of the diary."""
    names = {id_: word for word, id_ in county.issues.items()}
    return {names[row["id"]] for row in rows}


def listed(county: County, *words: str) -> set[str]:
    found = county.office.data("issue", "list", *words, "--as-of-date", END)
    return words_of(county, found["issues"])


OPEN = {"支付滞后", "设计变更", "用电容量", "施工许可", "管线迁改", "雨季停工", "资金拨付"}
CLEARED = {"征地补偿", "供地手续", "材料涨价", "道路接口"}
OVERDUE = {"支付滞后", "资金拨付"}


def test_thirty_projects_are_there_and_nothing_is_wrong(county: County) -> None:
    assert len(county.office.data("list")["projects"]) == 30
    assert county.office.run("check", "--as-of-date", END)[0] == 0
    assert county.office.git("status", "--porcelain") == ""


def test_open_overdue_and_cleared_issues(county: County) -> None:
    assert listed(county) == OPEN
    assert listed(county, "--all") == OPEN | CLEARED
    assert listed(county, "--status", "overdue") == OVERDUE
    assert listed(county, "--status", "cleared") == CLEARED
    assert listed(county, "--status", "unassigned") == {"雨季停工"}
    assert listed(county, "--status", "resolved") == {"用电容量"}
    assert listed(county, "--status", "escalated") == {"支付滞后"}


def test_who_owes_what(county: County) -> None:
    assert listed(county, "--unit", "审批局") == {"设计变更", "施工许可"}
    assert listed(county, "--person", "孙九") == {"用电容量", "管线迁改"}
    assert listed(county, "关庙镇生猪") == {"管线迁改"}
    assert listed(county, "--origin", "meeting", "--all") == {"道路接口", "资金拨付"}


def test_the_list_of_the_week_before_can_be_printed_again(county: County) -> None:
    """What was cleared later was open then, and what was reopened later was cleared."""
    then = county.office.data("issue", "list", "--as-of-date", "2025-06-22")
    assert words_of(county, then["issues"]) == {
        "供地手续",
        "支付滞后",
        "用电容量",
        "材料涨价",
        "施工许可",
        "管线迁改",
    }


def test_rates_of_the_month(county: County) -> None:
    """Eleven raised, four cleared; on time three of the six that were cleared or past their limit;
    10 + 24 + 14 + 10 days are 14.5 in the mean, 8 + 18 + 10 + 8 working days 11."""
    rates = county.office.data("issue", "report", "rates", "--month", "2025-06", "--as-of-date", END)
    total = rates["total"]
    assert (total["raised"], total["reopened"], total["cleared"]) == (11, 1, 4)
    assert (total["open"], total["overdue"]) == (7, 2)
    assert (total["rate"], total["on_time_rate"]) == ("4/11", "1/2")
    assert (total["mean_days"], total["mean_working_days"]) == ("29/2", "11")
    by_unit = {one["label"]: (one["raised"], one["cleared"], one["overdue"]) for one in rates["groups"]}
    assert by_unit == {
        "五里镇": (1, 1, 0), "建民街道": (1, 0, 1), "关庙镇": (1, 1, 0), "发改局": (2, 0, 0),
        "自然资源局": (1, 1, 0), "审批局": (2, 0, 0), "财政局": (2, 1, 1), "未交办": (1, 0, 0),
    }  # fmt: skip


def test_the_three_lists_hang_together(county: County) -> None:
    """What is on the list of issues is on that of duties and on that of actions, under the same id."""
    lists = [
        {row["id"] for row in county.office.data("issue", "report", kind, "--as-of-date", END)["issues"]}
        for kind in ("problems", "duties", "actions")
    ]
    assert lists[0] == lists[1] == lists[2] == {county.issues[word] for word in OPEN}
    said = county.office.ok("issue", "report", "duties", "--as-of-date", END)
    assert said.index("未交办") < said.index("财政局")


def test_decisions_were_kept_or_not(county: County) -> None:
    """Six decisions: two kept in time, one late, three overdue (two of one issue)."""
    found = county.office.data("meeting", "list", "--from", "2025-06-01", "--to", END, "--as-of-date", END)
    states = [one["state"] for meeting in found["meetings"] for one in meeting["decisions"]]
    assert states == ["kept", "late", "overdue", "kept", "overdue", "overdue"]


def test_the_agenda_of_the_last_day_is_about_what_lags(county: County) -> None:
    agenda = county.office.ok("meeting", "prepare", "--weekly", "--on", END)
    assert county.issues["支付滞后"] in agenda
    assert county.issues["资金拨付"] in agenda
    assert county.issues["征地补偿"] not in agenda


def test_a_meeting_was_held_in_every_week_but_the_one_that_ended_on_the_first(county: County) -> None:
    (weekly,) = county.office.data("cadence", "2025-06", "--kind", "weekly_dispatch", "--as-of-date", END)[
        "cadences"
    ]
    assert [(one["period"], one["state"]) for one in weekly["periods"]] == [
        ("2025-W22", "missed"), ("2025-W23", "kept"), ("2025-W24", "kept"), ("2025-W25", "kept"), ("2025-W26", "kept"),
    ]  # fmt: skip


def test_every_step_of_it_is_a_commit_in_words(county: County) -> None:
    log = county.office.git("log", "--format=%s")
    assert "提级" in log
    assert log.count(" 销号") == 5  # four stay cleared, one was reopened
