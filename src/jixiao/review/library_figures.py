"""Typical targets of the library's entries: how many were seen, and their quantiles.

``python -m jixiao.review.library_figures SEED VALUES`` computes ``library/typical.toml`` from a plan
and a table of published targets (columns raw, indicator, type). Only the numbers are kept.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from statistics import quantiles

from jixiao.plan.model import Plan
from jixiao.plan.money import half_up, shortest
from jixiao.plan.target import Target
from jixiao.plan.target_grammar import parse_target
from jixiao.review.library_search import nearest

Seen = tuple[str, str, Target]


def of_plan(plan: Plan) -> Iterator[Seen]:
    """Every target of a plan with the name and description of its indicator."""
    return ((i.name, i.description or "", i.target) for _, i in plan.indicators())


def of_table(path: Path) -> Iterator[Seen]:
    """Every target of a table of published values."""
    with path.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened, delimiter="\t"):
            yield (
                row["indicator"],
                "",
                parse_target(row["raw"].replace(" | ", ""), row["indicator"]),
            )


def figures(seen: Iterable[Seen]) -> dict[str, dict[str, str | int]]:
    """By entry: count and quantiles of the targets in the unit most of them have."""
    values: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for name, description, target in seen:
        entry = nearest(name, description)
        if entry is not None and target.value is not None and target.unit:
            values[entry.id].append((target.unit, target.value))
    return {identity: _summary(given) for identity, given in sorted(values.items())}


def _summary(given: list[tuple[str, Decimal]]) -> dict[str, str | int]:
    unit = Counter(u for u, _ in given).most_common(1)[0][0]
    numbers = sorted(v for u, v in given if u == unit)
    q1, median, q3 = (
        quantiles(numbers, n=4, method="inclusive") if len(numbers) > 1 else numbers * 3
    )
    named = {"low": numbers[0], "q1": q1, "median": median, "q3": q3, "high": numbers[-1]}
    summary: dict[str, str | int] = {"count": len(numbers), "unit": unit}
    summary.update((name, shortest(half_up(value))) for name, value in named.items())
    return summary


def written(found: Mapping[str, Mapping[str, str | int]]) -> str:
    """As the file keeps it."""
    head = "# 由 python -m jixiao.review.library_figures 从公开的指标值算出；只存数字。\n"
    return head + "".join(_section(identity, one) for identity, one in found.items())


def _section(identity: str, one: Mapping[str, str | int]) -> str:
    lines = (f"{k} = {v}" if isinstance(v, int) else f'{k} = "{v}"' for k, v in one.items())
    return f"\n[{identity}]\n" + "\n".join(lines) + "\n"


def main(seed: str, values: str) -> None:
    """Write ``typical.toml`` anew."""
    from jixiao.forms.reading import read_plan
    from jixiao.grids.reading import read

    plan = read_plan(read(Path(seed).read_bytes(), seed))
    text = written(figures([*of_plan(plan), *of_table(Path(values))]))
    (Path(__file__).parent / "library" / "typical.toml").write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
