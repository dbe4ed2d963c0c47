"""Timing in turns, and the table of what came out."""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
Work = Callable[[], object]


@dataclass(frozen=True)
class Result:
    """One line: what was done, its median in milliseconds, and how many times its floor that is."""

    what: str
    milliseconds: float
    spread: str
    floor: str = ""
    times: float | None = None


def in_turns(works: Mapping[str, Work], rounds: int = 15) -> dict[str, list[float]]:
    """Milliseconds of every work in every round, A B C A B C …, so that drift hits all alike."""
    for work in works.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            taken[name].append((time.perf_counter() - start) * 1000)
    return taken


def against(taken: Mapping[str, Sequence[float]], pairs: Mapping[str, str]) -> list[Result]:
    """Results in order; a work with a floor carries the median ratio of the paired rounds."""
    return [_result(name, times, taken, pairs.get(name, "")) for name, times in taken.items()]


def _result(
    name: str, times: Sequence[float], taken: Mapping[str, Sequence[float]], floor: str
) -> Result:
    ratios = [a / b for a, b in zip(times, taken[floor], strict=True)] if floor else []
    spread = f"{min(times):.1f}–{max(times):.1f}"
    return Result(
        name, statistics.median(times), spread, floor, statistics.median(ratios) if ratios else None
    )


def table(results: Sequence[Result]) -> str:
    """A Markdown table."""
    lines = ["| 做什么 | 中位数（毫秒） | 范围 | 是什么的几倍 |", "|---|---:|---:|---|"]
    for r in results:
        ratio = f"{r.times:.1f} × {r.floor}" if r.times is not None else ""
        lines.append(f"| {r.what} | {r.milliseconds:.1f} | {r.spread} | {ratio} |")
    return "\n".join(lines) + "\n"


def machine() -> str:
    """The machine and the day, in words."""
    return f"{date.today()}，Python {platform.python_version()}，{platform.machine()}。只比倍数，不比绝对时间。"


def section(title: str, how: str, results: Sequence[Result]) -> str:
    """A section of the kept results."""
    return f"## {title}\n\n{how}\n\n{table(results)}"


def keep(title: str, how: str, results: Sequence[Result], path: Path = RESULTS) -> None:
    """Put a section into the kept results, in the place of the one of its title; the others stay."""
    _keep(title, section(title, how, results), path)


def keep_told(title: str, how: str, told: Sequence[tuple[str, str]], path: Path = RESULTS) -> None:
    """As :func:`keep`, of what was counted: what it is, and what came of it in words."""
    rows = "".join(f"| {what} | {came} |\n" for what, came in told)
    made = f"## {title}\n\n{how}{machine()}\n\n| 做什么 | 结果 |\n|---|---|\n{rows}"
    _keep(title, made, path)


def _keep(title: str, whole: str, path: Path) -> None:
    head, *others = path.read_text("utf-8").split("\n## ")
    made = whole.removeprefix("## ")
    titles = [one.split("\n", 1)[0] for one in others]
    at = titles.index(title) if title in titles else len(others)
    others[at : at + 1] = [made]
    path.write_text("\n## ".join([head, *(one.rstrip("\n") + "\n" for one in others)]), "utf-8")
