"""M101: one output counted by two projects."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.law.shelf import cite
from jixiao.terms.findings import Level


class OutputCountedTwice(Coded):
    r"""同一产出被两个项目各算了一次。

    两个项目的指标由同一个台账算，又有共同的行，一件事就记了两份功劳。说明各自承担哪一部分，用限定条件分开。

    反例：
        {测算: [case_count_filed, case_count_filed]}

    正例：
        {测算: [case_count_filed, food_sampling_batches]}
    """

    code, level = "M101", Level.IMPROVE
    english = "one output counted by two projects"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"),)
