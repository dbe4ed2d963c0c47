"""F110: an indicator row that was not read."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class RowUnread(Coded):
    r"""有一行指标没有读入。

    文件在这一行断了，或者这一行缺了要紧的格；读了一半的行不进计划。

    反例：
        {底本: self_evaluation, 末尾: "可持续影响指标 | 长效管护制"}

    正例：
        {底本: self_evaluation}
    """

    code, level = "F110", Level.IMPROVE
    english = "an indicator row that was not read"
