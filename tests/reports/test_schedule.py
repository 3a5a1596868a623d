"""xmtz schedule: what waits for what, how late it is, what to file, and the ranking that agrees with it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_ledger import PLAIN, Small

from xmtz.domain.width import width
from xmtz.index.ledger import open_ledger
from xmtz.index.plan_rows import slips
from xmtz.records.calendar import calendar_of
from xmtz.render import terminal
from xmtz.render.clocks.schedule import schedule_document
from xmtz.reports.clocks.schedule import schedule
from xmtz.reports.names import Names

RULES = PLAIN | {
    "stages": """\
stages:
  reserved: {label: {zh: 储备, en: Reserved}, next: [started]}
  started:
    label: {zh: 开工, en: Started}
    marks: [started]
    next: [completed]
    needs: [{step: permit}, {step: eia, is: [granted, committed]}]
  completed: {label: {zh: 竣工, en: Completed}, marks: [completed], next: [production]}
  production: {label: {zh: 投产, en: In production}, marks: [production]}
""",
    "steps": """\
groups: {joint: {zh: 联合办理, en: Joint}}
steps:
  filing: {label: {zh: 立项备案, en: Filing}, limit: 10 wd, promise: 3 wd, authority: {zh: 发改委, en: DRC}}
  eia:
    label: {zh: 环评, en: EIA}
    limit: 60 d
    needs: [filing]
    cases:
      - {when: "eia = 'form'", limit: 30 d}
      - {when: "eia = 'registration'", limit: 0 wd}
  drawings: {label: {zh: 审图, en: Drawings}, limit: 1 m, needs: [filing], group: joint}
  relics: {label: {zh: 考古, en: Archaeology}, when: relics = 1, group: joint}
  permit: {label: {zh: 施工许可, en: Works permit}, limit: 7 d, needs: [drawings, relics], commit: true, defer: true}
  acceptance: {label: {zh: 竣工验收, en: Acceptance}, limit: 15 d, due_from: completed}
""",
}
MILESTONES = """\
traits: {eia: form}
dates: {planned_start: 2025-06-03, planned_finish: 2025-09-30}
milestones:
  - {name: 基础, baseline: 2025-06-30, duration: 20}
  - {name: 封顶, baseline: 2025-08-29, duration: 40}
