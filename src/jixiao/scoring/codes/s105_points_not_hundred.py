"""S105: points that do not add up when scoring."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.law.shelf import cite
from jixiao.terms.findings import Level


class PointsNotHundred(Coded):
    r"""计分时分值合计不是一百分，或者有负的分值。

    指标分值加预算执行率的分值应当是一百分；不是的，总分不能与别的项目比。自评表上印出来的由 K109 说。

    反例：
        指标: [[数量指标, 检查家数, "≥30家", "31", "80"]]

    正例：
        指标: [[数量指标, 检查家数, "≥30家", "31", "90"]]
    """

    code, level = "S105", Level.RETURN
    english = "points that do not add up when scoring"
    cites = (cite("财预〔2020〕10号", "自评指标与权重"),)
