"""``python -m bench [NAME …]``: measure, print, and keep the results in ``bench/RESULTS.md``."""

from __future__ import annotations

import importlib
import sys

from bench.table import RESULTS, Result, keep, machine, section

NAMES = ("documents", "intake", "targets")


def main(asked: list[str]) -> int:
    """Run the named benches, or all; only a run of all replaces the kept results."""
    unknown = [name for name in asked if name not in NAMES]
    if unknown:
        print(f"没有这项测量：{'、'.join(unknown)}；现有：{'、'.join(NAMES)}", file=sys.stderr)
        return 2
    for name in asked or NAMES:
        bench = importlib.import_module(f"bench.{name}")
        results: list[Result] = bench.run()
        print(section(bench.TITLE, bench.HOW, results))
        if not asked:
            keep(bench.TITLE, bench.HOW, results)
    if not asked:
        _, *others = RESULTS.read_text("utf-8").split("\n## ")
        head = f"# 测量结果\n\n`make bench` 的最近一次结果。{machine()}\n"
        RESULTS.write_text("\n## ".join([head, *others]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
