"""F103: an amount that is no number."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class AmountUnread(Coded):
    r"""金额一格不是数，没有读入。

    写成汉字、带了说明，或者单位与表头不同的金额不猜，空着，等人来填。

    反例：
        {底本: goal_text, 改: {"40.00\n\t其中": "四十\n\t其中"}}

    正例：
        {底本: goal_text}
    """

    code, level = "F103", Level.RETURN
    english = "an amount that is no number"
