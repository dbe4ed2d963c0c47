"""``python -m bench.trust [PART …]``: print the figures, keep them, fail when one has fallen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from bench.table import machine
from bench.trust import evidence, faults, ledgers, scores, speed, targets
from bench.trust.figure import Bound, Figure, table
from bench.trust.material import ROOT, Material

_MATERIAL = Material()
_PARTS: Mapping[str, Callable[[], list[Figure] | list[Bound]]] = {
    "ledgers": lambda: ledgers.figures(_MATERIAL),
    "evidence": lambda: evidence.figures(_MATERIAL),
    "targets": lambda: targets.figures(_MATERIAL),
    "scores": lambda: scores.figures(_MATERIAL),
    "faults": lambda: faults.figures(_MATERIAL),
    "speed": speed.figures,
}
_HOW = (
    "“别人的”是别处公开的或别人写的材料（`../shared/cases`），“自编的”在 `specs/trust`，答案都写在运行之前。"
    "“没有不声不响读错”：答错而没有说“未能理解”的才算错。自编的材料上的数字证明不了多少。"
)


def main(asked: list[str]) -> int:
    """1 where a figure is not reached, 2 for a part nobody knows."""
    if unknown := [name for name in asked if name not in _PARTS]:
        print(f"没有这一部分：{'、'.join(unknown)}；有：{'、'.join(_PARTS)}", file=sys.stderr)
        return 2
    figures = [one for name in asked or _PARTS for one in _PARTS[name]()]
    text = f"# 可信\n\n`make bench-trust` 的最近一次结果。{machine()}\n\n{_HOW}\n\n{table(figures)}"
    print(text)
    if not asked:
        (ROOT / "bench" / "TRUST.md").write_text(text)
    return 0 if all(one.reached for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
