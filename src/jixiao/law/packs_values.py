"""What a policy pack is made of: items, thresholds, checkpoints, and where each value comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.law.shelf import Verified


@dataclass(frozen=True)
class Basis:
    """Where values come from, and how far that was read."""

    source: str
    verified: Verified


def basis_of(table: Mapping[str, Any]) -> Basis:
    """The basis of an entry, as its table states it."""
    return Basis(" ".join(table["source"].split()), Verified(table["verified"]))


@dataclass(frozen=True)
class Item:
    """One item of the review form (审核表). ``judged``: findings can propose its points."""

    key: str
    block: str
    name: str
    points: Decimal
    question: str
    judged: bool


@dataclass(frozen=True)
class Threshold:
    """A bound with its unit and, in words, what lies beyond it.

    ``borrowed``: whose bound it is, where it stands in for one that the place's own rules do not set.
    """

    key: str
    value: Decimal
    unit: str
    words: str
    basis: Basis
    borrowed: str = ""

    @property
    def said(self) -> str:
        """The bound as a sentence prints it, with where it is borrowed from."""
        return f"{self.value:f}{self.unit}{self.loan}"

    @property
    def loan(self) -> str:
        """In brackets, whose bound it is, so that none is taken for a national rule; else nothing."""
        return f"（借自{self.borrowed}）" if self.borrowed else ""


@dataclass(frozen=True)
class Checkpoint:
    """A day of the year (``MM-DD``) by which the months up to ``covers`` are looked at."""

    name: str
    covers: str
    by: str
    words: str
    basis: Basis


@dataclass(frozen=True)
class Warning:
    """The least execution (percent) by a day of the year (``MM-DD``), below which one is warned."""

    by: str
    execution: Decimal
    words: str
    basis: Basis


@dataclass(frozen=True)
class Nationwide:
    """From when, and for which tree, a pack serves plans whose place has none of its own."""

    since: date
    own_cost: bool
    reason: str


@dataclass(frozen=True)
class Timer:
    """What happens by itself when nobody decides on a warning within its days."""

    name: str
    warnings: tuple[str, ...]
    days: int
    working: bool
    outcome: str
    words: str
    basis: Basis
    since: date | None = None


@dataclass(frozen=True)
class Again:
    """Funds whose department gave them one of ``grades``, ``years`` running: the share evaluated again."""

    grades: tuple[str, ...]
    share: Decimal
    years: int
    words: str


@dataclass(frozen=True)
class FinanceEvaluation:
    """What the finance bureau's own evaluation does to a department's: factors by grades lower."""

    factors: tuple[Decimal, ...]
    departments: Decimal
    cover_years: int
    again: tuple[Again, ...]
    basis: Basis
