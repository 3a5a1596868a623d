"""The whole life of an approval step: what the law adds to each action, from correction to lapse."""

from __future__ import annotations

import pytest

from xmtz.entry.templates import template_rules

STEPS = """\
groups:
  together: {label: {zh: 并联, en: Joint}, limit: 45 wd, statute: 行政许可法第四十二条}
  drawings: {zh: 联合审图, en: Drawings}
steps:
  filing:
    label: {zh: 立项核准, en: Ratification}
    limit: 20 wd
    extension: 40 wd
    extension_by: {zh: 核准机关主要负责人, en: Head of the ratifying authority}
    valid: 2 y
    renewal: 1 y
    renewals: 1
    renew_ahead: 30 wd
    cases:
      - {when: "coalesce(procedure, '') = 'filing'", limit: 0 wd, extension: 0 wd}
  siting: {label: {zh: 用地预审, en: Siting}, limit: 20 wd, valid: 3 y, used_by: step.land.granted, renewals: 0}
  land: {label: {zh: 用地, en: Land}}
  works: {label: {zh: 工程规划许可, en: Works planning}, limit: 20 wd, pauses: [expert-review, public-notice]}
  eia: {label: {zh: 环评, en: EIA}, limit: 60 d, valid: 5 y, renewal: 5 y}
  water: {label: {zh: 水保, en: Water}, limit: 20 wd, group: together}
  fire: {label: {zh: 消防, en: Fire}, limit: 15 wd, extension: 0 wd, group: together}
  review: {label: {zh: 图审, en: Drawings}, limit: 15 wd, group: drawings}
  permit:
    label: {zh: 施工许可, en: Works permit}
    limit: 7 d
    commit: true
    valid: 3 m
    renewal: 3 m
    renewals: 2
    renew_ahead: 0 d
"""
LATE = ("--missing", "红线图")
EXTEND = ("--by", "局长", "--reason", "情况复杂")
ANYWAY = ("--anyway", "--reason", "专班议定")


@pytest.fixture
def life(ledger):
    """The small ledger with steps that know extensions, validity and renewals."""
    (ledger.root / "rules" / "steps.yaml").write_text(STEPS, encoding="utf-8")
    return ledger


def step(life, key, *arguments):
    """The command on one step; what it warned of."""
    ran = life.run("step", "三一", key, *arguments)
    assert ran.code == 0, ran
    return ran.err


def refused(life, key, *arguments):
    return life.refused("step", "三一", key, *arguments)


# ---- Corrections


def test_corrections_in_time_are_told_in_silence(life):
    assert step(life, "works", "apply=2022-08-01", "correct=2022-08-08", *LATE) == ""


def test_corrections_told_late_count_as_acceptance(life):
    said = step(life, "works", "apply=2022-08-01", "correct=2022-08-09", *LATE)
    assert "[L420] 补正 2022-08-09 才告知，应在 2022-08-08 前；依法自收到之日 2022-08-01 起即为受理" in said
    step(life, "works", "accept=2022-08-10")  # though nothing came in: it counts as accepted already


def test_a_locality_may_promise_to_tell_sooner(life):
    (life.root / "rules" / "steps.yaml").write_text(STEPS + "correct_within: 2 wd\n", encoding="utf-8")
    said = step(life, "works", "apply=2022-08-01", "correct=2022-08-04", *LATE)
    assert "应在 2022-08-03 前" in said


def test_the_working_days_are_those_of_the_ledger(life):
    (life.root / "rules" / "calendar.yaml").write_text("holidays: [2022-08-08]\n", encoding="utf-8")
    assert step(life, "works", "apply=2022-08-01", "correct=2022-08-09", *LATE) == ""


def test_it_is_not_accepted_while_something_is_missing(life):
    step(life, "works", "apply=2022-08-01", "correct=2022-08-03", *LATE)
    assert "先登记 supply（补齐）" in refused(life, "works", "accept=2022-08-05")
    step(life, "works", "supply=2022-08-05", "accept=2022-08-05")


def test_a_second_correction_needs_grounds_which_are_kept(life):
    step(life, "works", "apply=2022-08-01", "correct=2022-08-03", *LATE)
    assert "一次告知" in refused(life, "works", "correct=2022-08-04", *LATE)
    assert "[L421]" in step(life, "works", "correct=2022-08-04", *LATE, *ANYWAY)
    assert "note: 专班议定\n" in life.text()


