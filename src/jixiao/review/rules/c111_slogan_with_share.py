"""C111: a percentage of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import Dimension

_SLOGAN = re.compile(
    "^(?:进一步|有效|切实|不断|持续)*(?:提升|提高|增强|加强|完善|改善|优化|保障|确保|保护|促进|推进|推动|维护|落实|营造|规范|健全|带动)"
    "|(?:可持续发展|和谐稳定|健康发展|正常运[转行]|长治久安|社会稳定)$"
)
_CHANGE = re.compile("率|度|比|幅|占|百分|份额|指数|覆盖|达标|合格")


class SloganWithShare(RowRule):
    """口号后面跟了一个百分数。

    “保障农村社会稳定≥95%”，是什么的百分之九十五？没有分子分母的百分数只是好看，年底照填就是。
    名称说明了是什么率、多大幅度的，不算。

    反例：
        指标: {二级指标: 社会效益指标, 三级指标: 保障农村社会稳定, 指标值: ≥95%}

    正例：
        指标: {二级指标: 社会效益指标, 三级指标: 矛盾纠纷调解成功率, 指标值: ≥95%}
    """

    code, level, kind = "C111", Level.IMPROVE, Kind.TEXT
    english = "slogan with a percentage"
    cites = (
        cite("财预〔2015〕88号", "绩效目标设定要求"),
        cite("财预〔2021〕101号", "三级指标名称和解释"),
    )
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        share = row.target.dimension is Dimension.SHARE and row.target.value is not None
        if (
            share
            and _SLOGAN.search(row.name)
            and not _CHANGE.search(row.name + row.description[:200])
        ):
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}是一句话，指标值{shown(row.target.raw)}却是百分数，不知道是什么的百分之几。",
                "请把名称改成比率，写明分子和分母；没有比率可算的，写明用什么事实来考。",
            )
