"""A ledger with mistakes of every kind in many files: one `xmtz check` finds each of them where it is."""

from __future__ import annotations

import re

FILES = {
    # Signs of a Chinese input method, and a quotation mark that swallows the rest; what stands
    # between them is read all the same.
    "projects/2024/fx24-0001-东一路.yaml": """\
id: fx24-0001
name：东一路
levl: province
people:
  leader：张三
  service：李四
dates:
  signed: 2024-02-30
stages:
  - {to：planned, on: 2024-03-01}
owner: "某公司
plan: {2024: 300}
total: 4.7亿
""",
    # Tab, alias, anchor, a key twice, brackets.
    "projects/2024/fx24-0002-东二路.yaml": """\
id: fx24-0002
name: 东二路
people:
\tleader: 张三
place: &here 东区
owner: *here
invested:
  2024-05: 120
  2024-06: -30
  2024-06: 50
  2024-13: 10
physical: {2024-05: 45%}
tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[深]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
lists:
  - {list: key-projects, entered: 2024-01-05
unit: gaozhuang
""",
    # Fields that the schema, the rules, units.yaml and other files do not agree with.
    "projects/2024/fx24-0003-东三路.yaml": """\
id: fx24-0003
name: 东三路
code: 2208-610112-04-01-834081
level: 省级重点
unit: gaozhung
parent: fx24-9999
total: 1250000000000
traits: {new_land: 是, land_mu: 120亩}
stages:
  - {to: planed, on: 2024/3/1}
issues:
  - {id: i-3kd, title: 供电线路迁改滞后, raised: 2024-06-02}
""",
    # The order of a project's life.
    "projects/2024/fx24-0004-东四路.yaml": """\
id: fx24-0004
name: 东四路
stages:
  - {to: planned, on: 2024-06-15}
  - {to: started, on: 2024-03-01}
steps:
  eia:
    accepted: 2024-01-09
    paused:
      - {from: 2024-01-12, to: 2024-02-20, why: expert-review}
    granted: 2024-02-15
  works_permit:
    applied: 2024-03-05
    accepted: 2024-03-01
plan: {2024: 300}
plan_months: {2024-01: 200, 2024-02: 150}
physical: {2024-05: 40, 2024-06: 38}
issues:
  - id: i-3kd
    title: 供电线路迁改滞后
    class: utilities
    raised: 2024-06-02
    assigned: {unit: gongdian, person: 李四, on: 2024-06-03}
    cleared: {on: 2024-05-18, by: 李四, evidence: 现场照片}
  - {id: i-3kd, title: 临时用地未批, class: land, raised: 2024-06-09}
""",
    "projects/2024/fx24-0004-副本.yaml": "id: fx24-0004\nname: 东四路（复制）\n",
    # What hides from the eye.
    "projects/2024/fx24-0005.yaml": "id: fx24-0005\nname: 东五路\u202e\nplace: 东区\u2028\nowner: 公司\x08\nlevel: nation\n",
    # Line ends of Windows and a byte-order mark change no place.
    "projects/2024/fx24-0006.yaml": "\ufeffid: fx24-0006\r\nname: 东六路\r\ndates: {signed: 2024-3-1}\r\nplace: 东区: 西\r\n",
    "projects/2024/fx24-0007.yaml": "id: fx24-0007\nname: 东七路\n".encode("gb18030"),
    "projects/2024/fx24-0008.yaml": "id: fx24-0008\nname: 东八路\n".encode("utf-16"),
    "projects/2024/fx24-0009.yaml": "# 待填\n",
    "projects/2024/fx24-0010.yml": "id: fx24-0010\nname: 东十路\n",
    "projects/2024/东十一路.yaml": "---\nid: fx24-0011\nname: 东十一路\ndates: {accepted: 2025-02-01}\n---\nid: fx24-0012\n",
    "rules/steps.yaml": """\
steps:
  eia: {label: 环评, when: eia <> 'none' and landmu > 5}
  land_plan: {label: 用地规划许可, needs: [works_plan]}
  works_plan: {label: 工程规划许可, limit: 20 wd, needs: [land_plan]}
  works_permit: {label: 施工许可}
""",
    "units.yaml": """\
units:
  gaozhuang: {name: 高庄镇, kind: 镇}
  gongdian: {nmae: 供电公司, kind: company}
""",
}

