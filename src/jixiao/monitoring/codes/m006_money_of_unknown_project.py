"""M006: money of a project the plan does not hold."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class MoneyOfUnknownProject(Coded):
    r"""填报了计划里没有的项目的资金。

    项目编号写错了的钱不会算到任何项目上。

    反例：
        {填报: [乙], 日期: 2023-06-30}

    正例：
        {填报: [甲], 日期: 2023-06-30}
    """

    code, level = "M006", Level.RETURN
    english = "money of a project the plan does not hold"
