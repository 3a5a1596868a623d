"""Every template is a complete, sound set of rules, and holds what its locality is known for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from xmtz.entry.templates import template_info, template_names, template_rules, templates_folder
from xmtz.records.expressions import checked
from xmtz.records.ledger import LedgerFile
from xmtz.records.project import Dates, People, Project
from xmtz.records.record import Context, Field, Record
from xmtz.records.row import COLUMNS, FACTS, UNIT_COLUMNS
from xmtz.records.rules import EXPRESSION, Indicator, Light, LimitCase, Rules, Span, StepRule
from xmtz.records.step import STATES, StepRecord
from xmtz.store.located import read
from xmtz.words.errors import USAGE, Trouble
from xmtz.words.finding import Finding
from xmtz.words.lang import Say

NAMES = ["national", "fengxi", "hanbin", "suqian", "xinmi", "xunyang"]
LOCALITIES = NAMES[1:]
every_template = pytest.mark.parametrize("name", NAMES)


@cache
def texts(name: str) -> dict[str, str]:
    return template_rules(name)


@cache
def loaded(name: str) -> tuple[Rules, list[Finding]]:
    """The rules of a template as a ledger reads them, and everything found in them."""
    findings: list[Finding] = []
    words: dict[str, Any] = {}
    rules = Rules({})
    for _ in range(2):  # the words that the rules define are known the second time
        findings = []
        typed: dict[str, Record] = {}
        for file, text in texts(name).items():
            reading = read(text, f"rules/{file}")
            findings += reading.findings
            if reading.root is not None:
                context = Context(f"rules/{file}", words)
                made = Rules.FILES[file.removesuffix(".yaml")].read(reading.root, context)
                findings += context.findings
                assert made is not None
                typed[file.removesuffix(".yaml")] = made
        rules = Rules(typed)
        words = dict(rules.words())
    return rules, findings


def rules_of(name: str) -> Rules:
    return loaded(name)[0]


def records(value: object) -> Iterator[Record]:
    """Every record in the rules."""
    if isinstance(value, Rules):
        for file in Rules.FILES:
            yield from records(getattr(value, file))
    elif isinstance(value, Record):
        yield value
        for field in value.fields.values():
            yield from records(getattr(value, field.attribute))
    elif isinstance(value, dict):
        for one in value.values():
            yield from records(one)
    elif isinstance(value, tuple) and not isinstance(value, Say):
        for one in value:
            yield from records(one)


def values(name: str) -> Iterator[tuple[Record, Field, object]]:
    for record in records(rules_of(name)):
        for field in record.fields.values():
            yield record, field, getattr(record, field.attribute)


# —— reading ——


def test_there_are_six_templates_the_national_one_first() -> None:
    assert template_names() == NAMES


@every_template
def test_a_template_reads_back_without_a_finding(name: str) -> None:
    assert list(texts(name)) == [f"{file}.yaml" for file in Rules.FILES]
    assert loaded(name)[1] == []


@every_template
def test_a_template_says_what_a_new_ledger_starts_with(name: str) -> None:
    info = template_info(name)
    assert (info.name, info.version, info.lang) == (name, 1, "zh")
    assert info.base == (None if name == "national" else "national")
    assert LedgerFile.fields["prefix"].type.pattern.fullmatch(info.prefix)
    assert info.sources


def test_each_locality_has_its_division_code_and_prefix() -> None:
    found = {name: (template_info(name).division, template_info(name).prefix) for name in LOCALITIES}
    assert found == {
        "fengxi": ("611102", "fx"),
        "xinmi": ("410183", "xm"),
        "hanbin": ("610902", "hb"),
        "xunyang": ("610981", "xy"),
        "suqian": ("321300", "sq"),
    }


@every_template
def test_every_file_says_which_template_it_came_from(name: str) -> None:
    info = template_info(name)
    for text in texts(name).values():
        first = text.splitlines()[0]
        assert first.startswith(f"# 本文件出自模板 {name}（{info.label.zh}）第 1 版")
        assert ("底本 national（全国通用）第 1 版" in first) == (name != "national")
        assert f"#   {info.sources[0].title_}" in text
        assert text.endswith("\n")
        assert "\t" not in text


@pytest.mark.parametrize("name", LOCALITIES)
def test_comments_of_base_and_locality_stand_in_the_same_file(name: str) -> None:
    for file, text in texts(name).items():
        for folder in ("national", name):
            path = templates_folder() / folder / "rules" / file
            if path.is_file():
                header = path.read_text(encoding="utf-8").splitlines()[0]
                assert header in text.splitlines(), f"{name}/{file} lost “{header}”"


@every_template
def test_nothing_is_lost_when_a_file_is_taken_apart_and_put_together(name: str) -> None:
    from xmtz.entry.merging import put_together, take_apart

    for path in (templates_folder() / name / "rules").glob("*.yaml"):
        parts = take_apart(path.read_text(encoding="utf-8"), path.name)
        if not (parts.drop or parts.only or parts.extend):
            assert put_together(parts) == path.read_text(encoding="utf-8"), path


@every_template
def test_every_text_is_in_both_languages(name: str) -> None:
    for record, field, value in values(name):
        for say in value if isinstance(value, tuple) and not isinstance(value, Say) else (value,):
            if isinstance(say, Say):
                where = f"{type(record).__name__}.{field.name}: {say}"
                assert re.search(r"[\u4e00-\u9fff]", say.zh), where
                assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", say.en), where


# —— stages ——


@every_template
def test_a_requirement_names_something_that_a_project_has(name: str) -> None:
    for stage in rules_of(name).stages.stages.values():
        assert stage.upon is None or stage.upon in Dates.fields
        for need in stage.needs:
            kinds = (
                *("date", "field", "person", "step", "steps", "resources", "risks", "dossier"),
                *("unlike", "intensity"),
            )
            assert len([kind for kind in kinds if getattr(need, kind)]) == 1
            assert need.date is None or need.date in Dates.fields
            assert need.field is None or need.field in Project.fields
            assert need.person is None or need.person in People.fields
            assert set(need.is_) <= set(STATES)


@every_template
def test_every_stage_is_reached_and_life_can_end_or_be_broken_off(name: str) -> None:
    stages = rules_of(name).stages.stages
    entered = {to for stage in stages.values() for to in stage.next}
    starts = [key for key in stages if key not in entered]
    assert starts, "a life has to begin somewhere"
    reached = set(starts)
    while more := {to for key in reached for to in stages[key].next} - reached:
        reached |= more
    assert reached == set(stages)
    before_works = [key for key in stages if key not in after(name, "started")]
    assert all("ended" in stages[key].next for key in [*before_works, "started", "suspended"])
    marks = [mark for stage in stages.values() for mark in stage.marks]
    assert set(marks) == {"started", "completed", "production", "ended"}


def after(name: str, stage: str) -> set[str]:
    """The stage and every stage that can follow it."""
    stages = rules_of(name).stages.stages
    reached = {stage, "ended"}
    while more := {to for key in reached for to in stages[key].next} - reached:
        reached |= more
    return reached


@every_template
def test_works_once_begun_never_go_back_to_planning(name: str) -> None:
    assert not after(name, "started") & {"intent", "negotiating", "signed", "planned", "reserved"}


# —— steps ——

STEPS = "filing siting land_plan land_use eia works_plan works_permit energy soil_water fire defence drawings acceptance"


@every_template
def test_the_steps_that_every_locality_needs_are_there(name: str) -> None:
    steps = rules_of(name).steps
    assert set(STEPS.split()) <= set(steps.steps)
    assert set(steps.classes or {}) == {"filing", "siting", "land", "eia", "works", "permit", "other"}
    assert list(steps.phases or {}) == ["land", "works", "construction", "acceptance"]
    for key, step in steps.steps.items():
        assert all((step.class_, step.phase, step.authority, step.level, step.due_from)), key


@every_template
def test_prerequisites_exist_and_do_not_run_in_a_circle(name: str) -> None:
    steps = rules_of(name).steps.steps
    done: set[str] = set()
    while ready := {key for key, step in steps.items() if key not in done and set(step.needs) <= done}:
        done |= ready
    assert done == set(steps)


@every_template
def test_a_limit_has_its_article_and_a_doubtful_one_says_why(name: str) -> None:
    for key, step in rules_of(name).steps.steps.items():
        for one in (step, *step.cases):
            if one.limit is not None:
                assert one.statute, key
                assert re.search(r"第.+条|国办发|办法|规定", one.statute.zh), key
        if step.provisional:
            assert step.limit_note, key
        if step.limit is None:
            assert step.provisional, key


def test_statutory_limits_are_those_of_the_law() -> None:
    steps = rules_of("national").steps.steps
    limits = {key: str(step.limit) for key, step in steps.items()}
    assert {
        key: limits[key] for key in ("filing", "land_plan", "eia", "works_permit", "fire", "acceptance")
    } == {
        "filing": "20 wd",
        "land_plan": "20 wd",
        "eia": "60 d",
        "works_permit": "7 d",
        "fire": "15 wd",
        "acceptance": "15 d",
    }
    assert str(steps["filing"].extension) == "40 wd"
    assert {case.when: str(case.limit) for case in steps["eia"].cases} == {
        "coalesce(eia, '') = 'form'": "30 d",
        "coalesce(eia, '') = 'registration'": "0 wd",
    }
    assert str(steps["works_permit"].valid) == "3 m"
    assert str(steps["siting"].valid) == "3 y"


def applying(name: str, **facts: object) -> set[str]:
    """The steps that apply to a project of these facts."""
    steps = rules_of(name).steps.steps
    return {key for key, step in steps.items() if step.when is None or evaluate(step.when, FACTS, facts)}


def evaluate(expression: str, columns: Any, row: dict[str, object]) -> object:
    facts = ", ".join(f"? AS {column}" for column in columns)
    query = f"SELECT ({checked(expression, columns)}) FROM (SELECT {facts})"
    return sqlite3.connect(":memory:").execute(query, [row.get(column) for column in columns]).fetchone()[0]


def test_which_steps_apply_follows_from_the_facts_of_a_project() -> None:
    nothing_said = applying("national")
    assert {"siting", "filing", "land_plan", "land_use", "eia", "works_plan", "works_permit"} <= nothing_said
    assert not nothing_said & {"energy", "soil_water", "relics", "fire", "defence", "preliminary"}
    factory = applying("national", procedure="filing", land_supply="auction", energy_tce=1000, special_fire=1)
    assert {"energy", "fire"} <= factory
    assert "siting" not in factory
    assert "energy" not in applying("national", energy_tce=999, power_kwh=499)
    assert "energy" in applying("national", energy_tce=10, power_kwh=500)
    assert not applying("national", new_land=0) & {"siting", "land_plan", "land_use"}
    assert "eia" not in applying("national", eia="none")


@every_template
def test_whole_process_limits_begin_and_end_at_something_known(name: str) -> None:
    rules = rules_of(name)
    for span in rules.steps.limits.values():
        for end in (span.from_, span.to):
            kind, _, rest = end.partition(".")
            if kind == "step":
                step, _, day = rest.partition(".")
                assert step in rules.steps.steps
                assert day in StepRecord.fields
            else:
                assert rest in {"date": Dates.fields, "stage": rules.stages.stages}[kind]


# —— expressions ——


@every_template
def test_every_expression_uses_known_columns_only_and_can_be_evaluated(name: str) -> None:
    seen = 0
    for record, field, value in values(name):
        if field.type is EXPRESSION and value is not None:
            columns = FACTS if isinstance(record, StepRule | LimitCase | Span) else COLUMNS
            if isinstance(record, Light) and record.of == "unit" and field.attribute != "scope":
                columns = UNIT_COLUMNS
            evaluate(str(value), columns, {})
            seen += 1
    assert seen > 60


# —— indicators: the formulas give the figures that were published ——


def rate(key: str, rows: list[dict[str, object]], name: str = "national") -> Fraction:
    indicator = rules_of(name).indicators.indicators[key][-1]
    return rate_of(indicator, rows)


def rate_of(indicator: Indicator, rows: list[dict[str, object]]) -> Fraction:
    base: dict[str, object] = {
        "listed": 1,
        "period_end": "2025-07-31",
        "year_start": "2025-01-01",
        "month": 7,
    }
    kept = [{**base, **row} for row in rows]
    kept = [row for row in kept if indicator.when is None or evaluate(indicator.when, COLUMNS, row)]
    of = sum(int(evaluate(indicator.of, COLUMNS, row) or 0) for row in kept)  # type: ignore[call-overload]
    return Fraction(sum(int(evaluate(indicator.counts, COLUMNS, row) or 0) for row in kept), of)  # type: ignore[call-overload]


def test_permits_done_by_items_and_by_projects_as_puyang_printed() -> None:
    # 2020-08: 283 projects x 7 permits, 1,878 done (94.8%); 244 projects have them all (86.2%).
    rows: list[dict[str, object]] = [{"steps_due": 7, "steps_done": 7, "steps_ok": 7}] * 244
    rows += [{"steps_due": 7, "steps_done": 5, "steps_ok": 6}] * 7
    rows += [{"steps_due": 7, "steps_done": 4, "steps_ok": 7}] * 29
    rows += [{"steps_due": 7, "steps_done": 6, "steps_ok": 6}] * 3
    assert sum(int(str(row["steps_done"])) for row in rows) == 1877
    rows[-4] = {"steps_due": 7, "steps_done": 5, "steps_ok": 7}
    assert rate("permit_rate", rows) == Fraction(1878, 283 * 7)
    assert rate("permit_projects_rate", rows) == Fraction(244, 283)


def test_start_rates_with_either_denominator() -> None:
    # Jiangmen: 206 of 255 planned starts; Liannan: 33 of all 50 projects.
    planned: list[dict[str, object]] = [
        {"planned_start_in_year": 1, "is_started": n < 206} for n in range(255)
    ]
    others: list[dict[str, object]] = [{"planned_start_in_year": 0, "is_started": 1}] * 40
    assert rate("start_rate", planned + others) == Fraction(206, 255)
    assert rate("start_rate_all", [{"is_started": n < 33} for n in range(50)]) == Fraction(33, 50)


def test_resumption_as_suqian_printed() -> None:
    # 91 of 93 continued projects resumed; 358 of 484 started or resumed.
    continued: list[dict[str, object]] = [
        {"kind": "continued", "is_started": 1, "resumed": "2025-03-01" if n < 91 else None} for n in range(93)
    ]
    new: list[dict[str, object]] = [{"kind": "new", "is_started": int(n < 267)} for n in range(391)]
    assert rate("resume_rate", continued + new) == Fraction(91, 93)
    assert rate("start_resume_rate", continued + new) == Fraction(358, 484)


def test_only_started_projects_of_five_million_yuan_have_to_be_registered() -> None:
    five_million = 500_000_000  # 分
    rows: list[dict[str, object]] = [
        {"is_started": 1, "total": five_million, "is_registered": 1},
        {"is_started": 1, "total": five_million, "is_registered": 0},
        {"is_started": 1, "total": five_million - 1, "is_registered": 0},
        {"is_started": 0, "total": five_million * 9, "is_registered": 0},
    ]
    assert rate("registered_rate", rows) == Fraction(1, 2)


def test_projects_on_schedule_meet_the_months_share_exactly() -> None:
    rows: list[dict[str, object]] = [
        {"is_started": 1, "plan": 1200, "invested_ytd": 700},
        {"is_started": 1, "plan": 1200, "invested_ytd": 699},
        {"is_started": 0, "plan": 1200, "invested_ytd": 0},
    ]
    assert rate("on_schedule_share", rows) == Fraction(1, 2)


@every_template
def test_projects_that_left_the_list_or_ended_are_not_counted(name: str) -> None:
    counted: dict[str, object] = {"plan": 100, "invested_ytd": 50}
    rows = [counted, {**counted, "listed": 0}, {**counted, "ended": "2025-06-30"}]
    later: dict[str, object] = {**counted, "ended": "2025-08-01", "invested_ytd": 0}
    assert rate("completion_rate", [*rows, later], name) == Fraction(50, 200)


def test_reserved_projects_that_started_early_were_converted() -> None:
    early = {"batch": "started", "started_in_year": 1, "is_started": 1, "year_end": "2025-12-31"}
    waiting = {"batch": "reserved", "started_in_year": 0, "is_started": 0, "year_end": "2025-12-31"}
    on_plan = {**early, "planned_start": "2025-05-01"}
    rows: list[dict[str, object]] = [{**early, "planned_start": "2026-03-01"}, on_plan, *[waiting] * 3]
    assert rate("convert_rate", rows) == Fraction(1, 4)


# —— lights ——


def light(key: str, **row: object) -> str:
    one: Light = rules_of("national").indicators.lights[key]
    base: dict[str, object] = {
        "listed": 1,
        "month": 7,
        "period_start": "2025-07-01",
        "period_end": "2025-07-31",
        "is_completed": 0,
    }
    facts = {**base, **row}
    if one.scope and not evaluate(one.scope, COLUMNS, facts):
        return "out of scope"
    for colour in ("red", "yellow", "green"):
        expression = getattr(one, colour)
        if expression and evaluate(expression, COLUMNS, facts):
            return colour
    return "not assigned"


@pytest.mark.parametrize(
    ("points_behind", "colour"),
    [(0, "green"), (-5, "green"), (1, "not assigned"), (10, "yellow"), (30, "yellow"), (31, "red")],
)
def test_yinchuan_leaves_up_to_ten_points_unassigned_and_takes_both_ends_of_yellow(
    points_behind: int, colour: str
) -> None:
    plan = 12_000_000
    invested = plan * 7 // 12 - plan * points_behind // 100
    assert light("yinchuan_progress", is_started=1, plan=plan, invested_ytd=invested) == colour


@pytest.mark.parametrize(
    ("key", "invested", "colour"),
    [
        ("sanya_progress", 700, "green"),
        ("sanya_progress", 699, "yellow"),
        ("sanya_progress", 350, "yellow"),
        ("sanya_progress", 349, "red"),
        ("wuhan_progress", 560, "green"),
        ("wuhan_progress", 559, "yellow"),
        ("wuhan_progress", 420, "yellow"),
        ("wuhan_progress", 419, "red"),
    ],
)
def test_ratio_lights_change_exactly_at_their_thresholds(key: str, invested: int, colour: str) -> None:
    scale = 10_000_000  # a plan of 1,200 x 10 万元
    assert light(key, plan=1200 * scale, invested_ytd=invested * scale, is_started=1) == colour


def test_sanya_looks_at_projects_of_ten_million_yuan_and_more() -> None:
    assert light("sanya_progress", plan=999_999_999, invested_ytd=0) == "out of scope"
    assert light("sanya_progress", plan=1_000_000_000, invested_ytd=0) == "red"


def test_yinchuan_start_and_registration() -> None:
    assert light("yinchuan_start", planned_start="2025-07-15", is_started=0) == "yellow"
    assert light("yinchuan_start", planned_start="2025-07-15", is_started=1) == "green"
    assert light("yinchuan_start", planned_start="2025-08-01", is_started=0) == "green"
    started = {"is_started": 1, "total": 500_000_000, "is_registered": 0}
    assert light("yinchuan_register", **started, months_started=1) == "not assigned"
    assert light("yinchuan_register", **started, months_started=2) == "yellow"
    assert light("yinchuan_register", **started, months_started=3) == "red"


# —— what each locality is known for ——


def test_fengxi_five_rates_batches_and_start_on_commitment() -> None:
    rules = rules_of("fengxi")
    five = ("permit_rate", "start_rate", "registered_rate", "completion_rate", "quarter_share")
    assert rules.indicators.bulletins["monthly"].rates == five
    assert tuple(item.indicator for item in rules.indicators.evaluations["quarterly"].items.values()) == five
    assert rules.indicators.indicators["completion_rate"][0].schedule == "plan"
    assert list(rules.stages.batches or {}) == ["planned", "reserved", "started", "production"]
    stages = rules.stages.stages
    assert (stages["planned"].upon, stages["reserved"].upon) == ("signed", "approved")
    assert [need.steps for need in stages["reserved"].needs if need.steps] == [1]
    permit = next(need for need in stages["started"].needs if need.step == "works_permit")
    assert permit.is_ == ("granted", "committed")
    assert rules.steps.steps["works_permit"].commit
    assert str(rules.steps.limits["land_to_ground"].limit) == "10 wd"
    assert list(rules.terms.levels or {}) == ["state", "province", "city", "district"]


def test_fengxi_focus_projects_are_behind_or_have_problems() -> None:
    lagging = rules_of("fengxi").indicators.bulletins["monthly"].lagging
    assert lagging is not None
    sound = {"listed": 1, "is_completed": 0, "is_started": 1, "plan": 1200, "month": 7, "issues_open": 0}
    assert not evaluate(lagging, COLUMNS, {**sound, "invested_ytd": 700})
    assert evaluate(lagging, COLUMNS, {**sound, "invested_ytd": 699})
    assert not evaluate(lagging, COLUMNS, {**sound, "invested_ytd": 100, "plan_to_date": 100})
    assert evaluate(lagging, COLUMNS, {**sound, "invested_ytd": 700, "issues_open": 1})


def test_xinmi_nineteen_days_three_officers_and_forty_eight_bodies() -> None:
    rules = rules_of("xinmi")
    industrial = rules.steps.limits["industrial"]
    assert (str(industrial.limit), industrial.measure) == ("19 wd", "handling")
    for reform in ("social-industrial", None):
        held = [
            k
            for k, span in rules.steps.limits.items()
            if evaluate(span.when or "1", FACTS, {"reform": reform})
        ]
        assert held == [["reform"], ["industrial"]][reform is not None]
    people = {need.person for need in rules.stages.stages["started"].needs}
    assert {"service", "agent", "statistician"} <= people
    yearly = rules.indicators.evaluations["yearly"]
    assert (yearly.bodies, len(yearly.items)) == (48, 4)
    levels, ranks = rules.terms.levels or {}, rules.terms.ranks or {}
    assert [levels[key].leader_rank for key in ("province", "city", "county")] == [
        "standing",
        "standing",
        "township",
    ]
    assert (ranks["standing"].order or 0) > (ranks["county"].order or 0) > (ranks["township"].order or 0)
    assert [*rules.stages.stages][:2] == ["negotiating", "signed"]
    assert "mayor" in rules.issues.ladder


def test_hanbin_assesses_before_deciding_and_clears_three_classes_of_issues() -> None:
    rules = rules_of("hanbin")
    assert "cooperation" in (rules.terms.funds or {})
    assert all("cooperation" not in (rules_of(name).terms.funds or {}) for name in NAMES if name != "hanbin")
    assert list(rules.stages.batches or {}) == ["reserved", "started", "building", "completed"]
    review = next(need for need in rules.stages.stages["reserved"].needs if need.field == "reviews")
    assert review.waivable is False
    assert list(rules.issues.classes) == ["permits", "means", "schedule"]
    clearance = rules.issues.clearance
    assert clearance is not None
    assert all((clearance.evidence, clearance.other_person, clearance.assigned, clearance.progress))
    assert sum(item.weight for item in rules.indicators.yields["per_mu"].items.values()) == 100
    assert list(rules.indicators.bulletins["biweekly"].headings)[:3] == ["issues", "duties", "actions"]
    assert not rules.steps.steps["works_plan"].needs


def test_xunyang_funnel_risks_dossier_and_the_last_place() -> None:
    rules = rules_of("xunyang")
    assert [*rules.stages.stages][:5] == ["intent", "negotiating", "signed", "reserved", "started"]
    started = rules.stages.stages["started"].needs
    assert [need.risks for need in started if need.risks] == [("integrity", "safety", "funding", "debt")]
    assert {"head", "office", "cadre"} <= {need.person for need in started}
    closed = rules.stages.stages["closed"].needs[0]
    assert closed.dossier == ("tender", "procurement", "acceptance", "accounts", "audit")
    monthly = rules.indicators.evaluations["monthly"]
    assert (monthly.period, monthly.bodies) == ("month", 13)
    assert monthly.last is not None
    assert [*rules.indicators.bulletins["weekly"].lists] == ["finish", "progress", "permits"]
    assert len(rules.terms.taskforces or {}) == 4
    row: dict[str, object] = {"plan": 1200, "invested_ytd": 500}
    ahead: dict[str, object] = {"plan": 1200, "invested_ytd": 900}
    assert rate("arrears_rate", [row, ahead], "xunyang") == Fraction(200, 1400)


def test_suqian_lists_reconciles_and_escalates() -> None:
    rules = rules_of("suqian")
    assert [*(rules.terms.lists or {})] == ["province-listed", "city-listed"]
    assert [*rules.indicators.comparisons] == ["stats", "paid", "physical"]
    assert all(one.explain for one in rules.indicators.comparisons.values())
    assert [*rules.issues.ladder][-1] == "escalated"
    assert rules.issues.clearance is not None
    assert rules.issues.clearance.plan


CADENCES = {
    "national": {"figures": ("month", 25)},
    "fengxi": {
        "dispatch": ("month", None),
        "meeting": ("month", None),
        "bulletin": ("month", None),
        "assessment": ("quarter", None),
    },
    "xinmi": {
        "survey_day": ("month", 15),
        "weekly_survey": ("week", None),
        "monthly_dispatch": ("month", None),
        "quarterly_tour": ("quarter", None),
        "yearly_evaluation": ("year", None),
    },
    "hanbin": {
        "weekly_dispatch": ("week", None),
        "monthly_start": ("month", None),
        "quarterly_tour": ("quarter", None),
        "fortnightly_dispatch": ("fortnight", None),
        "yearly_performance": ("year", None),
    },
    "xunyang": {
        "weekly_list": ("week", None),
        "monthly_assessment": ("month", None),
        "monthly_urging": ("month", None),
        "quarterly_judgement": ("quarter", None),
        "half_year_check": ("half", None),
    },
    "suqian": {
        "weekly_dispatch": ("week", None),
        "daily_tracking": ("day", None),
        "publication": ("month", None),
        "reconciliation": ("month", None),
    },
}


@every_template
def test_cadences_are_those_of_the_locality_each_with_its_source(name: str) -> None:
    cadence = rules_of(name).cadence
    found = {key: (one.every, one.day) for key, one in cadence.cadences.items()}
    assert found == {**CADENCES["national"], **CADENCES[name]}
    assert all(one.source for one in cadence.cadences.values())
    assert cadence.freshness is not None
    assert cadence.freshness.figures_by == 25


@every_template
def test_rates_lights_and_evaluations_name_where_they_come_from(name: str) -> None:
    rules = rules_of(name).indicators
    for versions in rules.indicators.values():
        assert all(one.source for one in versions)
    for one in (*rules.lights.values(), *rules.evaluations.values(), *rules.comparisons.values()):
        assert one.source
    for evaluation in rules.evaluations.values():
        assert sum(item.weight for item in evaluation.items.values()) == 100


@every_template
def test_a_template_speaks_of_its_locality_only(name: str) -> None:
    """Paths of this machine and words of the workshop have no place in what a ledger gets."""
    for text in texts(name).values():
        assert not re.search(r"/work|/tmp|/home|\bseed|TODO|FIXME", text)


# —— asking for what is not there ——


@pytest.mark.parametrize(
    "name", ["nowhere", "", "Fengxi", "../national", "/etc", "fengxi\x00", "西咸", "a" * 5000]
)
def test_an_unknown_template_is_refused_with_those_that_there_are(name: str) -> None:
    for ask in (template_info, template_rules):
        with pytest.raises(Trouble) as caught:
            ask(name)
        assert caught.value.code == USAGE
        assert "fengxi, hanbin, suqian" in caught.value.say.zh
        assert caught.value.say.zh.isprintable()
        assert len(caught.value.say.zh) < 300


def own_template(folder: Path, **files: str) -> str:
    (folder / "rules").mkdir(parents=True)
    for name, text in files.items():
        path = folder / ("template.yaml" if name == "template" else f"rules/{name}.yaml")
        path.write_text(text, encoding="utf-8", newline="")
    return str(folder)


HEAD = "name: mine\nversion: 3\nbase: xinmi\nlabel: {zh: 我县, en: Mine}\nprefix: wx\n"


def test_a_template_of_ones_own_is_a_folder_laid_over_a_base(tmp_path: Path) -> None:
    calendar = "# 本地调休。\r\n\r\nworking: [2025-02-08]\r\n"
    mine = own_template(tmp_path / "我县", template=HEAD, calendar=calendar)
    rules = template_rules(mine)
    first = "# 本文件出自模板 mine（我县）第 3 版，底本 xinmi（新密市）第 1 版，底本 national（全国通用）第 1 版。"
    assert rules["calendar.yaml"].splitlines()[0] == first
    assert "working: [2025-02-08]\n" in rules["calendar.yaml"]
    assert "survey_day:" in rules["cadence.yaml"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("name: mine\n", "模板文件有误：mine/template.yaml:1"),
        ("[", "模板文件有误：mine/template.yaml:"),
        ("", "模板文件有误：mine/template.yaml"),
        (HEAD + "colour: red\n", "模板文件有误：mine/template.yaml:6:1"),
        (HEAD.replace("xinmi", "nowhere"), "没有“nowhere”这个模板"),
    ],
)
def test_a_faulty_template_of_ones_own_is_refused(tmp_path: Path, template: str, said: str) -> None:
    with pytest.raises(Trouble) as caught:
        template_rules(own_template(tmp_path / "mine", template=template))
    assert said in caught.value.say.zh


# —— the page about templates ——

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"


def test_the_page_lists_every_template_and_every_file() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([a-z]+)` \|", page, re.MULTILINE)) == sorted(NAMES)
    assert re.findall(r"^\| `([a-z]+)\.yaml` \|", page, re.MULTILINE) == list(Rules.FILES)


def test_the_example_on_the_page_works(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    template, steps = (block.split("\n", 1)[1] for block in blocks)
    merged = template_rules(own_template(tmp_path / "my-county", template=template, steps=steps))[
        "steps.yaml"
    ]
    assert "#   我县重点项目管理办法，县人民政府，2025-03-01\n" in merged
    assert "  relics:" not in merged
    assert "    promise: 3 wd\n" in merged
    assert "groups:\n  window: {zh: 一窗受理, en: One window}\n" in merged
    assert "  heat:\n    label: {zh: 供热接入, en: Heating}\n" in merged
