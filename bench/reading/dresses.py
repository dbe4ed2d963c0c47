"""``python -m bench.reading.dresses [N] [SEED] [-v]``: both figures on layouts drawn by lot, container by container."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict

from bench.reading.dressing import CONTAINERS, Dressed, dressed, usable
from bench.reading.labels import Given, expected, given, records_of
from bench.trust.material import Material
from jixiao.forms.reading import read_plan
from jixiao.grids.errors import ReadError
from jixiao.grids.reading import read


def _judged(one: Dressed) -> tuple[list[bool], list[Given]]:
    name = "table.html" if one.container == "完整表格" else "table.txt"
    try:
        plan = read_plan(read(one.text, name))
    except ReadError:
        plan = None
    found = [right for _, right in expected(one.labels, plan)]
    return found, list(given(one.labels, plan)) if plan else []


def main(asked: list[str]) -> int:
    """The table of figures; 0 where there is no material."""
    numbers = [int(a) for a in asked if a.isdigit()]
    count, seed = [*numbers, *(450, 1)[len(numbers) :]]
    records = [
        r for _, folder in Material().folders("docs") for path in sorted(folder.glob("*.expected.json"))
        for r in records_of(json.loads(path.read_text("utf-8")))
    ]  # fmt: skip
    if not usable(records):
        print("没有材料（../shared/cases 不在），没有测量")
        return 0
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in dressed(usable(records), count, seed):
        found, fields = _judged(one)
        silent = [g for g in fields if not g.right and not g.said]
        for key in (one.container, "合计"):
            sums[key] += Counter(
                documents=1, expected=len(found), right=sum(found), given=len(fields), silent=len(silent),
                needless=sum(1 for g in fields if g.right and g.said), wrong=int(bool(silent)),
            )  # fmt: skip
        if "-v" in asked and silent:
            print(one.name, one.container, [(g.field, g.value[:16]) for g in silent][:9])
    print("| 容器 | 份 | 读对 ÷ 应有 | 不声不响读错 ÷ 给出 | 有这种错的份 | 对的地方也提示 |")
    print("|---|---:|---:|---:|---:|---:|")
    for key in (*CONTAINERS, "合计"):
        s = sums[key]
        print(
            f"| {key} | {s['documents']} | {100 * s['right'] / max(1, s['expected']):.1f}% "
            f"| {s['silent']} / {s['given']} = {100 * s['silent'] / max(1, s['given']):.2f}% | {s['wrong']} "
            f"| {100 * s['needless'] / max(1, s['given']):.1f}% |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
