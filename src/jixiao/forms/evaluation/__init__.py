"""项目支出绩效评价评分表: the frame of 决策、过程、产出、效益 of one project, its items with their points.

The items are those of the frame annexed to 财预〔2020〕10号 by general knowledge (field guide §4.5); the
frame itself gives no points. The blank official form was not seen.
"""

from __future__ import annotations

from jixiao.forms.evaluation.declaration import FORM
from jixiao.forms.evaluation.plans import read, write
from jixiao.forms.evaluation.printing import document_of
from jixiao.forms.evaluation.reading import tables_in
from jixiao.forms.evaluation.record import EvaluationRow, EvaluationTable
from jixiao.forms.official import Official
from jixiao.terms.forms import FormName

__all__ = [
    "OFFICIAL",
    "EvaluationRow",
    "EvaluationTable",
    "document_of",
    "read",
    "tables_in",
    "write",
]


OFFICIAL = (
    Official(
        FormName.EVALUATION, FORM,
        "指标照财预〔2020〕10号所附框架（一般知识，框架本身不给分值）；没有见过空白的官方表。",
        write, read, by_its_own=True,
    ),
)  # fmt: skip
