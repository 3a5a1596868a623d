"""A waiver of a project hides a finding until its day, also from what the index keeps."""

from __future__ import annotations

import json

from example_ledger import PROJECT

FAULTY = """\
id: fx24-0001
name: 示例项目
dates:
  land: 2024-03-01
  ground: 2024-02-12
"""
WAIVER = "waivers:\n  - {code: L442, reason: 应急抢险工程先行动土, by: 赵六, until: UNTIL}\n"


def codes(ledger, today: str) -> list[str]:
    found = json.loads(ledger.run("check", "--format", "json", "--as-of-date", today).out)["findings"]
    return [one["code"] for one in found]


def test_a_waived_finding_comes_back_when_its_day_has_passed(ledger):
    (ledger.root / ".git").mkdir()  # an index that is kept
    ledger.write(PROJECT, FAULTY)
    assert codes(ledger, "2024-12-31") == ["L442"]
    ledger.write(PROJECT, FAULTY + WAIVER.replace("UNTIL", "2024-12-31"))
    assert codes(ledger, "2024-12-31") == []
    assert codes(ledger, "2025-01-01") == ["L442"]
    assert codes(ledger, "2024-12-31") == []


def test_the_latest_of_several_waivers_counts(ledger):
    waivers = WAIVER + "  - {code: L442, reason: 延长, by: 赵六, until: 2026-06-30}\n"
    ledger.write(PROJECT, FAULTY + waivers.replace("UNTIL", "2024-12-31"))
    assert codes(ledger, "2026-06-30") == []
    assert codes(ledger, "2026-07-01") == ["L442"]


def test_a_waiver_covers_its_own_code_and_project_only(ledger):
    ledger.write(PROJECT, FAULTY + WAIVER.replace("L442", "L441").replace("UNTIL", "2099-12-31"))
    assert codes(ledger, "2025-01-01") == ["L442"]
    ledger.write(PROJECT, FAULTY + WAIVER.replace("UNTIL", "2099-12-31"))
    ledger.write("projects/2024/fx24-0002.yaml", FAULTY.replace("0001", "0002"))
    found = json.loads(ledger.run("check", "--format", "json").out)["findings"]
    assert [one["path"] for one in found] == ["projects/2024/fx24-0002.yaml"]


def test_errors_of_text_and_fields_cannot_be_waived(ledger):
    ledger.write(
        PROJECT,
        FAULTY.replace("2024-02-12", "2024-02-32")
        + WAIVER.replace("L442", "F227").replace("UNTIL", "2099-12-31"),
    )
    assert codes(ledger, "2025-01-01") == ["F227", "L490"]
