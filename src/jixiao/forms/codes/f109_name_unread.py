"""F109: a project without a name that can be read."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class NameUnread(Coded):
    r"""项目名称没有读出来。

    名称一格空着，或者填的不像名称，例如只有数。

    反例：
        {底本: self_evaluation, 改: {"河道清理项目": "2024"}}

    正例：
        {底本: self_evaluation}
    """

    code, level = "F109", Level.IMPROVE
    english = "a project without a name that can be read"
