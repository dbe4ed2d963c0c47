"""What a field of a plan is called on a page."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_WORDS = {
    "target": gettext_lazy("指标值"),
    "name": gettext_lazy("名称"),
    "description": gettext_lazy("指标描述"),
    "basis": gettext_lazy("确定依据"),
    "level1": gettext_lazy("一级指标"),
    "level2": gettext_lazy("二级指标"),
    "actual": gettext_lazy("实际完成值"),
    "deviation": gettext_lazy("偏差原因"),
    "results": gettext_lazy("实际完成情况"),
    "executed.initial": gettext_lazy("年初预算数"),
    "executed.adjusted": gettext_lazy("全年预算数"),
    "executed.executed": gettext_lazy("全年执行数"),
    "executed.rate": gettext_lazy("预算执行率"),
    "executed.points": gettext_lazy("执行率的分值"),
    "executed.score": gettext_lazy("执行率的得分"),
    "sum.score": gettext_lazy("总分"),
    "indicators.weight": gettext_lazy("分值"),
    "target.better": gettext_lazy("哪一头更好"),
    "measure": gettext_lazy("算法"),
    "weight": gettext_lazy("分值"),
    "score": gettext_lazy("得分"),
    "code": gettext_lazy("项目编码"),
    "short_name": gettext_lazy("项目简称"),
    "funding_document": gettext_lazy("资金文号"),
    "source_code": gettext_lazy("名称中的编码"),
    "unit": gettext_lazy("金额单位"),
    "use": gettext_lazy("资金用途"),
    "budget": gettext_lazy("预算数"),
    "budget.total": gettext_lazy("预算数"),
    "budget.fiscal": gettext_lazy("财政资金"),
    "budget.other": gettext_lazy("其他资金"),
    "spending_plan": gettext_lazy("资金支出计划"),
    "goals": gettext_lazy("绩效目标"),
    "indicators": gettext_lazy("绩效指标"),
    "department.name": gettext_lazy("部门名称"),
    "department.code": gettext_lazy("单位编码"),
    "department.division": gettext_lazy("行政区划代码"),
    "overall_goals": gettext_lazy("总体绩效目标"),
    "duty_goals": gettext_lazy("分项绩效目标"),
    "safeguards": gettext_lazy("工作保障措施"),
    "year": gettext_lazy("年度"),
    "sections": gettext_lazy("标题"),
    "place": gettext_lazy("位置"),
    "projects": gettext_lazy("项目"),
}
_NUMBERED = re.compile(r"(?P<field>[a-z_]+)\.(?P<rest>\d[\d-]*)")


def field_word(field: str | None) -> str:
    """``target`` → 指标值; ``goals.2`` → 绩效目标 2; an unknown field keeps its own name."""
    if not field:
        return ""
    if field in _WORDS:
        return str(_WORDS[field])
    numbered = _NUMBERED.fullmatch(field)
    if numbered and numbered["field"] in _WORDS:
        return _("%(field)s %(number)s") % {
            "field": _WORDS[numbered["field"]],
            "number": numbered["rest"],
        }
    return field
