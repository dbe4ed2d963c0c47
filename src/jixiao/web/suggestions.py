"""What the indicator library has to say of a row while it is typed; nothing where it adds nothing."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.plan.model import Indicator
from jixiao.review.library import ClassWords, Entry, classes, entries
from jixiao.review.library_search import Explanation, explain, instead_of, nearest, search
from jixiao.terms.indicators import Level2


@dataclass(frozen=True)
class Suggestion:
    """The usual wording of the row, what can stand in for a slogan, and the class it speaks of."""

    entry: Entry | None = None
    instead: tuple[Entry, ...] = ()
    other_class: Explanation | None = None
    near: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Found:
    """An entry found by the words typed, what led to it, and what its class asks."""

    entry: Entry
    why: str
    asks: ClassWords


_INSTEAD, _NEAR, _SHOWN, _LEAST = 3, 4, 12, 2


def suggestion(row: Indicator, *, naming: bool = False) -> Suggestion | None:
    """For a row as typed so far; ``None`` where it is worded as the library words it.

    ``naming``: its name is being typed, so entries of like meaning are found by it.
    """
    described = row.description or ""
    entry = nearest(row.name, described)
    instead = () if entry else instead_of(row.name)[:_INSTEAD]
    found = Suggestion(
        entry if entry and (row.name, row.target.raw) != (entry.name, entry.target) else None,
        instead,
        _other(explain(row.name, described, row.type2), row.type2),
        found_by(row.name, _NEAR) if naming and not nearest(row.name) and not instead else (),
    )
    return found if found != Suggestion() else None


def found_by(typed: str, limit: int = _SHOWN, kind: Level2 | None = None) -> tuple[Found, ...]:
    """Entries by the meaning of words, those of one class only where one is asked for."""
    hits = (
        search(typed, limit=limit if kind is None else 10 * limit)
        if len(typed.strip()) >= _LEAST
        else []
    )
    fitting = [hit for hit in hits if kind is None or hit.entry.level2 is kind]
    return tuple(Found(hit.entry, hit.why, asked_of(hit.entry.level2)) for hit in fitting[:limit])


def of_kind(kind: Level2 | None) -> tuple[Found, ...]:
    """Every entry of a class, or of all, in the library's order."""
    fitting = (entry for entry in entries().values() if kind in (None, entry.level2))
    return tuple(Found(entry, "", asked_of(entry.level2)) for entry in fitting)


def asked_of(kind: Level2) -> ClassWords:
    """What a class asks; the costs of the newer tree ask what cost asks."""
    return classes()[Level2.COST if kind.is_cost else kind]


def of_class(row: Indicator) -> Level2 | None:
    """The class a row stands under, for its explanation."""
    kind = row.type2
    return Level2.COST if kind is not None and kind.is_cost else kind


def _other(told: Explanation | None, printed: Level2 | None) -> Explanation | None:
    """The explanation where the row stands under another class; all costs are one."""
    if told is None or printed is None or told.level2 is printed:
        return None
    return None if told.level2.is_cost and printed.is_cost else told
