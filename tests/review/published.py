"""Published tables the program cannot read yet, put into plans by their labels (../shared/cases)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jixiao.findings.finding import Finding
from jixiao.plan.model import Plan
from jixiao.review.examine import examine

#: Where the labels give a self-evaluation's money: the row of the whole.
_ADJUSTED = ("full_year", "adjusted", "budget")
_WHOLES = ("年度资金总额", "总额", "年度财政资金总额", "合計")


#: Rules that find something missing: of a text that is cut off they say nothing that holds.
OF_ABSENCE = frozenset(
    "A201 A202 A203 A204 A205 A206 A207 A208 D102 D103 D105 D108 D109 K109".split()
)


def published(folder: Path) -> Iterator[tuple[str, Plan, bool]]:
    """Every labelled text with its number, as a plan, and whether it is whole."""
    for path in sorted(folder.glob("*.expected.json")):
        given = json.loads(path.read_text("utf-8"))
        plan = plan_of_labels(given)
        if any(p.indicators for p in plan.projects):
            yield str(given["id"]), plan, bool(given["complete"])


def findings_of(plan: Plan, whole: bool) -> list[Finding]:
    """The findings that can be judged by what is there."""
    found = examine(plan).findings
    return [f for f in found if whole or f.rule not in OF_ABSENCE]


def plan_of_labels(given: Mapping[str, Any]) -> Plan:
    """One labelled text as a plan: each of its records is a project."""
    records = given.get("records") or [given]
    return Plan.model_validate(
        {
            "department": {"name": given.get("department") or given.get("unit")},
            "year": _year(given) or next((y for r in records if (y := _year(r))), None),
            "projects": [
                _project(r, f"{given['id']}-{n}")
                for n, r in enumerate(records, start=1)
                if r.get("indicators")
            ],
        }
    )


def _year(given: Mapping[str, Any]) -> int | None:
    found = re.search(r"20\d\d", str(given.get("year") or ""))
    return int(found[0]) if found else None


def _project(given: Mapping[str, Any], identity: str) -> dict[str, Any]:
    budget = given.get("budget") or {}
    budget = budget if isinstance(budget, dict) else {}
    goals = [given.get(k) for k in ("goal_annual", "goal", "goal_expected", "goal_total", "goals")]
    goal = next((g for g in goals if g), None)
    rows = given.get("indicators") or []
    return {
        "id": identity,
        "name": given.get("project") or given.get("form_title") or identity,
        "unit": budget.get("unit"),
        "budget": {
            "total": _amount(_first(budget, "total", "annual_total", "full_year", "allocated")),
            "fiscal": _amount(budget.get("fiscal") or budget.get("annual_fiscal"))
            or _fiscal(budget),
            "other": _amount(budget.get("other") or budget.get("annual_other")),
        },
        "executed": _executed(budget),
        "use": budget.get("use") if isinstance(budget.get("use"), str) else None,
        "goals": [goal] if isinstance(goal, str) else list(goal or []),
        "indicators": [_row(r, f"{identity}/{n}") for n, r in enumerate(rows, start=1)],
    }


def _executed(budget: Mapping[str, Any]) -> dict[str, Any] | None:
    rows = budget.get("rows") or {}
    whole = next((rows[w] for w in _WHOLES if isinstance(rows, dict) and w in rows), None)
    if whole is None and _first(budget, "executed", "used"):
        adjusted = _first(budget, "full_year", "total", "allocated")
        whole = budget | {"adjusted": adjusted, "executed": _first(budget, "executed", "used")}
    if not isinstance(whole, dict):
        return None
    return {
        "initial": _amount(whole.get("initial")),
        "adjusted": _amount(next((whole[k] for k in _ADJUSTED if k in whole), None)),
        "executed": _amount(whole.get("executed")),
        "rate": _amount(whole.get("rate")),
        "points": _amount(whole.get("weight")),
        "score": _amount(whole.get("score")),
    }


def _first(given: Mapping[str, Any], *names: str) -> Any:
    """The first that is given; of a sum with its parts, the sum."""
    found = next((given[n] for n in names if given.get(n)), None)
    return found.get("total") if isinstance(found, dict) else found


def _fiscal(budget: Mapping[str, Any]) -> str | None:
    """The fiscal row of a self-evaluation."""
    rows = budget.get("rows") or {}
    named = [v for k, v in rows.items() if "财政拨款" in k and isinstance(v, dict)]
    return _amount(named[0].get("full_year")) if named else None


def _amount(value: Any) -> str | None:
    text = str(value if value is not None else "").replace(",", "").rstrip("%")
    return text if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


def _row(given: Mapping[str, Any], identity: str) -> dict[str, Any]:
    return {
        "id": identity,
        "level1": given.get("level1") or given.get("level1_inferred"),
        "level2": given.get("level2") or given.get("level2_inferred"),
        "name": given.get("level3") or "",
        "description": given.get("description"),
        "target": _target(given),
        "basis": given.get("basis"),
        "weight": _amount(given.get("weight")),
        "actual": given.get("actual"),
        "score": _amount(given.get("score")),
        "deviation": given.get("deviation_reason"),
    }


def _target(given: Mapping[str, Any]) -> str:
    """The target in one cell; one that is split over cells is put together from what is printed."""
    if not given.get("value_cells"):
        return given.get("value_raw") or ""
    parts = (given.get("operator"), given.get("value"), given.get("unit"))
    return "".join(p for p in parts if p) if given.get("value") else given.get("value_raw") or ""
