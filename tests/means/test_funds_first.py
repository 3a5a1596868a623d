"""`xmtz means` without a command is `xmtz means funds`."""

from __future__ import annotations

from pathlib import Path

import pytest

from xmtz.cli.main import run

EXAMPLE = Path(__file__).parents[2] / "ledgers" / "xinmi"


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """What a command prints on the example of 新密."""
    assert run([*arguments, "--ledger", str(EXAMPLE)]) == code
    out = capsys.readouterr()
    return out.err if code else out.out


@pytest.mark.parametrize("options", [("--as-of-date", "2025-03-31"), ("--format", "json", "--by", "unit")])
def test_options_alone_ask_for_the_funds(capsys, options):
    whole = said(capsys, "means", "funds", *options)
    assert said(capsys, "means", *options) == whole
    assert whole.strip()


def test_nothing_at_all_asks_for_the_funds_of_today(capsys):
    assert said(capsys, "means").startswith("资金台账\n")


def test_help_is_that_of_the_group_and_a_wrong_word_is_no_option(capsys):
    assert "resources" in said(capsys, "means", "--help")
    assert "没有“foo”这个子命令" in said(capsys, "means", "foo", code=2)
    assert "没有“--foo”这个选项" in said(capsys, "means", "--foo", code=2)
