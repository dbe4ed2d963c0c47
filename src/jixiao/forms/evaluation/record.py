"""What one project's evaluation frame holds, as printed: texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EvaluationRow:
    """One level-3 item: its points, what was worked out or judged, and why."""

    name: str
    level1: str = ""
    level2: str = ""
    look: str = ""
    points: str = ""
    score: str = ""
    why: str = ""


@dataclass(frozen=True)
class EvaluationTable:
    """One project's table."""

    name: str
    department: str = ""
    unit: str = ""
    year: int | None = None
    rows: tuple[EvaluationRow, ...] = ()
    points: str = ""
    score: str = ""
