"""S107: money said twice."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.law.shelf import cite
from jixiao.terms.findings import Level


class MoneySaidTwice(Coded):
    r"""同一个数表里一个，另报一个。

    两个数不同，按另报的计算并说出来；核实以后只留一个。

    反例：
        资金: {全年: "3", 执行: "3"}
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]
        报送: {资金: {p: {全年: "3", 执行: "2"}}}

    正例：
        资金: {全年: "3", 执行: "3"}
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]
        报送: {资金: {p: {全年: "3", 执行: "3"}}}
    """

    code, level = "S107", Level.RETURN
    english = "money said twice"
    cites = (cite("财预〔2020〕10号", "预算执行率"),)
