"""The declaration of the form: its labels, where their values stand, its indicator columns."""

from __future__ import annotations

import calendar
import re

from jixiao.forms.declaration import Column, Form, Label, Row, Slot
from jixiao.grids.document import Role

BUDGET = Label("预算规模及资金用途", rows=2, names=("预算规模", "预算情况及资金用途"))
SPENDING = Label(
    "资金支出计划（%）", rows=2, names=("资金支出计划", "支出计划（%）", "资金支出计划（百分比）")
)

FORM = Form(
    name="hebei-goal-text",
    # 7 columns: the code (2 and 3), 社会效益指标 and 指标值确定依据 each need one line.
    widths=(12, 14, 14, 16, 16, 12, 16),
    rows=(
        Row("unit", (Slot("department", 5, Role.PLAIN), Slot("unit", 2, Role.PLAIN_RIGHT))),
        Row("identity", (Label("项目编码"), Slot("code", 2), Label("项目名称"), Slot("name", 3))),
        Row(
            "budget",
            (
                BUDGET,
                Label("预算数"),
                Slot("budget.total", role=Role.NUMBER),
                Label("其中：财政资金", names=("财政资金", "其中：财政拨款", "财政拨款")),
                Slot("budget.fiscal", role=Role.NUMBER),
                Label("其他资金"),
                Slot("budget.other", role=Role.NUMBER),
            ),
        ),
        Row("use", (Slot("use", 6),)),
        Row("goals", (Label("绩效目标", names=("年度绩效目标", "年度总体目标")), Slot("goals", 6))),
    ),
    columns=(
        Column(Label("一级指标"), "level1", Role.CENTRED),
        Column(Label("二级指标"), "level2", Role.CENTRED),
        Column(Label("三级指标", names=("指标名称",)), "name"),
        Column(Label("绩效指标描述", 2, names=("指标描述", "指标解释", "指标内容")), "description"),
        Column(
            Label("指标值", names=("目标值", "年度指标值", "年度目标值")), "target", Role.CENTRED
        ),
        Column(
            Label("指标值确定依据", names=("指标值设定依据", "确定依据", "评价标准确定依据")),
            "basis",
        ),
    ),
)

#: The title line over a project's table; ``name`` repeats the project's name.
TITLE = re.compile(r"(?:\d+\s*[.、．])?\s*(?P<name>.*?)绩效目标表", re.S)
_MONTH_END = re.compile(r"(\d{1,2})月(?:底|末|份底)")
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日(?:前)?")
#: Spans of the spending columns by their number, filling columns 2–7.
SPANS = {1: (6,), 2: (3, 3), 3: (2, 2, 2), 4: (2, 1, 1, 2), 5: (2, 1, 1, 1, 1), 6: (1,) * 6}


def checkpoint_label(by: str) -> str:
    """``06-30`` → ``6月底``; a day that ends no month is written out."""
    month, day = (int(part) for part in by.split("-"))
    return f"{month}月底" if day == _last_day(month) else f"{month}月{day}日"


def checkpoint_of(printed: str) -> str | None:
    """``6月底`` → ``06-30``, or ``None`` where the text names no day of the year."""
    bare = "".join(printed.split())
    if found := _MONTH_END.fullmatch(bare):
        month = int(found[1])
        return f"{month:02d}-{_last_day(month):02d}" if 1 <= month <= 12 else None
    if found := _DAY.fullmatch(bare):
        month, day = int(found[1]), int(found[2])
        valid = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2024, month)[1]
        return f"{month:02d}-{day:02d}" if valid else None
    return None


def _last_day(month: int) -> int:
    return calendar.monthrange(2023, month)[1]
