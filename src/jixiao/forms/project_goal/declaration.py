"""The declaration of the form: its labels, where their values stand, its indicator columns."""

from __future__ import annotations

from jixiao.forms.declaration import Column, Form, Label, Row, Slot
from jixiao.grids.document import Role

TITLE = "项目支出绩效目标申报表"

FORM = Form(
    name="project-goal",
    widths=(14, 18, 22, 30, 16),
    rows=(
        Row("name", (Label("项目名称"), Slot("name", 4))),
        Row("unit", (Label("项目编码"), Slot("code"), Label("实施单位"), Slot("department", 2))),
        Row(
            "money",
            (
                Label("项目资金（万元）", rows=3),
                Label("年度资金总额"),
                Slot("budget.total", 3, Role.NUMBER),
            ),
        ),
        Row("money.fiscal", (Label("其中：财政拨款"), Slot("budget.fiscal", 3, Role.NUMBER))),
        Row("money.other", (Label("其他资金"), Slot("budget.other", 3, Role.NUMBER))),
        Row("goals", (Label("年度目标"), Slot("goals", 4))),
    ),
    columns=(
        Column(Label("一级指标"), "level1", Role.CENTRED),
        Column(Label("二级指标"), "level2", Role.CENTRED),
        Column(Label("三级指标"), "name"),
        Column(Label("指标值"), "target", Role.CENTRED),
        Column(Label("分值"), "weight", Role.NUMBER),
    ),
)
