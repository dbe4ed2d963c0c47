"""S108: negative money."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.law.shelf import cite
from jixiao.terms.findings import Level


class MoneyNegative(Coded):
    r"""预算数或执行数是负数。

    负的钱算不出执行率；退回的钱记在支付里，不填成负的执行数。

    反例：
        资金: {全年: "3", 执行: "-1"}
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]

    正例：
        资金: {全年: "3", 执行: "1"}
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]
    """

    code, level = "S108", Level.RETURN
    english = "negative money"
    cites = (cite("财预〔2020〕10号", "预算执行率"),)
