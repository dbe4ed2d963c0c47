"""S102: money of a project the plan does not hold."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.law.shelf import cite
from jixiao.terms.findings import Level


class MoneyOfUnknownProject(Coded):
    r"""报送了计划里没有的项目的资金。

    项目编号写错，执行率就没有数。

    反例：
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]
        报送: {资金: {q: {全年: "3", 执行: "3"}}}

    正例：
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]
        报送: {资金: {p: {全年: "3", 执行: "3"}}}
    """

    code, level = "S102", Level.RETURN
    english = "money of a project the plan does not hold"
    cites = (cite("财预〔2020〕10号", "预算执行率"),)
