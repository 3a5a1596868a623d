"""`xmtz approvals`: ledgers of approvals over all projects."""

from __future__ import annotations

import pytest


@pytest.fixture
def county(office):
    office.write("ledger.yaml", "xmtz: 1\nname: 试验县\nprefix: ts\nlang: zh\ndivision: 610928\n")
    office.project(
        "traits: {procedure: filing, eia: form, special_fire: true}\n"
        "steps:\n"
        "  filing: {accepted: 2025-03-03, granted: 2025-03-03}\n"
        "  eia:\n    accepted: 2025-03-03\n    letters: [{on: 2025-02-20, document: 函1号}]\n"
        "  works: {accepted: 2025-03-03, granted: 2025-04-02}\n"
        "  fire: {accepted: 2025-03-03, granted: 2025-03-10}\n",
        name="一号",
    )
    office.project(
        "steps:\n"
        "  filing: {accepted: 2025-03-03, granted: 2025-03-10}\n"
        "  works: {accepted: 2025-03-03, deferred: {on: 2025-03-03, missing: [图纸], until: 2025-04-30}}\n"
        "  eia: {skipped: {on: 2025-03-01, reason: 豁免}}\n",
        name="二号",
        unit="b",
    )
    return office


def test_the_matrix_has_a_row_a_project_and_a_column_a_class(county):
    data = county.approvals("matrix", "2025-05-20")
    assert list(data["classes"]) == ["filing", "eia", "works", "permit"]
    one, two = data["projects"]
    assert (one["cells"]["works"]["due"], one["cells"]["works"]["done"], one["cells"]["works"]["late"]) == (
        2,
        2,
        1,
    )
    assert (one["cells"]["eia"]["running"], one["cells"]["eia"]["late"]) == (1, 1)
    assert "eia" not in two["cells"]
    assert two["cells"]["works"]["conditional"] == 1
    out = county.ok("approvals", "--as-of-date", "2025-05-20")
    assert "已办结 即办" in out
    assert "已办结 22工作日 超期" in out
    assert "承诺/容缺" in out
    assert out.splitlines()[-1].split()[0] == "合计"
    assert "0/1" in out.splitlines()[-1]


def test_the_eia_ledger_has_the_service_letters(county):
    out = county.ok("approvals", "eia", "--as-of-date", "2025-05-20")
    assert "2025-02-20 函1号" in out
    assert "报告表" in out
    approvals = county.approvals("eia", "2025-05-20")["approvals"]
    assert [one["state"] for one in approvals] == ["accepted", "skipped"]
    assert approvals[0]["clock"]["deadline"] == "2025-05-06"


def test_approvals_at_higher_authorities_depend_on_the_ledgers_own_level(county):
    assert [one["id"] for one in county.approvals("higher", "2025-05-20")["approvals"]] == ["ts25-0001"]
    county.write("ledger.yaml", "xmtz: 1\nname: 试验市\nprefix: ts\nlang: zh\ndivision: 610900\n")
    assert county.approvals("higher", "2025-05-20")["approvals"] == []


def test_what_is_pending(county):
    items = county.approvals("pending", "2025-05-20")["items"]
    assert [(one["step"], one["kind"], one["day"], one["overdue"]) for one in items] == [
        ("works", "deferred", "2025-04-30", True)
    ]
    assert county.approvals("pending", "2025-03-01")["items"] == []


def test_rates_by_item_and_by_unit(county):
    data = county.approvals("rate", "2025-05-20")
    items = {one["key"]: (one["done"], one["due"], one["rate"], one["ok"]) for one in data["by_item"]}
    assert items == {
        "filing": (2, 2, "1", 2), "eia": (0, 1, "0", 0), "works": (1, 2, "1/2", 2),
        "fire": (1, 1, "1", 1), "permit": (0, 2, "0", 0),
    }  # fmt: skip
    assert [(one["key"], one["done"], one["due"]) for one in data["items_by_unit"]] == [
        ("a", 3, 5),
        ("b", 1, 3),
    ]
    assert [(one["key"], one["done"], one["due"]) for one in data["projects_by_unit"]] == [
        ("a", 0, 1),
        ("b", 0, 1),
    ]
    assert "62.50%" not in county.ok("approvals", "rate", "--as-of-date", "2025-05-20")
    assert "50.00%" in county.ok("approvals", "rate", "--as-of-date", "2025-05-20")


def test_authorities_by_days_and_punctuality(county):
    """From 3 March to 2 April 2025: 4 + 5 + 5 + 5 working days in whole weeks, 31 March, 1 and 2 April."""
    rows = {one["authority"]: one for one in county.approvals("authority", "2025-05-20")["authorities"]}
    assert rows["自然资源局"] == {
        "authority": "自然资源局", "unit": "wd", "decided": 1, "judged": 1, "on_time": 0, "on_promise": None,
        "promised": 0, "median": "22", "worst": 22, "rate": "0",
    }  # fmt: skip
    assert (rows["发改局"]["decided"], rows["发改局"]["median"], rows["发改局"]["on_time"]) == (2, "5/2", 2)
    later = county.approvals("authority", "2025-05-20", "--since", "2025-04-01")["authorities"]
    assert [one["authority"] for one in later] == ["自然资源局"]


@pytest.mark.parametrize("kind", ["matrix", "eia", "higher", "pending", "rate", "authority"])
@pytest.mark.parametrize("format_", ["table", "md", "csv", "json"])
def test_every_ledger_prints_in_every_format_and_language(county, kind, format_):
    for lang in ("zh", "en"):
        assert county.ok("approvals", kind, "--as-of-date", "2025-05-20", "--format", format_, lang=lang)


def test_one_unit_and_wrong_words(county):
    assert [one["id"] for one in county.approvals("matrix", "2025-05-20", "--unit", "乙镇")["projects"]] == [
        "ts25-0002"
    ]
    assert "可用：matrix" in county.refused("approvals", "everything")


def test_the_matrix_of_an_earlier_day_knows_nothing_of_later(county):
    """What is kept of a project holds from its last day on; before that it is summed anew."""
    cells = county.approvals("matrix", "2025-03-05")["projects"][0]["cells"]
    assert (cells["filing"]["done"], cells["works"]["done"], cells["works"]["running"]) == (1, 0, 2)
    assert (cells["works"]["left"], cells["works"]["unit"]) == (
        13,
        "wd",
    )  # fire: 15 working days from 3 March
    assert (cells["eia"]["left"], cells["eia"]["unit"]) == (62, "d")  # to 6 May, after the holiday
    assert (cells["permit"]["due"], cells["permit"]["running"]) == (1, 0)
    later = county.approvals("matrix", "2025-03-28")["projects"][0]["cells"]["works"]
    assert (later["done"], later["running"], later["left"], later["late"]) == (1, 1, 1, 0)
