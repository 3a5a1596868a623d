"""Two rules files become one text: what the overlay says replaces the base, comments of both stay."""

from __future__ import annotations

import pytest

from xmtz.entry.merging import merged, put_together, take_apart
from xmtz.words.errors import Trouble

BASE = """\
# 底本的说明。

# 事项，按阶段排列。
steps:
  # 施工许可。
  works_permit:
    label: 施工许可
    limit: 7 d

  # 消防，# 号也可以在句中。
  fire:
    label: 消防
    when: >-
      special_fire
      # 这一行是折叠文字的一部分

  siting: {label: 选址}

note: 全国
"""


def laid_over(overlay: str) -> str:
    return put_together(merged(take_apart(BASE, "base"), take_apart(overlay, "overlay"), "overlay"))


def test_an_overlay_that_says_nothing_leaves_the_text_as_it_is() -> None:
    assert laid_over("") == BASE


def test_an_entry_is_replaced_whole_with_the_comment_above_it() -> None:
    text = laid_over("steps:\n  # 本地七个工作日。\n  works_permit:\n    label: 施工许可证\n")
    assert "  # 本地七个工作日。\n  works_permit:\n    label: 施工许可证\n\n  # 消防" in text
    assert "# 施工许可。" not in text
    assert "limit: 7 d" not in text


def test_new_entries_follow_in_the_overlays_order_and_new_sections_at_the_end() -> None:
    text = laid_over("steps:\n  heat: {label: 供热}\n  gas: {label: 供气}\nlimits:\n  all: {limit: 19 wd}\n")
    assert "  siting: {label: 选址}\n\n  heat: {label: 供热}\n\n  gas: {label: 供气}\n\nnote: 全国\n" in text
    assert text.endswith("limits:\n  all: {limit: 19 wd}\n")


def test_drop_takes_an_entry_and_its_comment_away() -> None:
    text = laid_over("drop: {steps: [fire]}\n")
    assert "消防" not in text
    assert "折叠文字" not in text
    assert "works_permit" in text
    assert "siting" in text


def test_only_takes_a_section_from_the_overlay_alone() -> None:
    assert laid_over("only: [steps]\nsteps:\n  a: {label: 甲}\n") == (
        "# 底本的说明。\n\nsteps:\n  a: {label: 甲}\n\nnote: 全国\n"
    )
    assert laid_over("only: [steps]\n") == "# 底本的说明。\n\nnote: 全国\n"


def test_extend_changes_single_fields_and_keeps_the_others() -> None:
    text = laid_over(
        "extend:\n  steps:\n    works_permit:\n      # 承诺可开工。\n      commit: true\n      limit: 3 wd\n"
    )
    assert (
        "  # 施工许可。\n  works_permit:\n    label: 施工许可\n    limit: 3 wd\n    # 承诺可开工。\n    commit: true\n\n"
        "  # 消防"
    ) in text


def test_a_folded_text_survives_a_change_of_another_field() -> None:
    text = laid_over("extend:\n  steps:\n    fire:\n      label: 消防审查\n")
    assert "    label: 消防审查\n    when: >-\n      special_fire\n      # 这一行是折叠文字的一部分\n" in text


def test_a_section_that_is_no_list_of_entries_is_replaced_whole() -> None:
    assert laid_over("note: 本地\n").endswith("note: 本地\n")


def test_the_header_of_both_files_is_kept() -> None:
    for overlay in ("# 本地的说明。\n\nnote: 本地\n", "# 本地的说明。\ndrop: {steps: [fire]}\n"):
        assert laid_over(overlay).startswith("# 本地的说明。\n#\n# 底本的说明。\n\n# 事项，按阶段排列。\n")


def test_a_file_of_comments_alone_is_kept() -> None:
    text = "# 工作日历\n# working: []\n"
    assert put_together(take_apart(text, "base")) == text


@pytest.mark.parametrize(
    ("overlay", "said"),
    [
        ("drop: {steps: [heat]}\n", "底本的 steps 里没有 heat"),
        ("drop: {limits: [all]}\n", "底本的 limits 里没有 all"),
        ("extend:\n  steps:\n    heat:\n      commit: true\n", "底本的 steps 里没有 heat"),
        ("extend:\n  steps:\n    siting:\n      commit: true\n", "siting 写在一行里"),
        ("only: [limits]\n", "底本没有 limits 这一节"),
        ("drop: [steps]\n", "drop 的写法不对"),
        ("only: steps\n", "only 的写法不对"),
        ("steps: [\n", "模板文件读不懂：overlay:2:1"),
        ("- a\n", "模板文件读不懂：overlay"),
    ],
)
def test_an_overlay_that_cannot_be_meant_is_refused(overlay: str, said: str) -> None:
    with pytest.raises(Trouble) as caught:
        laid_over(overlay)
    assert said in caught.value.say.zh
