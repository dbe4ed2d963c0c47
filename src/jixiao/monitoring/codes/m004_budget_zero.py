"""M004: a budget of zero."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class BudgetZero(Coded):
    r"""全年预算数是零，执行率算不出。

    除以零没有数，不当作百分之百；预算调整减过了头，或者预算数没有填。

    反例：
        {预算: [[2023-01-01, 0]], 日期: 2023-06-30}

    正例：
        {预算: [[2023-01-01, 100]], 日期: 2023-06-30}
    """

    code, level = "M004", Level.RETURN
    english = "a budget of zero"
