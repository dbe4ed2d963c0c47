"""项目支出绩效目标执行监控表: one project's money and goals through the year, causes, possibility.

Columns after 财预〔2019〕136号 by general knowledge; the causes and the three possibilities are the
enumerations of systems in use (domain.md §5.2). The blank official form was not seen.
"""

from __future__ import annotations

from jixiao.forms.monitoring_table.plans import read, tables_of_plan, write
from jixiao.forms.monitoring_table.printing import document_of
from jixiao.forms.monitoring_table.reading import tables_in
from jixiao.forms.monitoring_table.record import MoneyRow, MonitoringRow, MonitoringTable

__all__ = [
    "MoneyRow", "MonitoringRow", "MonitoringTable", "document_of", "read", "tables_in",
    "tables_of_plan", "write",
]  # fmt: skip
