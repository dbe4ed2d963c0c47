"""What a kind of act is. One file a kind in ``kinds/``, found by being there.

A kind says in one sentence what happened, who may say it, what it may follow, and what it and the
acts about the same subject fold into.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

from jixiao.acts.act import Act

T = TypeVar("T")

#: What is shown in place of words that were deleted.
DELETED = "（已删除）"
#: A member of what a brought act says: when it was written down, before there was the record it is in.
WRITTEN = "written"


class ActRefusedError(ValueError):
    """An act that may not be: what it lacks, or what stands against it, and what to do."""


@dataclass(frozen=True)
class Draft:
    """An act before it is recorded, its words in full. ``role`` is a role's name, ``who`` a person's."""

    kind: str
    subject: Mapping[str, Any]
    says: Mapping[str, Any]
    who: str
    role: str
    organisation: str
    on: date
    binds: str | None = None


@dataclass(frozen=True)
class Told:
    """A recorded act with its words put back; where they were deleted it says so."""

    act: Act
    says: Mapping[str, Any]
    who: str

    @property
    def on(self) -> date:
        """The day it speaks of."""
        return self.act.on

    @property
    def moment(self) -> datetime | None:
        """When it was written down; ``None`` for what was brought from where no moment was kept."""
        if WRITTEN not in self.act.says:
            return self.act.recorded
        written = self.act.says[WRITTEN]
        return datetime.fromisoformat(written) if written else None


class Kind(ABC, Generic[T]):
    """One kind of act; acts of it about one subject fold into a ``T``.

    ``about``: the members of its subject. ``words``: the members of ``says`` that are free text and
    stand in the record as salted hashes; ``facts``: all other members. ``may``: the roles that may say
    it, none named where anybody may. ``signs``: whether it is a signature, after which a checkpoint is due.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    about: ClassVar[frozenset[str]] = frozenset()
    words: ClassVar[frozenset[str]] = frozenset()
    facts: ClassVar[frozenset[str]] = frozenset()
    may: ClassVar[frozenset[str]] = frozenset()
    signs: ClassVar[bool] = False

    def sentence(self, told: Told) -> str:
        """What happened, in one sentence without who and when; the label says it all where there is no more."""
        del told
        return self.label

    @abstractmethod
    def fold(self, told: Sequence[Told]) -> T:
        """What acts about one subject amount to, oldest first: at least one of them is of this kind."""

    def watches(self, subject: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """The subjects whose acts its author must have seen: its own, where a kind says nothing else."""
        return (subject,)

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """Why it may not follow ``before``, the acts about what it watches; nothing where it may."""
        del draft, before  # most kinds have no more to ask than what is declared above
        return ""


@cache
def kinds() -> Mapping[str, Kind[Any]]:
    """Every kind by its name."""
    from jixiao.acts import kinds as folder

    found = [
        importlib.import_module(f"{folder.__name__}.{module.name}")
        for module in pkgutil.iter_modules(folder.__path__)
    ]
    made = [
        one()
        for module in found
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Kind) and one.__module__ == module.__name__
    ]
    return {one.name: one for one in sorted(made, key=lambda kind: kind.name)}


def kind_of(name: str) -> Kind[Any]:
    """The kind of that name.

    Raises:
        ActRefusedError: there is none.
    """
    found = kinds().get(name)
    if found is None:
        raise ActRefusedError(f"没有“{name}”这种记录；有：{'、'.join(kinds())}")
    return found
