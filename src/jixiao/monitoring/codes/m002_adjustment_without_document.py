"""M002: an adjustment without a document."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class AdjustmentWithoutDocument(Coded):
    r"""预算调整没有文号。

    预算调整要经过批准；没有文号的无从核对。

    反例：
        {预算: [[2023-01-01, 100]], 调整: [[2023-05-01, 20]], 日期: 2023-06-30}

    正例：
        {预算: [[2023-01-01, 100]], 调整: [[2023-05-01, 20, 怀财字〔2023〕30号]], 日期: 2023-06-30}
    """

    code, level = "M002", Level.RETURN
    english = "an adjustment without a document"
