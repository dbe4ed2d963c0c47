"""Counties by chance: honest, careless and inflated self-evaluations, whose true scores are known.

Some inflate in the open (full points for what was not reached, targets copied, full marks with half
the money spent); some only write a better number, which nothing but the register shows; registers
cover only a part. Honest clerks are careless now and then, so that a finding is no proof.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.plan.model import Plan
from jixiao.plan.money import half_up
from jixiao.scoring.honesty.examine import examine_claims

_WEIGHTS = (15, 15, 10, 10, 15, 15, 10)
_DAY = date(2023, 12, 31)
#: Indicators without a register: the one on effects and the one on satisfaction.
_NO_REGISTER = (4, 6)


@dataclass(frozen=True)
class County:
    """Priorities by project as the checks give them, and the true inflation of each."""

    priorities: dict[str, Decimal]
    inflation: dict[str, Decimal]


def county(seed: int, count: int = 300, inflated: float = 0.12) -> County:
    """A county of ``count`` projects."""
    chance = random.Random(seed)
    projects, evidence, inflation = [], {}, {}
    for number in range(count):
        project, seen, over = _project(chance, f"p{number}", chance.random() < inflated)
        projects.append(project)
        evidence |= seen
        inflation[f"p{number}"] = over
    plan = Plan.model_validate({"year": 2023, "projects": projects})
    found = examine_claims(plan, (), evidence, policy="central-2020")
    return County({p.project: p.priority for p in found.projects}, inflation)


def _project(
    chance: random.Random, name: str, inflated: bool
) -> tuple[dict[str, Any], dict[str, Observation], Decimal]:
    way = chance.choice(("points", "copied", "money", "numbers", "numbers")) if inflated else ""
    registered = chance.random() < 0.6
    budget = Decimal(chance.randint(5, 200))
    share = (
        Decimal(chance.randint(50, 85) if way == "money" else chance.choice((100, 100, 98, 92, 88)))
        / 100
    )
    rows, seen, over = [], {}, Decimal(0)
    for n, weight in enumerate(_WEIGHTS):
        row, points, true, actual = _row(chance, f"{name}/{n}", Decimal(weight), way)
        rows.append(row)
        over += points - true
        if registered and n not in _NO_REGISTER:
            seen[row["id"]] = Observation(
                row["id"], _DAY, Status.COMPUTED, value=str(actual), rows=9
            )
    money = {"adjusted": str(budget), "executed": str(budget * share), "points": "10",
             "rate": str(half_up(share * 100)), "score": str(half_up(share * 10))}  # fmt: skip
    return {"id": name, "name": name, "executed": money, "indicators": rows}, seen, over


def _row(
    chance: random.Random, identity: str, weight: Decimal, way: str
) -> tuple[dict[str, Any], Decimal, Decimal, int]:
    target = chance.randint(40, 400)
    reached = chance.random() < (0.2 if way else 0.8)
    actual = (
        target + chance.randint(0, target // 8)
        if reached
        else target * chance.randint(55, 97) // 100
    )
    true = half_up(min(weight * actual / target, weight))
    written = max(actual, target + chance.randint(0, 3)) if way == "numbers" else actual
    written = target if way == "copied" else written
    points = half_up(min(weight * written / target, weight))
    if way in ("points", "money"):
        points = weight
    careless = not way and chance.random() < 0.02
    reason = "" if chance.random() < 0.3 else "任务增加" if actual > target else "人手不足"
    return {
        "id": identity, "name": f"办理数量{identity}", "level1": "产出指标", "level2": "数量指标",
        "target": f"≥{target}件", "actual": str(written + 2 * careless), "weight": str(weight),
        "score": str(points), "deviation": reason,
    }, points, true, actual  # fmt: skip
