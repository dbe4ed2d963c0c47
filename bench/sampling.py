"""The random re-check on counties by chance: how many inflated scores it finds, how often its interval covers."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator

from jixiao.scoring.honesty.sampling import draw, estimate
from tests.scoring.counties import county

SIZE, LEVEL = 45, 90


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
