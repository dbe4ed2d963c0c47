"""M001: two budgets on one day."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class BudgetTwice(Coded):
    r"""同一天有两个预算数。

    两个预算数不知道以哪个为准，执行率不算；另一个是追加的，记作预算调整并写文号。

    反例：
        {预算: [[2023-01-01, 100], [2023-01-01, 120]], 日期: 2023-06-30}

    正例：
        {预算: [[2023-01-01, 100]], 调整: [[2023-05-01, 20, 怀财字〔2023〕30号]], 日期: 2023-06-30}
    """

    code, level = "M001", Level.RETURN
    english = "two budgets on one day"
