"""K134–K136: what one place of a self-evaluation says against another: reasons, costs, results told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.plan.model import Indicator
from jixiao.plan.money import decimal_of, plain
from jixiao.plan.words import squeeze
from jixiao.scoring.exact import HUNDRED
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level
from jixiao.terms.indicators import level2_of

_DENIED = re.compile(
    "(?:无|没有|不存在|未发现)(?:明显|较大)?(?:偏差|偏离)?|无原因|正常|已完成|按计划完成"
)
_WHOLE_COST = re.compile(
    "总成本|总支出|总费用|总投入|总投资|支出总额|成本合计|支出合计|项目成本|项目总"
)
_SIZES = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "亿元": Decimal(10_000),
}
_NEAR = Decimal("0.01")
_TOTAL = re.compile(
    r"(?:自评)(?:总|综合)?得?分(?:合计|总计)?(?:为|是|达|[:：])?(?P<number>\d+(?:\.\d+)?)分?"
)
_RATE = re.compile(
    r"(?:预算|资金)(?:总)?执行率(?:为|是|达到?|[:：])?(?P<number>\d+(?:\.\d+)?)[%％]"
)


class DeviationDenied(Check):
    """没有完成，偏差原因却写“无”。

    没有做到指标值就是有偏差；写“无”“正常”，等于说没有偏差。
    """

    code, level = "K134", Level.IMPROVE
    english = "a shortfall whose reason says there is none"

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one, made in claim.rows():
            far = {Flag.OVER_ACHIEVED, Flag.COMPLETION_LOW, Flag.JUDGED} & set(made.flags)
            short = made.ratio is not None and made.ratio < 1
            if short and not far and _DENIED.fullmatch(squeeze(one.deviation or "")):
                yield self.finding(
                    claim.at("deviation", one),
                    f"“{one.name}”目标{one.target.raw}，实际{one.actual}，没有完成，偏差原因却写“{one.deviation}”。",
                    "写明没有完成的原因和改进的办法。",
                )


class CostNotTheMoney(Check):
    """项目总成本的实际值与全年执行数对不上。

    指标值就是预算数的总成本，实际值应当是花出去的数；一张表里两个数，总有一个不对。
    """

    code, level, weight = "K135", Level.IMPROVE, 2
    english = "the whole cost is not the money spent"

    def look(self, claim: Claim) -> Iterator[Finding]:
        spent = claim.money.executed
        for one in claim.project.indicators if spent is not None else ():
            actual = _whole_cost(claim, one)
            assert spent is not None
            if actual is not None and abs(actual - spent) > max(spent, actual) * _NEAR:
                yield self.finding(
                    claim.at("actual", one),
                    f"“{one.name}”的实际值是{plain(actual)}万元，全年执行数是{plain(spent)}万元，两个数不符。",
                    "按支付凭证核对，改正其中不对的一个；有已发生还没有支付的，写明。",
                )


def _whole_cost(claim: Claim, one: Indicator) -> Decimal | None:
    """The actual value in 万元 of an indicator that holds the whole budget as its bound."""
    level2, size = level2_of(one.level2), _SIZES.get(one.target.unit or "")
    bound, actual = one.target.value, claim.number(one)
    if claim.project.unit != "万元" or level2 is None or not level2.is_cost or size is None:
        return None
    budgets = (claim.money.initial, claim.money.adjusted)
    whole = bound is not None and bound * size in [b for b in budgets if b is not None]
    return actual * size if actual is not None and whole and _WHOLE_COST.search(one.name) else None


class WordsAgainstTable(Check):
    """文字里的总分、执行率与表里的不符。

    实际完成情况里写的总分和执行率，应当就是表里各项得分之和、执行数除以预算数。
    """

    code, level, article = "K136", Level.IMPROVE, "自评得分"
    english = "a total told in words differs from the table"

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
