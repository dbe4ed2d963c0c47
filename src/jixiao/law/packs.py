"""Policy packs: what a place states of its own, over what it extends, by jurisdiction and by day.

A place is a folder (``law/places``) that states frame, weights, grades, scoring, monitoring, time
limits, holidays; its pack is all of that, each part with its source and how far that source was read.
A county adds a folder of its own: ``JIXIAO_PLACES/<name>/place.toml``, or one file in ``JIXIAO_PACKS``.
"""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from jixiao.law.entered import Entered, entered
from jixiao.law.monitoring import MonitoringRules
from jixiao.law.packs_values import (
    Basis,
    Checkpoint,
    FinanceEvaluation,
    Item,
    Nationwide,
    Threshold,
    Timer,
    Warning,
)
from jixiao.law.places.errors import PackError
from jixiao.law.places.folders import Stated, signature, stated_in
from jixiao.law.places.reading import packs_of, time_law_in
from jixiao.law.scoring import EvaluationFrame, ScoringRules
from jixiao.law.shelf import Regulation
from jixiao.law.time_law import TimeLaw
from jixiao.terms.findings import Level

__all__ = [
    "Basis", "Checkpoint", "Choice", "Item", "Pack", "PackError", "Packs", "Threshold",
    "UnknownPolicyError", "Warning", "chosen", "first_day", "folders_named", "label_of", "limit_label", "national_time",
    "pack", "packs", "packs_at_hand", "places_at_hand", "stamp", "use_folder",
]  # fmt: skip

#: The environment's words for folders of places of one's own, the older word last.
ENVIRONMENT = ("JIXIAO_PLACES", "JIXIAO_PACKS")
#: The place every other builds on: time limits and holidays of the whole country.
_ROOT = "china"


class UnknownPolicyError(LookupError):
    """No policy pack of that name, or none in force on that day."""


@dataclass(frozen=True)
class Pack:
    """A policy pack. ``grades`` are lower bounds, highest first; ``weights`` by level-1 type.

    ``cost`` says where 成本指标 stands: ``under-output``, ``own-level-1`` or ``either``. ``basis``
    gives for each part of the pack where its values come from. ``reasons`` says for every rule whose
    level the pack changes, or that it switches off, why. ``time`` are its time limits and holidays,
    ``self_evaluation`` the name of the form its projects evaluate themselves on, ``other_weights`` those
    of the tree that is not its own: with 成本 as a level 1 where its own is without, and the reverse.
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
    scoring: ScoringRules
    monitoring: MonitoringRules
    evaluation: EvaluationFrame
    time: TimeLaw
    self_evaluation: str
    levels: Mapping[str, Level] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    divisions: tuple[str, ...] = ()
    nationwide: tuple[Nationwide, ...] = ()
    other_weights: Mapping[str, Decimal] = field(default_factory=dict)
    in_force_to: date | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    checkpoints: tuple[Checkpoint, ...] = ()
    warnings: tuple[Warning, ...] = ()
    timers: tuple[Timer, ...] = ()
    finance: FinanceEvaluation | None = None
    regulations: Mapping[str, Regulation] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    basis: Mapping[str, Basis] = field(default_factory=dict)

    def in_force(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    def grade(self, total: Decimal) -> str:
        """The grade of a total out of a hundred; lower bounds belong to the higher grade."""
        return next(name for name, bound in self.grades.items() if total >= bound)

    def tree(self, *, own_cost: bool) -> Mapping[str, Decimal]:
        """The weights of the tree a table prints: with 成本 as a level 1 of its own, or under 产出."""
        return self.weights if own_cost == ("cost" in self.weights) else self.other_weights

    def threshold(self, key: str) -> Decimal:
        """The value of a threshold."""
        return self.thresholds[key].value

    def loan(self, key: str) -> str:
        """What stands behind a printed threshold that is borrowed; nothing behind one's own."""
        return self.thresholds[key].loan


Packs = Mapping[str, Pack]


@dataclass(frozen=True)
class Choice:
    """A pack and, in one sentence, why it was chosen."""

    pack: Pack
    reason: str


def packs(*folders: Path) -> Packs:
    """Every policy pack by its name: those that come with jixiao and those of folders of one's own.

    Raises:
        PackError: a place of a folder cannot be taken; says which file, what and how to mend it.
    """
    for folder in folders:
        if not folder.is_dir():
            raise PackError(
                folder.name,
                f"应为放各地规定的文件夹，没有找到；请核对 --packs 或 {'、'.join(ENVIRONMENT)}",
            )
    return _of(folders, signature(folders), entered())


#: The folder the command that runs was told of, for whatever it calls; none outside a command.
_told: str | None = None


def use_folder(argument: str | None) -> None:
    """From now on this process knows the places of this folder too, everywhere; with ``None`` no more."""
    global _told
    _told = argument


def folders_named(argument: str | None = None) -> tuple[Path, ...]:
    """The folders of places of one's own: as said on the command line, and by the environment."""
    said = (argument, _told, *(os.environ.get(name) for name in ENVIRONMENT))
    return tuple(dict.fromkeys(Path(name) for name in said if name))


