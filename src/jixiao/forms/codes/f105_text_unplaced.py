"""F105: text that belongs to no part."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class TextUnplaced(Coded):
    r"""有文字放不进任何一部分，没有读入。

    没有读入的文字照原样说出来，不声不响地丢掉的一个字也没有。

    反例：
        {底本: goal_text, 开头: "本文本由财政股统一编印，各股室填报时请逐项核对，如有不清楚的地方，
          请在本月底以前向财政股联系人询问并说明理由，逾期不再受理各项修改。"}

    正例：
        {底本: goal_text}
    """

    code, level = "F105", Level.NOTE
    english = "text that belongs to no part"
