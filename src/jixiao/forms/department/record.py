"""What one department's self-evaluation holds, as printed: texts."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class MoneyRow:
    """One row of money; points and score stand in the row of the whole only."""

    initial: str = ""
    adjusted: str = ""
    executed: str = ""
    points: str = ""
    rate: str = ""
    score: str = ""


@dataclass(frozen=True)
class TaskRow:
    """One yearly task (a duty): what it is, what was done of it, its money."""

    name: str
    content: str = ""
    done: str = ""
    budget: str = ""
    executed: str = ""


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of the department."""

    name: str
    level1: str = ""
    level2: str = ""
    target: str = ""
    actual: str = ""
    weight: str = ""
    score: str = ""
    deviation: str = ""


@dataclass(frozen=True)
class DepartmentTable:
    """One department's table. ``basic`` and ``projects`` are the two parts of ``total``."""

    name: str
    year: int | None = None
    total: MoneyRow = field(default_factory=MoneyRow)
    basic: MoneyRow = field(default_factory=MoneyRow)
    projects: MoneyRow = field(default_factory=MoneyRow)
    goals: str = ""
    results: str = ""
    tasks: tuple[TaskRow, ...] = ()
    rows: tuple[IndicatorRow, ...] = ()
    weight: str = ""
    score: str = ""
