"""The random re-check by simulation: how many inflated scores it finds, how often its interval covers.

Counties whose claims are examined, and bare lots that are small, skewed or both, where an interval
that leans on what was seen breaks its promise.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator
from decimal import Decimal

from jixiao.scoring.honesty.sampling import draw, estimate
from tests.scoring.counties import county

SIZE, LEVEL = 45, 90
#: What inflates and by how much: name, share of the projects inflated, points of one inflated.
LOTS: tuple[tuple[str, float, Callable[[random.Random], float]], ...] = (
    ("少数虚高几分", 0.12, lambda chance: chance.uniform(2, 12)),
    ("半数虚高，多少不一", 0.5, lambda chance: chance.uniform(1, 30)),
    ("三十个里一个，虚高60分", 0.03, lambda _: 60.0),
    ("三成虚高，多数很少、个别很多", 0.3, lambda chance: min(100, chance.lognormvariate(1, 1.5))),
)
#: Projects and how many of them are re-checked.
SIZES = ((20, 8), (60, 12), (300, 45))


def sampling_lines(counties: int) -> Iterator[str]:
    """Measure on so many counties of 300 projects."""
    found, plain, covered, errors, truths = [], [], 0, [], []
    for seed in range(counties):
        one = county(seed)
        truth = float(sum(one.inflation.values()))
        sample = draw(one.priorities, SIZE, seed)
        made = estimate(sample, one.inflation, LEVEL)
        found.append(made.found)
        lot = random.Random(seed).sample(list(one.inflation), SIZE)
        plain.append(sum(one.inflation[p] > 0 for p in lot))
        covered += float(made.low) <= truth <= float(made.high)
        errors.append(float(made.total) - truth)
        truths.append(truth)
    spread = statistics.stdev(errors) / counties**0.5
    yield "\n## 随机复核\n"
    yield f"{counties} 个随机造的县，每县300个项目，约12%虚高；每县复核{SIZE}个。\n"
    yield "| 复核 | 平均查出虚高的项目 |\n|---|---:|"
    yield f"| 按风险分层抽取 | {statistics.mean(found):.1f} |"
    yield f"| 简单随机抽取 | {statistics.mean(plain):.1f} |"
    yield f"\n前者是后者的 {statistics.mean(found) / statistics.mean(plain):.1f} 倍。"
    yield (
        f"推算的虚高总分平均偏差 {statistics.mean(errors):+.1f} 分（标准误 {spread:.1f}；真值平均 "
        f"{statistics.mean(truths):.0f} 分）；{LEVEL}% 区间覆盖真值 {covered} 次，{covered / counties:.1%}。\n"
    )


def interval_lines(repeats: int) -> Iterator[str]:
    """How often the interval covers, where little is drawn or few are much inflated."""
    yield f"\n{LEVEL}% 区间在小样本和偏斜的总体上，每格 {repeats} 次抽取，分层和不分层各半：\n"
    yield "| 虚高的样子 | 项目数 | 抽取 | 真值平均 | 区间平均 | 覆盖真值 |\n|---|---:|---:|---:|---|---:|"
    for name, share, points in LOTS:
        for projects, size in SIZES:
            drawn = [_covered(projects, size, share, points, n) for n in range(repeats)]
            truth, low, high = (statistics.mean(column) for column in zip(*drawn, strict=True))
            covered = sum(low <= truth <= high for truth, low, high in drawn) / repeats
            yield (
                f"| {name} | {projects} | {size} | {truth:.0f} | {low:.0f}–{high:.0f} | {covered:.1%} |"
            )


def _covered(
    projects: int, size: int, share: float, points: Callable[[random.Random], float], seed: int
) -> tuple[float, float, float]:
    """The truth of one lot and the interval its re-check gives."""
    chance = random.Random(seed)
    over = {
        str(n): Decimal(f"{points(chance) if chance.random() < share else 0:.2f}")
        for n in range(projects)
    }
    levels = (0, 0, 0, 2, 5, 12) if seed % 2 else (0,)
    made = estimate(
        draw({p: Decimal(chance.choice(levels)) for p in over}, size, seed), over, LEVEL
    )
    return float(sum(over.values())), float(made.low), float(made.high)
