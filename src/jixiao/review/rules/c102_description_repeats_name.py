"""C102: a description says more than the name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.library_search import nearest
from jixiao.review.rule import RowRule
from jixiao.review.words import core_of, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import TargetKind

_LEAST = 4
_FILLERS = re.compile("[对的了其本该各数]|进行|所有")
_AROUND = re.compile("(?:反映|体现|说明|考核|衡量|指|是指)(?P<said>.{2,30})")


class DescriptionRepeatsName(RowRule):
    """绩效指标描述只是重复了名称。

    描述要说清口径：数的是什么，从哪里取数，算到哪一天。把名称再写一遍，等于没有写；前面加“反映”、后面加“情况”也一样。
    比率类的另有C103管，满意度类的写明向谁调查即可。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 市场专项整治行动次数, 绩效指标描述: 市场专项整治行动次数, 指标值: ≥30次}

    正例：
        指标:
          二级指标: 数量指标
          三级指标: 市场专项整治行动次数
          绩效指标描述: 当年发文部署并已结束、有总结报告的专项整治行动个数
          指标值: ≥30次
    """

    code, level, kind = "C102", Level.IMPROVE, Kind.TEXT
    english = "description only repeats the name"
    cites = (
        cite("财预〔2015〕88号", "绩效目标设定要求"),
        cite("财预〔2021〕101号", "三级指标名称和解释"),
    )
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        if row.is_ratio or row.type2 is Level2.SATISFACTION or not row.meaning:
            return
        if _repeats(row):
            yield self.finding(
                row.at("description"),
                f"{shown(row.name)}的描述{shown(row.description)}只是重复了名称。",
                _remedy(row),
                to=_definition(row),
            )


def _repeats(row: Row) -> bool:
    """The same characters; or 反映……情况 around characters of the name and none of its own."""
    said, name = row.meaning, core_of(row.name)
    said, name = _FILLERS.sub("", said) or said, _FILLERS.sub("", name) or name
    if sorted(said) == sorted(name) or (len(said) >= _LEAST and not Counter(said) - Counter(name)):
        return True
    around = _AROUND.fullmatch(said)
    return bool(around) and not set(around["said"] if around else "") - set(name + "年全工作")


def _definition(row: Row) -> str | None:
    """What the indicator library says of an indicator of that name and class."""
    entry = nearest(row.name)
    return entry.definition if entry and entry.level2 is row.type2 else None


def _remedy(row: Row) -> str:
    known = _definition(row)
    if known:
        return f"请写明口径，例如“{known}”（指标库）。"
    if row.target.kind in (TargetKind.DEADLINE, TargetKind.DURATION):
        return "请写明完成的是什么、以什么为标志，例如“最后一项任务通过验收的月份”。"
    if row.type2 is not None and row.type2.is_cost:
        return "请写明包括哪些支出、按什么标准测算。"
    if row.target.is_words:
        return "请写明用什么事实或者数据来看效果，从哪里取得。"
    return "请写明数的是什么、怎样才算一个、从哪本台账取数。"
