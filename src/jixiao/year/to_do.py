"""A thing to do: which kind, how many, by when, where it is done. Computed anew, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year import kinds as folder
from jixiao.year.known import Known


@dataclass(frozen=True)
class Item:
    """One of those a thing to do counts: what it is called, with the numbers of its project and row.

    ``note``: what is said of it beside its name.
    """

    label: str
    project: int | None = None
    row: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Found:
    """What a kind found: how many, each of them where they can be named, the deadline with its source.

    ``query``: what the page it is done on is asked for.
    """

    count: int
    items: tuple[Item, ...] = ()
    due: date | None = None
    why: str = ""
    query: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of thing to do. ``says`` with the number filled in is the sentence a person reads.

    ``whose``: the roles it waits for. ``page``: where it is done, by the name of the page.
    ``weight``: how it is marked, as findings are.
    """

    key: str
    says: str
    english: str
    whose: frozenset[Role]
    page: str
    weight: Level
    look: Callable[[Known], Found | None]


@dataclass(frozen=True)
class ToDo:
    """A kind with what it found; ``count`` is never zero."""

    kind: Kind
    found: Found

    @property
    def count(self) -> int:
        """How many."""
        return self.found.count

    def says(self, chinese: bool = True) -> str:
        """The sentence, the number in it."""
        words = self.kind.says if chinese else self.kind.english
        return words.format(count=self.count)

    def late(self, today: date) -> int | None:
        """Days since its deadline; ``None`` where that is not over, or there is none."""
        due = self.found.due
        return (today - due).days if due and due < today else None


def to_dos(known: Known, role: Role) -> tuple[ToDo, ...]:
    """What waits for a role: heaviest first, the nearest deadline first among equals."""
    mine = [one for kind in kinds() if role in kind.whose for one in _looked(kind, known)]
    return tuple(sorted(mine, key=_order))


def _looked(kind: Kind, known: Known) -> Iterator[ToDo]:
    found = kind.look(known)
    if found is not None and found.count:
        yield ToDo(kind, found)


def _order(one: ToDo) -> tuple[int, date]:
    return one.kind.weight.rank, one.found.due or date.max


@lru_cache(maxsize=1)
def kinds() -> Sequence[Kind]:
    """Every kind there is, by the name of its file."""
    names = sorted(one.name for one in iter_modules(folder.__path__))
    return tuple(import_module(f"{folder.__name__}.{name}").KIND for name in names)
