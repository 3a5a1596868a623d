"""Names that mean one project, and names that only look like it.

The pairs are real project names from the tender plans published by Guizhou's public
resource trading platform in 2026.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xmtz.domain.likeness import LIKELY, AlikeIndex, alike, near, normalise

quickly = settings(deadline=None, max_examples=60)

DIFFERENT = [
    ("水城区零碳源动力建设项目（九期）", "水城区零碳源动力建设项目（六期）"),
    ("水城区零碳源动力建设项目（六期）", "水城区零碳源动力建设项目（十三期）"),
    ("水城区零碳源动力建设项目（九期）", "：水城区零碳源动力建设项目（五期）"),
    ("金沙县“绿色矿山”分布式光伏建设项目八标段", "金沙县“绿色矿山”分布式光伏建设项目四标段"),
    ("金沙县“绿色矿山”分布式光伏建设项目七标段", "金沙县“绿色矿山”分布式光伏建设项目八标段"),
    ("贵州省黔西向斜西翼区块西区煤层气勘查项目黔西1井", "贵州省黔西向斜西翼区块西区煤层气勘查项目黔西2井"),
    ("六枝特区第一中学改扩建项目", "六枝特区第七中学改扩建项目"),
    ("锦屏县2026年高标准农田建设项目", "麻江县2026年高标准农田建设项目"),
    ("剑河县2026年高标准农田建设项目", "麻江县2026年高标准农田建设项目"),
    ("花溪区2026年高标准农田建设项目", "锦屏县2026年高标准农田建设项目"),
    (
        "贵州金沙经济开发区新能源电池产业园区东侧配套产业路一建设项目",
        "贵州金沙经济开发区新能源电池产业园区西侧配套产业路建设项目",
    ),
    (
        "贵州金沙经济开发区新能源电池产业园区西侧配套产业路建设项目",
        "贵州金沙经济开发区金弘药业医药产业园东侧配套产业路建设项目",
    ),
    (
        "平塘县玉池社区老旧小区改造及配套基础设施建设项目",
        "平塘县金龙社区老旧小区改造及配套基础设施建设项目",
    ),
    ("凤冈县医疗卫生强基工程建设项目", "织金县医疗卫生强基工程建设项目"),
    ("施秉县县域医共体医疗卫生强基工程建设项目", "织金县医疗卫生强基工程建设项目"),
    (
        "贵州高速投资集团有限公司九洞天服务区分布式光伏项目",
        "贵州高速投资集团有限公司威宁服务区分布式光伏项目",
    ),
    ("贵州省习水县2027年一体化推进水土保持工程建设项目", "贵州省钟山区2027年一体化推进水土保持工程建设项目"),
    ("正安县一体化推进水土保持工程建设项目", "贵州省习水县2027年一体化推进水土保持工程建设项目"),
    (
        "贵阳市花溪区城乡综合能源建设项目（猪场综合能源项目）",
        "贵阳市花溪区城乡综合能源建设项目（老榜河综合能源项目）",
    ),
    ("2026年万山区重点流域农业面源污染综合治理项目", "2026年石阡县重点流域农业面源污染综合治理项目"),
    ("剑河县整县推进农村生活污水治理项目", "道真自治县整县推进农村生活污水治理项目"),
    ("清水江流域三穗县入河排污口整治工程", "清水江流域剑河县入河排污口整治工程"),
    ("清水江流域凯里市建制镇入河排污口整治工程", "清水江流域剑河县入河排污口整治工程"),
    ("六枝特区新华镇五星小学改扩建项目", "六枝特区新华镇新寨小学改扩建项目"),
    (
        "遵义市绥阳县深化城乡交通运输一体化（农村客货邮融合）发展项目",
        "龙里县深化城乡交通运输一体化 （农村客货邮融合）发展项目",
    ),
    (
        "赤水市文华街道红岭社区城镇老旧小区基础设施更新改造项目（一期）",
        "赤水市金华街道滨东社区城镇老旧小区基础设施更新改造项目",
    ),
    ("罗甸县县城供水管网漏损治理工程", "镇远县供水管网漏损治理项目"),
    ("贵州师范大学二期学生宿舍建设项目", "贵州民族大学学生宿舍建设项目"),
    ("兴仁市托育综合服务中心建设项目", "道真县机动车综合服务中心建设项目"),
    (
        "瓮安县岚关乡章阁村2026年衔接资金产业配套基础设施建设项目",
        "瓮安县平定营镇细沙村2026年衔接资金新建产业配套基础设施项目",
    ),
]

SAME = [
    ("三一智能制造产业园", "三一智能制造产业园"),
    ("三一智能制造产业园", "三一智能制造产业园项目"),
    ("三一智能制造产业园一期", "三一智能制造产业园1期工程"),
    ("三一智能制造产业园（二期）", "三一智能制造产业园Ⅱ期"),
    ("沣西新城三一智能制造产业园（一期）项目", "三一智能制造产业园"),
    ("水城区零碳源动力建设项目（五期）", "：水城区零碳源动力建设项目（五期）"),
    ("水城区零碳源动力建设项目（十三期）", "水城区零碳源动力建设工程13期"),
    ("金沙县“绿色矿山”分布式光伏建设项目八标段", "金沙绿色矿山分布式光伏项目（８标段）"),
    ("六枝特区第一中学改扩建项目", "六枝特区第1中学扩建工程"),
    ("花溪区2026年高标准农田建设项目", "贵阳市花溪区二〇二六年高标准农田项目"),
    ("凤冈县医疗卫生强基工程建设项目", "遵义市凤冈县医疗卫生强基工程"),
    ("平塘县玉池社区老旧小区改造及配套基础设施建设项目", "平塘县玉池社区老旧小区改造项目"),
    ("清水江流域三穗县入河排污口整治工程", "清水江流域三穗县入河排污口综合整治项目"),
    ("清水江流域三穗县入河排污口整治工程", "清水江流域三惠县入河排污口整治工程"),
    ("剑河县整县推进农村生活污水治理项目", "贵州省剑河县整县推进农村生活污水治理建设项目"),
    ("六枝特区新华镇五星小学改扩建项目", "新华镇五星小学改扩建项目"),
    (
        "碧江区桐木坪乡棉花坪村蔬菜产业配套设施建设补助项目",
        "桐木坪乡棉花坪村蔬菜产业配套设施项目",
    ),
    ("比亚迪汽车零部件产业园", "比亚迪汽车零部件产业基地"),
    ("遵义市播州区肉牛全产业链融合发展项目", "播州区肉牛全产业链融合发展"),
    ("榕江县老城区排水管网改造工程", "榕江县老城区排水管网提升改造项目"),
]


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different_projects(a, b):
    assert alike(a, b) < LIKELY


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_project_written_twice(a, b):
    assert alike(a, b) >= LIKELY


def test_another_number_is_another_project():
    assert alike("三一智能制造产业园一期", "三一智能制造产业园二期") == 0
    assert alike("职工公寓A区", "职工公寓B区") == 0
    assert alike("产业路东段", "产业路西段") == 0
    assert alike("2026年高标准农田", "2027年高标准农田") == 0


def test_a_number_that_only_one_name_has_makes_them_less_alike():
    name = "三一智能制造产业园"
    assert LIKELY <= alike(name, f"{name}一期") < alike(name, f"{name}分期")


def test_a_name_that_has_a_numeral_in_it_is_left_alone():
    assert normalise("三一智能制造") == "三一智能制造"
    assert normalise("七星关区九洞天") == "七星关区九洞天"
    assert normalise("五里坡十三期") == "五里坡13期"
    assert normalise("第二十一小学") == "第21小学"


@quickly
@given(
    st.sampled_from([name for pair in DIFFERENT for name in pair]),
    st.text("剑河县整治高标准农田项目一期1 A区东侧", max_size=25),
)
def test_likeness_is_a_number_and_the_same_both_ways(a, b):
    assert 0 <= alike(a, b) <= 1
    assert alike(a, b) == alike(b, a)
    assert alike(a, a) == 1


@quickly
@given(st.text(max_size=40))
def test_any_text_is_a_name(name):
    normalise(name)
    assert alike(name, name) == 1


NAMES = sorted({name for pair in DIFFERENT + SAME for name in pair})


@pytest.mark.parametrize("name", NAMES)
def test_the_index_and_the_scan_find_what_comparing_all_finds(name):
    everything = list(enumerate(NAMES))
    expected = {key for key, other in everything if alike(name, other) >= LIKELY}
    assert {key for key, _ in AlikeIndex(everything).near(name)} == expected
    assert {key for key, _ in near(name, everything)} == expected


def test_which_name_comes_first_does_not_matter():
    a, b = "兴仁经济开发区消防安全产业配套基础设施项目", "安顺高新区浙商产业园配套基础设施建设项目"
    assert alike(a, b) == alike(b, a)


def test_compatibility_characters_are_seen_through():
    odd = "\uf9f4\uf92d\uf9e1\uf9da"  # they look like 林來李栗 and are other code points
    assert near("林來李栗", [(1, odd)]) == AlikeIndex([(1, odd)]).near("林來李栗") == [(1, 1.0)]
    assert near("", [(1, "")]) == AlikeIndex([(1, "")]).near("")


def test_the_most_alike_comes_first():
    index = AlikeIndex([("a", "三一智能产业园"), ("b", "三一智能制造产业园")])
    index.add("c", "沣西新城三一智能制造产业园一期")
    found = index.near("三一智能制造产业园项目")
    assert found[0] == ("b", 1.0)
    assert {key for key, _ in found} == {"a", "b", "c"}


def test_two_hundred_names_against_two_thousand_take_no_time():
    names = [f"{town}{name}" for town in "沣渭泾秦汉灞浐潏滈涝" * 4 for name in NAMES][:2000]
    index = AlikeIndex(enumerate(names))
    start = time.perf_counter()
    found = [index.near(f"岐{name}") for name in NAMES * 3][:200]
    assert time.perf_counter() - start < 3  # 0.1 s on an idle machine
    assert all(found)
