"""``python -m bench.reading [-v]``: both figures, kept; fails when one falls behind what was kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from bench.reading.labels import Given, expected, given
from bench.table import machine
from bench.trust.material import ROOT, Material
from jixiao.forms.reading import read_plan
from jixiao.grids.errors import ReadError
from jixiao.grids.reading import read
from jixiao.plan.model import Plan

_KEPT, _SHOWN = ROOT / "bench" / "reading" / "kept.json", ROOT / "bench" / "READING.md"
#: The most that may be wrong in silence, of what was given.
_BOUND = Fraction(5, 1000)
#: What the project that all layouts print says, name → target without sign and unit.
_TRUTH = {
    "培训人次": "500",
    "验收合格率": "98",
    "完成时间": "12",
    "安全意识提升": "有效提升",
    "群众满意度": "95",
}


@dataclass(frozen=True)
class Reading:
    """One text: fields to find and found, fields given, and which of them were wrong."""

    name: str
    expected: int
    right: int
    given: tuple[Given, ...]

    @property
    def silent(self) -> tuple[Given, ...]:
        """What was given wrong, no finding naming the cell."""
        return tuple(g for g in self.given if not g.right and not g.said)

    @property
    def needless(self) -> int:
        """Right fields that a finding doubts."""
        return sum(1 for g in self.given if g.right and g.said)


def _plan(path: Path) -> Plan | None:
    try:
        return read_plan(read(path))
    except ReadError:
        return None


def _texts(folder: Path) -> Iterator[Reading]:
    for path in sorted(folder.glob("*.txt")):
        labels: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
        plan = _plan(path)
        found = [right for _, right in expected(labels, plan)]
        yield Reading(path.stem, len(found), sum(found), tuple(given(labels, plan)) if plan else ())


def _layouts(folder: Path) -> Iterator[Reading]:
    for path in sorted(folder.glob("*.html")):
        plan = _plan(path)
        rows = {i.name: i.target for _, i in plan.indicators()} if plan else {}
        right = sum(1 for name, value in _TRUTH.items() if name in rows and value in rows[name].raw)
        strange = tuple(
            Given("name", name, name in _TRUTH, False) if name not in _TRUTH else
            Given("target", target.raw, _TRUTH[name] in target.raw, not target.raw)
            for name, target in rows.items()
        )  # fmt: skip
        yield Reading(path.stem, len(_TRUTH), right, strange)


def _line(what: str, readings: list[Reading]) -> tuple[str, dict[str, int]]:
    sums = {
        "expected": sum(r.expected for r in readings),
        "right": sum(r.right for r in readings),
        "given": sum(len(r.given) for r in readings),
        "silent": sum(len(r.silent) for r in readings),
        "needless": sum(r.needless for r in readings),
    }
    share = {
        key: f"{100 * sums[key] / max(1, sums[of]):.1f}%"
        for key, of in (("right", "expected"), ("silent", "given"), ("needless", "given"))
    }
    line = (
        f"| {what} | {len(readings)} | {sums['right']} / {sums['expected']} = {share['right']} "
        f"| {sums['silent']} / {sums['given']} = {share['silent']} | {sums['needless']} = {share['needless']} |"
    )
    return line, sums


def main(asked: list[str]) -> int:
    """1 where a figure fell, or more is wrong in silence than may be; 0 where there is no material."""
    places = {name: folder for _, folder in Material().folders("docs") for name in ("texts",)}
    layouts = {name: folder for _, folder in Material().folders("layouts") for name in ("layouts",)}
    if not places or not layouts:
        print("没有材料（../shared/cases 不在），没有测量")
        return 0
    parts = {
        "公开的文本": list(_texts(places["texts"])),
        "完整表格的版式": list(_layouts(layouts["layouts"])),
    }
    kept: dict[str, dict[str, int]] = json.loads(_KEPT.read_text("utf-8")) if _KEPT.exists() else {}
    lines, now, fallen = [], {}, []
    for what, readings in parts.items():
        line, sums = _line(what, readings)
        lines.append(line)
        now[what] = sums
        before = kept.get(what)
        if sums["silent"] > _BOUND * sums["given"] or (before and sums["right"] < before["right"]):
            fallen.append(what)
        wrong = [f"{r.name}：{g.field} {g.value[:30]}" for r in readings for g in r.silent]
        lines += [f"<!-- {one} -->" for one in wrong] if "-v" in asked else []
    head = "| 材料 | 份 | 读对 ÷ 应有 | 不声不响读错 ÷ 给出 | 对的地方也提示 |\n|---|---:|---:|---:|---:|"
    print(head, *lines, sep="\n")
    if "-v" in asked:
        print(
            *(
                f"{r.name} {r.right}/{r.expected}"
                for rs in parts.values()
                for r in rs
                if r.right < r.expected
            )
        )
    if fallen:
        print("退步，或不声不响的错超过千分之五：", "、".join(fallen), file=sys.stderr)
        return 1
    _KEPT.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", "utf-8")
    table = "\n".join([head, *(one for one in lines if one.startswith("|"))])
    _SHOWN.write_text(
        f"# 读别人的表\n\n`make bench-reading` 的最近一次结果。{machine()}\n\n{table}\n", "utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
