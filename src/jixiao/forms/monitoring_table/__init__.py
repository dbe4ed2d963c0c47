"""项目支出绩效目标执行监控表: one project's money and goals through the year, causes, possibility.

Columns after 财预〔2019〕136号 by general knowledge; the causes and the three possibilities are the
enumerations of systems in use (field guide §5.2). The blank official form was not seen.
"""

from __future__ import annotations

from jixiao.forms.monitoring_table.declaration import FORM
from jixiao.forms.monitoring_table.plans import read, tables_of_plan, write
from jixiao.forms.monitoring_table.printing import document_of
from jixiao.forms.monitoring_table.reading import tables_in
from jixiao.forms.monitoring_table.record import MoneyRow, MonitoringRow, MonitoringTable
from jixiao.forms.official import Official
from jixiao.terms.forms import FormName

__all__ = ["OFFICIAL", "MoneyRow", "MonitoringRow", "MonitoringTable", "document_of", "read", "tables_in",
    "tables_of_plan", "write",
]  # fmt: skip


OFFICIAL = (
    Official(
        FormName.MONITORING_TABLE, FORM,
        "栏目照财预〔2019〕136号（一般知识），原因和可能性照在用的系统；没有见过空白的官方表。",
        write, read, by_its_own=True, holds=frozenset(("实际完成值", "偏差原因")),
    ),
)  # fmt: skip
