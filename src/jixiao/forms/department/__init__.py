"""部门整体支出绩效自评表: a department's money, goals, yearly tasks and indicators with their scores.

The blocks are those of the department's goal form (年度主要任务、年度总体目标、年度绩效指标) with what a
self-evaluation adds (domain.md §2.3, §4.2), by general knowledge; one published department table
(Chongqing, 2021) confirms budget at start, full-year budget, spending, rate and its points. No
official blank form was seen.
"""

from __future__ import annotations

from jixiao.forms.department.plans import read, table_of_plan, write
from jixiao.forms.department.printing import document_of
from jixiao.forms.department.reading import tables_in
from jixiao.forms.department.record import DepartmentTable, IndicatorRow, MoneyRow, TaskRow

__all__ = [
    "DepartmentTable", "IndicatorRow", "MoneyRow", "TaskRow", "document_of", "read",
    "table_of_plan", "tables_in", "write",
]  # fmt: skip
