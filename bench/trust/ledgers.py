"""Ledgers with one trap each, and whole ledgers in the layouts of real systems, the answers beside."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.trust.figure import Figure
from bench.trust.material import Material
from bench.trust.program import each, observed, run
from jixiao.cli.exits import Exit

Case = Mapping[str, Any]
_KINDS = (
    ("台账里的陷阱", "ledgers"),
    ("台账里的另一批陷阱", "traps"),
    ("整本的台账，逐个数", "whole"),
)


@dataclass(frozen=True)
class _Ledger:
    """The cases of the same files taken in the same way, and the folder to take them in to."""

    cases: Sequence[Case]
    folder: Path
    evidence: Path


def figures(material: Material) -> list[Figure]:
    """Right values, or a refusal where a person would send the file back too."""
    return [
        _figure(what, whose, folder)
        for what, name in _KINDS
        for whose, folder in material.folders(name)
    ]


def _figure(what: str, whose: str, folder: Path) -> Figure:
    cases = json.loads((folder / "cases.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as made:
        ledgers = [
            _Ledger(list(same), folder, Path(made, f"{n}"))
            for n, (_, same) in enumerate(groupby(sorted(cases, key=_taken), _taken))
        ]
        misses = tuple(miss for some in each(_misses, ledgers) for miss in some)
    return Figure(what, whose, len(cases) - len(misses), len(cases), len(cases), misses)


def _taken(case: Case) -> str:
    return json.dumps([case["register"], case["files"], case["args"]])


def _misses(ledger: _Ledger) -> list[str]:
    """What is wrong with the answers to the cases of one ledger."""
    refused = _refused(ledger)
    told = _values(ledger)
    return [
        f"{case['what']}：应为 {case['right']}，却是 {got}{'（没有收下）' if refused else ''}"
        for case in ledger.cases
        if not _right(case, got := told[case["as_of"], case["measure"]], refused)
    ]


def _refused(ledger: _Ledger) -> bool:
    """Take the files in, each; whether one of them was sent back."""
    case, evidence = ledger.cases[0], str(ledger.evidence)
    codes = [
        run("intake", case["register"], str(ledger.folder / name), "--evidence", evidence, "--json", *more).returncode
        for name, more in zip(case["files"], case["args"] or [()] * len(case["files"]), strict=True)
    ]  # fmt: skip
    return any(code in (Exit.MUST_MEND, Exit.UNREADABLE) for code in codes)


def _values(ledger: _Ledger) -> dict[tuple[str, str], str | None]:
    """Day and measure → value, every measure of a day asked for at once."""
    plan = json.loads((ledger.folder / "plan.json").read_text("utf-8"))
    return {
        (day, name): value
        for day in sorted({case["as_of"] for case in ledger.cases})
        for name, value in _of_day(plan, ledger, day)
    }


def _of_day(plan: dict[str, Any], ledger: _Ledger, day: str) -> Iterator[tuple[str, str | None]]:
    wanted = {case["measure"] for case in ledger.cases if case["as_of"] == day}
    (project,) = plan["projects"]
    asked = [one for one in project["indicators"] if one["name"] in wanted]
    found = observed(plan | {"projects": [project | {"indicators": asked}]}, ledger.evidence, day)
    for one in asked:
        seen = found.get(one["id"])
        yield one["name"], seen["value"] if seen else None


def _right(case: Case, got: str | None, refused: bool) -> bool:
    if refused and "refused" in case["right"]:
        return True
    return any(_same(right, got) for right in case["right"] if right != "refused")


def _same(right: str | None, got: str | None) -> bool:
    try:
        return right == got or (right and got and Decimal(right) == Decimal(got)) is True
    except InvalidOperation:
        return False
