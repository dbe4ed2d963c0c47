"""Policy packs: frame, weights, grade bands, thresholds, checkpoints, by jurisdiction and by day.

A pack is a file of values, each part with its source and how far that source was read. A county adds
a folder of files that extend these (:mod:`jixiao.law.packs_reading`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from jixiao.law.packs_reading import PackError, read_folder
from jixiao.law.packs_values import Basis, Checkpoint, Item, Threshold, Warning
from jixiao.terms.findings import Level

__all__ = [
    "Basis", "Checkpoint", "Choice", "Item", "Pack", "PackError", "Packs", "Threshold",
    "UnknownPolicyError", "Warning", "chosen", "first_day", "folder_named", "pack", "packs",
]  # fmt: skip

#: The environment's word for a folder of packs of one's own.
ENVIRONMENT = "JIXIAO_PACKS"


class UnknownPolicyError(LookupError):
    """No policy pack of that name, or none in force on that day."""


@dataclass(frozen=True)
class Pack:
    """A policy pack. ``grades`` are lower bounds, highest first; ``weights`` by level-1 type.

    ``cost`` says where 成本指标 stands: ``under-output``, ``own-level-1`` or ``either``. ``basis``
    gives for each part of the pack where its values come from. ``reasons`` says for every rule whose
    level the pack changes, or that it switches off, why.
    """

    name: str
    label: str
    in_force_from: date
    cost: str
    source: str
    weights: Mapping[str, Decimal]
    grades: Mapping[str, Decimal]
    deductions: Mapping[Level, Decimal]
    items: tuple[Item, ...]
    levels: Mapping[str, Level] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    divisions: tuple[str, ...] = ()
    in_force_to: date | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    checkpoints: tuple[Checkpoint, ...] = ()
    warnings: tuple[Warning, ...] = ()
    forms: tuple[str, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    basis: Mapping[str, Basis] = field(default_factory=dict)

    def in_force(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    def grade(self, total: Decimal) -> str:
        """The grade of a total out of a hundred; lower bounds belong to the higher grade."""
        return next(name for name, bound in self.grades.items() if total >= bound)

    def threshold(self, key: str) -> Decimal:
        """The value of a threshold."""
        return self.thresholds[key].value


Packs = Mapping[str, Pack]


@dataclass(frozen=True)
class Choice:
    """A pack and, in one sentence, why it was chosen."""

    pack: Pack
    reason: str


def packs(folder: Path | None = None) -> Packs:
    """Every policy pack by its name: those that come with jixiao and those of a folder.

    Raises:
        PackError: a file of the folder is not a pack; says which file, what and how to mend it.
    """
    return _own() if folder is None else MappingProxyType({**_own(), **_of(folder)})


def folder_named(argument: str | None) -> Path | None:
    """The folder of packs of one's own: as said on the command line, else by the environment."""
    named = argument or os.environ.get(ENVIRONMENT)
    return Path(named) if named else None


def pack(name: str, on: date | None = None, among: Packs | None = None) -> Pack:
    """The pack of that name, in force on that day where one is given.

    Raises:
        UnknownPolicyError: there is none of that name (says which there are), or not on that day.
    """
    known = packs() if among is None else among
    found = known.get(name)
    if found is None:
        raise UnknownPolicyError(f"没有名为“{name}”的政策；有：{'、'.join(known)}")
    if on is not None and not found.in_force(on):
        raise UnknownPolicyError(f"政策“{name}”{_span(found)}施行，{on} 不在施行期内")
    return found


def _span(one: Pack) -> str:
    until = f"至 {one.in_force_to} " if one.in_force_to else "起"
    return f"自 {one.in_force_from} {until}"


def chosen(
    division: str | None, on: date, *, own_cost: bool = False, among: Packs | None = None
) -> Choice:
    """The pack for a division on a day: the closest place's own, else the central one of the day.

    From 2022, or where 成本指标 stands as a level 1 of its own, the newer central tree; else the older.

    Raises:
        UnknownPolicyError: the day is before every pack.
    """
    known = packs() if among is None else among
    if on < first_day(known):
        raise UnknownPolicyError(
            f"{on} 早于所有政策的施行日（最早 {first_day(known)}）；有：{'、'.join(known)}"
        )
    local = _closest(division or "", on, known)
    if local is not None:
        return Choice(local, f"区划 {division} 属于{local.label}")
    newer = known["central-2021"]
    if newer.in_force(on) and own_cost:
        return Choice(newer, "成本指标单列为一级指标")
    if newer.in_force(on) and on.year >= 2022:
        return Choice(newer, f"{on.year}年起一般按财预〔2021〕101号设置指标")
    return Choice(known["central-2020"], "成本指标列在产出指标之下，或者年度在2022年以前")


def _closest(division: str, on: date, known: Packs) -> Pack | None:
    """The pack in force whose place names the most digits of the division; the later of equals."""
    fits = [
        (len(place), one.in_force_from, one)
        for one in known.values()
        for place in one.divisions
        if one.in_force(on) and division.startswith(place)
    ]
    return max(fits, key=lambda fit: fit[:2])[2] if fits else None


def first_day(among: Packs | None = None) -> date:
    """The first day any pack is in force."""
    return min(one.in_force_from for one in (packs() if among is None else among).values())


@lru_cache(maxsize=1)
def _own() -> Packs:
    folder = files("jixiao.law") / "packs"
    return MappingProxyType({n: Pack(**v) for n, v in read_folder(folder, {}).items()})


def _of(folder: Path) -> dict[str, Pack]:
    """The packs of a folder, read anew each time: its files may have changed."""
    if not folder.is_dir():
        raise PackError(
            folder.name, "应为放政策包的文件夹，没有找到；请核对 --packs 或 JIXIAO_PACKS"
        )
    raw = read_folder(files("jixiao.law") / "packs", {}, raw=True)
    return {name: Pack(**values) for name, values in read_folder(folder, raw).items()}
