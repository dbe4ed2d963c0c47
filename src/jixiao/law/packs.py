"""Policy packs: weights, grade bands, review form and levels of rules, by jurisdiction and by day."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jixiao.terms.findings import Level


class UnknownPolicyError(LookupError):
    """No policy pack of that name, or none in force on that day."""


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
class Pack:
    """A policy pack. ``grades`` are lower bounds, highest first; ``weights`` by level-1 type."""

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

    def in_force(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    def grade(self, total: Decimal) -> str:
        """The grade of a total out of a hundred; lower bounds belong to the higher grade."""
        return next(name for name, bound in self.grades.items() if total >= bound)


@dataclass(frozen=True)
class Choice:
    """A pack and, in one sentence, why it was chosen."""

    pack: Pack
    reason: str


def packs() -> Mapping[str, Pack]:
    """Every policy pack by its name."""
    return _packs()


def pack(name: str, on: date | None = None) -> Pack:
    """The pack of that name, in force on that day where one is given.

    Raises:
        UnknownPolicyError: there is none of that name (says which there are), or not yet on that day.
    """
    found = packs().get(name)
    if found is None:
        raise UnknownPolicyError(f"没有名为“{name}”的政策；有：{'、'.join(packs())}")
    if on is not None and not found.in_force(on):
        raise UnknownPolicyError(f"政策“{name}”自 {found.in_force_from} 起施行，{on} 不在施行期内")
    return found


def chosen(division: str | None, on: date, *, own_cost: bool = False) -> Choice:
    """The pack for a division on a day: the province's own, else the central one of the day.

    From 2022, or where 成本指标 stands as a level 1 of its own, the newer central tree; else the older.

    Raises:
        UnknownPolicyError: the day is before every pack.
    """
    if on < first_day():
        raise UnknownPolicyError(
            f"{on} 早于所有政策的施行日（最早 {first_day()}）；有：{'、'.join(packs())}"
        )
    for one in packs().values():
        if one.in_force(on) and any((division or "").startswith(d) for d in one.divisions):
            return Choice(one, f"区划 {division} 属于{one.label}")
    newer = packs()["central-2021"]
    if newer.in_force(on) and own_cost:
        return Choice(newer, "成本指标单列为一级指标")
    if newer.in_force(on) and on.year >= 2022:
        return Choice(newer, f"{on.year}年起一般按财预〔2021〕101号设置指标")
    return Choice(packs()["central-2020"], "成本指标列在产出指标之下，或者年度在2022年以前")


def first_day() -> date:
    """The first day any pack is in force."""
    return min(one.in_force_from for one in packs().values())


@lru_cache(maxsize=1)
def _packs() -> Mapping[str, Pack]:
    folder = files("jixiao.law") / "packs"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    raw = {n.removesuffix(".toml"): tomllib.loads((folder / n).read_text("utf-8")) for n in names}
    return {name: _pack(_extended(data, raw)) for name, data in raw.items()}


def _extended(data: dict[str, Any], raw: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A pack's data over that of the pack it extends; a table replaces the whole table."""
    base = data.get("extends")
    return data if base is None else _extended(raw[base], raw) | data


def _pack(data: dict[str, Any]) -> Pack:
    levels: dict[str, str] = data.get("levels", {})
    return Pack(
        name=data["name"],
        label=data["label"],
        in_force_from=data["in_force_from"],
        in_force_to=data.get("in_force_to"),
        cost=data["cost"],
        source=data["source"],
        weights=_decimals(data["weights"]),
        grades=_decimals(data["grades"]),
        deductions={Level[k.upper()]: v for k, v in _decimals(data["deductions"]).items()},
        items=tuple(Item(**(i | {"points": Decimal(i["points"])})) for i in data["items"]),
        levels={code: Level[level.upper()] for code, level in levels.items() if level != "off"},
        off=frozenset(code for code, level in levels.items() if level == "off"),
        divisions=tuple(data.get("divisions", ())),
    )


def _decimals(table: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in table.items()}
