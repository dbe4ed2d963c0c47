"""F104: a percentage or checkpoint that cannot be read."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class PercentUnread(Coded):
    r"""支出计划的百分数或时间点读不出来。

    支出计划要在时间点下面写累计的百分数；读不出的一格空着，落后不落后就无从比。时间点不认识的是提示。

    反例：
        {底本: goal_text, 改: {"\t50\n": "\t过半\n"}}

    正例：
        {底本: goal_text}
    """

    code, level = "F104", Level.RETURN
    english = "a percentage or checkpoint that cannot be read"
