"""F108: the year could not be read."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class YearUnread(Coded):
    r"""年度没有读出来。

    年度决定用哪一年的规定，猜错了，后面全错；所以只问，不猜。

    反例：
        {底本: self_evaluation, 改: {"（2024年度）\n": ""}}

    正例：
        {底本: self_evaluation}
    """

    code, level = "F108", Level.IMPROVE
    english = "the year could not be read"
