"""Words that the benchmark's ledgers are made of: places, firms, products, people, bodies."""

from __future__ import annotations

from typing import Final, NamedTuple

ID_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
ID_SPACE: Final = 32**4


class Body(NamedTuple):
    """A responsible body of units.yaml; `holds` says that projects belong to it."""

    key: str
    name: str
    kind: str
    holds: bool


UNITS: Final = (
    Body("gaozhuang", "高庄街道", "town", True),
    Body("diaotai", "钓台街道", "town", True),
    Body("mawang", "马王街道", "town", True),
    Body("dawang", "大王街道", "town", True),
    Body("gaoqiao", "高桥街道", "town", True),
    Body("wangsi", "王寺街道", "town", True),
    Body("doumen", "斗门街道", "town", True),
    Body("xinxi", "信息产业园", "zone", True),
    Body("zhizao", "智能制造产业园", "zone", True),
    Body("kechuang", "科技创新港", "zone", True),
    Body("wuliu", "现代物流园", "zone", True),
    Body("wenlv", "文旅度假区", "zone", True),
    Body("jituan", "新城发展集团", "company", True),
    Body("fagai", "发展改革局", "department", False),
    Body("shenpi", "行政审批局", "department", False),
    Body("ziyuan", "自然资源局", "department", False),
    Body("huanjing", "生态环境局", "department", False),
    Body("zhujian", "住房建设局", "department", False),
    Body("gongdian", "供电分公司", "company", False),
    Body("gongshui", "水务公司", "company", False),
    Body("ranqi", "燃气公司", "company", False),
)
HOLDERS: Final = tuple(body.key for body in UNITS if body.holds)
HELPERS: Final = tuple(body.key for body in UNITS if not body.holds)

AREAS: Final = ("610116", "610112", "610402", "610404")

FIRM_FIRST: Final = tuple("华天恒瑞鼎宏远博盛嘉凯启创泰隆信诚德金海星云龙禾源锦汇众联拓中融百利安康益达伟")
FIRM_SECOND: Final = tuple("科创通达源泽晟辉宇航腾威能坤岳川峰林森和美健翔维拓驰捷越昇邦基业兴润禾成")
FIRM_TRADE: Final = (
    "新材料", "精密", "电子", "生物", "重工", "能源", "食品", "装备", "光电", "数据", "环保", "医药",
    "汽车", "冷链", "化工", "半导体", "建材", "农业", "传动", "仪器", "轨道", "航空", "智能", "包装",
)  # fmt: skip
# What is made, and what is built.
MADE: Final = (
    "高端数控机床", "新能源汽车电机", "光伏组件", "锂电池隔膜", "工业机器人", "碳纤维复合材料", "无人机整机",
    "医用高值耗材", "中药饮片", "预制菜", "集成电路封测", "氢燃料电池", "风电齿轮箱", "航空零部件", "轨道交通门系统",
    "智能仪表", "特种玻璃", "装配式建筑构件", "高纯石英砂", "钛合金管材", "电子级硅材料", "柔性显示模组", "储能变流器",
    "充电桩", "富硒茶", "苹果深加工", "乳制品", "饲料", "再生铝", "光纤预制棒", "疫苗", "体外诊断试剂", "高速连接器",
    "传感器", "激光雷达", "超导线材",
)  # fmt: skip
BUILT: Final = (
    "果蔬冷链仓储", "大数据中心", "智慧物流枢纽", "跨境电商仓", "污水处理厂", "生活垃圾发电", "秸秆综合利用", "生猪屠宰",
    "职业教育实训基地", "人才公寓", "三甲医院", "幼儿园", "城市主干道", "地下综合管廊", "河道生态修复", "老旧小区", "标准厂房",
    "孵化器", "文旅小镇", "体育中心", "养老社区", "工业软件",
)  # fmt: skip
PRODUCTS: Final = MADE + BUILT
SIZES: Final = 480
ENDINGS: Final = (
    "产业园", "生产线", "生产基地", "技术改造", "扩建", "研发中心", "建设项目", "示范基地", "总部基地", "智能工厂",
    "配套工程", "提升改造",
)  # fmt: skip
SHORT_NAMES: Final = len(FIRM_FIRST) * len(FIRM_SECOND) * len(FIRM_TRADE)
NAMES: Final = SHORT_NAMES * len(PRODUCTS) * len(ENDINGS) * SIZES

SURNAMES: Final = tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕")
GIVEN: Final = (
    "建国", "志强", "晓燕", "海涛", "文斌", "丽华", "伟", "敏", "静", "磊", "军", "洋", "艳", "勇", "杰", "娟",
    "涛", "明", "超", "秀英", "霞", "平", "刚", "桂英", "思远", "雨桐", "浩然", "子涵", "俊峰", "雅琴", "国栋", "春梅",
)  # fmt: skip

# Problems and their class in rules/issues.yaml.
PROBLEMS: Final = (
    ("供电线路迁改滞后", "utilities"), ("临时用水接入未落实", "utilities"), ("燃气管线交叉需改线", "utilities"),
    ("土地组卷材料退回补正", "land"), ("拆迁剩余三户未签约", "land"), ("林地手续办理缓慢", "land"),
    ("施工图审查意见未闭合", "permits"), ("环评公示收到意见", "permits"), ("专项债资金未到位", "funds"),
    ("弃土消纳场地不足", "schedule"), ("进场道路未贯通", "schedule"), ("设备到货延期", "schedule"),
    ("劳务人员不足", "schedule"), ("雨季基坑排水能力不够", "schedule"),
)  # fmt: skip
ISSUE_PLANS: Final = (
    "召开现场协调会，明确迁改时序", "由专班逐日跟踪，每周报送进展", "补齐材料后重新报件", "先行实施临时方案，保证主线施工",
)  # fmt: skip
EVIDENCE: Final = ("现场验收照片及会签单", "会议纪要第3号", "竣工移交单", "复函及附件")
NOTES: Final = (
    "# 数据来自月度调度表",
    "# 与统计口径核对过",
    "# 原名另见立项批复",
    "# 建设单位每月25日前报送",
)


def short_name(number: int) -> str:
    """A firm's short name; every number below SHORT_NAMES gives another one."""
    number, first = divmod(number, len(FIRM_FIRST))
    number, second = divmod(number, len(FIRM_SECOND))
    return FIRM_FIRST[first] + FIRM_SECOND[second] + FIRM_TRADE[number % len(FIRM_TRADE)]


def project_name(number: int) -> tuple[str, str, str]:
    """A firm's short name, its project's name and its scope; every number below NAMES gives others.

    The size in the name keeps the names of a large ledger from being nearly the same.
    """
    rest, size = divmod(number, SIZES)
    rest, firm = divmod(rest, SHORT_NAMES)
    ending, product = divmod(rest, len(PRODUCTS))
    short = short_name(firm)
    scale = f"年产{size + 20}万套" if product < len(MADE) else f"{size + 20}亩"
    what = f"{scale}{PRODUCTS[product]}"
    return short, f"{short}{what}{ENDINGS[ending % len(ENDINGS)]}", f"建设{what}及配套设施"


def letters(number: int, width: int) -> str:
    """A number in `width` letters of base 32."""
    found = ""
    for _ in range(width):
        number, digit = divmod(number, 32)
        found = ID_LETTERS[digit] + found
    return found
