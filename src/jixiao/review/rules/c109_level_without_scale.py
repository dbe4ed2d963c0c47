"""C109: a word that is no measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.vagueness import (
    asks_for_time,
    in_words,
    is_dated,
    is_unmeasured,
    says_nothing,
    vague_verb,
    verb_of_benefit,
)
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

#: 优良 is a grade by a standard there.
_GRADED = re.compile("空气|大气|水质|水体|信用等级")


class LevelWithoutScale(RowRule):
    """定性指标值只有一个没有尺度的词。

    “及时”“良好”“效果明显”由填表的人自己说了算，年底总是完成。
    能数的改成数；确实只能定性的，写出做到什么算达成、什么算部分达成、什么算没有达成。

    反例：
        指标: {二级指标: 社会效益指标, 三级指标: 对基建市场公平的影响, 指标值: 效果明显}

    正例：
        指标: {二级指标: 社会效益指标, 三级指标: 工程结算审减率, 指标值: ≥5%}
    """

    code, level, kind = "C109", Level.IMPROVE, Kind.TEXT
    english = "target in a word without scale"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "指标值"))
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        benefit = row.type2 is not None and row.type2.is_benefit
        verb = verb_of_benefit(row.target) if benefit else vague_verb(row.target)
        other = row.of_framework or asks_for_time(row.key) or verb
        if other or not in_words(row.target):
            return
        vague = says_nothing(row.target) or (row.type2 is not None and is_unmeasured(row.target))
        if _priced(row) or _timed(row) or (vague and not _graded(row)):
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(row.target.raw)}没有尺度，怎样都可以说做到了。",
                _remedy(row),
            )


def _graded(row: Row) -> bool:
    return bool(_GRADED.search(row.name))


def _priced(row: Row) -> bool:
    """A cost that is answered in words: 控制在预算内, 参照政府采购成本控制."""
    return row.type2 in (Level2.COST, Level2.ECONOMIC_COST) and bool(
        re.search("预算|成本|价|控制|节约|规定|标准", row.target.raw)
    )


def _timed(row: Row) -> bool:
    """Timeliness that is answered by a plan nobody sees: 在项目计划完成时间内, 按月安排."""
    said = row.target.raw
    asked = row.type2 is Level2.TIMELINESS and not is_dated(said)
    return asked and bool(re.search("计划|进度|定期|适时|按月|按季|安排|要求|规定", said))


def _remedy(row: Row) -> str:
    if row.type2 is Level2.TIMELINESS:
        return "请写明期限或者按时的比率，例如“≤12月”“≥95%”。"
    if row.type2 is Level2.QUALITY:
        return "请写成比率，例如合格率、达标率“≥95%”，并在描述中写明分子和分母。"
    if row.type2 in (Level2.SOCIAL_COST, Level2.ECOLOGICAL_COST):
        return "请写明要控制的量，例如扬尘、噪声超标的次数，影响居民的投诉件数。"
    if row.type2 in (Level2.COST, Level2.ECONOMIC_COST):
        return "请写明金额，例如每件、每平方米不超过多少元。"
    return "请改成数得出来的量；不能量化的，写明达成、部分达成、没有达成各是什么样。"
