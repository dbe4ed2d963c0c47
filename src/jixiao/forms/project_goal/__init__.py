"""项目支出绩效目标申报表: money, goals and indicators of one project with their target values.

The grid is that of published tables which follow the annex of 财预〔2015〕88号 (domain.md §2.2); the annex
itself was not read. It is read, in every wording met, by :mod:`jixiao.forms.loose`.
"""

from __future__ import annotations

from jixiao.forms.project_goal.writing import write

__all__ = ["write"]
