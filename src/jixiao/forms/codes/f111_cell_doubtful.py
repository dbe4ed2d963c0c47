"""F111: a cell that can be read in two ways."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class CellDoubtful(Coded):
    r"""一格有两种读法，没有读入。

    粘在一起的数、比分值还大的得分，多半是读错了格；两种读法都说得通的不选，空着。

    反例：
        {底本: self_evaluation, 改: {"31公里 | 20 | 20": "31公里 | 20 | 25"}}

    正例：
        {底本: self_evaluation}
    """

    code, level = "F111", Level.IMPROVE
    english = "a cell that can be read in two ways"
