"""项目支出绩效目标申报表: money, goals and indicators of one project with their target values.

The grid is that of published tables which follow the annex of 财预〔2015〕88号 (field guide §2.2); the annex
itself was not read. It is read, in every wording met, by :mod:`jixiao.forms.loose`.
"""

from __future__ import annotations

from jixiao.forms.official import Official
from jixiao.forms.project_goal.declaration import FORM
from jixiao.forms.project_goal.writing import write
from jixiao.terms.forms import FormName

__all__ = ["OFFICIAL", "write"]


OFFICIAL = (
    Official(
        FormName.PROJECT_GOAL, FORM,
        "照公开的申报表，它们依财预〔2015〕88号的附表；附表本身没有读到。各种写法的表都能读。",
        write, holds=frozenset(("分值",)),
    ),
)  # fmt: skip
