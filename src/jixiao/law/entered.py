"""What an installation's people entered of the law themselves: articles, holidays of a year, time limits.

Each with the document it was read from. Rooms above keep it and say where it is read from
(:func:`use`); the shelf, the places and the calendars follow it from then on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

#: Numbers of articles and annexes as they are cited.
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百零〇]+条(之[一二三四五六七八九十]+)?"
    r"(第[一二三四五六七八九十]+款)?(第[（(]?[一二三四五六七八九十]+[)）]?项)?|附件[一二三四五六七八九十\d]*(：.+)?"
)


@dataclass(frozen=True)
class Provenance:
    """Who entered it, on which day, from which document: its name and its SHA-256."""

    who: str
    on: date
    file: str
    sha256: str

    @property
    def words(self) -> str:
        """As it is printed beside what was entered."""
        return f"{self.who} {self.on} 据“{self.file}”录入（sha256:{self.sha256[:12]}）"


@dataclass(frozen=True)
class EnteredArticle:
    """An article of a regulation. ``matter``: the heading of the shelf it gives the number of, if any.

    ``title``: of a regulation that nothing cites yet, what it is called.
    """

    law: str
    number: str
    words: str
    matter: str
    by: Provenance
    title: str = ""


@dataclass(frozen=True)
class EnteredYear:
    """The holidays of a year at a place: weekdays off and weekend days worked, as ``MM-DD``."""

    place: str
    year: int
    off: tuple[str, ...]
    on: tuple[str, ...]
    notice: str
    by: Provenance


@dataclass(frozen=True)
class EnteredLimit:
    """A version of a place's time limit, for what comes in from ``since``; ``number`` none: no limit."""

    place: str
    limit: str
    since: date
    number: int | None
    unit: str
    source: str
    by: Provenance


@dataclass(frozen=True)
class Entered:
    """All that stands."""

    articles: tuple[EnteredArticle, ...] = ()
    years: tuple[EnteredYear, ...] = ()
    limits: tuple[EnteredLimit, ...] = ()

    def article(self, law: str, number: str) -> EnteredArticle | None:
        """What was entered under a number, or for the heading that stands for it."""
        return self._articles.get((law, number)) if self.articles else None

    @cached_property
    def _articles(self) -> Mapping[tuple[str, str], EnteredArticle]:
        by_matter = {(one.law, one.matter): one for one in self.articles if one.matter}
        return by_matter | {(one.law, one.number): one for one in self.articles}

    def places(self) -> tuple[str, ...]:
        """Of which places something was entered."""
        of_years = [one.place for one in self.years]
        return tuple(dict.fromkeys([*of_years, *(one.place for one in self.limits)]))

    def tables(self, place: str) -> Mapping[str, Any]:
        """Holidays and limits of a place, in the words of a place's file."""
        years = {str(y.year): _year(y) for y in self.years if y.place == place}
        limits: dict[str, Any] = {}
        for one in self.limits:
            if one.place == place:
                limits.setdefault(one.limit, {"version": []})["version"].append(_version(one))
        return {"calendar": years, "limits": limits}

    def __add__(self, other: Entered) -> Entered:
        """Both; of two that say the same thing, the other's."""
        return Entered(
            _joined(self.articles, other.articles, lambda one: (one.law, one.number)),
            _joined(self.years, other.years, lambda one: (one.place, one.year)),
            _joined(self.limits, other.limits, lambda one: (one.place, one.limit, one.since)),
        )


def is_number(text: str) -> bool:
    """Whether it is how an article or an annex is numbered."""
    return _NUMBERED.fullmatch(text) is not None


def _joined(some: Iterable[Any], more: Iterable[Any], key: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple({key(one): one for one in (*some, *more)}.values())


def _year(one: EnteredYear) -> Mapping[str, Any]:
    return {"off": list(one.off), "on": list(one.on), "notice": one.notice}


def _version(one: EnteredLimit) -> Mapping[str, Any]:
    number = {"none": True} if one.number is None else {"number": one.number}
    return {
        "from": one.since, "unit": one.unit, "source": one.source, "verified": True, **number,
    }  # fmt: skip


_NOTHING = Entered()
_source: Callable[[], Entered] = lambda: _NOTHING  # noqa: E731


def use(source: Callable[[], Entered] | None) -> None:
    """From where this process reads what was entered; from nowhere, where there is none."""
    global _source
    _source = source or (lambda: _NOTHING)


def entered() -> Entered:
    """What was entered, as it stands now."""
    return _source()
