"""The declaration of the form: its labels, where their values stand, its columns."""

from __future__ import annotations

from jixiao.forms.declaration import Column, Form, Label, Row, Slot
from jixiao.grids.document import Role

TITLE = "项目支出绩效评价评分表"

NAME = Row("name", (Label("项目名称"), Slot("name", 6)))
OFFICES = Row(
    "offices",
    (
        Label("主管部门"),
        Slot("department", 3),
        Label("实施单位", names=("项目实施单位",)),
        Slot("unit", 2),
    ),
)
COLUMNS = (
    Column(Label("一级指标"), "level1", Role.CENTRED),
    Column(Label("二级指标"), "level2", Role.CENTRED),
    Column(Label("三级指标"), "name"),
    Column(Label("评价要点", names=("指标解释", "评价标准")), "look"),
    Column(Label("分值", names=("参考分值",)), "points", Role.NUMBER),
    Column(Label("得分"), "score", Role.NUMBER),
    Column(Label("得分理由", names=("说明", "评分说明")), "why"),
)
TOTAL = Label("合计", 4)

FORM = Form(
    name="evaluation",
    widths=(11, 11, 13, 21, 8, 11, 28),
    rows=(NAME, OFFICES),
    columns=COLUMNS,
)
