"""K136: a total told in words differs from the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import decimal_of, plain
from jixiao.plan.words import squeeze
from jixiao.scoring.exact import HUNDRED
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level

_TOTAL = re.compile(
    r"(?:自评)(?:总|综合)?得?分(?:合计|总计)?(?:为|是|达|[:：])?(?P<number>\d+(?:\.\d+)?)分?"
)
_RATE = re.compile(
    r"(?:预算|资金)(?:总)?执行率(?:为|是|达到?|[:：])?(?P<number>\d+(?:\.\d+)?)[%％]"
)


class WordsAgainstTable(Check):
    """文字里的总分、执行率与表里的不符。

    实际完成情况里写的总分和执行率，应当就是表里各项得分之和、执行数除以预算数。

    反例：
        资金: {年初: "60", 全年: "60", 执行: "54", 分值: "10", 执行率: "90", 得分: "9"}
        结果: 全年服务31次，预算执行率为92.5%，自评得分99.80分
        指标:
          - [数量指标, 服务次数, "≥30次", "31", "90", "90"]

    正例：
        资金: {年初: "60", 全年: "60", 执行: "54.33", 分值: "10", 执行率: "90.55", 得分: "9.06"}
        结果: 全年服务31次，预算执行率90.6%，自评总分为99.06分
        指标:
          - [数量指标, 服务次数, "≥30次", "31", "90", "90"]
    """

    code, level = "K136", Level.IMPROVE
    english = "a total told in words differs from the table"
    cites = (cite("财预〔2020〕10号", "自评得分"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        said = "\n".join(_told(claim))
        for words, pattern, right in (
            ("自评总分", _TOTAL, claim.total),
            ("预算执行率", _RATE, claim.rate),
        ):
            for found in pattern.finditer(said) if right is not None else ():
                number = decimal_of(found["number"])
                if number is not None and right is not None and abs(number - right) > _half(number):
                    unit = "%" if pattern is _RATE else "分"
                    yield self.finding(
                        claim.at("results"),
                        f"文字里写{words}{plain(number)}{unit}，表里算出来是{plain(_shown(right))}{unit}。",
                        "核对后改成一致的数。",
                    )


def _told(claim: Claim) -> Iterator[str]:
    yield from (squeeze(text) for text in claim.project.results)
    if claim.printed is not None and not claim.project.results:
        yield squeeze(claim.printed.text("results"))


def _half(number: Decimal) -> Decimal:
    """Half of the last printed place: what was rounded is not wrong."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)


def _shown(value: Decimal) -> Decimal:
    return value.quantize(HUNDRED.scaleb(-4))
