"""河北省部门预算绩效文本: a department's goals in prose and one table a project.

Seen in the text of a county bureau of 2023 (field guide §6.2); Tianjin prints the same table without
code, spending plan and basis. No blank official form was found, so the layout is as published.
"""

from __future__ import annotations

from jixiao.forms.hebei_goal_text.declaration import FORM
from jixiao.forms.hebei_goal_text.project_table import project_grid
from jixiao.forms.hebei_goal_text.reading import read
from jixiao.forms.hebei_goal_text.writing import write
from jixiao.forms.official import Official
from jixiao.terms.forms import FormName

__all__ = ["OFFICIAL", "project_grid", "read", "write"]


OFFICIAL = (
    Official(
        FormName.HEBEI_GOAL_TEXT, FORM,
        "照一个县局2023年公开的文本；天津的表相同，没有编码、支出计划和依据；没有找到空白的官方表。",
        write, read,
        holds=frozenset(
            ("指标描述", "指标值确定依据", "资金用途", "资金支出计划", "部门整体绩效目标")
        ),
    ),
)  # fmt: skip
