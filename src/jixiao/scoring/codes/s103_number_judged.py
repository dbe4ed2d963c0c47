"""S103: a number judged in bands."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.law.shelf import cite
from jixiao.terms.findings import Level


class NumberJudged(Coded):
    r"""定量指标却报送了评定的档次。

    指标值是数的按实际值计分，人评的档次不采用。

    反例：
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]
        报送: {评定: {p/1: [met, "90"]}}

    正例：
        指标: [[社会效益指标, 维护秩序, 有效提升, "", "90"]]
        报送: {评定: {p/1: [met, "90"]}}
    """

    code, level = "S103", Level.RETURN
    english = "a number judged in bands"
    cites = (cite("财预〔2020〕10号", "自评得分"),)
