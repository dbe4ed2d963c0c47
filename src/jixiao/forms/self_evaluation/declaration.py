"""The declaration of the form in its two wordings: the ministry's and Hebei's."""

from __future__ import annotations

from dataclasses import replace

from jixiao.forms.declaration import Column, Form, Label, Row, Slot
from jixiao.grids.document import Role

TITLE = "项目支出绩效自评表"
TOTAL = Label("总分", 6)

_AMOUNTS = ("initial", "adjusted", "executed")


def _money(key: str, label: Label, *, total: bool = False) -> Row:
    """A money row: amounts for all, points, rate and score for the total only."""
    slots = [Slot(f"{key}.{name}", role=Role.NUMBER) for name in _AMOUNTS]
    last = [Slot(f"{key}.{name}", role=Role.NUMBER) for name in ("points", "rate", "score")]
    dashes = [Label("—")] * 3
    return Row(f"money.{key}", (label, *slots, *(last if total else dashes)))


FORM = Form(
    name="self-evaluation",
    widths=(10, 4, 14, 17, 12, 12, 8, 9, 14),
    rows=(
        Row("name", (Label("项目名称"), Slot("name", 8))),
        Row(
            "unit",
            (
                Label("主管部门"), Slot("supervisor", 3),
                Label("实施单位", names=("预算单位", "项目实施单位", "实施单位(盖章)", "单位名称")),
                Slot("department", 4),
            ),
        ),
        Row(
            "money",
            (
                Label("项目资金（万元）", rows=5), Label("", 2), Label("年初预算数"),
                Label("全年预算数", names=("调整预算数",)), Label("全年执行数"), Label("分值"),
                Label("执行率"), Label("得分"),
            ),
        ),
        _money("total", Label("年度资金总额", 2), total=True),
        _money("fiscal", Label("其中：当年财政拨款", 2)),
        _money("carried", Label("上年结转资金", 2)),
        _money("other", Label("其他资金", 2)),
        Row("goals", (Label("年度总体目标", rows=2), Label("预期目标", 4), Label("实际完成情况", 4))),
        Row("results", (Slot("goals", 4), Slot("results", 4))),
    ),
    columns=(
        Column(Label("一级指标", 2), "level1", Role.CENTRED),
        Column(Label("二级指标"), "level2", Role.CENTRED),
        Column(Label("三级指标"), "name"),
        Column(Label("年度指标值"), "target", Role.CENTRED),
        Column(Label("实际完成值"), "actual", Role.CENTRED),
        Column(Label("分值"), "weight", Role.NUMBER),
        Column(Label("得分"), "score", Role.NUMBER),
        Column(Label("偏差原因分析及改进措施"), "deviation"),
    ),
)  # fmt: skip


def _hebei(part: Label | Slot) -> Label | Slot:
    adjusted = isinstance(part, Label) and part.text == "全年预算数"
    return Label("调整预算数", names=("全年预算数",)) if adjusted else part


HEBEI = Form(
    name="hebei-self-evaluation",
    widths=FORM.widths,
    rows=tuple(replace(row, parts=tuple(map(_hebei, row.parts))) for row in FORM.rows),
    columns=FORM.columns,
)
