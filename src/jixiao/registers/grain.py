"""Rows finer than the register's: a list of checks is no list of campaigns, one of persons none of sessions.

Taken one by one such rows would be counted as what they are only a part of, or fall out as repeated.
"""

from __future__ import annotations

from jixiao.registers.declaration import Grain
from jixiao.registers.findings import RowFinding
from jixiao.registers.heading_words import canonical, letter
from jixiao.registers.headings import Column
from jixiao.registers.personal import masked
from jixiao.registers.staging import Staged
from jixiao.terms.findings import Level


def part(staged: Staged) -> RowFinding | None:
    """The question at the headings, where one of them shows that a row is only a part."""
    grain = staged.register.grain
    if grain is None or grain.unless in staged.headings.mapped:
        return None
    shown = [c for c in staged.headings.columns if _shows(grain, c)]
    if not shown:
        return None
    first, heads = shown[0], "、".join(_named(c) for c in shown)
    left_out = " ".join(f"--map {c.name}=-" for c in shown)
    fault = f"有 {heads}，像是一行只是{grain.each}的一部分的清单；照收会数错"
    remedy = f"{grain.remedy}；确是一行{grain.each}的，用 {left_out} 说明"
    return RowFinding(
        staged.headings.row,
        None,
        Level.RETURN,
        "row-is-part",
        fault,
        remedy,
        first.heading[:40],
        first.index,
    )


def of_twice(grain: Grain | None, first: int) -> str:
    """What to do with a row whose key stands in row ``first`` with another content."""
    stands = f"不删而部分导入时以第{first}行为准"
    if grain is None:
        return f"核对两行，删去错的一行；{stands}"
    return f"两行是{grain.each}的两部分的，{grain.remedy}；重复登记的，删去错的一行；{stands}"


def _shows(grain: Grain, column: Column) -> bool:
    return not column.said and canonical(column.heading) in map(canonical, grain.parts)


def _named(column: Column) -> str:
    return f"{letter(column.index)} 列“{masked(column.heading[:40])}”"
