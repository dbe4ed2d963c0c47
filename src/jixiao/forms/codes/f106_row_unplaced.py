"""F106: a row that is not the form's."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class RowUnplaced(Coded):
    r"""表里有一行不是这张表的，没有读入。

    表里夹着的说明、批注、另一张表的行不当作指标。

    反例：
        {底本: goal_text, 改: {"\t绩效目标\n": "\t以下空白处由财政股填\n\t甲\n\n\t绩效目标\n"}}

    正例：
        {底本: goal_text}
    """

    code, level = "F106", Level.NOTE
    english = "a row that is not the form's"
