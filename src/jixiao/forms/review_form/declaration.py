"""The declaration of the form: its labels, where their values stand, its columns."""

from __future__ import annotations

from jixiao.forms.declaration import Column, Form, Label, Row, Slot
from jixiao.grids.document import Role

TITLE = "项目支出绩效目标审核表"

NAME = Row("name", (Label("项目名称"), Slot("name"), Label("项目编码"), Slot("code")))
OFFICE = Row(
    "office",
    (
        Label("实施单位", names=("项目实施单位", "申报单位")),
        Slot("unit"),
        Label("预算数", names=("申请资金", "项目资金")),
        Slot("budget"),
    ),
)
IDENTITY_WIDTHS = (2.1, 8.4, 2.1, 7.4)

COLUMNS = (
    Column(Label("审核内容"), "block", Role.LABEL),
    Column(Label("审核要点", names=("具体内容",)), "item"),
    Column(Label("分值", names=("参考分值",)), "points", Role.CENTRED),
    Column(Label("建议得分", names=("得分", "审核得分", "评分")), "score", Role.CENTRED),
    Column(Label("等级", names=("审核等级",)), "grade", Role.CENTRED),
    Column(Label("理由", names=("审核意见", "扣分理由")), "why"),
)
TOTAL = Label("合计", 2, names=("总分",))
WIDTHS = (1.9, 5.5, 1.2, 1.9, 1.2, 8.3)

OVERALL = Row("overall", (Label("综合评定等级", names=("综合评定",)), Slot("overall", 3)))
OUTCOME = Row("outcome", (Label("等级的结果"), Slot("outcome", 3)))
OPINION = Row("opinion", (Label("总体意见", names=("审核意见",)), Slot("opinion", 3)))
SIGNED = Row(
    "signed",
    (Label("审核人（签字）", names=("审核人",)), Slot("reviewer"), Label("日期"), Slot("day")),
)
CLOSING_WIDTHS = (3.4, 8.1, 2.0, 6.5)
CLOSING = (OVERALL, OUTCOME, OPINION, SIGNED)

#: What stands where nobody has judged yet.
NO_GRADE = "□优　□良　□中　□差"
NO_OPINION = "□同意　□修改后重报　□不予通过。说明："

FORM = Form(name="review", widths=WIDTHS, rows=(NAME, OFFICE, *CLOSING), columns=COLUMNS)
