"""The indicator library (指标库): entries as data, typical targets seen, what each class asks.

A folder of files of one's own adds entries, or puts its own in the place of ours with the same id.
Texts are our own; typical values are numbers only, computed from published targets
(:mod:`jixiao.review.library_figures`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jixiao.plan.money import shortest
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Better

_OTHER = ("classes.toml", "synonyms.toml", "typical.toml")


class LibraryError(ValueError):
    """A file of the library that cannot be taken: the file, what is wrong, what to do."""


@dataclass(frozen=True)
class Typical:
    """Targets seen for an entry: how many, and their quantiles, in one unit."""

    count: int
    unit: str
    low: Decimal
    q1: Decimal
    median: Decimal
    q3: Decimal
    high: Decimal


@dataclass(frozen=True)
class Entry:
    """One indicator of the library. ``instead_of`` are slogans it can stand in for."""

    id: str
    name: str
    level2: Level2
    unit: str
    better: Better
    definition: str
    formula: str
    basis: str
    source: str
    evidence: str
    scoring: str
    aliases: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    measure: str | None = None
    register: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    typical: Typical | None = None
    own: bool = False

    @property
    def target(self) -> str:
        """A target to begin with: the median seen with the sign that suits, else the sign and unit."""
        seen = self.typical if self.typical and self.typical.unit == self.unit else None
        if seen and self.unit == "%" and seen.median == 100:
            return "=100%"
        sign = {Better.HIGHER: "≥", Better.LOWER: "≤"}.get(self.better, "=")
        return f"{sign}{shortest(seen.median) if seen else '□'}{self.unit}"

    def valid(self, on: date) -> bool:
        """Whether it may be used on that day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class ClassWords:
    """What a level-2 class asks, and how to tell it from its neighbours."""

    level2: Level2
    asks: str
    tells: str
    pairs: Mapping[Level2, str] = field(default_factory=dict)


Entries = Mapping[str, Entry]


def entries(folder: Path | None = None) -> Entries:
    """Every entry by its id, with those of a folder of one's own.

    Raises:
        LibraryError: a file of the folder is not a library file.
    """
    if folder is None:
        return _ours()
    if not folder.is_dir():
        raise LibraryError(f"{folder.name}：应为放指标库文件的文件夹，没有找到；请核对 --library")
    own = {e.id: e for e in _read(folder, {}, own=True)}
    return MappingProxyType({**_ours(), **own})


@lru_cache(maxsize=1)
def classes() -> Mapping[Level2, ClassWords]:
    """What each level-2 class asks."""
    data = tomllib.loads((_folder() / "classes.toml").read_text("utf-8"))
    pairs: list[dict[str, Any]] = data.pop("pairs")
    return {
        (kind := Level2[key.upper()]): ClassWords(
            kind, words["asks"], words["tells"], dict(_neighbours(key, pairs))
        )
        for key, words in data.items()
    }


def _neighbours(key: str, pairs: list[dict[str, Any]]) -> Iterator[tuple[Level2, str]]:
    for pair in pairs:
        if key in pair["between"]:
            (other,) = (one for one in pair["between"] if one != key)
            yield Level2[other.upper()], pair["words"]


@lru_cache(maxsize=1)
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of words that mean alike."""
    data = tomllib.loads((_folder() / "synonyms.toml").read_text("utf-8"))
    return tuple(tuple(group) for group in data["groups"])


def _folder() -> Traversable:
    return files("jixiao.review") / "library"


@lru_cache(maxsize=1)
def _ours() -> Entries:
    seen = tomllib.loads((_folder() / "typical.toml").read_text("utf-8"))
    return MappingProxyType({e.id: e for e in _read(_folder(), seen)})


def _read(folder: Traversable, seen: dict[str, Any], *, own: bool = False) -> Iterator[Entry]:
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml") and file.name not in _OTHER:
            yield from _entries_of(file, seen, own)


def _entries_of(file: Traversable, seen: dict[str, Any], own: bool) -> Iterator[Entry]:
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        from_day = data.get("valid_from")
        for given in data["entries"]:
            yield _entry({"valid_from": from_day} | given, seen.get(given.get("id")), own)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise LibraryError(f"{file.name}：不是 UTF-8 的 TOML 文件（{wrong}）") from wrong
    except (KeyError, TypeError, AttributeError) as wrong:
        raise LibraryError(f"{file.name}：有一条写得不对（{wrong}）；请对照自带的条目") from wrong


def _entry(given: dict[str, Any], seen: dict[str, Any] | None, own: bool) -> Entry:
    known = {f.name for f in fields(Entry)}
    if unknown := sorted(set(given) - known):
        raise KeyError(f"不认识 {'、'.join(unknown)}")
    lists = {k: tuple(given.get(k, ())) for k in ("aliases", "duties", "instead_of")}
    kinds = {"level2": Level2[given["level2"].upper()], "better": Better[given["better"].upper()]}
    return Entry(**(given | lists | kinds | {"typical": _typical(seen), "own": own}))


def _typical(seen: dict[str, Any] | None) -> Typical | None:
    if seen is None:
        return None
    numbers = {k: Decimal(seen[k]) for k in ("low", "q1", "median", "q3", "high")}
    return Typical(count=seen["count"], unit=seen["unit"], **numbers)
