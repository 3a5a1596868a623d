"""xmtz set: any field, as people name and write it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("assignment", "gone", "came"),
    [
        ("total=4.7亿", "total: 125000          # 万元", "total: 47000           # 万元"),
        ("总投资=47000万元", "total: 125000          # 万元", "total: 47000           # 万元"),
        ("total=１，２５０，０００", "total: 125000          # 万元", "total: 1250000         # 万元"),
        ("unit=供电公司", "unit: gaozhuang", "unit: gongdian"),
        ("unit=发改局", "unit: gaozhuang", "unit: fagai"),
        ("level=区级重点", "level: province", "level: county"),
        ("owner=中交一公局", "owner: 三一重工", "owner: 中交一公局"),
        ("people.leader=李某", "  leader: 王某          # 包抓领导", "  leader: 李某          # 包抓领导"),
        ("dates.approved=2022年6月3日", "  approved: 2022-06-01", "  approved: 2022-06-03"),
        ("dates.approved=2022/6/3", "  approved: 2022-06-01", "  approved: 2022-06-03"),
        ("invested.2025-03=2亿", "  2025-03: 2000.5", "  2025-03: 20000"),
        ("issues.i-3kd.title=供电滞后", "    title: 供电线路迁改滞后", "    title: 供电滞后"),
        ("issues[1].class=用地征迁", "    class: utilities", "    class: land"),
        ("stages[1].on=2022-03-02", "  - {to: planned, on: 2022-03-01}", "  - {to: planned, on: 2022-03-02}"),
        ("tags+=省重点", "tags: [绿色通道, 标准地]", "tags: [绿色通道, 标准地, 省重点]"),
        ("tags-=绿色通道", "tags: [绿色通道, 标准地]", "tags: [标准地]"),
        ("tags=甲，乙", "tags: [绿色通道, 标准地]", "tags: [甲, 乙]"),
        ("people.leader.phone=13800000000", "  leader: 王某          # 包抓领导", None),
    ],
)  # fmt: skip
def test_a_changed_field_is_the_only_line_that_changes(ledger, assignment, gone, came):
    before = ledger.text()
    ledger.ok("set", "k7q2", assignment)
    went, new = ledger.changed_lines(before)
    assert went == [gone]
    if came is not None:
        assert new == [came]
    ledger.check()


@pytest.mark.parametrize(
    ("assignment", "lines"),
    [
        ("plan.2025=3亿", ["plan:", "  2025: 30000"]),
        ("dates.signed=20250701", ["  signed: 2025-07-01"]),
        ("people.service=赵某", ["  service: 赵某"]),
        ("steps.环评.tracker=赵某", ["steps:", "  eia:", "    tracker: 赵某"]),
        ("traits.new_land=是", ["traits:", "  new_land: true"]),
        ("traits.eia=报告表", ["traits:", "  eia: form"]),
        ("priority={urgency: 1, importance: 2}", ["priority:", "  urgency: 1", "  importance: 2"]),
        ("visits+={on: 2025/7/1, by: 王某}", ["visits:", "  - {on: 2025-07-01, by: 王某}"]),
        ("funds+={来源: bonds, 计划: 1.2亿}", ["funds:", "  - {source: bonds, planned: 12000}"]),
        ("notes=第一行\n第二行", ["notes: |-", "  第一行", "  第二行"]),
        ("place=区里: 东侧", ['place: "区里: 东侧"']),
        ("physical.2025-06=45.5％", ["  2025-06: 45.5"]),
    ],
)
def test_a_new_field_is_only_added(ledger, assignment, lines):
    before = ledger.text()
    ledger.ok("set", "k7q2", assignment)
    went, new = ledger.changed_lines(before)
    assert went == []
    assert [line for line in new if line] == lines
    ledger.check()


def test_several_fields_in_one_call(ledger):
    out = ledger.ok("set", "k7q2", "total=5亿", "sector=制造业", "plan.2025=3亿", "plan.2026=1亿")
    assert "total = 50000；sector = manufacturing；plan.2025 = 30000；plan.2026 = 10000" in out
    assert "plan:\n  2025: 30000\n  2026: 10000\n" in ledger.text()


def test_an_empty_value_takes_the_field_out(ledger):
    before = ledger.text()
    assert "删去 owner" in ledger.ok("set", "k7q2", "owner=")
    assert ledger.changed_lines(before) == (["owner: 三一重工"], [])
    assert "没有改动" in ledger.ok("set", "k7q2", "owner=")


def test_the_last_item_takes_its_list_along(ledger):
    ledger.ok("set", "k7q2", "tags-=绿色通道", "tags-=标准地")
    assert "tags" not in ledger.text()


def test_the_code_takes_several(ledger):
    ledger.ok("set", "k7q2", "code+=2020-611102-47-03-012345")
    assert "code: [2301-611102-04-01-123450, 2020-611102-47-03-012345]" in ledger.text()


@pytest.mark.parametrize(
    ("assignment", "says"),
    [
        ("total=约5亿", "约数"),
        ("total=5美元", "外币"),
        ("ttal=5", "total"),
        ("dates.signed=明天", "不是日期"),
        ("dates.signed=2025-02-30", "没有“2025-02-30”这一天"),
        ("unit=火星镇", "units.yaml 里没有责任单位“火星镇”"),
        ("level=国家级", "province（省级重点）"),
        ("parent=不存在的项目", "没有“不存在的项目”这个项目"),
        ("code=2301-611102-04-01-123451", "校验不符"),
        ("physical.2025-07=145", "0 到 100"),
        ("tags-=没有的标签", "“标签”里没有“没有的标签”"),
        ("owner+=甲", "不是列表"),
        ("milestones[3].actual=2025-07-01", "没有第 3 条"),
        ("issues.i-zzz.due=2025-07-01", "i-zzz"),
        ("owner.x=1", "没有更细的字段"),
        ("没有等号", "字段=值"),
        ("people=王某", "逐项写"),
        ("visits+={on: 2025-07-01", "括号里的写法不对"),
        ("owner=甲\x1b[31m乙", "控制字符"),
        ("id=fx23-zzzz", "编号一经生成不再改变"),
        ("name=", "“name”"),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_sentence(ledger, assignment, says):
    before = ledger.files()
    ran = ledger.run("set", "k7q2", assignment)
    assert ran.code in (1, 2), ran
    assert says in ran.err
    assert "\x1b" not in ran.err
    assert ledger.files() == before


def test_all_mistakes_are_said_at_once_and_nothing_is_written(ledger):
    said = ledger.refused(
        "set", "k7q2", "total=约5亿", "sector=制造业", "unit=火星镇", "dates.signed=昨天", code=2
    )
    assert said.count("\n  - ") == 3


def test_a_bundle_cannot_hold_itself(ledger):
    assert "R304" in ledger.refused("set", "k7q2", "parent=k7q2")


def test_what_would_be_an_error_is_refused_with_its_place(ledger):
    ledger.file.write_bytes(
        ledger.text().replace("unit: gaozhuang\n", "unit: gaozhuang\nxunit: 1\n").encode()
    )
    ledger.ok("set", "k7q2", "owner=甲")  # an error that was there before stops nothing
    said = ledger.refused("set", "k7q2", "name=")
    assert "[F202]" in said
    assert ":1:1" in said or ":2:1" in said
