"""What a policy pack is made of: items, thresholds, checkpoints, and where each value comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jixiao.law.shelf import Verified


@dataclass(frozen=True)
class Basis:
    """Where values come from, and how far that was read."""

    source: str
    verified: Verified


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
    """A bound with its unit and, in words, what lies beyond it."""

    key: str
    value: Decimal
    unit: str
    words: str
    basis: Basis


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
