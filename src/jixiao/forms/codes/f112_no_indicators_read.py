"""F112: no indicator could be read."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class NoIndicatorsRead(Coded):
    r"""没有读出绩效指标，不算读成。

    一条指标也没有读出来，或者读不出的比读出的多，就不是一份读成了的计划；退出码是1，计划标为不完整。

    反例：
        {底本: self_evaluation, 到: "产出指标 |"}

    正例：
        {底本: self_evaluation}
    """

    code, level = "F112", Level.RETURN
    english = "no indicator could be read"
