"""Situations of the specs → plans and actuals, and their cases read from the Chinese files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from jixiao.plan.model import Plan
from jixiao.scoring.actuals import Actuals

SPECS = Path(__file__).resolve().parents[2] / "specs/scoring"


def cases(name: str) -> list[dict[str, Any]]:
    """The situations of one file."""
    found: list[dict[str, Any]] = yaml.safe_load((SPECS / f"{name}.yml").read_text("utf-8"))
    return found


def plan_of(rows: Sequence[Mapping[str, Any]], **project: Any) -> Plan:
    """A plan of one project, id ``p``, with these indicators, ids ``p/1`` and on."""
    made = [
        {"name": "办结案件数量", "target": "≥1个", **row, "id": f"p/{n}"}
        for n, row in enumerate(rows, start=1)
    ]
    one = {"id": "p", "name": "示例项目", "unit": "万元", "indicators": made, **project}
    return Plan.model_validate({"schema": "jixiao/plan/1", "year": 2023, "projects": [one]})


def plan_of_line(case: Mapping[str, Any]) -> Plan:
    """A plan around one indicator: the rest of the ninety points stands in a second."""
    points = case.get("分值", "10")
    level2 = case.get("二级", "数量指标")
    first = {
        "level1": "产出指标", "level2": level2, "name": case.get("指标", "办结案件数量"),
        "target": case["目标"], "weight": points,
    }  # fmt: skip
    rest = {"level1": "效益指标", "level2": "社会效益指标", "weight": str(90 - float(points))}
    return plan_of([first, rest])


def actuals_of_line(case: Mapping[str, Any]) -> Actuals:
    """What was reported and judged of the first indicator."""
    judged = case.get("评定")
    return Actuals(
        indicators={"p/1": case["实际"]} if "实际" in case else {},
        set_too_low=("p/1",) if case.get("定低了") else (),
        judged={"p/1": {"band": judged[0], "percent": judged[1]}} if judged else {},
    )


def money_of(case: Mapping[str, Any]) -> dict[str, str]:
    """The money a situation speaks of, by the keys of contract §8."""
    keys = {"年初": "initial", "全年": "adjusted", "执行": "executed", "到位": "received"}
    return {key: case[word] for word, key in keys.items() if word in case}
