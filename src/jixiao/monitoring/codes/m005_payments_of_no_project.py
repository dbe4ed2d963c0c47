"""M005: payments of no project."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class PaymentsOfNoProject(Coded):
    r"""支付台账里有的行不属于任何项目。

    项目编码抄错了的付款没有计入，哪个项目的执行率都低了。

    反例：
        {台账: [[2023-02-01, 50000, 别的项目]], 日期: 2023-06-30}

    正例：
        {台账: [[2023-02-01, 50000, 甲]], 日期: 2023-06-30}
    """

    code, level = "M005", Level.NOTE
    english = "payments of no project"
