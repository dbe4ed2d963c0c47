"""Plans with one fault each, and plans without: what the examination says of them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from bench.trust.figure import Figure, share
from bench.trust.material import Material
from bench.trust.program import each, run
from jixiao.cli.exits import Exit


def figures(material: Material) -> list[Figure]:
    """Faults found at their place, and clean plans that draw nothing above a note."""
    return [one for whose, folder in material.folders("faults") for one in _figures(whose, folder)]


def _figures(whose: str, folder: Path) -> list[Figure]:
    clean = dict(each(_examined, sorted(folder.glob("clean-*.json"))))
    quiet = [
        name for name, found in clean.items() if all(f["level"] == "note" for f in found or [])
    ]
    usual = {_key(f) for found in clean.values() for f in found or []}
    with (folder / "faults.tsv").open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened, delimiter="\t"))
    told = dict(each(_examined, [folder / row["file"] for row in rows]))
    misses = tuple(f"{r['file']}：{r['what']}" for r in rows if not _found(told[r["file"]], usual))
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


def _examined(path: Path) -> tuple[str, list[dict[str, Any]] | None]:
    """A plan's name, and what is found in it; ``None`` where the plan itself is refused."""
    done = run("review", str(path), "--json")
    refused = done.returncode == Exit.UNREADABLE
    return path.name, None if refused else list(json.loads(done.stdout)["findings"])


def _key(finding: dict[str, Any]) -> tuple[Any, ...]:
    where = finding["where"]
    return finding["rule"], where["indicator"], where["field"], finding["fault"]


def _found(findings: list[dict[str, Any]] | None, usual: set[tuple[Any, ...]]) -> bool:
    """Something is said that is said of no clean plan; a plan that is refused is found as well."""
    return findings is None or any(_key(f) not in usual for f in findings)
