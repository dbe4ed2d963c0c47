"""C203: work done in time, not money paid in time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

_PAYMENT = re.compile(
    "(?:资金|经费|款|支出|配套).{0,6}(?:拨付|支付|到位|下达)|(?:拨付|支付|下达).{0,4}(?:资金|经费|款项)"
)
_TO_PEOPLE = "发放|补贴|奖|兑付|到户|到人|打卡|补助(?!资金|经费|款)"


class PaymentAsTimeliness(RowRule):
    """时效指标考的是拨款，不是做事。

    资金拨付及时是财务管理的要求，有没有按时把事做成才是项目的时效。
    补助资金要发到个人和企业手里的项目，发放及时本身就是产出，不在此列。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 及时率, 绩效指标描述: 资金拨付及时率, 指标值: 100%}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 补助资金发放及时率, 指标值: 100%}
    """

    code, level, kind = "C203", Level.NOTE, Kind.TEXT
    english = "timeliness of payment instead of work"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标设置思路"))
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        text = f"{row.name} {row.description[:100]}"
        if (
            row.type2 is Level2.TIMELINESS
            and _PAYMENT.search(text)
            and not re.search(_TO_PEOPLE, text)
        ):
            yield self.finding(
                row.at("name"),
                f"{shown(row.name)}考的是拨付资金是否及时，没有考项目的事是否按时做成。",
                "请改为项目本身的时效，例如任务在几月底前完成、事项在规定时限内办结的比率。",
            )
