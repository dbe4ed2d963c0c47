"""What the indicator library has to say of a row while it is typed; nothing where it adds nothing."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.plan.model import Indicator
from jixiao.review.library import Entry
from jixiao.review.library_search import Explanation, explain, instead_of, nearest
from jixiao.terms.indicators import Level2


@dataclass(frozen=True)
class Suggestion:
    """The usual wording of the row, what can stand in for a slogan, and the class it speaks of."""

    entry: Entry | None = None
    instead: tuple[Entry, ...] = ()
    other_class: Explanation | None = None


_INSTEAD = 3


def suggestion(row: Indicator) -> Suggestion | None:
    """For a row as typed so far; ``None`` where it is worded as the library words it."""
    described = row.description or ""
    entry = nearest(row.name, described)
    found = Suggestion(
        entry if entry and (row.name, row.target.raw) != (entry.name, entry.target) else None,
        () if entry else instead_of(row.name)[:_INSTEAD],
        _other(explain(row.name, described, row.type2), row.type2),
    )
    return found if found != Suggestion() else None


def _other(told: Explanation | None, printed: Level2 | None) -> Explanation | None:
    """The explanation where the row stands under another class; all costs are one."""
    if told is None or printed is None or told.level2 is printed:
        return None
    return None if told.level2.is_cost and printed.is_cost else told
