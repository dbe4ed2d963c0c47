"""C101: a target that can be told from its miss."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.target import Target
from jixiao.review.examination import Row
from jixiao.review.library_search import instead_of
from jixiao.review.rule import RowRule
from jixiao.review.vagueness import VERBS, vague_verb, verb_of_benefit
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import TargetKind

_EARLIER = r"(?:较|比)(?:上一?年度?|去年|往年|以前|之前)"
_TRAILED = re.compile(
    rf"(?:{_EARLIER})?(?:进一步|有效|不断|持续|逐步|明显|显著|更好地?|积极|切实)*(?P<verb>{VERBS})(?:[\u4e00-\u9fff]{{0,8}})"
)


class VagueTarget(RowRule):
    """定性指标值只有一个笼统的动词。

    “有效提升”“进一步优化”怎么做都算完成，也都可以说没完成，考不出高低。
    能用数字的改用数字；确实只能定性的，写出做到什么样算好、什么样算一般、什么样算差。

    反例：
        指标: {二级指标: 社会效益指标, 三级指标: 维护市场秩序, 指标值: 有效提升}

    正例：
        指标: {二级指标: 社会效益指标, 三级指标: 无证经营户数下降率, 指标值: ≥10%}
    """

    code, level, kind = "C101", Level.IMPROVE, Kind.TEXT
    english = "target in a vague verb only"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "指标值"))
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        benefit = row.type2 is not None and row.type2.is_benefit
        verb = None if row.of_framework else _verb(row.target, benefit)
        if verb:
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(row.target.raw)}只说要{verb}，没有可以衡量的标准。",
                _remedy(row),
            )


def _verb(target: Target, benefit: bool) -> str | None:
    """The verb of a target that says no more than that; a word or two may trail behind it."""
    trailed = _TRAILED.fullmatch(target.raw) if target.is_words and not target.low else None
    if trailed:
        return trailed["verb"]
    return verb_of_benefit(target) if benefit else vague_verb(target)


def _remedy(row: Row) -> str:
    if row.target.kind is TargetKind.BASELINE:
        return "请写明上年的数和要变化的幅度，例如“较上年缩短10%（上年平均5天）”。"
    if row.type2 is Level2.ECONOMIC:
        return "请改为数字，例如比上年增加或者节约的金额、比例；不能量化的，写明分档的标准。"
    others = instead_of(row.name)[:2]
    if others:
        named = "、".join(shown(e.name) for e in others)
        return f"请改考数得出来的量，例如{named}（指标库）；不能量化的，写明分档的标准。"
    if re.search("(?:[率数量额度]|面积|人次|次数)$", row.key):
        return "请直接写数：上年是多少，今年要到多少，例如“比上年减少10%（上年50件）”。"
    return f"请给{shown(row.name)}找一个数得出来的量（比率、件数、时间）作指标值；不能量化的，写明分档的标准。"
