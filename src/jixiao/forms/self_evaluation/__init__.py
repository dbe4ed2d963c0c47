"""项目支出绩效自评表: money, goals and indicators of one project with what was reached and scored.

The grid is that of published tables of 2020 and later (domain.md §4.2), which follow the annex of
财预〔2020〕10号; the annex itself was not read. In Hebei 全年预算数 is headed 调整预算数.
"""

from __future__ import annotations

from jixiao.forms.self_evaluation.printed import Printed
from jixiao.forms.self_evaluation.reading import printed_of, read
from jixiao.forms.self_evaluation.writing import write, write_hebei

__all__ = ["Printed", "printed_of", "read", "write", "write_hebei"]
