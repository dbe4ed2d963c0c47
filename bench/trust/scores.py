"""Points worked out by hand, and self-evaluations of which some are dishonest in one place."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from bench.trust.figure import Figure
from bench.trust.material import Material
from bench.trust.program import answer, each


def figures(material: Material) -> list[Figure]:
    """Points right or left open; self-evaluations told apart."""
    found = [_scores(whose, folder) for whose, folder in material.folders("scores")]
    return found + [_claims(whose, folder) for whose, folder in material.folders("selfeval")]


def _scores(whose: str, folder: Path) -> Figure:
    right = json.loads((folder / "right.json").read_text("utf-8"))
    misses = each(_wrong, [(folder, plan, rows) for plan, rows in right.items()])
    flat = tuple(miss for some in misses for miss in some)
    of = sum(map(len, right.values()))
    return Figure("手算的得分", whose, of - len(flat), of, of, flat)


def _wrong(asked: tuple[Path, str, dict[str, str]]) -> list[str]:
    """Rows of a plan whose points are not those worked out by hand."""
    folder, plan, rows = asked
    actuals = plan.replace("plan", "actuals")
    told = answer("score", str(folder / plan), "--actuals", str(folder / actuals), "--json")
    got = {indicator: _points(told, indicator) for indicator in rows}
    return [f"{plan} {i}：应为 {rows[i]}，却是 {got[i]}" for i in rows if got[i] != rows[i]]


def _points(told: dict[str, Any] | None, indicator: str) -> str | None:
    for project in (told or {}).get("projects", []):
        if indicator in project["open"]:
            return "open"
        for line in project["indicators"]:
            if line["id"] == indicator:
                return str(line["points"])
    return None


def _claims(whose: str, folder: Path) -> Figure:
    with (folder / "right.tsv").open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened, delimiter="\t"))
    misses = tuple(miss for miss in each(_claim, [(row, folder) for row in rows]) if miss)
    # 35 份里至多一份说错
    need = len(rows) - max(1, len(rows) // 35)
    return Figure("自评表老实不老实", whose, len(rows) - len(misses), len(rows), need, misses)


def _claim(asked: tuple[dict[str, str], Path]) -> str:
    row, folder = asked
    told = answer("score", str(folder / row["file"]), "--examine", "--json")
    findings = [f for p in (told or {}).get("projects", []) for f in p["findings"]]
    found = any(f["level"] != "note" for f in findings)
    return (
        "" if found == (row["verdict"] == "fault") else f"{row['file']}：{row['what'] or '老实的'}"
    )
