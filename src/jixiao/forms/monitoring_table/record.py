"""What one monitoring table holds, as printed: texts, and one of three possibilities a row."""

from __future__ import annotations

from dataclasses import dataclass, field

#: The columns under 偏差原因分析 and under 完成目标可能性, in printed order.
CAUSES = ("funds", "rules", "staff", "equipment", "other", "explanation")
POSSIBILITIES = ("1", "2", "3")


@dataclass(frozen=True)
class MoneyRow:
    """One row of money: budget at start, paid in the period, its rate, what the year will pay."""

    initial: str = ""
    executed: str = ""
    rate: str = ""
    estimate: str = ""


@dataclass(frozen=True)
class MonitoringRow:
    """One indicator. ``causes`` by :data:`CAUSES`; ``possibility`` is 1, 2, 3 or nothing chosen."""

    name: str
    level1: str = ""
    level2: str = ""
    target: str = ""
    progress: str = ""
    estimate: str = ""
    causes: tuple[str, ...] = ("",) * len(CAUSES)
    possibility: str = ""
    remark: str = ""


@dataclass(frozen=True)
class MonitoringTable:
    """One project's table. ``months``: the period is 1—``months`` of the year."""

    name: str
    department: str = ""
    unit: str = ""
    year: int | None = None
    months: int = 7
    total: MoneyRow = field(default_factory=MoneyRow)
    fiscal: MoneyRow = field(default_factory=MoneyRow)
    other: MoneyRow = field(default_factory=MoneyRow)
    goal: str = ""
    rows: tuple[MonitoringRow, ...] = ()
