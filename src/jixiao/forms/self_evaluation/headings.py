"""What strangers call the columns and rows of a self-evaluation: heading → field.

Met in published tables of a dozen places; a heading is compared without blanks, width, stars and
what stands in brackets behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from jixiao.plan.words import squeeze

_BEHIND = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?$")
_EDGE = "★*※:："

_COLUMNS: Mapping[str, str] = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标 指标名称 三级指标内容 指标内容 具体指标",
    "sign": "指标性质 指标方向 符号 计算符号 指标符号",
    "target": "年度指标值 指标值 目标值 年初目标值 年度目标值 预期指标值 预期值 年初指标值 全年目标值 绩效目标值 "
              "年初设定值 年度指标 目标指标值 计划值 年度绩效指标值 调整指标值",
    "unit": "度量单位 计量单位 单位",
    "actual": "实际完成值 全年实际值 全年实际完成值 完成值 实际值 全年完成值 实际完成指标值 实际完成 实际完成情况 "
              "完成指标值 全年实际完成",
    "weight": "分值 权重 参考分值 权重占比 标准分值 指标分值 分值权重 权重分值",
    "score": "得分 自评得分 折算得分 自评分 评价得分 指标得分 实际得分",
    "description": "指标描述 绩效指标描述 指标解释 指标说明 指标内容说明",
    "status": "完成情况 是否完成 完成程度 完成率",
    "item score": "单项指标得分 得分系数",
    "deviation": "偏差原因分析及改进措施 偏差原因及改进措施 未完成原因分析 未完成原因分析及改进措施 "
                 "未完成原因及拟采取的改进措施 未完成原因和改进措施 偏差原因分析 未完成原因 原因分析 原因 "
                 "偏差原因分析与改进措施 未完成原因及改进措施 偏差及原因分析",
}  # fmt: skip
_MONEY: Mapping[str, str] = {
    "initial": "年初预算数 年初预算 年初预算金额 年初数",
    "adjusted": "全年预算数 调整预算数 调整后预算数 预算数 全年预算 调整后预算",
    "executed": "全年执行数 预算执行数 执行数 全年支出数 实际执行数 全年执行",
    "points": "分值 权重",
    "rate": "执行率 预算执行率",
    "score": "得分",
    "reason": "原因 偏差原因",
}
_MONEY_ROWS: Mapping[str, str] = {
    "total": "年度资金总额 资金总额 总额 年度财政资金总额 全年资金总额 合计 年度资金总数 年度总金额",
    "fiscal": "当年财政拨款 本年财政拨款 财政拨款 财政资金 一般公共预算拨款 本年一般公共预算拨款 当年一般公共预算拨款",
    "carried": "上年结转资金 上年结转 结转资金 上年结转结余资金",
    "other": "其他资金 单位资金",
}  # fmt: skip
_IDENTITY: Mapping[str, str] = {
    "name": "项目名称 专项名称",
    "code": "项目编码 项目代码",
    "supervisor": "主管部门 主管部门及代码 一级预算部门",
    "department": "实施单位 项目实施单位 预算单位 单位名称 填报单位 资金使用单位 项目单位",
}
_GOALS: Mapping[str, str] = {
    "goals": "预期目标 年初设定目标 年度目标 项目年度目标 年初目标 年度绩效目标 预期绩效目标",
    "results": "实际完成情况 年度目标完成情况 年度总体目标完成情况综述 全年实际完成情况 目标完成情况 目标实际完成情况 "
               "年度总体目标完成情况",
}  # fmt: skip
_TOTALS = frozenset(("总分", "合计", "总计", "总评分", "总得分", "自评总分"))
_ENDS = frozenset((
    "其他需要说明事项", "其他需要说明的问题", "说明", "评价结论", "存在问题", "备注", "注", "其他需要说明的事项",
    "改进措施", "自评结论", "自评等级", "需要说明的问题",
))  # fmt: skip


def _lookup(table: Mapping[str, str]) -> dict[str, str]:
    return {word: field for field, words in table.items() for word in words.split()}


_TABLES = {
    "column": _lookup(_COLUMNS), "money": _lookup(_MONEY), "money row": _lookup(_MONEY_ROWS),
    "identity": _lookup(_IDENTITY), "goals": _lookup(_GOALS),
}  # fmt: skip


@lru_cache(maxsize=8192)
def bare(printed: str) -> str:
    """A heading as it is compared."""
    text = squeeze(printed).strip(_EDGE).removeprefix("其中:").strip(_EDGE)
    return _BEHIND.sub("", text).strip(_EDGE)


def field_of(table: str, printed: str) -> str | None:
    """The field a heading names in one of the tables ``column``, ``money``, ``identity`` …"""
    return _TABLES[table].get(bare(printed)) if len(printed) < 40 else None


def is_total(printed: str) -> bool:
    """Whether a row's first words say it is the sum of all."""
    return bare(printed) in _TOTALS


def is_end(printed: str) -> bool:
    """Whether the indicators end here: the sum of all, or the words under the table."""
    return is_total(printed) or bare(printed) in _ENDS or printed.startswith(("注:", "注："))
