"""河北省部门预算绩效文本: a department's goals in prose and one table a project.

Seen in the text of a county bureau of 2023 (domain.md §6.2); Tianjin prints the same table without
code, spending plan and basis. No blank official form was found, so the layout is as published.
"""

from __future__ import annotations

from jixiao.forms.hebei_goal_text.project_table import project_grid
from jixiao.forms.hebei_goal_text.reading import read
from jixiao.forms.hebei_goal_text.writing import write

__all__ = ["project_grid", "read", "write"]
