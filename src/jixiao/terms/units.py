"""Units of measure (计量单位) met in target values: how they are written and what they measure.

A table, not a parser: the usual spelling, the spellings that are put into it, and the dimension.
"""

from __future__ import annotations

from jixiao.terms.targets import Dimension

#: Usual spelling → dimension. Order does not matter; the longest match wins.
UNITS: dict[str, Dimension] = {
    **dict.fromkeys(("%", "‰", "‱", "比例", "百分点", "个百分点"), Dimension.SHARE),
    **dict.fromkeys(("元", "千元", "万元", "亿元", "百万元"), Dimension.MONEY),
    **dict.fromkeys(
        (
            "年 个月 月 季度 周 天 日 工作日 个工作日 个日历天 日历天 日历日 个自然日 自然日 小时 分钟 秒"
        ).split(),
        Dimension.TIME,
    ),
    **dict.fromkeys(
        (
            "个 家 次 人 人次 件 起 套 批次 批 户 户次 项 份 篇 台 辆 座 处 场 场次 期 例 张 本 册 "
            "名 条 种 部 块 间 株 棵 头 只 所 片 宗 单 幅 台次 车次 班次 批件 课时 学时 人天 人日 "
            "条次 家次 点次 床 支 枚 盏 根 对 组 队 幢 栋 艘 架 粒 门 类 层 卷 项次 站 段 口 眼 桩 "
            "村 校 笔 样 样次 点 版 集 堂 节 届 轮 副 瓶 袋 箱 盒 杆 路 班 羽 尾 匹 针 剂 顶 窝 "
            "台件 件套 台套 套件 门次 科次 株次 轮次 册次 卷次 头次 例次 针次 剂次 份次 批件 床次 航次 架次 "
            "组次 期次 篇次 列车 车辆次 人份 人学时 人课时 学分 台时 机时 工时 户人 标段 班级"
        ).split(),
        Dimension.COUNT,
    ),
    **dict.fromkeys(
        (
            "米 公里 千米 厘米 毫米 平方米 平方公里 立方米 公顷 亩 吨 公斤 千克 克 斤 升 毫升 "
            "千瓦 千瓦时 度 兆 倍 分 级 km m cm mm kg t 分贝 ℃ 兆瓦 GB TB Mbps MB 延米 "
            "毫克 微克 纳克 公顷次 亩次 平方 摄氏度 千帕 兆帕 公斤力 海里 英寸 公担 立方厘米 平方厘米 线米 "
            "吨公里 人公里 车公里 吨标准煤 吨标煤 千克标准煤 公斤标准煤 千克标煤 公斤标煤 万千瓦时"
        ).split(),
        Dimension.OTHER,
    ),
}

#: Spelling met → usual spelling. ``次数`` is a noun, not a unit; 百分比 is a word for %.
SPELLINGS: dict[str, str] = {
    "次数": "次",
    "百分比": "%",
    "％": "%",
    "﹪": "%",
    "(%)": "%",
    "（%）": "%",
    "(％)": "%",
    "（％）": "%",
    "人数": "人",
    "户数": "户",
    "件数": "件",
    "个数": "个",
    "家数": "家",
    "場": "场",
    "個": "个",
    "个季度": "季度",
    "个小时": "小时",
    "个周": "周",
    "个学时": "学时",
    "人(次)": "人次",
    "户(次)": "户次",
    "家(次)": "家次",
    "场(次)": "场次",
    "萬元": "万元",
    "億元": "亿元",
    "平米": "平方米",
    "㎡": "平方米",
    "m²": "平方米",
    "m2": "平方米",
    "平方": "平方米",
    "立方": "立方米",
    "m³": "立方米",
    "M": "米",
    "KM": "公里",
    "人民币元": "元",
    "套（台）": "套",
    "张/份": "份",
}

#: Units written in letters; any other letters behind a number (8w, 3k) are not understood.
LETTERS = frozenset(
    (
        "km m cm mm m² m³ m2 m3 M KM km² km2 hm² hm2 ha kg g mg μg t T L l mL ml h H min s "
        "kW kWh KW KWH MW GW W V A Hz MHz GHz dB Pa kPa MPa Bq GB TB MB KB PB Mbps Gbps bps "
        "DDDs CFU ppm NTU mol mmol J kJ cd lm lx N kN"
    ).split()
)

#: Measure words met only behind a number; in a name they may be anything (面源, 黑车).
MEASURE_WORDS = frozenset(
    (
        "道 孔 桶 捆 包 筐 面 扇 樘 棚 盘 幕 遍 封 杯 碗 车 船 令 穴 垄 筒 台班 工日 人月 人年 年次 版面 单元 档 听 "
        "方 土方 幅次 宗次 班组 罐 池 渠 链 环 畦 帧 趟 席 格 尊 株丛 村次 校次 单次 面次 组件 岁 星"
    ).split()
)

#: Multipliers folded into the number for everything but money.
MULTIPLIERS: dict[str, int] = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "萬": 10_000,
    "亿": 10**8,
}


def dimension_of(unit: str | None) -> Dimension:
    """What a (cleaned) unit measures. A rate such as 元/亩 or 次/月 is ``OTHER``."""
    if not unit or "/" in unit:
        return Dimension.OTHER
    return Dimension.COUNT if unit in MEASURE_WORDS else UNITS.get(unit, Dimension.OTHER)
