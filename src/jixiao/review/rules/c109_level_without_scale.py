"""C109: a word that is no measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import TargetKind

_WORDS = (
    "及时|合格|良好|优良|较好|很好|好|明显|显著|较明显|效果明显|效果显著|效果良好|可控|正常|正常运行|满意|达标|完好|"
    "稳定|平稳|优|高|长期|持续|严格|到位|按时|按期|有效|符合(?:相关)?(?:规定|要求|标准)|达到(?:预期)?(?:要求|效果|目标)|"
    "严格执行(?:相关)?(?:制度)?规定|影响显著|影响深远|基本建立"
)
_EMPTY = re.compile(rf"(?:{_WORDS})[。；]?")


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
        graded = re.search(
            "空气|大气|水质|水体|信用等级", row.name
        )  # 优良 is a grade by a standard there
        if row.target.kind is TargetKind.LEVEL and not graded and _EMPTY.fullmatch(row.target.raw):
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(row.target.raw)}没有尺度，怎样都可以说做到了。",
                _remedy(row),
            )


def _remedy(row: Row) -> str:
    if row.type2 is Level2.TIMELINESS:
        return "请写明期限或者按时的比率，例如“≤12月”“≥95%”。"
    if row.type2 is Level2.QUALITY:
        return "请写成比率，例如合格率、达标率“≥95%”，并在描述中写明分子和分母。"
    if row.type2 is not None and row.type2.is_cost:
        return "请写明金额，例如每件、每平方米不超过多少元。"
    return "请改成数得出来的量；不能量化的，写明达成、部分达成、没有达成各是什么样。"
