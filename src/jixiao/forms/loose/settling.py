"""What a column holds where its heading is known to nobody: its contents say, or nothing does.

A heading proposes, contents decide. Only what contents prove is taken: signs are signs, units of the
vocabulary are units, level names are levels, points sum to what a form's points sum to. A column
of values beside another such column is left open, for nothing says which of the two is the target.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.forms.loose.contents import (
    DIRECTIONS,
    KINDS,
    cost,
    is_level1,
    is_level2,
    is_level_word,
    is_nothing,
    is_number,
    is_sign,
    is_target,
)
from jixiao.forms.loose.raw import Column
from jixiao.forms.loose.scripts import folded
from jixiao.forms.loose.units import is_unit
from jixiao.forms.loose.vocabulary import words

#: Sums that the points of all indicators make: with and without 10 or 20 points for the money.
SUMS = frozenset(map(Decimal, (100, 90, 80, 110)))
_LEAST = 3


def settled(columns: Sequence[Column], contents: Mapping[int, Sequence[str]]) -> list[Column]:
    """The columns, each unknown one named by what it holds; ``contents``: column → its cells' texts."""
    made = list(columns)
    for number, column in enumerate(columns):
        filled = [t for t in contents.get(number, ()) if not is_nothing(t)]
        if column.field == "other" and len(filled) >= _LEAST:
            known = {c.field for c in made}
            found = _proven(filled, known) or _hinted(column.head, filled, known)
            made[number] = replace(column, field=found) if found else column
    return _with_target(_with_name(made, contents), contents)


def _proven(filled: Sequence[str], known: set[str]) -> str | None:
    """The field that contents alone prove, of those no other column has."""
    for field, holds in _PROOFS.items():
        if field not in known and _share(filled, holds) >= _SHARES.get(field, 1.0):
            return field
    if "weight" not in known and all(map(is_number, filled)) and _sum(filled) in SUMS:
        return "weight"
    return None


def _hinted(head: str, filled: Sequence[str], known: set[str]) -> str | None:
    """The one field that a heading's words hint at, where the contents can be it."""
    said = folded(head)
    hints = {f for f in _HINTS if any(w in said for w in words("hints", f))}
    if len(hints) != 1 or hints & known:
        return None
    field = hints.pop()
    dear = sum(1 for t in filled if cost(field, t) > _MOST)
    return field if dear <= 0.1 * len(filled) else None


#: What a cell may cost in a column that its heading only hints at.
_MOST = 2.0
_HINTS = (
    "unit",
    "deviation",
    "score",
    "weight",
    "actual",
    "target",
    "description",
    "basis",
    "note",
)


def _sum(filled: Sequence[str]) -> Decimal:
    return sum((Decimal(folded(t).replace(",", "")) for t in filled), Decimal(0))


def _share(filled: Sequence[str], holds: object) -> float:
    assert callable(holds)
    return sum(1 for t in filled if holds(t)) / len(filled)


def _is_direction(text: str) -> bool:
    return folded(text) in DIRECTIONS


def _is_kind(text: str) -> bool:
    return folded(text) in KINDS


_PROOFS = {
    "level1": is_level1,
    "level2": is_level2,
    "direction": _is_direction,
    "kind": _is_kind,
    "sign": is_sign,
    "unit": is_unit,
}
#: Own units and levels stand among known ones; signs are nothing else.
_SHARES = {"unit": 0.7, "level2": 0.7, "level1": 0.8}


def _with_name(columns: list[Column], contents: Mapping[int, Sequence[str]]) -> list[Column]:
    """Where no heading names the indicator: the unknown column right behind the levels, before the target."""
    fields = {c.field for c in columns}
    if "name" in fields or "level2" not in fields or not fields & {"target", "value"}:
        return columns
    at = _at(columns, "level2") + 1
    if (
        at >= len(columns)
        or columns[at].field != "other"
        or not _reads_like_names(contents.get(at, ()))
    ):
        return columns
    return [replace(c, field="name") if n == at else c for n, c in enumerate(columns)]


def _reads_like_names(texts: Sequence[str]) -> bool:
    filled = [t for t in texts if not is_nothing(t)]
    words = [t for t in filled if not (is_target(t) or is_sign(t) or is_level1(t) or is_level2(t))]
    return (
        len(filled) >= _LEAST and len(words) == len(filled) and len(set(filled)) > len(filled) / 2
    )


def _with_target(columns: list[Column], contents: Mapping[int, Sequence[str]]) -> list[Column]:
    """Where no heading names the target: the one unknown column behind the name that reads like targets."""
    fields = {c.field for c in columns}
    if "name" not in fields or "target" in fields:
        return columns
    at = next(n for n, c in enumerate(columns) if c.field == "name")
    unknown = [n for n, c in enumerate(columns) if c.field == "other"]
    like = [n for n in unknown if _reads_like_targets(contents.get(n, ()))]
    behind = at if "actual" not in fields else min(at, _at(columns, "actual"))
    if len(like) != 1 or like[0] < behind:
        return columns
    return [replace(c, field="target") if n == like[0] else c for n, c in enumerate(columns)]


def _at(columns: Sequence[Column], field: str) -> int:
    return next(n for n, c in enumerate(columns) if c.field == field)


def _reads_like_targets(texts: Sequence[str]) -> bool:
    """Whether most cells are values, and some carry a sign or a unit: an order number or points do not."""
    filled = [t for t in texts if not is_nothing(t)]
    if len(filled) < _LEAST:
        return False
    values = sum(1 for t in filled if is_target(t) or is_level_word(t))
    plain = sum(1 for t in filled if is_number(t))
    return values >= 0.9 * len(filled) and plain <= 0.5 * len(filled)
