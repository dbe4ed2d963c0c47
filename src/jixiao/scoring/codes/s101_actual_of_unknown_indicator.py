"""S101: an actual value of an indicator the plan does not hold."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.law.shelf import cite
from jixiao.terms.findings import Level


class ActualOfUnknownIndicator(Coded):
    r"""报送了计划里没有的指标。

    指标编号写错，报的数就不会计分，该计分的却没有数。

    反例：
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]
        报送: {实际: {p/9: "3"}}

    正例：
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]
        报送: {实际: {p/1: "31"}}
    """

    code, level = "S101", Level.RETURN
    english = "an actual value of an indicator the plan does not hold"
    cites = (cite("财预〔2020〕10号", "自评要求"),)
