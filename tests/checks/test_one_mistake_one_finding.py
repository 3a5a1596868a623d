"""One mistake is one finding: what cannot be read makes nothing else look wrong."""

from __future__ import annotations

from example_ledger import PROJECT

GOOD = """\
id: fx24-0001
name: 示例项目
level: province
unit: gaozhuang
dates:
  signed: 2024-02-20
  registered: 2024-08-20
stages:
  - {to: planned, on: 2024-03-01}
  - {to: reserved, on: 2024-04-01}
  - {to: started, on: 2024-06-01}
steps:
  eia: {granted: 2024-05-01}
physical: {2024-07: 5}
invested_stats: {2024-09: 300}
issues:
  - {id: i-3kd, title: 供电线路迁改滞后, class: utilities, raised: 2024-06-02}
"""


def test_the_good_project_has_no_finding(ledger):
    ledger.write(PROJECT, GOOD)
    assert ledger.check() == ""


def test_a_name_that_cannot_be_read_is_not_missing(ledger):
    ledger.write(PROJECT, GOOD.replace("name: ", "name："))
    assert ledger.check() == f"{PROJECT}:2:5 Y123\n"


def test_a_misspelt_name_is_not_missing(ledger):
    ledger.write(PROJECT, GOOD.replace("name: ", "nmae: "))
    assert ledger.check() == f"{PROJECT}:2:1 F201\n"


def test_stages_that_cannot_be_read_are_not_taken_for_none(ledger):
    """Else the project would be signed without being planned, and progress would come before its start."""
    ledger.write(PROJECT, GOOD.replace("{to: started, on: 2024-06-01}", "{to: started, on: 2024-06-01"))
    assert ledger.check() == f"{PROJECT}:11:5 Y106\n"


def test_a_stage_that_is_misspelt_is_not_taken_for_none(ledger):
    ledger.write(PROJECT, GOOD.replace("to: started", "to: startd"))
    assert ledger.check() == f"{PROJECT}:11:10 F219\n"


def test_dates_that_cannot_be_read_are_not_taken_for_none(ledger):
    ledger.write(PROJECT, GOOD.replace("  registered: ", "\tregistered: "))
    assert ledger.check() == f"{PROJECT}:7:1 Y101\n"


def test_a_broken_rules_file_does_not_accuse_the_projects(ledger):
    ledger.write(PROJECT, GOOD)
    for name in ("stages", "steps", "terms", "issues"):
        path = ledger.root / f"rules/{name}.yaml"
        kept = path.read_bytes()
        path.write_bytes(kept.decode().encode("gb18030"))
        (found,) = ledger.check().splitlines()
        assert found.startswith(f"rules/{name}.yaml:2:")
        assert found.endswith(" Y122")
        path.unlink()
        assert ledger.check() == f"rules/{name}.yaml:0:0 S005\n"
        path.write_bytes(kept)


def test_a_broken_section_of_the_rules_does_not_accuse_the_projects(ledger):
    ledger.write(PROJECT, GOOD)
    path = ledger.root / "rules/stages.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("started: {", "started：{"), encoding="utf-8")
    assert ledger.check() == "rules/stages.yaml:4:10 Y123\n"


def test_units_that_cannot_be_read_do_not_accuse_the_projects(ledger):
    ledger.write(PROJECT, GOOD)
    ledger.write("units.yaml", "units:\n  gaozhuang：{name: 高庄镇}\n")
    assert ledger.check() == "units.yaml:2:12 Y123\n"


def test_a_bundle_whose_file_cannot_be_read_is_not_unknown(ledger):
    ledger.write(PROJECT, GOOD + "parent: fx24-0009\n")
    ledger.write("projects/2024/fx24-0009-打捆.yaml", "id: fx24-0009\nname：打捆\n")
    assert ledger.check() == "projects/2024/fx24-0009-打捆.yaml:2:5 Y123\n"


def test_the_part_of_a_file_that_can_be_read_is_checked_all_the_same(ledger):
    ledger.write(PROJECT, GOOD.replace("name: ", "name：").replace("2024-08-20", "2024-08-32"))
    assert ledger.check() == f"{PROJECT}:2:5 Y123\n{PROJECT}:7:15 F227\n"
