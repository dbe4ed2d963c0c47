"""The declaration of the form: its labels, where their values stand, its columns."""

from __future__ import annotations

from jixiao.forms.declaration import Column, Form, Label, Row, Slot
from jixiao.forms.self_evaluation.declaration import FORM as PROJECT
from jixiao.grids.document import Role

TITLE = "部门整体支出绩效自评表"

AMOUNTS = ("initial", "adjusted", "executed")
MONEY_FIELDS = (*AMOUNTS, "points", "rate", "score")
#: Fields the two parts of the whole have: no points of their own.
PART_FIELDS = (*AMOUNTS, "rate")

NAME_LABEL = Label(
    "部门（单位）名称", 2, names=("部门名称", "单位名称", "部门单位名称", "部门(单位)名称")
)
NAME = Row("name", (NAME_LABEL, Slot("name", 7)))
MONEY_COLUMNS = {
    "initial": Label("年初预算数", names=("年初预算",)),
    "adjusted": Label("全年预算数", names=("调整预算数", "全年（调整）预算数")),
    "executed": Label("全年执行数", names=("预算执行数", "执行数")),
    "points": Label("分值", names=("执行率权重",)),
    "rate": Label("执行率", names=("预算执行率",)),
    "score": Label("得分", names=("执行率得分",)),
}
MONEY_HEAD = Row(
    "money", (Label("部门整体支出（万元）", rows=4), Label("", 2), *MONEY_COLUMNS.values())
)
MONEY_LABELS = {
    "total": Label("年度资金总额", 2, names=("资金总额", "支出总额")),
    "basic": Label("其中：基本支出", 2, names=("基本支出",)),
    "projects": Label("项目支出", 2, names=("其中：项目支出",)),
}
EXPECTED = Label("预期目标", 4, names=("年初绩效目标", "年初设定目标"))
REACHED = Label("实际完成情况", 4, names=("全年目标实际完成情况", "目标实际完成情况"))
GOALS_HEAD = Row("goals", (Label("年度总体目标", rows=2), EXPECTED, REACHED))
GOALS = Row("results", (Slot("goals", 4), Slot("results", 4)))

TASKS_WORDS = "年度主要任务"
TASK_COLUMNS = (
    Column(Label("任务名称", 2), "name"),
    Column(Label("主要内容", 2), "content"),
    Column(Label("完成情况", 2), "done"),
    Column(Label("预算数"), "budget", Role.NUMBER),
    Column(Label("执行数"), "executed", Role.NUMBER),
)
TOTAL = Label("总分", 6)
COLUMNS = PROJECT.columns


def money_row(key: str) -> Row:
    """One row of money, hanging under its heading."""
    parts = [
        Slot(f"{key}.{name}", role=Role.NUMBER)
        if key == "total" or name in PART_FIELDS
        else Label("—")
        for name in MONEY_FIELDS
    ]
    return Row(key, (MONEY_LABELS[key], *parts))


def tasks_head(count: int) -> Row:
    """The heading over the tasks, its first cell beside all of them."""
    label = Label(TASKS_WORDS, rows=count + 1)
    return Row("tasks", (label, *(column.label for column in TASK_COLUMNS)))


#: For lists of forms; the table itself is drawn by :mod:`.printing` from the same parts.
FORM = Form(
    name="department",
    widths=(10, 4, 13, 15, 14, 13, 8, 10, 13),
    rows=(NAME, MONEY_HEAD, *map(money_row, MONEY_LABELS), GOALS_HEAD, GOALS, tasks_head(1)),
    columns=COLUMNS,
)
