"""Cases of specs/monitoring, and what their few words stand for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml

from jixiao.monitoring.money import Account, Amount
from jixiao.plan.model import Budget, Indicator, Project, Spending
from tests.needs import ROOT


def cases(stem: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    return list(yaml.safe_load((ROOT / "specs" / "monitoring" / f"{stem}.yml").read_text("utf-8")))


def amounts(rows: list[list[Any]]) -> tuple[Amount, ...]:
    """``[day, amount, document]`` rows."""
    return tuple(Amount(r[0], Decimal(r[1]), r[2] if len(r) > 2 else None) for r in rows)


def account(given: dict[str, Any]) -> Account:
    """An account as a case words it."""
    return Account(
        project="甲",
        unit="万元",
        budgets=amounts(given.get("预算", [])),
        adjustments=amounts(given.get("调整", [])),
        received=amounts(given["到位"]) if "到位" in given else None,
        payments=amounts(given["支付"]) if "支付" in given else None,
    )


def project(given: dict[str, Any]) -> Project:
    """A project with the spending plan of a case."""
    plan = given.get("支出计划", {})
    return Project(
        id="甲",
        name="项目甲",
        unit="万元",
        budget=Budget(total="100.00"),
        spending_plan=tuple(
            Spending(by=by, percent=None if p is None else str(p)) for by, p in plan.items()
        ),
        indicators=(
            Indicator(
                id="甲/1", level1="产出指标", level2="数量指标", name="检查次数", target="≥100次"
            ),
        ),
    )
