"""The examination: how fast, how it grows, how many planted faults it finds.

``python -m bench.review [SEEDS]`` prints the table; ``make bench-review`` runs it.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from bench.planted import PLANTS, clean, planted
from bench.table import Result, Work, against, in_turns, machine, table
from jixiao.findings.finding import Finding
from jixiao.plan.model import Plan
from jixiao.review.examine import examine
from jixiao.terms.findings import Level

TITLE = "审核：快慢和查得出多少"
HOW = (
    "计划由 bench/planted.py 造出，每个项目八条指标，全部规则（含项目之间的）都运行，单核。"
    "“查出”是在没有问题的计划里种下已知的问题，每条规则每次一处，看能查出几处。"
)
_SIZES = (1_000, 10_000, 100_000)


def run(seeds: int = 5, sizes: tuple[int, ...] = _SIZES) -> list[Result]:
    """One department in turns against reading its JSON; then large plans, once each."""
    department = clean(13)
    text = department.model_dump_json(by_alias=True)
    works: dict[str, Work] = {
        "读入 13 个项目的 json": lambda: Plan.model_validate_json(text),
        "审核 13 个项目": lambda: examine(department),
    }
    results = against(in_turns(works), {"审核 13 个项目": "读入 13 个项目的 json"})
    return [*results, *_growth(sizes), _recall(seeds), _precision()]


def _growth(sizes: tuple[int, ...]) -> list[Result]:
    """Large plans, each with how many times the one before it."""
    results: list[Result] = []
    before: float | None = None
    for size in sizes:
        plan = clean(size)
        taken = _milliseconds(lambda plan=plan: examine(plan))  # type: ignore[misc]
        floor = "前一行（项目数是它的十倍）" if before else ""
        spread = f"{8 * size} 条指标"
        ratio = taken / before if before else None
        results.append(Result(f"审核 {size} 个项目", taken, spread, floor, ratio))
        before = taken
    return results


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def _recall(seeds: int) -> Result:
    """The share of planted faults found, as its spread; the time is that of one examination."""
    found, missed, times = 0, [], []
    for rule in PLANTS:
        for seed in range(1, seeds + 1):
            ok, taken = _tried(rule, seed)
            found += ok
            times.append(taken)
            missed += [] if ok else [f"{rule}/{seed}"]
    total = found + len(missed)
    left = f"，漏 {'、'.join(missed)}" if missed else ""
    spread = f"种下 {total} 处，查出 {found} 处（{found / total:.1%}）{left}"
    return Result("审核一份种了问题的计划", statistics.median(times), spread)


def _tried(rule: str, seed: int) -> tuple[bool, float]:
    one = planted(rule, seed)
    findings: list[Finding] = []
    taken = _milliseconds(
        lambda: findings.extend(
            examine(one.plan, last_year=one.last_year, corpus=one.corpus).findings
        )
    )
    places = ({w.project for w in (f.where, *f.also)} for f in findings if f.rule == rule)
    return any(one.project is None or one.project in seen for seen in places), taken


def _precision() -> Result:
    """How many findings a plan without a fault draws, and whether any must be mended."""
    plan = clean(40)
    findings = examine(plan).findings
    must = sum(f.level is Level.RETURN for f in findings)
    spread = f"必须修改 {must} 条，其他 {len(findings) - must} 条"
    return Result("审核 40 个没有问题的项目", _milliseconds(lambda: examine(plan)), spread)


if __name__ == "__main__":
    print(f"# {TITLE}\n\n{HOW}{machine()}\n")
    print(table(run(int(sys.argv[1]) if len(sys.argv) > 1 else 5)))