FOUND = """\
projects/2024/fx24-0001-东一路.yaml:2:5 Y123
projects/2024/fx24-0001-东一路.yaml:3:1 F201
projects/2024/fx24-0001-东一路.yaml:5:9 Y123
projects/2024/fx24-0001-东一路.yaml:6:10 Y123
projects/2024/fx24-0001-东一路.yaml:8:11 F227
projects/2024/fx24-0001-东一路.yaml:10:8 Y123
projects/2024/fx24-0001-东一路.yaml:11:8 Y105
projects/2024/fx24-0001-东一路.yaml:13:8 F213
projects/2024/fx24-0002-东二路.yaml:4:1 Y101
projects/2024/fx24-0002-东二路.yaml:5:8 Y110
projects/2024/fx24-0002-东二路.yaml:6:8 Y111
projects/2024/fx24-0002-东二路.yaml:9:12 F214
projects/2024/fx24-0002-东二路.yaml:10:3 Y114
projects/2024/fx24-0002-东二路.yaml:11:3 F211
projects/2024/fx24-0002-东二路.yaml:12:21 F215
projects/2024/fx24-0002-东二路.yaml:13:38 Y118
projects/2024/fx24-0002-东二路.yaml:15:5 Y106
projects/2024/fx24-0003-东三路.yaml:3:7 F221
projects/2024/fx24-0003-东三路.yaml:4:8 F228
projects/2024/fx24-0003-东三路.yaml:5:7 R300
projects/2024/fx24-0003-东三路.yaml:6:9 R301
projects/2024/fx24-0003-东三路.yaml:7:8 F230
projects/2024/fx24-0003-东三路.yaml:8:20 F217
projects/2024/fx24-0003-东三路.yaml:8:32 F216
projects/2024/fx24-0003-东三路.yaml:10:10 F219
projects/2024/fx24-0003-东三路.yaml:10:22 F210
projects/2024/fx24-0003-东三路.yaml:12:5 F202
projects/2024/fx24-0004-东四路.yaml:1:5 R302
projects/2024/fx24-0004-东四路.yaml:5:10 L401
projects/2024/fx24-0004-东四路.yaml:5:23 L400
projects/2024/fx24-0004-东四路.yaml:10:32 L411
projects/2024/fx24-0004-东四路.yaml:14:15 L410
projects/2024/fx24-0004-东四路.yaml:15:14 L430
projects/2024/fx24-0004-东四路.yaml:17:34 L435
projects/2024/fx24-0004-东四路.yaml:24:19 L450
projects/2024/fx24-0004-东四路.yaml:24:35 L451
projects/2024/fx24-0004-东四路.yaml:25:10 L453
projects/2024/fx24-0004-副本.yaml:1:5 R302
projects/2024/fx24-0005.yaml:2:10 Y120
projects/2024/fx24-0005.yaml:3:10 Y121
projects/2024/fx24-0005.yaml:4:10 Y120
projects/2024/fx24-0005.yaml:5:8 F219
projects/2024/fx24-0006.yaml:3:17 F210
projects/2024/fx24-0006.yaml:4:10 Y102
projects/2024/fx24-0007.yaml:2:7 Y122
projects/2024/fx24-0008.yaml:1:1 Y122
projects/2024/fx24-0009.yaml:0:0 S004
projects/2024/fx24-0010.yml:0:0 S003
projects/2024/fx24-0013.yaml:0:0 S000
projects/2024/东十一路.yaml:5:1 Y116
rules/steps.yaml:2:44 U500
rules/steps.yaml:3:37 U501
rules/steps.yaml:4:38 U508
units.yaml:2:32 F218
units.yaml:3:14 F201
"""


def test_one_check_finds_every_mistake_of_every_file_in_its_place(ledger):
    for path, content in FILES.items():
        ledger.write(path, content)
    (ledger.root / "projects/2024/fx24-0013.yaml").symlink_to("/etc/hostname")
    assert ledger.check() == FOUND


def test_the_text_quotes_every_line_and_points_into_it(ledger):
    for path, content in FILES.items():
        ledger.write(path, content)
    ran = ledger.run("check", "--as-of-date", "2026-01-01")
    assert ran.code == 1
    found = [line for line in ran.out.splitlines() if re.search(r": (错误|提醒) [A-Z][0-9]{3} ", line)]
    places = [line.rsplit(" ", 1)[0] for line in FOUND.splitlines() if "S000" not in line]
    assert [line.split(": ")[0].removesuffix(":0:0") for line in found] == [
        place.removesuffix(":0:0") for place in places
    ]
    # The caret stands under the sign, past wide characters and tabs.
    assert (
        """\
projects/2024/fx24-0001-东一路.yaml:2:5: 错误 Y123 这里用了全角的“：”
  2 | name：东一路
    |     ^
    ＝ 改成半角的“:”并在后面空一格；同一行里别的全角符号一并改（值里的标点不用改）
"""
        in ran.out
    )
    assert (
        "  24 |     cleared: {on: 2024-05-18, by: 李四, evidence: 现场照片}\n     |                                   ^\n"
        in ran.out
    )
    # Nothing from a file reaches the terminal that could move its cursor or turn its text.
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", ran.out)


def test_english_says_the_same(ledger):
    for path, content in FILES.items():
        ledger.write(path, content)
    ran = ledger.run("check", "--lang", "en", "--as-of-date", "2026-01-01")
    assert (
        "projects/2024/fx24-0001-东一路.yaml:8:11: error F227 there is no such day as “2024-02-30”" in ran.out
    )
    assert ran.out.count(": error ") + ran.out.count(": warning ") == len(FOUND.splitlines()) - 1


def test_what_was_found_is_kept_and_told_again_from_the_index(ledger):
    for path, content in FILES.items():
        ledger.write(path, content)
    (ledger.root / "projects/2024/fx24-0013.yaml").symlink_to("/etc/hostname")
    (ledger.root / ".git").mkdir()
    assert ledger.check() == FOUND
    assert ledger.check() == FOUND


def test_what_is_mended_goes_and_the_rest_stays(ledger):
    for path, content in FILES.items():
        ledger.write(path, content)
    path = "projects/2024/fx24-0001-东一路.yaml"
    ledger.write(path, FILES[path].replace("name：", "name: ").replace('"某公司', "某公司"))
    lines = ledger.check()
    assert f"{path}:2:5" not in lines
    assert f"{path}:11:8" not in lines
    assert f"{path}:10:8 Y123" in lines
