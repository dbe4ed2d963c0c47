"""How points, types and articles are shown."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django import template

from jixiao.findings.finding import Finding
from jixiao.law.shelf import Verified
from jixiao.scoring.result import ProjectScore
from jixiao.web.pages.scores import type_word as type_words
from jixiao.web.words import is_chinese

register = template.Library()


_ENGLISH = {
    Verified.FULL: "read",
    Verified.PART: "partly corroborated",
    Verified.GENERAL_KNOWLEDGE: "general knowledge, not read",
}


@register.filter
def words(text: str) -> list[str]:
    """``"docx pdf"`` → its words."""
    return text.split()


@register.filter
def type_word(key: str) -> object:
    """``output`` → 产出."""
    return type_words(key)


@register.filter
def verified_word(how: Verified) -> str:
    """How far a source was read, in the page's language."""
    return how.label if is_chinese() else _ENGLISH[how]


@register.filter
def is_read(how: Verified) -> bool:
    """Whether the source itself was read."""
    return how is Verified.FULL


@register.filter
def heaviest(findings: Iterable[Finding]) -> Finding | None:
    """The finding that weighs most; of none, none."""
    return min(findings, key=lambda one: one.level.rank, default=None)


@register.filter
def known_total(made: ProjectScore) -> Decimal | None:
    """The sum of the known points; where nothing is known there is none, not zero."""
    known = made.execution.points is not None or any(i.points is not None for i in made.indicators)
    return made.total if known else None
