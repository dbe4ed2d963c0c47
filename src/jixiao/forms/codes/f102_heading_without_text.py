"""F102: a heading without text."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class HeadingWithoutText(Coded):
    r"""标题下没有内容。

    标题写了，内容没有写，或者内容印在了别处。

    反例：
        {底本: goal_text, 改: {"由办公室每季度检查。\n": ""}}

    正例：
        {底本: goal_text}
    """

    code, level = "F102", Level.IMPROVE
    english = "a heading without text"
