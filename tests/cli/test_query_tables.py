"""What `xmtz query --help` says can be asked is what can be asked."""

from __future__ import annotations

from xmtz.cli.query import TABLES
from xmtz.index.lists import VIEWS


def test_help_names_every_table(ledger):
    page = " ".join(ledger.ok("query", "--help").split())
    assert TABLES in page
    assert tuple(TABLES.split()) == VIEWS


def test_every_table_can_be_asked(ledger):
    for table in VIEWS:
        assert "1 行" in ledger.ok("query", f"SELECT count(*) AS n FROM {table}"), table
