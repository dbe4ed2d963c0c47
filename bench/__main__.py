"""``python -m bench [NAME …]``: measure, print, and keep the results in ``bench/RESULTS.md``."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from bench.table import Result, machine, table

HERE = Path(__file__).parent
NAMES = ("documents", "intake", "targets")


def main(asked: list[str]) -> int:
    """Run the named benches, or all; only a run of all replaces the kept results."""
    unknown = [name for name in asked if name not in NAMES]
    if unknown:
        print(f"没有这项测量：{'、'.join(unknown)}；现有：{'、'.join(NAMES)}", file=sys.stderr)
        return 2
    parts = [f"# 测量结果\n\n`make bench` 的最近一次结果。{machine()}\n"]
    for name in asked or NAMES:
        bench = importlib.import_module(f"bench.{name}")
        results: list[Result] = bench.run()
        parts.append(f"\n## {bench.TITLE}\n\n{bench.HOW}\n\n{table(results)}")
    text = "".join(parts)
    print(text)
    if not asked:
        (HERE / "RESULTS.md").write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
