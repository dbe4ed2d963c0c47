"""The declaration of the form: its labels, where their values stand, its indicator columns."""

from __future__ import annotations

import re

from jixiao.forms.declaration import Column, Form, Label, Row, Slot
from jixiao.forms.monitoring_table.record import CAUSES
from jixiao.grids.document import Role

TITLE = "项目支出绩效目标执行监控表"
#: What stands where the period is printed: 1—7月.
PERIOD = "1—{months}月"
_PERIOD = re.compile(
    r"(?:[1一]月?[-—–~～至]{1,2})?(?P<months>\d{1,2})月(?P<what>执行数|执行率|执行情况|完成情况)"
)

MONEY = Label("项目资金（万元）", 1, 4, names=("项目资金", "项目资金(万元)", "资金情况（万元）"))
INITIAL = Label("年初预算数", 3, names=("年初预算",))
ESTIMATE_MONEY = Label("全年预计执行数", 3, names=("全年预计支出数",))
TOTAL = Label("年度资金总额", 4, names=("资金总额",))
FISCAL = Label(
    "其中：本年一般公共预算拨款",
    4,
    names=("其中：财政拨款", "本年一般公共预算拨款", "其中：当年财政拨款"),
)
OTHER = Label("其他资金", 4)

NAME = Row("name", (Label("项目名称", 2), Slot("name", 14)))
OFFICES = Row(
    "offices",
    (
        Label("主管部门及代码", 2, names=("主管部门", "主管部门（代码）")),
        Slot("department", 6),
        Label("实施单位", 2, names=("项目实施单位",)),
        Slot("unit", 6),
    ),
)
GOAL = Row("goal", (Label("年度总体目标", 2, names=("年度绩效目标", "总体目标")), Slot("goal", 14)))

CAUSE_LABELS = {
    "funds": Label("经费保障"),
    "rules": Label("制度保障"),
    "staff": Label("人员保障"),
    "equipment": Label("硬件条件保障", names=("硬件保障", "条件保障")),
    "other": Label("其他"),
    "explanation": Label("原因说明", names=("备注说明", "说明")),
}
CHANCE_LABELS = {"1": Label("确定能"), "2": Label("有可能"), "3": Label("完全不可能")}
CAUSE_HEAD = Label("偏差原因分析", len(CAUSES), names=("偏差原因",))
CHANCE_HEAD = Label("完成目标可能性", 3, names=("目标完成可能性",))

HEADS = (
    Column(Label("一级指标", rows=2), "level1", Role.CENTRED),
    Column(Label("二级指标", rows=2), "level2", Role.CENTRED),
    Column(Label("三级指标", rows=2, names=("指标名称",)), "name"),
    Column(
        Label("年度指标值", rows=2, names=("指标值", "年度目标值", "目标值")),
        "target",
        Role.CENTRED,
    ),
)
ESTIMATE = Label("全年预计完成情况", rows=2, names=("全年预计完成值",))
REMARK = Label("备注", rows=2)


def period_label(what: str, months: int, span: int = 1, rows: int = 1) -> Label:
    """``1—7月执行数``, for a period of that many months."""
    return Label(PERIOD.format(months=months) + what, span, rows)


def period_of(printed: str) -> tuple[int, str] | None:
    """``1-7月执行率`` → (7, 执行率), or ``None``."""
    found = _PERIOD.fullmatch("".join(printed.split()))
    if not found or not 1 <= int(found["months"]) <= 12:
        return None
    what = "执行情况" if found["what"] == "完成情况" else found["what"]
    return int(found["months"]), what


def money_head(months: int) -> Row:
    """The heading over the money rows."""
    return Row(
        "money",
        (
            MONEY, Label("", 4), INITIAL, period_label("执行数", months, 3),
            period_label("执行率", months, 2), ESTIMATE_MONEY,
        ),
    )  # fmt: skip


def money_row(label: Label, key: str) -> Row:
    """One row of money, hanging under its heading."""
    spans = {"initial": 3, "executed": 3, "rate": 2, "estimate": 3}
    slots = (Slot(f"{key}.{name}", span, Role.NUMBER) for name, span in spans.items())
    return Row(key, (label, *slots))


MONEY_ROWS = {"total": TOTAL, "fiscal": FISCAL, "other": OTHER}

#: For lists of forms; the table itself is drawn by :mod:`.printing` from the same parts.
FORM = Form(
    name="monitoring-table",
    widths=(9, 9, 13, 9, 10, 10, 6, 6, 6, 6, 6, 10, 5, 5, 6, 8),
    rows=(NAME, OFFICES, money_head(7), *(money_row(v, k) for k, v in MONEY_ROWS.items()), GOAL),
    columns=(
        *HEADS,
        Column(period_label("执行情况", 7), "progress"),
        Column(ESTIMATE, "estimate"),
        *(Column(label, f"causes.{key}") for key, label in CAUSE_LABELS.items()),
        *(Column(label, f"possibility.{key}") for key, label in CHANCE_LABELS.items()),
        Column(REMARK, "remark"),
    ),
)
