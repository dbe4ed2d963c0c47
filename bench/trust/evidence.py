"""Whose evidence it is, and of which year: three small ledgers beside the demonstration's plan."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.trust.figure import Figure
from bench.trust.material import Material
from bench.trust.program import observed, run

_LEDGERS = (("penalty_cases", "cases"), ("satisfaction", "satisfaction"), ("payments", "payments"))


def figures(material: Material) -> list[Figure]:
    """Seven answers that are right only where a row serves whom it speaks for."""
    return [_figure(whose, folder) for whose, folder in material.folders("evidence")]


def _figure(whose: str, folder: Path) -> Figure:
    with tempfile.TemporaryDirectory() as made:
        plan = _plan(Path(made))
        told = list(_answers(plan, folder, Path(made)))
    misses = tuple(what for what, right in told if not right)
    return Figure("谁的证据、哪一年", whose, len(told) - len(misses), len(told), len(told), misses)


def _plan(made: Path) -> dict[str, Any]:
    run("demo", "--data", str(made / "demo"), "--rows", "100")
    plan: dict[str, Any] = json.loads((made / "demo" / "plan.json").read_text("utf-8"))
    return plan


def _answers(plan: dict[str, Any], folder: Path, made: Path) -> Iterator[tuple[str, bool]]:
    store = made / "evidence"
    for register, name in _LEDGERS:
        file = str(folder / f"{name}.csv")
        run("intake", register, file, "--evidence", str(store), "--accept-partial")
    for day in ("2026-03-31", "2026-12-31"):
        seen = observed(plan | {"year": 2025}, store, day)["13073023P00010510002J/3"]
        yield (
            f"2025年立案、90天内决定，{day}",
            (seen["numerator"], seen["denominator"]) == ("2", "4"),
        )
    seen = observed(plan, store, "2023-12-31")
    missing = {
        "学员的满意度": "13073023P00009210002T/6",
        "网络用户的满意度": "13073023P00008410002Y/6",
        "没有支付的项目的成本": "13073023P00008810002M/4",
    }
    for what, indicator in missing.items():
        yield what, seen[indicator]["status"] == "missing"
    paid = [one["value"] for one in seen.values() if one["measure"] == "payments_total"]
    yield "没有项目的支付不归哪个项目", [Decimal(v) for v in paid if v] == [1, 1]
    (made / "nothing").mkdir()
    empty = observed(plan, made / "nothing", "2023-12-31")
    yield "没有案件台账就没有0次", empty["13073023P00021910001L/5"]["value"] is None
