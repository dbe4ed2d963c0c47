"""Every number that comes in by an address or a form: read in one place, within bounds.

A number of five thousand digits, of full-width digits or below zero is no number here.
"""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls.converters import IntConverter, StringConverter

from jixiao.plan.model import FIRST_YEAR, LAST_YEAR

MOST = 999_999_999  # what every database takes
_DIGITS = len(str(MOST))
NONE_SEEN = -1  # no record has this number: whoever says it is answered as having seen an old page


def whole(text: str | None, least: int = 0, most: int = MOST) -> int | None:
    """A whole number from ``least`` to ``most`` in plain digits; ``None`` for anything else."""
    bare = (text or "").strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) <= _DIGITS):
        return None
    return int(bare) if least <= int(bare) <= most else None


def year(text: str | None) -> int | None:
    """A budget year: four digits, of a year a plan may have."""
    bare = (text or "").strip()
    return whole(bare, FIRST_YEAR, LAST_YEAR) if len(bare) == 4 else None


def seen(request: HttpRequest, name: str = "seen") -> int:
    """What a form's page had seen: the number of a version, a step, or of records."""
    found = whole(request.POST.get(name))
    return NONE_SEEN if found is None else found


def page(request: HttpRequest, most: int) -> int:
    """The page of a long list that is asked for, from 1 to ``most``."""
    return min(whole(request.GET.get("page")) or 1, most)


def expected_year(today: date) -> int:
    """The last year that a plan made today is likely to be of: next year's budget."""
    return today.year + 1


class Number(IntConverter):
    """A number in an address, one that every database takes; a longer one is no address."""

    regex = f"[0-9]{{1,{_DIGITS}}}"


class Year(IntConverter):
    """A year in an address."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        """The year; one that no plan can be of is no address."""
        found = year(value)
        if found is None:
            raise ValueError(value)
        return found


class Word(StringConverter):
    """The English name of a register or a measure, or a digest."""

    regex = "[a-z0-9_]{1,64}"
