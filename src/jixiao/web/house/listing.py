"""A list as people work with it: searched, filtered, sorted, in parts, and the same as a file.

A list is declared by its columns; what a column is sorted and exported by is a value, not its look.
Everything asked for stands in the address, so that a list as it stands can be kept and sent on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise

from jixiao.plan.money import amount_text
from jixiao.web.house.parts import Part, part
from jixiao.web.house.row_files import answer_with

Row = TypeVar("Row")
Words = str | Promise
#: So many rows a page shows at once.
MOST = 100
_ENDINGS = ("csv", "xlsx")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column. ``value`` is what a row is sorted, searched and exported by; ``None`` is missing.

    ``shown``: how it is printed, where that is not the value itself; ``leads``: where it leads.
    ``pick``: its values can be picked from. ``total``: it is added up below the list.
    ``aside``: a narrow screen leaves it out. ``number``: it is set to the right. ``lack``: what is
    printed where the value is missing.
    """

    key: str
    label: Words
    value: Callable[[Row], Any]
    shown: Callable[[Row], Any] | None = None
    leads: Callable[[Row], str] | None = None
    pick: bool = False
    total: bool = False
    aside: bool = False
    number: bool = False
    lack: Words = "—"


@dataclass(frozen=True)
class Cell:
    """A cell as the page prints it."""

    column: Column[Any]
    text: Any
    address: str
    missing: bool


@dataclass(frozen=True)
class Head:
    """A heading; a click on it sorts by its column, a second one the other way round."""

    column: Column[Any]
    address: str
    direction: str


@dataclass(frozen=True)
class Pick:
    """The values one column can be filtered by, with how many rows have each."""

    column: Column[Any]
    name: str
    options: tuple[tuple[str, int], ...]
    chosen: str


class Listing(Generic[Row]):
    """Rows as a request asks for them. ``name`` tells its words in the address from another list's."""

    def __init__(
        self,
        request: HttpRequest,
        rows: Iterable[Row],
        columns: Sequence[Column[Row]],
        file_name: str,
        name: str = "",
        most: int = MOST,
        asked: Mapping[str, str] | None = None,
    ) -> None:
        """``asked``: what is asked for, where that is not simply what stands in the address."""
        self.columns, self.file_name, self.most = columns, file_name, most
        self.prefix, self._request = f"{name}-" if name else "", request
        self._told = request.GET.dict() if asked is None else dict(asked)
        self.id = f"{name or 'rows'}-list"
        self.every: list[Row] = list(rows)

    @property
    def sort(self) -> str:
        """The column it is sorted by, as the address says it."""
        return self._asked("sort")

    def _asked(self, word: str) -> str:
        return self._told.get(f"{self.prefix}{word}", "").strip()[:200]

    @property
    def q(self) -> str:
        """What is searched for: a row has all of its words, in whichever column."""
        return self._asked("q")

    @property
    def q_name(self) -> str:
        """The name of the search field."""
        return f"{self.prefix}q"

    @cached_property
    def rows(self) -> list[Row]:
        """The rows that fit, in the order asked for."""
        fitting = [one for one in self.every if self._fits(one)]
        column, backwards = self._order
        if column is None:
            return fitting
        known = [one for one in fitting if column.value(one) is not None]
        missing = [one for one in fitting if column.value(one) is None]
        return sorted(known, key=column.value, reverse=backwards) + missing

    @property
    def _order(self) -> tuple[Column[Row] | None, bool]:
        asked = self._asked("sort")
        key, backwards = asked.removeprefix("-"), asked.startswith("-")
        return next((one for one in self.columns if one.key == key), None), backwards

    def _fits(self, row: Row) -> bool:
        for column in self.columns:
            asked = self._asked(column.key) if column.pick else ""
            if asked and _text(column.value(row)) != asked:
                return False
        if not self.q:
            return True
        told = " ".join(_text(column.value(row)) for column in self.columns).casefold()
        return all(word in told for word in self.q.casefold().split())

    @cached_property
    def part(self) -> Part[Row]:
        """The rows of the page asked for."""
        made = part(self._request, self.rows, self.most, f"{self.prefix}part")
        kept = urlencode({name: told for name, told in self._told.items() if name != made.name})
        return replace(made, query=f"{kept}&" if kept else "")

    @property
    def lines(self) -> Iterator[tuple[Row, list[Cell]]]:
        """The rows of the page, each with its cells."""
        for row in self.part.shown:
            yield row, [self._cell(row, column) for column in self.columns]

    def _cell(self, row: Row, column: Column[Row]) -> Cell:
        value = column.value(row)
        missing = value is None and column.shown is None
        text = column.shown(row) if column.shown else column.lack if missing else printed(value)
        address = column.leads(row) if column.leads else ""
        return Cell(column, text, address, missing)

    @property
    def heads(self) -> list[Head]:
        """The headings."""
        by, backwards = self._order
        return [self._head(one, one is by, backwards) for one in self.columns]

    def _head(self, column: Column[Row], is_by: bool, backwards: bool) -> Head:
        turned = f"-{column.key}" if is_by and not backwards else column.key
        direction = ("descending" if backwards else "ascending") if is_by else ""
        return Head(column, self._address(sort=turned), direction)

    @property
    def picks(self) -> list[Pick]:
        """The filters of the columns that have more than one value."""
        found = [self._pick(one) for one in self.columns if one.pick]
        return [one for one in found if len(one.options) > 1 or one.chosen]

    def _pick(self, column: Column[Row]) -> Pick:
        counted: dict[str, int] = {}
        for row in self.every:
            if told := _text(column.value(row)):
                counted[told] = counted.get(told, 0) + 1
        chosen = self._asked(column.key)
        return Pick(column, f"{self.prefix}{column.key}", tuple(counted.items()), chosen)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else the address asks for, which a search keeps."""
        own = {self.q_name, f"{self.prefix}part", *(pick.name for pick in self.picks)}
        return [(name, value) for name, value in self._told.items() if name not in own]

    @property
    def totals(self) -> list[Any] | None:
        """What the columns to be added up come to over all rows that fit; ``None`` where there is none."""
        if not any(one.total for one in self.columns):
            return None
        return [self._sum(one) if one.total else None for one in self.columns]

    def _sum(self, column: Column[Row]) -> str:
        known = [value for row in self.rows if (value := column.value(row)) is not None]
        return printed(sum(known, type(known[0])(0))) if known else ""

    @property
    def files(self) -> list[tuple[str, str]]:
        """Ending and address of the list as a file, as it is filtered and sorted."""
        return [(one, self._address(export=one)) for one in _ENDINGS]

    def file(self) -> HttpResponseBase | None:
        """The list as a file, where the request asks for one: every row that fits."""
        ending = self._asked("export")
        if ending not in _ENDINGS:
            return None
        headings = [str(one.label) for one in self.columns]
        rows = ([column.value(row) for column in self.columns] for row in self.rows)
        return answer_with(headings, rows, self.file_name, ending)

    def _address(self, **changed: str) -> str:
        asked = {name: told for name, told in self._told.items() if told}
        asked.pop(f"{self.prefix}part", None)
        asked |= {f"{self.prefix}{name}": value for name, value in changed.items()}
        anchor = "" if "export" in changed else f"#{self.id}"
        return f"?{urlencode(asked)}{anchor}"


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def printed(value: Any) -> str:
    """A value as a list prints it: money and shares to two places, a day as a day."""
    if value is None:
        return "—"
    if isinstance(value, Decimal):
        return f"{Decimal(amount_text(value)):,.2f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)
