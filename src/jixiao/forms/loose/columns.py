"""Headings → columns: twin halves, a target in two rows of headings, levels printed last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jixiao.forms.loose.headings import column_of
from jixiao.forms.loose.raw import Column
from jixiao.forms.loose.scripts import folded

_TWINS = ("level2", "name", "target")


def columns_of(heads: Sequence[str]) -> list[Column]:
    """The columns a row of headings makes, in printed order; unknown headings head a column ``other``."""
    made = [Column(column_of(head) or "other", head) for head in heads]
    return _halves(_split_target(_levels_first(made)))


def is_heading_of_indicators(columns: Sequence[Column]) -> bool:
    """Whether headings name an indicator and its target: then they head a table of indicators."""
    fields = {c.field for c in columns}
    scored = {"weight", "score"} <= fields and bool(fields & {"level1", "level2"})
    return (
        "name" in fields
        and (scored or bool(fields & {"target", "target half", "standard"}))
        and len(fields - {"other"}) >= 3
    )


def heads_twice(columns: Sequence[Column]) -> bool:
    """Whether a heading of points comes more than once: which of them a cell stands under is open."""
    left = [column_of(c.head) for c in columns if c.field == "other"]
    return any(left.count(f) for f in ("score", "weight"))


def may_head_indicators(columns: Sequence[Column]) -> bool:
    """Whether headings may turn out to, once contents have named those that nobody knows."""
    fields = {c.field for c in columns}
    if is_heading_of_indicators(columns):
        return True
    levels = len(fields & {"level1", "level2"})
    return levels + ("name" in fields) >= 2 and "other" in fields and len(columns) >= 3


def _levels_first(columns: list[Column]) -> list[Column]:
    """A text export may print the headings that are two rows high after the others."""
    at = next((n for n, c in enumerate(columns) if c.field == "level1"), 0)
    before = {c.field for c in columns[:at]}
    if at and {"target", "actual"} & before and "name" not in before:
        return [*columns[at:], *columns[:at]]
    return columns


def _split_target(columns: list[Column]) -> list[Column]:
    """指标性质, 指标值 and 度量单位 stand in a second row under 年度指标值: the upper one has no cells."""
    targets = [n for n, c in enumerate(columns) if c.field == "target"]
    names = sum(1 for c in columns if c.field == "name")
    if len(targets) != 2 or names > 1:
        return columns
    one, other = targets
    lower = [
        n for n, c in enumerate(columns) if c.field in ("sign", "target", "unit") and n >= other - 2 and n > one
    ]  # fmt: skip
    below = any(columns[n].field in ("sign", "unit") and n > one for n in lower)
    if not below:
        return [replace(c, field="other") if n == other else c for n, c in enumerate(columns)]
    moved = [columns[n] for n in lower if n > one]
    kept = [c for n, c in enumerate(columns) if n not in lower or n < one]
    at = kept.index(columns[one])
    return [*kept[:at], *moved, *kept[at + 1 :]]


def _halves(columns: list[Column]) -> list[Column]:
    """Twin halves: the first is the long-term one, unless the headings say otherwise."""
    twice = [f for f in _TWINS if sum(1 for c in columns if c.field == f) == 2]
    if "target" not in twice or "name" not in twice:
        return _only_once(columns)
    first_is_yearly = "年度" in folded("".join(c.head for c in columns[:3]))
    made, seen = [], set[str]()
    for column in columns:
        second = column.field in seen
        seen.add(column.field)
        long = column.field in twice and second == first_is_yearly
        made.append(replace(column, field=f"{column.field} long") if long else column)
    return _only_once(made)


def _only_once(columns: list[Column]) -> list[Column]:
    """A field stands in one column; a second sign column belongs to the target too."""
    seen, made = set[str](), []
    for column in columns:
        name = column.field
        if name in seen and name != "other":
            name = "sign 2" if name == "sign" else "other"
        seen.add(name)
        made.append(replace(column, field=name))
    return made