"""


@pytest.fixture
def small(tmp_path):
    return Small(tmp_path / "ledger", RULES)


def asked(small, *more, project="ts25-0001", day="2025-03-03"):
    return json.loads(small.ok("schedule", project, "--as-of-date", day, "--format", "json", *more))


def spans(found):
    return {
        one["label"]: (one["begin"], one["finish"], one["begin_by"], one["finish_by"])
        for one in found["tasks"]
    }


def by_label(found, key):
    return {one["label"]: one[key] for one in found["tasks"]}


def test_every_date_by_hand(small):
    """From Monday 2025-03-03: filing takes its promise of 3 days, to 03-06. Drawings take a month, 21
    days: 17 are left in March, April 1 to 3 make 20, the 4th is a holiday, so 04-07. The EIA of a form
    takes 30 days, 22 working ones: 04-08. The permit takes 7 days, 5 working ones, from 04-07: 04-14.
    The base takes 20: 13 are left in April with Sunday the 27th, 7 in May after the holiday of its
    first five days: 05-14. The roof takes 40: 12 are left in May, June has 20 as the 2nd is off, 8 in
    July: 07-10. Until 09-30 there are 15 more in July, 21 in August and 23 in September with Sunday the
    28th: 59 to spare."""
    small.project(MILESTONES)
    found = asked(small)
    assert (found["earliest_finish"], found["slip"]) == ("2025-07-10", -59)
    assert found["critical_path"] == ["filing", "drawings", "permit", "milestone:0", "milestone:1"]
    days = spans(found)
    assert days["立项备案"][:2] == ("2025-03-03", "2025-03-06")
    assert days["审图"][:2] == ("2025-03-06", "2025-04-07")
    assert days["施工许可"][:2] == ("2025-04-07", "2025-04-14")
    assert days["基础"][:2] == ("2025-04-14", "2025-05-14")
    assert days["封顶"][:2] == ("2025-05-14", "2025-07-10")
    assert days["封顶"][3] == "2025-09-30"
    assert set(by_label(found, "float").values()) >= {59, 63}


def test_a_step_plans_with_the_case_that_holds(small):
    small.project(MILESTONES)
    small.project(MILESTONES.replace("form", "registration"))
    small.project(MILESTONES.replace("eia: form", "relics: false"))
    taken = [by_label(asked(small, project=f"ts25-000{n}"), "days")["环评"] for n in (1, 2, 3)]
    assert taken == [22, 0, 43]


def test_a_step_without_a_limit_takes_twenty_days_and_says_so(small):
    small.project(MILESTONES.replace("eia: form", "eia: form, relics: true"))
    found = asked(small)
    assert by_label(found, "days")["考古"] == 20
    assert [label for label, flag in by_label(found, "assumed").items() if flag] == ["考古"]
    assert "? 没有规定时限" in small.ok("schedule", "ts25-0001", "--as-of-date", "2025-03-03")


def test_what_is_done_drops_out_and_what_runs_takes_what_is_left(small):
    small.project(
        "steps:\n"
        "  filing: {applied: 2025-02-03, granted: 2025-02-06}\n"
        "  drawings: {applied: 2025-02-17, accepted: 2025-02-17}\n"
        "  permit: {skipped: 2025-02-20}\n" + MILESTONES
    )
    found = asked(small)
    assert found["done"] == ["filing", "permit"]
    # 21 working days from 02-17; 10 are used by 03-03.
    assert by_label(found, "days")["审图"] == 11
    assert by_label(found, "since")["审图"] == "2025-02-17"
    assert by_label(found, "after")["环评"] == []


def test_a_pause_is_not_counted_and_an_open_one_holds_what_is_left(small):
    small.project(
        "steps:\n"
        "  filing: {granted: 2025-02-06}\n"
        "  drawings: {accepted: 2025-02-17, paused: [{from: 2025-02-19, to: 2025-02-26, why: hearing}]}\n"
        "  eia: {accepted: 2025-02-17, paused: [{from: 2025-02-24, why: expert-review}]}\n" + MILESTONES
    )
    one, later = asked(small), asked(small, day="2025-03-17")
    assert by_label(one, "days")["审图"] == 16  # five of the ten days stood still
    assert by_label(later, "days")["审图"] == 6
    # 18 to 21 February are used of its 22, whatever the day.
    assert by_label(one, "days")["环评"] == by_label(later, "days")["环评"] == 18
    assert by_label(one, "state")["环评"] == "paused"


def test_what_is_overdue_still_takes_a_day(small):
    small.project("steps: {filing: {accepted: 2025-01-06}}\n" + MILESTONES)
    found = asked(small)
    assert by_label(found, "days")["立项备案"] == 1
    assert spans(found)["立项备案"][:2] == ("2025-03-03", "2025-03-04")


def test_construction_that_has_begun_waits_for_no_step(small):
    small.project("stages: [{to: started, on: 2025-02-10}]\n" + MILESTONES)
    found = asked(small)
    assert by_label(found, "after")["基础"] == []
    assert by_label(found, "days")["基础"] == 5  # 15 of 20 are used
    assert "不再等手续" in small.ok("schedule", "ts25-0001", "--as-of-date", "2025-03-03")


def test_acceptance_follows_completion_and_does_not_count_towards_it(small):
    small.project(MILESTONES)
    found = asked(small)
    assert [label for label, flag in by_label(found, "after_completion").items() if flag] == ["竣工验收"]
    assert spans(found)["竣工验收"] == ("2025-07-10", "2025-07-25", "2025-09-30", "2025-10-22")


def test_a_milestone_that_waits_for_acceptance_counts(small):
    small.project(MILESTONES + "  - {name: 交付, baseline: 2025-09-30, after: [acceptance], duration: 5}\n")
    found = asked(small)
    assert not any(by_label(found, "after_completion").values())
    assert found["critical_path"][-2:] == ["acceptance", "milestone:2"]


def test_a_milestone_waits_for_what_it_names(small):
    small.project(
        "dates: {planned_start: 2025-06-03, planned_finish: 2025-09-30}\n"
        "stages: [{to: started, on: 2025-02-10}]\n"
        "milestones:\n"
        "  - {name: 甲, baseline: 2025-03-31, actual: 2025-02-20}\n"
        "  - {name: 乙, baseline: 2025-04-30, after: [甲], duration: 30}\n"
        "  - {name: 丙, baseline: 2025-05-30, after: [甲, relics, 施工许可], duration: 10}\n"
    )
    found = by_label(asked(small), "after")
    assert found["乙"] == []
    assert found["丙"] == ["permit"]  # no archaeology is needed here; a label will do


def test_without_durations_planned_dates_say_how_long_a_milestone_takes(small):
    small.project(
        "dates: {planned_start: 2025-06-03}\n"
        "milestones:\n"
        "  - {name: 甲, baseline: 2025-06-10}\n"
        "  - {name: 乙, baseline: 2025-06-30, current: 2025-07-10, reason: 汛期}\n"
    )
    found = asked(small)
    assert found["wanted_by"] == "milestone"
    assert (by_label(found, "days")["甲"], by_label(found, "days")["乙"]) == (5, 22)


def test_without_milestones_construction_is_one_task(small):
    small.project("dates: {planned_start: 2025-06-03, planned_finish: 2025-06-30}")
    found = asked(small)
    assert by_label(found, "days")["施工"] == 19
    assert found["construction"] == "dates"


def test_what_is_not_known_is_said(small):
    small.project("dates: {planned_finish: 2025-06-30}")
    small.project("dates: {planned_start: 2025-06-03}")
    for lang, unknown, only in (
        ("zh", "施工没有算进去", "只能排最早日期"),
        ("en", "is not counted", "only earliest"),
    ):
        text = [
            " ".join(small.ok("schedule", f"ts25-000{n}", "--as-of-date", "2025-03-03", lang=lang).split())
            for n in (1, 2)
        ]
        assert unknown in text[0]
        assert only not in text[0]
        assert unknown in text[1]
        assert only in text[1]
    found = asked(small, project="ts25-0002")
    assert found["wanted_finish"] is found["slip"] is None
    assert set(by_label(found, "begin_by").values()) == {None}
    assert asked(small, "--finish", "2025-05-01", project="ts25-0002")["wanted_by"] == "asked"


def test_what_to_file_this_week(small):
    small.project(MILESTONES.replace("eia: form", "eia: form, relics: true"))
    found = asked(small)["to_file"]
    assert [(one["step"], one["ready"]) for one in found] == [("filing", True), ("relics", True)]
    assert found[0]["authority"] == "发改委"
    late = asked(small, "--finish", "2025-06-16")["to_file"]
    assert [(one["step"], one["passed"], one["ready"]) for one in late][:1] == [("filing", True, True)]
    assert {one["step"] for one in late} > {"drawings", "filing"}


def test_things_that_wait_for_one_another_are_named(small):
    small.project(
        "dates: {planned_finish: 2025-09-30}\n"
        "milestones:\n"
        "  - {name: 甲, baseline: 2025-06-10, after: [乙]}\n"
        "  - {name: 乙, baseline: 2025-06-30, after: [甲]}\n"
    )
    small.project(MILESTONES)
    said = small.refused("schedule", "ts25-0001", "--as-of-date", "2025-03-03")
    assert "甲 → 乙 → 甲" in said or "乙 → 甲 → 乙" in said
    assert [one["id"] for one in ranked(small)] == ["ts25-0002"]


def test_days_beyond_the_published_calendar_are_marked_once(small):
    small.project("dates: {planned_start: 2035-06-01, planned_finish: 2036-06-30}")
    text = small.ok("schedule", "ts25-0001", "--as-of-date", "2035-03-01")
    assert text.count("放假安排只公布到") == 1
    assert all(by_label(asked(small, day="2035-03-01"), "provisional").values())
    small.project(MILESTONES)
    assert "放假安排" not in small.ok("schedule", "ts25-0002", "--as-of-date", "2025-03-03")


def test_a_completed_project_has_only_what_is_left(small):
    small.project("stages: [{to: started, on: 2024-01-10}, {to: completed, on: 2025-01-10}]\n" + MILESTONES)
    found = asked(small)
    assert found["construction"] == "over"
    assert "milestone" not in {one["kind"] for one in found["tasks"]}
    assert ranked(small) == []


# ---- The printed forms


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "rest", [MILESTONES, "dates: {planned_start: 2025-06-03, planned_finish: 2031-06-30}", ""]
)
def test_the_chart_and_the_tables_fit_eighty_columns(small, lang, rest):
    long = "特别长的节点名称用来看看横道图会不会对不齐、表格会不会折行"
    small.project(rest.replace("封顶", long) + "\ntags: [长]", name="名称相当长的一个重点建设项目" * 3)
    assert long[:6] in small.ok("schedule", "ts25-0001", lang=lang) or "封顶" not in rest
    ledger = open_ledger(small.root)
    value = schedule(ledger, "projects/2025/ts25-0001.yaml", date(2025, 3, 3))
    document = schedule_document(value, Names(ledger))
    for text, _ in terminal._lines(document, 80):
        assert width(text) <= 80 or text in (document.title, *document.subtitle), text
    (chart,) = (section.chart for section in document.sections if section.chart)
    assert all(ord(c) < 128 or width(c) == 2 or c == "…" for text in chart for c in text)
    ledger.close()


def test_bars_stand_under_their_days(small):
    small.project(MILESTONES)
    text = small.ok("schedule", "ts25-0001", "--as-of-date", "2025-03-03")
    rule = next(line for line in text.splitlines() if line.strip().startswith("|-"))
    rows = [
        line for line in text.splitlines() if line.startswith("* ") and "#" in line and "关键 " not in line
    ]

    def at(line, mark):
        return width(line[: line.index(mark)])

    assert at(rows[0], "#") == at(rule, "|")
    ends = [width(row[: row.rindex("#") + 1]) for row in rows]
    begins = [at(row, "#") for row in rows]
    for end, begin in zip(ends, begins[1:], strict=False):
        assert begin in (end - 1, end)
    assert all(width(row[: row.rindex("!")]) == at(rule, "!") for row in rows if "!" in row)


def test_markdown_csv_and_json_say_the_same(small):
    small.project(MILESTONES, name="含|竖线`和<b>的项目")
    found = asked(small)
    arguments = ("schedule", "ts25-0001", "--as-of-date", "2025-03-03", "--format")
    rows = list(csv.DictReader(io.StringIO(small.ok(*arguments, "csv"))))
    assert [(row["任务"], row["最早开始"], row["最迟完成"], row["机动"]) for row in rows] == [
        (one["label"], one["begin"], one["finish_by"], str(one["float"])) for one in found["tasks"]
    ]
    text = small.ok(*arguments, "md")
    assert text.count("```") == 2
    assert "含\\|竖线" in text
    assert "| \\* 封顶 | 40 | 2025-05-14 |" in text


def test_json_has_the_keys_it_promises(small):
    small.project(MILESTONES)
    found = asked(small)
    assert sorted(found) == [
        "as_of_date", "begun", "calendar_known_until", "construction", "critical_path", "done",
        "earliest_finish", "milestones", "name", "path", "project", "provisional", "report", "slip", "start",
        "tasks", "to_file", "version", "wanted_by", "wanted_finish",
    ]  # fmt: skip
    assert sorted(found["tasks"][0]) == [
        "after", "after_completion", "assumed", "begin", "begin_by", "critical", "days", "finish", "finish_by",
        "float", "key", "kind", "label", "provisional", "since", "state",
    ]  # fmt: skip
    assert (found["version"], ranked(small)[0]["slip"]) == (1, found["slip"])


# ---- The ranking


def ranked(small, day="2025-03-03", *more):
    return json.loads(small.ok("schedule", "--all", "--as-of-date", day, "--format", "json", *more))[
        "projects"
    ]


def test_all_ranks_by_slip(small):
    small.project(MILESTONES)
    small.project(MILESTONES.replace("2025-09-30", "2025-05-30"), unit="b")
    small.project("")
    rows = ranked(small)
    assert [(one["id"], one["slip"] > 0) for one in rows] == [("ts25-0002", True), ("ts25-0001", False)]
    assert rows[0]["latest"] == {"kind": "step", "task": "filing", "label": "立项备案"}
    assert [one["id"] for one in ranked(small, "2025-03-03", "--unit", "甲镇")] == ["ts25-0001"]
    text = small.ok("schedule", "--all", "--as-of-date", "2025-03-03")
    assert "2 个项目有倒排工期，1 个晚了" in text
    assert "另有 1 个项目" in text


DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@st.composite
def projects(draw):
    """A project file with steps in every state and milestones of every kind."""
    lines = []
    dates = [f"{key}: {draw(DAYS)}" for key in ("planned_start", "planned_finish") if draw(st.booleans())]
    lines.append(f"dates: {{{', '.join(dates)}}}")
    lines.append(
        f"traits: {{relics: {draw(st.sampled_from(['true', 'false']))}, eia: {draw(st.sampled_from(['report', 'form', 'registration']))}}}"
    )
    if draw(st.booleans()):
        lines.append(f"stages: [{{to: started, on: {draw(DAYS)}}}]")
    lines.append("steps:")
    for key in ("filing", "eia", "drawings", "relics", "permit", "acceptance"):
        if not draw(st.booleans()):
            continue
        days = sorted(draw(st.lists(DAYS, min_size=5, max_size=5)))
        facts = [f"applied: {days[0]}", f"accepted: {days[1]}"][: draw(st.integers(0, 2))]
        if len(facts) == 2 and draw(st.booleans()):
            to = f"to: {days[3]}, " if draw(st.booleans()) else ""
            facts.append(f"paused: [{{from: {days[2]}, {to}why: hearing}}]")
        ending = draw(st.sampled_from(["", "", "granted", "refused", "skipped", "deferred"]))
        if ending == "deferred":
            facts.append(f"deferred: {{until: {days[4]}}}")
        elif ending:
            facts.append(f"{ending}: {days[4]}")
        lines.append(f"  {key}: {{{', '.join(facts)}}}")
    names = [f"节点{n}" for n in range(draw(st.integers(0, 4)))]
    if names:
        lines.append("milestones:")
    for n, name in enumerate(names):
        facts = [f"name: {name}", f"baseline: {draw(DAYS)}"]
        if draw(st.booleans()):
            facts.append(f"current: {draw(DAYS)}")
        if draw(st.integers(0, 3)) == 0:
            facts.append(f"actual: {draw(DAYS)}")
        if draw(st.booleans()):
            facts.append(f"duration: {draw(st.integers(1, 60))}")
        after = draw(st.lists(st.sampled_from([*names[:n], "permit", "acceptance"]), max_size=2, unique=True))
        if after:
            facts.append(f"after: [{', '.join(after)}]")
        lines.append(f"  - {{{', '.join(facts)}}}")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    return Small(tmp_path_factory.mktemp("schedules") / "ledger", RULES)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(projects(), min_size=1, max_size=6), more=st.integers(0, 400))
def test_the_ranking_says_what_each_schedule_says(shared, texts, more):
    """On any day after the last that a file records, from the index alone."""
    shared.count = 0
    for file in (shared.root / "projects").rglob("*.yaml"):
        file.unlink()
    for text in texts:
        shared.project(text)
    ledger = open_ledger(shared.root)
    day = date(2025, 12, 31) + timedelta(days=more)
    rows = {row.path: row for row in slips(ledger.facts, calendar_of(ledger.rules), day, None)}
    for path, _ in ledger.facts.execute("SELECT path, c FROM state").fetchall():
        value = schedule(ledger, path, day)
        row = rows.get(path)
        assert (None if row is None else row.days) == value.slip
        if row is None:
            continue
        assert row.wanted == value.wanted
        kept = ledger.facts.execute(
            "SELECT task, kind, begin_by, finish_by FROM backward JOIN state USING (c) WHERE path = ? ORDER BY n",
            (path,),
        ).fetchall()
        for (task, kind, begin_by, finish_by), line in zip(kept, value.lines, strict=True):
            assert (task, kind == "step") == (line.name, line.kind == "step")
            assert finish_by == str(line.finish_by)
            if line.since is None or line.state == "paused":
                assert begin_by == str(line.begin_by)
    ledger.close()


# ---- Milestones


def test_a_move_needs_a_reason_and_keeps_the_baseline(small):
    path = small.project(MILESTONES)
    before = (small.root / path).read_bytes().decode()
    said = small.refused("schedule", "ts25-0001", "--move", "封顶=2025-09-12", code=1)
    assert "--reason" in said
    small.ok("schedule", "ts25-0001", "--move", "封顶=2025-09-12", "--reason", "汛期停工")
    after = (small.root / path).read_bytes().decode()
    assert "{name: 封顶, baseline: 2025-08-29, current: 2025-09-12, reason: 汛期停工, duration: 40}" in after
    assert [a for a, b in zip(before.split("\n"), after.split("\n"), strict=True) if a != b] == [
        "  - {name: 封顶, baseline: 2025-08-29, duration: 40}"
    ]
    one = asked(small)["milestones"][1]
    assert (one["baseline"], one["current"], one["reason"]) == ("2025-08-29", "2025-09-12", "汛期停工")
    small.ok("check")


def test_a_milestone_is_reached(small):
    small.project(MILESTONES)
    small.ok("schedule", "ts25-0001", "--done", "基础=2025-06-27")
    found = asked(small, day="2025-07-01")
    assert found["milestones"][0]["actual"] == "2025-06-27"
    assert found["milestones"][0]["slip"] == -1
    assert "基础" not in by_label(found, "days")


def test_everything_that_stands_in_the_way_is_said_at_once(small):
    path = small.project(MILESTONES.replace("duration: 20", "actual: 2025-06-27"))
    before = (small.root / path).read_bytes()
    said = small.refused(
        "schedule",
        "ts25-0001",
        "--move",
        "基础=2025-07-01",
        "--move",
        "封顶=2025-08-29",
        "--done",
        "封顶=2099-01-01",
        code=1,
    )
    for words in ("--reason", "已于 2025-06-27 完成", "当前计划就是 2025-08-29", "还没有到", "写了两次"):
        assert words in said
    said = small.refused(
        "schedule", "ts25-0001", "--move", "封底=2025-07-01", "--done", "封顶", "--move", "封顶=2025-13-01"
    )
    for words in ("没有这个节点", "节点=日期", "请核对月份"):
        assert words in said
    assert (small.root / path).read_bytes() == before


def test_a_dry_run_shows_the_change_and_makes_none(small):
    path = small.project(MILESTONES)
    before = (small.root / path).read_bytes()
    out = small.ok("schedule", "ts25-0001", "--move", "封顶=2025-09-12", "--reason", "汛期", "--dry-run")
    assert "+  - {name: 封顶, baseline: 2025-08-29, current: 2025-09-12, reason: 汛期, duration: 40}" in out
    assert (small.root / path).read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--all", "ts25-0001"),
        ("--all", "--finish", "2025-01-01"),
        ("ts25-0001", "--unit", "a"),
        ("--all", "--move", "封顶=2025-01-01", "--reason", "x"),
        ("ts25-0001", "--dry-run"),
        ("ts25-0001", "--reason", "x"),
        ("ts25-0001", "--format", "html"),
        ("ts25-0001", "--done", "封顶=2025-01-01", "--as-of-date", "2025-02-01"),
    ],
)
def test_what_makes_no_sense_together_is_refused(small, arguments):
    small.project(MILESTONES)
    small.refused("schedule", *arguments)


def test_a_change_is_committed_with_what_was_done(small):
    small.project(MILESTONES, name="水厂")
    small.commit()
    small.ok("schedule", "ts25-0001", "--move", "封顶=2025-09-12", "--reason", "汛期", "--commit")
    assert small.git("log", "-1", "--format=%s").strip() == "节点：水厂 封顶 调整到 2025-09-12"
    before = asked(small, "--as-of", "HEAD~1")["milestones"][1]
    assert (before["current"], asked(small, "--as-of", "HEAD")["milestones"][1]["current"]) == (
        None,
        "2025-09-12",
    )
    small.project(MILESTONES.replace("2025-09-30", "2025-05-30"))
    assert [one["id"] for one in ranked(small, "2025-03-03", "--as-of", "HEAD")] == ["ts25-0001"]


def test_names_cannot_change_the_page(small):
    """Control characters and markup of a ledger stay text in every format."""
    small.project(
        "dates: {planned_start: 2025-06-03, planned_finish: 2025-09-30}\n"
        'milestones:\n  - {name: "```\\u009b2J# x|y", baseline: 2025-06-30, duration: 20}\n'
        '  - {name: "=1+1", baseline: 2025-06-30, duration: 20}\n'
    )
    for format_ in ("table", "md", "csv"):
        text = small.ok("schedule", "ts25-0001", "--as-of-date", "2025-03-03", "--format", format_)
        assert "\u009b" not in text
        assert format_ != "md" or text.count("```") == 2
        assert format_ != "csv" or ",'=1+1," in text
