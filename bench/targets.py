"""Reading target values: distinct ones, each seen once, beside a bare loop with one pattern match."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bench.table import Result, against, in_turns
from jixiao.plan import target_grammar
from jixiao.plan.target_grammar import parse_target, read_target
from jixiao.plan.target_name import says_of

TITLE = "理解指标值"
HOW = (
    "20 万个写法各不相同的指标值，只读一遍，之前什么都不记得：名称 1,000 个轮换；名称个个不同（2 万个）；"
    "对照是同样的循环里只做一次正则匹配。每秒个数由中位数得出。"
)
_THINGS = "群众 培训 设备 检查 补助 学校 病害 投诉 企业 道路".split()
_HEADS = "满意率 合格率 办结件数 完成率 覆盖率 发放人数 下降率 及时率 建设数量 处置件数".split()
_SIGNS = ("≥", "≤", "=", "", ">", "不低于")
_UNITS = ("%", "件", "人次", "万元", "个", "天")
_MANY, _FEW = 200_000, 20_000
_bare = re.compile("([^0-9]*)([0-9.]+)(.*)").match


def _names(count: int) -> list[str]:
    stems = [f"{thing}{{}}{head}" for thing in _THINGS for head in _HEADS]
    return [stems[n % len(stems)].format(chr(0x4E00 + n // len(stems))) for n in range(count)]


def _values(count: int, names: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (f"{_SIGNS[n % 6]}{n / 100 if n % 2 else n}{_UNITS[n // 7 % 6]}", names[n % len(names)])
        for n in range(count)
    ]


def _read(values: Sequence[tuple[str, str]]) -> None:
    target_grammar.forget()
    read_target.cache_clear()
    says_of.cache_clear()
    for raw, name in values:
        parse_target(raw, name, "数量指标")


def _match(values: Sequence[tuple[str, str]]) -> None:
    for raw, _name in values:
        _bare(raw)


def run() -> list[Result]:
    """Both kinds of values, each beside its bare loop."""
    many, few = _values(_MANY, _names(1000)), _values(_FEW, _names(_FEW))
    taken = in_turns(
        {
            "一次匹配，20万个": lambda: _match(many),
            "理解20万个，1,000个名称": lambda: _read(many),
            "一次匹配，2万个": lambda: _match(few),
            "理解2万个，名称都不同": lambda: _read(few),
        },
        rounds=5,
    )
    return against(
        taken,
        {
            "理解20万个，1,000个名称": "一次匹配，20万个",
            "理解2万个，名称都不同": "一次匹配，2万个",
        },
    )
