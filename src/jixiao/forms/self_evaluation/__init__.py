"""项目支出绩效自评表: money, goals and indicators of one project with what was reached and scored.

The grid is that of published tables of 2020 and later (field guide §4.2), which follow the annex of
财预〔2020〕10号; the annex itself was not read. In Hebei 全年预算数 is headed 调整预算数.
"""

from __future__ import annotations

from jixiao.forms.official import Official
from jixiao.forms.self_evaluation.declaration import FORM, HEBEI
from jixiao.forms.self_evaluation.printed import Printed
from jixiao.forms.self_evaluation.reading import printed_of, read
from jixiao.forms.self_evaluation.writing import write, write_hebei
from jixiao.terms.forms import FormName

__all__ = ["OFFICIAL", "Printed", "printed_of", "read", "write", "write_hebei"]


_HOLDS = frozenset(("分值", "实际完成值", "得分", "偏差原因", "执行情况"))
_SOURCE = "照2020年以来公开的自评表，它们依财预〔2020〕10号的附表；附表本身没有读到。"
OFFICIAL = (
    Official(FormName.SELF_EVALUATION, FORM, _SOURCE, write, read, holds=_HOLDS),
    Official(
        FormName.HEBEI_SELF_EVALUATION, HEBEI, f"{_SOURCE}河北的“全年预算数”写作“调整预算数”。",
        write_hebei, read, holds=_HOLDS,
    ),
)  # fmt: skip
