"""``python -m bench.scoring``: scoring by the million, equality of the two engines, honest sampling.

Prints, and keeps the results in ``bench/SCORING.md``. ``quick`` as an argument makes everything small.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from bench.sampling import interval_lines, sampling_lines
from bench.table import machine
from jixiao.scoring.scale.engine import Scale
from jixiao.scoring.scale.tables import INDICATORS, PROJECTS, ddl
from tests.scoring.chance import indicator_rows, project_row
from tests.scoring.test_scale import differences

HERE = Path(__file__).parent
DAY = date(2026, 3, 1)
POLICIES = ("central-2020", "central-2021", "hebei", "sichuan-2025")

#: Made-up projects of eight indicators; half of them carry no points.
_MANY = """
INSERT INTO projects
SELECT n, 'p' || n, CAST(1 + random() * 500 AS DECIMAL(24, 2)), CAST(random() * 500 AS DECIMAL(24, 2)), NULL
FROM range({count}) AS t(n);
INSERT INTO indicators
SELECT n // 8, n % 8, 'p' || n // 8 || '/' || n % 8,
       CASE WHEN n % 8 < 4 THEN 'output' WHEN n % 8 < 7 THEN 'benefit' ELSE 'satisfaction' END,
       n % 8 = 3, FALSE,
       CASE WHEN n // 8 % 2 = 0 THEN CASE n % 8 WHEN 0 THEN 20 WHEN 7 THEN 10 ELSE 10 END END,
       CASE WHEN n % 8 = 6 THEN 'level' ELSE 'number' END,
       CASE WHEN n % 8 = 3 THEN '<=' WHEN n % 8 = 1 THEN '=' ELSE '>=' END,
       CASE WHEN n % 8 = 3 THEN 'lower' ELSE 'higher' END,
       CASE WHEN n % 8 IN (3, 6) THEN NULL ELSE CAST(1 + random() * 99 AS DECIMAL(24, 2)) END,
       CASE WHEN n % 8 = 3 THEN CAST(1 + random() * 100 AS DECIMAL(24, 2)) END,
       NULL, n % 8 IN (1, 7), FALSE, TRUE,
       CASE WHEN n % 8 = 6 THEN NULL ELSE CAST(random() * 150 AS DECIMAL(24, 2)) END,
       NULL, CASE WHEN n % 8 = 6 THEN 'met' END, CASE WHEN n % 8 = 6 THEN 90 END, FALSE, FALSE
FROM range({count} * 8) AS t(n);
"""


def main(words: list[str]) -> int:
    """Measure everything."""
    quick = "quick" in words
    parts = [
        f"# 计分的测量\n\n`make bench-scoring` 的最近一次结果。{machine()}\n",
        *_speed((10_000, 20_000) if quick else (250_000, 500_000, 1_000_000)),
        *_equality(400 if quick else 51_000),
        *sampling_lines(20 if quick else 200),
        *interval_lines(20 if quick else 200),
    ]
    text = "\n".join(parts) + "\n"
    print(text)
    if not quick:
        (HERE / "SCORING.md").write_text(text)
    return 0


def _scale(policy: str) -> Scale:
    scale = Scale(duckdb.connect(), policy, DAY)
    scale.connection.execute("SET enable_progress_bar = false")
    scale.connection.execute(ddl("projects", PROJECTS))
    scale.connection.execute(ddl("indicators", INDICATORS))
    return scale


def _speed(counts: tuple[int, ...]) -> Iterator[str]:
    yield "\n## 成百万个项目的计分\n"
    yield "每个项目8条指标，一半没有写分值、由规则平分。计时从表到每条指标和每个项目的得分、等级。\n"
    yield "| 项目 | 指标 | 秒 | 每百万条指标的秒数 |\n|---:|---:|---:|---:|"
    for count in counts:
        scale = _scale("central-2020")
        scale.connection.execute(_MANY.format(count=count))
        start = time.perf_counter()
        scale.score()
        taken = time.perf_counter() - start
        yield f"| {count:,} | {count * 8:,} | {taken:.1f} | {taken / count / 8 * 1e6:.2f} |"
    start = time.perf_counter()
    chosen = random.Random(1).sample(range(count), 100)
    for number in chosen:
        scale.explain(number)
    each = (time.perf_counter() - start) * 10
    yield f"\n随意点开一个项目，逐条说明得分的理由：每个 {each:.0f} 毫秒。"
    found = differences(scale, chosen)
    yield f"其中100个与逐条计分对照，不同的 {len(found)} 个。\n"


def _equality(count: int) -> Iterator[str]:
    yield "\n## 两种算法逐位相同\n"
    yield (
        "随意造的指标，各种符号、方向、区间、期限、缺漏、负数、零；每条指标的分值、完成、得分、提示，"
        "每个项目的执行率、总分、等级都要相等。\n"
    )
    yield "| 政策包 | 项目 | 指标 | 不同的 |\n|---|---:|---:|---:|"
    for policy in POLICIES:
        scale, cases = _by_chance(policy, count)
        scale.score()
        wrong = differences(scale, range(count))
        yield f"| {policy} | {count:,} | {cases:,} | {len(wrong)} |"


def _by_chance(policy: str, count: int) -> tuple[Scale, int]:
    scale, chance = _scale(policy), random.Random(policy)
    rows = [r for n in range(count) for r in indicator_rows(chance, n, chance.randint(1, 9))]
    heads = [project_row(chance, n) for n in range(count)]
    for name, made in (("projects", heads), ("indicators", rows)):
        _insert(scale.connection, name, made)
    return scale, len(rows)


def _insert(
    connection: duckdb.DuckDBPyConnection, name: str, rows: list[tuple[object, ...]]
) -> None:
    """Rows by way of a file: far quicker than one statement a row."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as made:
        for row in rows:
            made.write(",".join("" if v is None else str(v) for v in row) + "\n")
        made.flush()
        connection.execute(f"COPY {name} FROM '{made.name}' (HEADER FALSE)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
