"""项目支出绩效评价评分表: the frame of 决策、过程、产出、效益 of one project, its items with their points.

The items are those of the frame annexed to 财预〔2020〕10号 by general knowledge (domain.md §4.5); the
frame itself gives no points. The blank official form was not seen.
"""

from __future__ import annotations

from jixiao.forms.evaluation.plans import read, write
from jixiao.forms.evaluation.printing import document_of
from jixiao.forms.evaluation.reading import tables_in
from jixiao.forms.evaluation.record import EvaluationRow, EvaluationTable

__all__ = ["EvaluationRow", "EvaluationTable", "document_of", "read", "tables_in", "write"]
