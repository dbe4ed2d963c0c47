"""F101: a heading that occurs more than once."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class HeadingDoubled(Coded):
    r"""同一个标题出现几次。

    目录、正文各印一次，或者改稿时留下了旧的标题；读的时候合在一处，人要看一看有没有漏。

    反例：
        {底本: goal_text, 改: {"三、工作保障措施": "一、总体绩效目标\n三、工作保障措施"}}

    正例：
        {底本: goal_text}
    """

    code, level = "F101", Level.NOTE
    english = "a heading that occurs more than once"
