"""What the words of the cases of reading, money, measuring and scoring stand for: given → findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jixiao.findings.finding import Finding
from jixiao.findings.place import Place
from jixiao.forms.reading import read_plan
from jixiao.grids.reading import read
from jixiao.measures.claims import double_claims
from jixiao.measures.made_up.writing import write
from jixiao.monitoring.accounts import Row, no_project, unclaimed, unknown_projects
from jixiao.plan.model import Plan
from jixiao.registers.store import Store
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.score import score
from tests.monitoring.cases import account
from tests.needs import ROOT
from tests.scoring.situations import plan_of

Given = Mapping[str, Any]


def read_findings(given: Given) -> list[Finding]:
    """A text of specs/forms/texts with words changed, put before or behind, or cut off, as it is read."""
    text = (ROOT / "specs/forms/texts" / f"{given['底本']}.txt").read_text("utf-8")
    for old, new in given.get("改", {}).items():
        assert old in text, f"底本里没有“{old}”"
        text = text.replace(old, new, 1)
    if "到" in given:
        text = text[: text.index(given["到"])]
    head = f"{given['开头']}\n" if "开头" in given else ""
    document = read(f"{head}{text}{given.get('末尾', '')}".encode(), "表.txt")
    if "文件" in given:
        document = replace(document, notes=(*document.notes, (given["文件"], Place())))
    return list(read_plan(document).findings)


def money_findings(given: Given) -> list[Finding]:
    """An account, payments of the register by project name, or projects money was typed for."""
    plan = Plan.model_validate(
        {"year": 2023, "projects": [{"id": "甲", "name": "甲", "short_name": "甲"}]}
    )
    ledger = [
        Row(None, name, on, Decimal(amount), None) for on, amount, name in given.get("台账", [])
    ]
    typed = unknown_projects(plan, given.get("填报", []))
    return [
        *account(dict(given)).findings(given["日期"]),
        *unclaimed(plan, ledger),
        *map(no_project, typed),
    ]


def measured_findings(given: Given) -> list[Finding]:
    """Two projects with an indicator each, bound to these measures, over a made-up year of ledgers."""
    row = {"level1": "产出指标", "level2": "数量指标", "name": "办理数量", "target": "≥100件"}
    projects = [
        {
            "id": f"p{n}", "code": f"13073023P0000821000{n}X", "name": f"项目{n}", "unit": "万元",
            "budget": {"total": "10.00"},
            "indicators": [row | {"id": f"p{n}/1", "measure": {"id": measure}}],
        }
        for n, measure in enumerate(given["测算"])
    ]  # fmt: skip
    plan = Plan.model_validate({"year": 2023, "projects": projects})
    with TemporaryDirectory() as folder:
        write(Path(folder), plan, rows=2000)
        return list(double_claims(plan, Store(Path(folder)), date(2023, 12, 31)))


def scored_findings(given: Given) -> list[Finding]:
    """A plan of one project ``p`` with its money, and what was reported of it."""
    names = ("level2", "name", "target", "actual", "weight", "score", "deviation")
    rows = [dict(zip(names, row, strict=False)) for row in given["指标"]]
    told = given.get("报送", {})
    actuals = Actuals.model_validate(
        {
            "indicators": told.get("实际", {}),
            "execution": {key: _money(one) for key, one in told.get("资金", {}).items()},
            "judged": {
                key: {"band": band, "percent": percent}
                for key, (band, percent) in told.get("评定", {}).items()
            },
        }
    )
    money = _money(given["资金"]) if "资金" in given else None
    plan = plan_of(rows, executed=money)
    made = score(plan, actuals, policy="central-2020")
    return [*made.findings]


def _money(said: Mapping[str, str]) -> dict[str, str]:
    keys = {"年初": "initial", "全年": "adjusted", "执行": "executed"}
    return {keys[word]: value for word, value in said.items()}


#: How the cases of a folder are run.
RUN: Mapping[str, Callable[[Given], list[Finding]]] = {
    "specs/forms/codes": read_findings,
    "specs/measures/codes": measured_findings,
    "specs/monitoring/codes": money_findings,
    "specs/scoring/codes": scored_findings,
}
