"""部门整体支出绩效自评表: a department's money, goals, yearly tasks and indicators with their scores.

The blocks are those of the department's goal form (年度主要任务、年度总体目标、年度绩效指标) with what a
self-evaluation adds (field guide §2.3, §4.2), by general knowledge; one published department table
(Chongqing, 2021) confirms budget at start, full-year budget, spending, rate and its points. No
official blank form was seen.
"""

from __future__ import annotations

from jixiao.forms.department.declaration import FORM
from jixiao.forms.department.plans import read, table_of_plan, write
from jixiao.forms.department.printing import document_of
from jixiao.forms.department.reading import tables_in
from jixiao.forms.department.record import DepartmentTable, IndicatorRow, MoneyRow, TaskRow
from jixiao.forms.official import Official
from jixiao.terms.forms import FormName

__all__ = ["OFFICIAL", "DepartmentTable", "IndicatorRow", "MoneyRow", "TaskRow", "document_of", "read",
    "table_of_plan", "tables_in", "write",
]  # fmt: skip


OFFICIAL = (
    Official(
        FormName.DEPARTMENT, FORM,
        "各块照部门整体支出绩效目标表，加自评所需的栏目（一般知识）；2021年重庆一份公开的部门表与之相符；"
        "没有见过空白的官方表。",
        write, read, by_its_own=True, holds=frozenset(("部门整体绩效目标",)),
    ),
)  # fmt: skip
