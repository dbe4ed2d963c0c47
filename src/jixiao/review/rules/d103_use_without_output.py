"""D103: what money is spent on shows in the indicators."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import pairs_of, shown
from jixiao.terms.findings import Kind, Level

_PAID = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,12}?)(?:费用支出|费支出|费用|服务费|费|支出)$")
_MEANS = re.compile(
    "办公|差旅|印刷|水电|邮电|通讯|交通|燃油|燃料|劳务|咨询|资料|材料|耗材|会议|杂|管理|设计|监理|税|保险|公务|接待|"
    "运行|租车|误餐|加班|人工|人员|方面|相关|工作|业务|等|前期|招标|勘察"
)
_PARTED = re.compile("[；;，,、。]|以及|(?<=支出)[及和与]|(?<=费)[及和与]")
_AMOUNT = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*万元$")
#: Things bought and counted: 购置公务用车2辆. What they are for does not matter, they are to be accounted for.
_BOUGHT = re.compile(
    r"(?:购置|购买|采购|添置)(?P<stem>[\u4e00-\u9fff]{2,10}?)\d+(?:辆|台套|台|套|件|部|艘|架|间)$"
)
_SMALL = Decimal("0.2")
_LEAD = re.compile("^(?:主要)?(?:用于|支付|缴纳|购买|购置|采购|发放|开展|各类|其他|相关)+")


class UseWithoutOutput(ProjectRule):
    """资金用途中的一项开支没有产出指标。

    资金用途列了几项开支，每项都应当有产出去考；没有产出的那一项，花了多少、做了什么就没有交代。
    只看用途里分开列出的“……费”“……费用”“……支出”，和写明了数目的购置，指标、描述里都没有提到的才算；
    差旅、印刷、水电一类做事的手段，写了金额而不到预算两成的，不算。

    反例：
        资金用途: 计量监管方面的支出；购买器具、检定费用
        指标: [{二级指标: 数量指标, 三级指标: 购买装置数量, 指标值: =1套}]

    正例：
        资金用途: 计量监管方面的支出；购买器具、检定费用
        指标:
          - {二级指标: 数量指标, 三级指标: 购买装置数量, 指标值: =1套}
          - {二级指标: 数量指标, 三级指标: 强制检定计量器具台数, 指标值: ≥2000台}
    """

    code, level, kind = "D103", Level.IMPROVE, Kind.INDICATORS
    english = "use of money without an output"
    cites = (
        cite("财预〔2015〕88号", "绩效目标设定要求"),
        cite("财预〔2021〕101号", "指标设置思路"),
    )

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        items = [i.strip() for i in _PARTED.split((sheet.project.use or "")[:1000])]
        if len(items) < 2 or not sheet.rows:
            return
        common = _common(items)
        for item in items:
            amount = _AMOUNT.search(item)
            if amount and _is_small(Decimal(amount["number"]), sheet):
                continue
            stem = _stem(item)
            if stem and _is_missing(stem, common, sheet):
                yield self.finding(
                    sheet.at("use"),
                    f"资金用途列了{shown(item)}，指标中却没有一条说到“{stem}”。",
                    f"请增加“{stem}”的产出指标（做多少、做到什么程度）；没有这项开支的，改资金用途。",
                )


def _stem(item: str) -> str:
    """What an item spends on, where it must show in an output; empty where it is a means, or no item."""
    if bought := _BOUGHT.fullmatch(_AMOUNT.sub("", item)):
        return bought["stem"]
    paid = _PAID.fullmatch(_LEAD.sub("", _AMOUNT.sub("", item)))
    return paid["stem"] if paid and not _MEANS.search(paid["stem"]) else ""


def _common(items: list[str]) -> set[str]:
    """What several of the items say: it tells none of them apart."""
    often = Counter(pair for item in items for pair in pairs_of(item))
    return {pair for pair, count in often.items() if count > 1}


def _is_missing(stem: str, common: set[str], sheet: Sheet) -> bool:
    said = pairs_of(stem)
    return not (said - common or said) & sheet.pairs


def _is_small(amount: Decimal, sheet: Sheet) -> bool:
    """Whether a sum that is printed is a small part of the whole."""
    total = sheet.project.budget.total
    return total is not None and amount < total * _SMALL
