"""The bulletins that the examples have issued are those that the program prints today, byte for byte."""

from __future__ import annotations

import re

import pytest
from example_runs import EXAMPLES, said

ISSUED = sorted(EXAMPLES.glob("*/bulletins/*/*.md"))
KINDS = {
    r"\d{4}-\d\d": "--monthly",
    r"\d{4}-Q\d": "--quarterly",
    r"\d{4}-H\d": "--half-yearly",
    r"\d{4}": "--yearly",
}


def test_every_example_has_issued_one():
    assert {file.parts[-4] for file in ISSUED} == {
        path.parent.name for path in EXAMPLES.glob("*/ledger.yaml")
    }


@pytest.mark.parametrize("file", ISSUED, ids=lambda file: "-".join(file.parts[-4:]))
def test_it_is_printed_again_as_it_was(file):
    ledger, _, period, _ = file.parts[-4:]
    (kind,) = (option for pattern, option in KINDS.items() if re.fullmatch(pattern, period))
    assert said(ledger, "report", kind, period, "--format", "md").rstrip("\n") == file.read_text(
        encoding="utf-8"
    ).rstrip("\n")
