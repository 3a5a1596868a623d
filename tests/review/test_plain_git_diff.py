"""Plain `git diff` names the section of a hunk, in Chinese too: by the attributes and settings that `init` writes."""

from __future__ import annotations

import pytest
from compared_ledger import PATH, Ledger, project_text

from xmtz.store.attributes import ATTRIBUTES, ATTRIBUTES_FILE, settings

BODY = (
    "owner: 陕西三一重工有限公司\n"
    "steps:\n"
    "  filing:\n    applied: 2025-01-01\n    accepted: 2025-01-02\n    granted: 2025-01-03\n    document: 备〔2025〕1号\n"
    "  eia:\n    applied: 2025-02-01\n    accepted: 2025-02-02\n    granted: 2025-02-03\n    document: 环〔2025〕1号\n"
    "invested:\n" + "".join(f"  2025-{month:02d}: {month}00\n" for month in range(1, 13)) + "issues:\n"
    "  - id: i-3kd\n    title: 供电线路迁改滞后\n    class: utilities\n    raised: 2025-06-02\n    due: 2025-06-20\n"
)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("环〔2025〕1号", "环〔2025〕2号", "  eia:"),
        ("2025-12: 1200", "2025-12: 1300", "invested:"),
        ("due: 2025-06-20", "due: 2025-06-30", "  - id: i-3kd"),
        ("steps:", "# 手续\nsteps:", "owner: 陕西三一重工有限公司"),
    ],
)
def test_the_head_of_a_hunk_names_its_section(
    ledger: Ledger, before: str, after: str, named: str, ending: str
) -> None:
    for key, value in settings().items():
        ledger.git("config", key, value)
    text = project_text(BODY)
    ledger.put({ATTRIBUTES_FILE: ATTRIBUTES, PATH: text.replace("\n", ending)})
    ledger.commit()
    ledger.put({PATH: text.replace(before, after).replace("\n", ending)})
    heads = [line for line in ledger.git("diff", "-U0").splitlines() if line.startswith("@@")]
    assert [head.split(" @@ ")[1].rstrip() for head in heads] == [named]
