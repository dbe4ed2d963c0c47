"""The law shelf: regulations as dated data, one file each, and the citing of their articles.

The words of an article are ours, not the legislator's. ``verified`` says how far we read the text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jixiao.law.entered import Entered, EnteredArticle, Provenance, entered, is_number


class Verified(StrEnum):
    """How far the text of an article was read by us."""

    FULL = "full"
    PART = "part"
    GENERAL_KNOWLEDGE = "general-knowledge"

    @property
    def label(self) -> str:
        """In Chinese, for pages."""
        return _LABELS[self]


_LABELS = {
    Verified.FULL: "已读原文或其转载",
    Verified.PART: "部分佐证",
    Verified.GENERAL_KNOWLEDGE: "一般业务知识，未核对原文",
}


class NotOnShelfError(LookupError):
    """A regulation or an article that the shelf does not hold."""


@dataclass(frozen=True)
class Article:
    """An article, or a matter where its number was not read: our words, and how far verified.

    ``beside``: law and article of the statute that was read and carries the same duty, where the text
    of this one was not at hand. ``by``: who entered it, from which document, where a person did.
    """

    number: str
    words: str
    verified: Verified
    beside: tuple[str, str] | None = None
    by: Provenance | None = None

    @property
    def read(self) -> str:
        """How far it was read, and by whom where a person entered it."""
        return self.by.words if self.by else self.verified.label


@dataclass(frozen=True)
class Regulation:
    """A regulation: ``name`` is what rules cite, ``stem`` its file."""

    stem: str
    name: str
    title: str
    issuer: str
    issued: date
    in_force_from: date
    in_force_to: date | None
    jurisdiction: str
    dates_verified: bool
    source: str
    articles: Mapping[str, Article]

    def in_force(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True)
class Citation:
    """An article of a regulation that stands on the shelf; ``stated`` is how the shelf has it."""

    regulation: Regulation
    stated: Article

    @property
    def article(self) -> Article:
        """The article: as it was entered from its document, where somebody did, else as the shelf has it."""
        found = entered().article(self.law, self.stated.number)
        return _article_of(found) if found else self.stated

    @property
    def law(self) -> str:
        """The regulation's name as cited."""
        return self.regulation.name

    @property
    def words(self) -> str:
        """As it is printed: law and article; a text that was not at hand by its name alone."""
        known = self.verified or is_number(self.article.number)
        return f"{self.law}{self.article.number}" if known else self.law

    @property
    def verified(self) -> bool:
        """Whether the article itself was read."""
        return self.article.verified is Verified.FULL


def regulations() -> Mapping[str, Regulation]:
    """Every regulation on the shelf by its name, in the order of the files, with what was entered."""
    return _with_entered(entered())


@lru_cache(maxsize=1)
def shelf() -> Mapping[str, Regulation]:
    """The regulations as they come with jixiao, without what was entered."""
    return {one.name: one for one in _read_all()}


@lru_cache(maxsize=4)
def _with_entered(found: Entered) -> Mapping[str, Regulation]:
    known = {**{one.law: _only_entered(one) for one in found.articles if one.title}, **shelf()}
    return {name: completed(one, found) for name, one in known.items()}


def _only_entered(one: EnteredArticle) -> Regulation:
    """A regulation of which nothing is known but what was entered: its days are the entry's, unverified."""
    return Regulation(
        stem="", name=one.law, title=one.title, issuer="", issued=one.by.on, in_force_from=one.by.on,
        in_force_to=None, jurisdiction="", dates_verified=False, source=one.by.words, articles={},
    )  # fmt: skip


def completed(regulation: Regulation, found: Entered) -> Regulation:
    """A regulation with the articles entered of it; a heading whose number is known gives way to it."""
    own = [one for one in found.articles if one.law == regulation.name]
    if not own:
        return regulation
    settled = {one.matter for one in own}
    kept = {n: a for n, a in regulation.articles.items() if n not in settled}
    return replace(regulation, articles={**kept, **{one.number: _article_of(one) for one in own}})


def _article_of(one: EnteredArticle) -> Article:
    return Article(one.number, one.words, Verified.FULL, by=one.by)


def with_statutes(citations: Iterable[Citation], on: date | None = None) -> tuple[Citation, ...]:
    """The citations, and beside each that was not read the statute that was; each once.

    A statute not yet in force on the day is left out.
    """
    found: dict[tuple[str, str], Citation] = {}
    for one in citations:
        found.setdefault((one.law, one.article.number), one)
        if one.article.beside is not None and not one.verified:
            statute = cite(*one.article.beside)
            if on is None or statute.regulation.in_force(on):
                found.setdefault((statute.law, statute.article.number), statute)
    return tuple(found.values())


def cite(law: str, article: str, own: Mapping[str, Regulation] | None = None) -> Citation:
    """The article, which must be on the shelf, or among a place's ``own`` regulations.

    Raises:
        NotOnShelfError: no such regulation, or no such article of it; says which there are.
    """
    known = {**_with_entered(entered()), **shelf(), **(own or {})}
    regulation = known.get(law)
    if regulation is None:
        raise NotOnShelfError(f"法规架上没有“{law}”；有：{'、'.join(known)}")
    found = regulation.articles.get(article)
    if found is None:
        found = completed(regulation, entered()).articles.get(article)
    if found is None:
        raise NotOnShelfError(f"“{law}”没有登记“{article}”；有：{'、'.join(regulation.articles)}")
    return Citation(regulation, found)


def _read_all() -> Iterator[Regulation]:
    folder = files("jixiao.law") / "regulations"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            yield regulation_of(
                file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8"))
            )


def regulation_of(stem: str, stated: Mapping[str, Any]) -> Regulation:
    """A regulation from its table."""
    data = {"in_force_to": None, **stated}
    articles = [
        Article(a["number"], a["words"], Verified(a["verified"]), _beside(a))
        for a in data.pop("articles")
    ]
    return Regulation(stem=stem, articles={a.number: a for a in articles}, **data)


def _beside(article: dict[str, Any]) -> tuple[str, str] | None:
    if "beside" not in article:
        return None
    law, number = article["beside"]
    return law, number
