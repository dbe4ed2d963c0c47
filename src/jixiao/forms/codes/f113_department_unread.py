"""F113: a form whose department could not be read."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class DepartmentUnread(Coded):
    r"""没有读出是哪个单位的表。

    没有单位，就不知道属于哪个行政区划、用哪里的规定。

    反例：
        {底本: self_evaluation, 改: {"主管部门 | 某县水利局 | 实施单位 | 某县河道管理所 |\n": ""}}

    正例：
        {底本: self_evaluation}
    """

    code, level = "F113", Level.IMPROVE
    english = "a form whose department could not be read"