def packs_at_hand(argument: str | None = None) -> Packs:
    """The packs there are, with those of the folders named; as long as no file changes, the same.

    Raises:
        PackError: as :func:`packs`.
    """
    return packs(*folders_named(argument))


def stamp() -> Hashable:
    """Equal as long as no file of a place of one's own changes, and nothing more is entered of the law.

    By it, what packs gave may be kept.
    """
    return signature(folders_named()), entered()


def national_time() -> TimeLaw:
    """Time limits and holidays of the whole country."""
    return _national_time(entered())


def places_at_hand(found: Entered | None = None) -> Mapping[str, Stated]:
    """Every place as it is stated, a policy pack or not, with what people entered of it: ``found``, if said.

    Raises:
        PackError: as :func:`packs`.
    """
    return _with_entered(_every(folders_named()), entered() if found is None else found)


def label_of(name: str, among: Mapping[str, Stated] | None = None) -> str:
    """What a place is called; a name no place has stays as it is."""
    found = (places_at_hand() if among is None else among).get(name)
    return found.tables.get("label", name) if found else name


def limit_label(name: str) -> str:
    """What a time limit is called, the country's or a place's own; one that none has stays as it is."""
    times = (national_time(), *(one.time for one in packs_at_hand().values()))
    return next((one.label for time in times for one in time.limits if one.id == name), name)


def pack(name: str, on: date | None = None, among: Packs | None = None) -> Pack:
    """The pack of that name, in force on that day where one is given.

    Raises:
        UnknownPolicyError: there is none of that name (says which there are), or not on that day.
    """
    known = packs() if among is None else among
    found = known.get(name)
    if found is None:
        raise UnknownPolicyError(f"没有名为“{name}”的政策；有：{_named(known)}")
    if on is not None and not found.in_force(on):
        raise UnknownPolicyError(
            f"政策“{found.label}”（{name}）{_span(found)}施行，{on} 不在施行期内"
        )
    return found


def _named(known: Packs) -> str:
    """Each by what it is called, and the name that ``--policy`` takes."""
    return "、".join(f"{one.label}（{name}）" for name, one in known.items())


def _span(one: Pack) -> str:
    until = f"至 {one.in_force_to} " if one.in_force_to else "起"
    return f"自 {one.in_force_from} {until}"


def chosen(
    division: str | None, on: date, *, own_cost: bool = False, among: Packs | None = None
) -> Choice:
    """The pack for a division on a day: the closest place's own, else the central one of the day.

    Which central one serves is theirs to say (``nationwide``): by the day, and by whether 成本指标
    stands as a level 1 of its own.

    Raises:
        UnknownPolicyError: the day is before every pack.
    """
    known = packs() if among is None else among
    if on < first_day(known):
        raise UnknownPolicyError(
            f"{on} 早于所有政策的施行日（最早 {first_day(known)}）；有：{_named(known)}"
        )
    local = _closest(division or "", on, known)
    if local is not None:
        return Choice(local, f"区划 {division} 属于{local.label}")
    return _nationwide(on, known, own_cost=own_cost)


def _nationwide(on: date, known: Packs, *, own_cost: bool) -> Choice:
    """The pack whose say is of the latest day; of equal days, the one that asks for the tree printed."""
    says = [
        (say.since, say.own_cost, one, say.reason)
        for one in known.values()
        for say in one.nationwide
        if one.in_force(on) and say.since <= on and (own_cost or not say.own_cost)
    ]
    if not says:
        raise UnknownPolicyError(f"{on} 没有全国适用的政策；有：{_named(known)}")
    asked = [say for say in says if say[1]] or says
    _, _, found, reason = max(asked, key=lambda say: say[0])
    return Choice(found, reason)


def _closest(division: str, on: date, known: Packs) -> Pack | None:
    """The pack in force whose place names the most digits of the division.

    Of two for the same digits one builds on the other (the loader asks for it): the later counts.
    """
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
def _own() -> Mapping[str, Stated]:
    return MappingProxyType(stated_in(files("jixiao.law") / "places", outside=False))


@lru_cache(maxsize=4)
def _national_time(found: Entered) -> TimeLaw:
    return time_law_in(_ROOT, _with_entered(_own(), found))


@lru_cache(maxsize=16)
def _of(folders: tuple[Path, ...], _signature: object, found: Entered) -> Packs:
    every = _with_entered(_every(folders), found)
    return MappingProxyType({name: Pack(**values) for name, values in packs_of(every).items()})


def _with_entered(every: Mapping[str, Stated], found: Entered) -> Mapping[str, Stated]:
    """A place that is gone takes nothing: what was entered of it waits, and its page says so."""
    told = {name: found.tables(name) for name in found.places() if name in every}
    return {**every, **{name: replace(every[name], entered=said) for name, said in told.items()}}


def _every(folders: tuple[Path, ...]) -> Mapping[str, Stated]:
    every = dict(_own())
    for folder in folders:
        for name, one in stated_in(folder).items():
            if name in every:
                there = "自带" if not every[name].outside else f"{every[name].file} 里"
                raise PackError(
                    one.file,
                    f"“{name}”这个名字{there}已经有了；请换一个名字，要在它上面改的写 "
                    f'extends = "{name}"',
                )
            every[name] = one
    return every
