"""Ledgers with one trap each, and whole ledgers in the layouts of real systems, the answers beside."""

from __future__ import annotations

import json
import tempfile
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bench.trust.figure import Figure
from bench.trust.material import Material
from bench.trust.program import observed, run


def figures(material: Material) -> list[Figure]:
    """Right values, or a refusal where a person would send the file back too."""
    return [
        _figure(what, whose, folder)
        for what, name in (("台账里的陷阱", "ledgers"), ("整本的台账", "whole"))
        for whose, folder in material.folders(name)
    ]


def _figure(what: str, whose: str, folder: Path) -> Figure:
    cases = json.loads((folder / "cases.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as made:
        misses = [
            m for n, case in enumerate(cases) if (m := _miss(case, folder, Path(made, f"{n}")))
        ]
    return Figure(what, whose, len(cases) - len(misses), len(cases), len(cases), tuple(misses))


def _miss(case: dict[str, Any], folder: Path, evidence: Path) -> str:
    """What is wrong with the answer to a case; nothing where it is right."""
    refused = any(
        run("intake", case["register"], str(folder / name), "--evidence", str(evidence), "--json",
            *(case["args"][n] if case["args"] else [])).returncode in (1, 3)
        for n, name in enumerate(case["files"])
    )  # fmt: skip
    if refused and "refused" in case["right"]:
        return ""
    got = _value(case, folder, evidence)
    if any(_same(right, got) for right in case["right"] if right != "refused"):
        return ""
    return f"{case['what']}：应为 {case['right']}，却是 {got}{'（没有收下）' if refused else ''}"


def _value(case: dict[str, Any], folder: Path, evidence: Path) -> str | None:
    plan = json.loads((folder / "plan.json").read_text("utf-8"))
    project = plan["projects"][0]
    asked = [one for one in project["indicators"] if one["name"] == case["measure"]]
    plan["projects"] = [project | {"indicators": asked}]
    found = observed(plan, evidence, case["as_of"])
    return next((one["value"] for one in found.values()), None)


def _same(right: str | None, got: str | None) -> bool:
    try:
        return right == got or (right and got and Decimal(right) == Decimal(got)) is True
    except InvalidOperation:
        return False
