"""M003: payments below zero."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class PaymentsBelowZero(Coded):
    r"""累计支付是负数。

    退回的比付出的多，多半是退款记了两次，或者付款那一行还没有入库。

    反例：
        {预算: [[2023-01-01, 100]], 支付: [[2023-02-01, 10], [2023-03-01, -15]], 日期: 2023-06-30}

    正例：
        {预算: [[2023-01-01, 100]], 支付: [[2023-02-01, 10], [2023-03-01, -5]], 日期: 2023-06-30}
    """

    code, level = "M003", Level.RETURN
    english = "payments below zero"
