"""Plans with one fault each, and plans without: what the examination says of them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from bench.trust.figure import Figure, share
from bench.trust.material import Material
from bench.trust.program import answer, run


def figures(material: Material) -> list[Figure]:
    """Faults found at their place, and clean plans that draw nothing above a note."""
    return [one for whose, folder in material.folders("faults") for one in _figures(whose, folder)]


def _figures(whose: str, folder: Path) -> list[Figure]:
    clean = {path.name: _findings(path) for path in sorted(folder.glob("clean-*.json"))}
    quiet = [name for name, found in clean.items() if all(f["level"] == "note" for f in found)]
    usual = {_key(f) for found in clean.values() for f in found}
    with (folder / "faults.tsv").open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened, delimiter="\t"))
    misses = tuple(
        f"{r['file']}：{r['what']}" for r in rows if not _found(folder / r["file"], usual)
    )
    loud = tuple(sorted(set(clean) - set(quiet)))
    return [
        Figure(
            "种下的毛病查出",
            whose,
            len(rows) - len(misses),
            len(rows),
            share(len(rows), 91),
            misses,
        ),
        Figure("没有毛病的计划不报", whose, len(quiet), len(clean), len(clean), loud),
    ]


def _findings(path: Path) -> list[dict[str, Any]]:
    told = answer("review", str(path), "--json")
    return list(told["findings"]) if told else []


def _key(finding: dict[str, Any]) -> tuple[Any, ...]:
    where = finding["where"]
    return finding["rule"], where["indicator"], where["field"], finding["fault"]


def _found(path: Path, usual: set[tuple[Any, ...]]) -> bool:
    """Something is said that is said of no clean plan; a plan that is refused is found as well."""
    if run("review", str(path), "--json").returncode == 3:
        return True
    return any(_key(f) not in usual for f in _findings(path))
