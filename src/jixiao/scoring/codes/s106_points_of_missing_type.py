"""S106: points of a type of indicator that is missing."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.law.shelf import cite
from jixiao.terms.findings import Level


class PointsOfMissingType(Coded):
    r"""有一类指标没有，它的分无处可分。

    没有写分值的，按类平分；缺了一类，那一类的分就没有地方去。

    反例：
        指标:
          - [数量指标, 检查家数, "≥30家", "31"]
          - [服务对象满意度指标, 群众满意度, "≥90%", "93"]

    正例：
        指标:
          - [数量指标, 检查家数, "≥30家", "31"]
          - [社会效益指标, 投诉办结率, "≥90%", "93"]
          - [服务对象满意度指标, 群众满意度, "≥90%", "93"]
    """

    code, level = "S106", Level.RETURN
    english = "points of a type of indicator that is missing"
    cites = (cite("财预〔2020〕10号", "自评指标与权重"),)
