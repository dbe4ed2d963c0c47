"""S104: points given to some rows only."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.law.shelf import cite
from jixiao.terms.findings import Level


class PointsPartlyGiven(Coded):
    r"""只有一部分指标写了分值。

    有的写、有的不写，没有写的分不出多少分；每条都写，或者都不写。

    反例：
        指标:
          - [数量指标, 检查家数, "≥30家", "31", "90"]
          - [社会效益指标, 投诉办结率, "≥90%", "93"]

    正例：
        指标:
          - [数量指标, 检查家数, "≥30家", "31", "50"]
          - [社会效益指标, 投诉办结率, "≥90%", "93", "40"]
    """

    code, level = "S104", Level.RETURN
    english = "points given to some rows only"
    cites = (cite("财预〔2020〕10号", "自评指标与权重"),)
