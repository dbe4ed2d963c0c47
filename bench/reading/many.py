"""``python -m bench.reading.many [N]``: a folder of N documents on one core and on all; memory of the run.

Measured on a quiet machine only: two cores shared with other work say nothing of how well they are used.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from bench.reading.dressing import dressed, usable
from bench.reading.labels import records_of
from bench.table import machine
from bench.trust.material import Material
from jixiao.cli.folder.run import files_in, lines_of

_DRAWN = 90


def _written(folder: Path, count: int) -> None:
    records = [
        r for _, texts in Material().folders("docs") for path in sorted(texts.glob("*.expected.json"))
        for r in records_of(json.loads(path.read_text("utf-8")))
    ]  # fmt: skip
    drawn = list(dressed(usable(records), min(count, _DRAWN), 1))
    for n in range(count):
        one = drawn[n % len(drawn)]
        ending = "html" if one.container == "完整表格" else "txt"
        (folder / f"{n:06d}.{ending}").write_bytes(one.text)


def _seconds(folder: Path, names: list[str], cores: int) -> float:
    start = time.perf_counter()
    assert sum(1 for _ in lines_of(folder, names, cores)) == len(names)
    return time.perf_counter() - start


def main(asked: list[str]) -> int:
    """Prints how near to linear the cores are used, and how time grows with the number of documents."""
    count = next((int(a) for a in asked if a.isdigit()), 10_000)
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        _written(folder, count)
        names = files_in(folder)
        few, one, many = (
            _seconds(folder, names[: count // 4], 1), _seconds(folder, names, 1), _seconds(folder, names, cores),
        )  # fmt: skip
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{machine()}；{count} 份，{cores} 核")
    print(f"各核用上的比例（1 为满）：{one / many / cores:.2f}")
    print(f"四倍的份数用时是几倍（4 为线性）：{one / few:.2f}")
    print(f"内存：主进程 {most} MB，每个读取进程最多 {reader} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