# ---- Pauses


def test_a_pause_says_when_the_applicant_was_told(life):
    step(life, "works", "apply=2022-08-01", "accept=2022-08-02")
    said = step(life, "works", "pause=2022-08-04", "--why", "专家评审")
    assert "书面告知申请人（行政许可法第四十五条）" in said
    step(life, "works", "resume=2022-08-10")
    said = step(life, "works", "pause=2022-08-11", "--why", "公示", "--notified", "2022-08-11")
    assert said == ""
    assert "{from: 2022-08-11, why: public-notice, notified: 2022-08-11}" in life.text()


@pytest.mark.parametrize("why", ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"])
def test_the_reasons_of_the_law_hold_where_the_rules_name_none(life, why):
    step(life, "eia", "apply=2022-08-01", "accept=2022-08-02", "pause=2022-08-04", "--why", why)


def test_public_notice_stops_the_clock_only_where_the_rules_say_so(life):
    step(life, "eia", "apply=2022-08-01", "accept=2022-08-02")
    said = refused(life, "eia", "pause=2022-08-04", "--why", "公示")
    assert "法律只准因 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审 暂停" in said
    step(life, "eia", "pause=2022-08-04", "--why", "公示", *ANYWAY)


# ---- Extensions


@pytest.mark.parametrize(
    ("key", "days", "says"),
    [
        ("filing", "41", "最多可延长 40 个工作日，由核准机关主要负责人批准"),
        ("works", "11", "最多可延长 10 个工作日，由本机关负责人批准"),  # the general rule
        ("land", "11", "最多可延长 10 个工作日"),  # a step without a limit of its own is under it too
        ("water", "16", "最多可延长 15 个工作日，由本级人民政府负责人批准"),  # a joint limit
        ("fire", "1", "没有规定这项手续可以延期"),  # 0 wd
        ("review", "1", "没有规定这项手续可以延期"),  # a group that is a name only
        ("permit", "1", "没有规定这项手续可以延期"),
    ],
)
def test_only_what_the_law_or_the_rules_allow_is_added(life, key, days, says):
    step(life, key, "apply=2022-08-01", "accept=2022-08-02")
    assert says in refused(life, key, "extend=2022-08-04", "--days", days, *EXTEND)


def test_an_extension_is_that_of_the_case(life):
    """What is only filed is done at once: there is nothing to extend."""
    life.file.write_bytes(f"{life.text()}traits: {{procedure: filing}}\n".encode())
    step(life, "filing", "apply=2022-08-01", "accept=2022-08-02")
    assert "没有规定这项手续可以延期" in refused(life, "filing", "extend=2022-08-04", "--days", "1", *EXTEND)


def test_who_approves_an_extension_is_said(life):
    step(life, "filing", "apply=2022-08-01", "accept=2022-08-02")
    said = refused(life, "filing", "extend=2022-08-04", "--days", "40", "--reason", "繁")
    assert "要写批准人（核准机关主要负责人）：--by 姓名" in said
    assert "由核准机关主要负责人批准" in step(life, "filing", "extend=2022-08-04", "--days", "40", *EXTEND)
    life.check()


def test_an_extension_against_the_rules_is_recorded_and_found(life):
    step(life, "permit", "apply=2022-08-01", "accept=2022-08-02")
    said = step(life, "permit", "extend=2022-08-04", "--days", "3", *EXTEND, "--anyway")
    assert "[L424]" in said


# ---- Delivery and commitments


def test_delivery_after_ten_working_days_is_a_reminder(life):
    step(life, "works", "apply=2022-08-01", "accept=2022-08-02", "grant=2022-08-10")
    assert "（2022-08-24 前）送达" in step(life, "works", "deliver=2022-08-25")
    assert "2022-08-25 已送达；可以登记：" in refused(life, "works", "deliver=2022-08-26")


def test_a_commitment_that_was_kept(life):
    assert "--until" in step(life, "permit", "commit=2022-08-01", "--to", "补齐图审")
    step(life, "permit", "check=2022-09-01", "grant=2022-09-05")
    assert "committed: {on: 2022-08-01, to: 补齐图审, checked: 2022-09-01}" in life.text()
    assert "2022-09-01 已核查" in refused(life, "permit", "check=2022-09-06")
    life.check()


def test_a_commitment_that_was_broken_is_revoked(life):
    step(life, "permit", "commit=2022-08-01", "--to", "补齐图审", "--until", "2022-10-01")
    assert "要写违诺情形" in refused(life, "permit", "break=2022-10-08")
    assert "[L426]" in step(life, "permit", "break=2022-10-08", "--reason", "未补齐")
    assert "违诺的先登记撤销：revoke" in refused(life, "permit", "apply=2022-10-09")
    step(life, "permit", "revoke=2022-10-20")
    assert "broken: 2022-10-08, reason: 未补齐, revoked: 2022-10-20}" in life.text()
    life.check()
    assert "2022-10-20 已撤销" in refused(life, "permit", "revoke=2022-10-21")
    assert "重新申报：apply" in refused(life, "permit", "grant=2022-10-21")
    step(life, "permit", "apply=2022-11-01")
    assert "note: 前一次：2022-10-08 违诺（未补齐），2022-10-20 撤销\n" in life.text()


def test_a_permit_granted_on_a_broken_commitment_counts_no_more(life):
    step(life, "permit", "commit=2022-08-01", "--to", "补齐图审", "--until", "2022-10-01", "grant=2022-08-05")
    step(life, "permit", "break=2022-10-08", "--reason", "未补齐")
    assert "现在是“违诺”" in refused(life, "permit", "deliver=2022-10-09")
    step(life, "permit", "revoke=2022-10-09")
    shown = life.ok(
        "query", "SELECT step, granted, ended FROM steps WHERE step = 'permit'", "--format", "json"
    )
    assert "2022-10-08" in shown


def test_a_stage_does_not_rest_on_a_broken_commitment(life):
    """The permit was granted, but on a commitment that was broken before the move."""
    step(life, "permit", "commit=2022-08-01", "--to", "补齐图审", "--until", "2022-10-01", "grant=2022-08-05")
    step(life, "permit", "break=2022-10-08", "--reason", "未补齐", "revoke=2022-10-09")
    moves = "  - {to: reserved, on: 2022-06-02}\n  - {to: started, on: 2022-11-01}\n"
    text = life.text().replace("on: 2022-03-01}\n", "on: 2022-03-01}\n" + moves)
    life.file.write_bytes(text.encode())
    assert "手续“施工许可”（permit）：违诺，须已办结或承诺办理" in life.run("check").out


def test_without_a_commitment_nothing_is_checked(life):
    step(life, "works", "apply=2022-08-01", "grant=2022-08-10")
    said = refused(life, "works", "check=2022-09-01")
    assert "没有告知承诺可核查；可以登记：deliver（送达）、renew（延续有效期）、lapse（失效）" in said


# ---- Validity


def granted(life, key, day="2022-08-01"):
    step(life, key, f"apply={day}", f"grant={day}")


def test_a_works_permit_is_renewed_twice(life):
    granted(life, "permit")
    step(life, "permit", "renew=2022-10-20", "--by", "李某", "--document", "建延〔2022〕1号")
    assert "- {on: 2022-10-20, until: 2023-02-01, by: 李某, document: 建延〔2022〕1号}" in life.text()
    step(life, "permit", "renew=2023-01-20", "--until", "2023-04-20")
    said = refused(life, "permit", "renew=2023-04-10")
    assert "规则最多准延续 2 次，2022-10-20、2023-01-20 已延续" in said
    life.check()
    assert "[L427]" in step(life, "permit", "renew=2023-04-10", *ANYWAY)


@pytest.mark.parametrize(
    ("key", "arguments", "says"),
    [
        ("permit", ("renew=2022-10-20", "--until", "2023-03-01"), "每次最多延续 3 个月，即至 2023-02-01"),
        ("permit", ("renew=2022-10-20", "--until", "2022-10-31"), "不晚于现在的有效期 2022-11-01"),
        ("permit", ("renew=2022-11-20",), "有效期 2022-11-01 已届满，不能再延续，用 lapse 登记失效"),
        ("siting", ("renew=2025-05-20", "--until", "2026-01-01"), "规则最多准延续 0 次"),
        ("works", ("renew=2023-05-20", "--until", "2024-01-01"), "规则没有说这项手续可以延续"),
        ("works", ("renew=2023-05-20",), "要写延至哪天：--until 日期"),
    ],
)
def test_a_renewal_beyond_the_rules_is_refused(life, key, arguments, says):
    granted(life, key)
    assert says in refused(life, key, *arguments)


def test_a_renewal_is_applied_for_ahead(life):
    granted(life, "filing")
    said = step(life, "filing", "renew=2024-07-25")
    assert "延续应在届满 30 个工作日前（2024-06-20 前）申请" in said
    assert "until: 2025-08-01}" in life.text()


def test_an_eia_is_examined_again_after_its_five_years(life):
    granted(life, "eia", "2018-08-01")
    step(life, "eia", "renew=2023-09-01")
    assert "- {on: 2023-09-01, until: 2028-09-01}" in life.text()


def test_what_was_not_used_lapses_once_its_validity_has_run_out(life):
    granted(life, "permit")
    assert "有效期至 2022-11-01，还没有届满" in refused(life, "permit", "lapse=2022-10-31")
    step(life, "permit", "renew=2022-10-20")
    assert "有效期至 2023-02-01，还没有届满" in refused(life, "permit", "lapse=2022-11-02")
    step(life, "permit", "lapse=2023-02-02", "--reason", "未开工")
    assert "lapsed: {on: 2023-02-02, reason: 未开工}" in life.text()
    assert "apply（申报）" in refused(life, "permit", "renew=2023-02-03")
    life.check()


def test_a_permit_may_be_given_up_with_grounds(life):
    granted(life, "permit")
    step(life, "permit", "lapse=2022-10-01", "--anyway", "--reason", "项目终止")
    assert "lapsed: {on: 2022-10-01, reason: 项目终止}" in life.text()


def test_what_was_used_lapses_no_more(life):
    """By default it is the start of construction that uses a permit."""
    text = life.text().replace("  - {to: planned, on: 2022-03-01}\n", "  - {to: started, on: 2022-08-20}\n")
    life.file.write_bytes(text.encode())
    step(life, "permit", "apply=2022-08-01", "grant=2022-08-10")
    said = refused(life, "permit", "lapse=2023-01-01")
    assert "有效期内已使用（2022-08-20 开工），不再失效" in said


def test_the_rules_say_what_uses_a_permit(life):
    granted(life, "siting")
    granted(life, "land", "2024-08-01")
    said = refused(life, "siting", "lapse=2025-09-01")
    assert "有效期内已使用（2024-08-01 用地·办结（批准）），不再失效" in said


def test_what_has_no_validity_does_not_lapse(life):
    granted(life, "works")
    assert "规则没有写有效期" in refused(life, "works", "lapse=2025-09-01")


def test_the_commit_says_it_in_words_of_the_field(in_git):
    (in_git.root / "rules" / "steps.yaml").write_text(STEPS, encoding="utf-8")
    in_git.git("commit", "--quiet", "-am", "规则")
    granted(in_git, "permit")
    in_git.git("commit", "--quiet", "-am", "办结")
    in_git.ok("step", "三一", "permit", "renew=2022-10-20", "--commit")
    said = in_git.git("log", "-1", "--format=%s")
    assert said == "手续：三一智能制造产业园 施工许可 2022-10-20 延续有效期至 2023-02-01\n"
    changes = in_git.ok("diff", "HEAD~1", "HEAD")
    assert "施工许可：有效期延续至 2023-02-01，2022-10-20 批准" in changes


def test_the_national_rules_are_known(life):
    """The template's works permit, ratification and EIA are renewed as the law says."""
    (life.root / "rules" / "steps.yaml").write_text(
        template_rules("national")["steps.yaml"], encoding="utf-8"
    )
    (life.root / "rules" / "stages.yaml").write_text(
        template_rules("national")["stages.yaml"], encoding="utf-8"
    )
    granted(life, "works_permit")
    step(life, "works_permit", "renew=2022-10-20", "renew=2023-01-20")
    assert "最多准延续 2 次" in refused(life, "works_permit", "renew=2023-04-20")
