"""What a register is: its fields, keys, dates, and what of it is personal.

A declaration is data (``declarations/*.toml``, or ``registers/*.toml`` of an evidence folder) and is
checked whole when it is loaded; an error names the file and the key. Money is in 元 once taken in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from jixiao.registers.connector import Connector
from jixiao.terms.label import Labelled


class FieldType(Labelled):
    """What a field holds; ``sql`` is its type in the store."""

    TEXT = "text", "文字", "text"
    CODE = "code", "代码", "code"
    INTEGER = "integer", "整数", "integer"
    DECIMAL = "decimal", "数", "decimal"
    MONEY = "money", "金额（元）", "money in yuan"
    DATE = "date", "日期", "date"
    BOOLEAN = "boolean", "是否", "boolean"

    @property
    def is_coded(self) -> bool:
        """Whether its words mean codes."""
        return self in (FieldType.CODE, FieldType.BOOLEAN)

    @property
    def sql(self) -> str:
        """The type in DuckDB and in the store's Parquet."""
        return _SQL.get(self, "VARCHAR")

    @property
    def is_number(self) -> bool:
        """Whether it holds a number."""
        return self in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY)


_SQL = {
    FieldType.INTEGER: "BIGINT",
    FieldType.DECIMAL: "DECIMAL(18,6)",
    FieldType.MONEY: "DECIMAL(18,2)",
    FieldType.DATE: "DATE",
    FieldType.BOOLEAN: "BOOLEAN",
}


class Personal(StrEnum):
    """What becomes of a personal field at intake."""

    DROP = "drop"
    HASH = "hash"


class DeclarationError(ValueError):
    """A declaration that breaks the rules; the text names the file, the key, and what is wanted."""

    def __init__(self, file: str, key: str, fault: str) -> None:
        """Keep the parts; the text of the error is one line."""
        super().__init__(f"{file}: {key}: {fault}")
        self.file, self.key, self.fault = file, key, fault


@dataclass(frozen=True)
class Code:
    """One value of a code field: what is stored, what is printed, how else it is written."""

    value: str
    label: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One field. ``event``: a date on which something happened or was to happen.

    ``deadline``: a day by which something is to be done, which may be said as a month or a year's end.
    ``open``: a value outside ``codes`` is kept as printed and noted, instead of refused.
    ``read``: a measure reads it, so a word nobody knows must be asked about, except where the file
    has the column ``unless``, which then decides. ``unfinished``: codes that deny what ``unless`` says.
    ``rules``: code → pattern of the words that mean it, tried in turn on words no code lists.
    ``patterns``: of headings that are sentences (questions of a survey), the better before the worse.
    ``if_fits``: headings that are the field where its values stand below them.
    ``instead``: required, but where the file has one of these columns it may lack this one.
    ``scrub``: free text in which identity and telephone numbers are masked at intake.
    ``lacking``: what to do with a row that has no such value, beyond filling it in.
    """

    name: str
    label: str
    type: FieldType
    english: str = ""
    note: str = ""
    lacking: str = ""
    synonyms: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    required: bool = False
    personal: Personal | None = None
    event: bool = False
    deadline: bool = False
    rules: tuple[tuple[str, str], ...] = ()
    read: bool = False
    unless: str = ""
    unfinished: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    if_fits: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    open: bool = False
    scrub: bool = False
    min: Decimal | None = None
    max: Decimal | None = None

    @property
    def stored(self) -> bool:
        """Whether the store has a column of it."""
        return self.personal is not Personal.DROP

    @property
    def sort_of_text(self) -> bool:
        """Whether it holds text or a code."""
        return self.type in (FieldType.TEXT, FieldType.CODE)


@dataclass(frozen=True)
class Effect:
    """What of a printed amount came about: a payment that failed is none, money given back is less.

    ``amount`` holds what came about, ``stated`` what was printed. ``nothing`` and ``back``: field →
    its values that say that nothing came about, or that the money came back; with a value of both, an
    amount above zero is nothing and one below is money back. ``undone``: values of what was paid and
    taken back; ``either``: those that the voucher which takes it back may carry too. ``less``: the
    field of what was given back later and stands in a column of its own, to be taken off; ``less_words``:
    headings that may be such a column, which is asked, for the amount may be what is left already.
    """

    amount: str
    stated: str
    nothing: Mapping[str, tuple[str, ...]] = field(hash=False)
    back: Mapping[str, tuple[str, ...]] = field(hash=False)
    undone: Mapping[str, tuple[str, ...]] = field(hash=False)
    either: Mapping[str, tuple[str, ...]] = field(hash=False)
    less: str = ""
    less_words: str = ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The fields that decide."""
        return tuple(dict.fromkeys([*self.nothing, *self.back]))


@dataclass(frozen=True)
class Recheck:
    """Second checks that have rows of their own: the words of a first and of a second one, and the fields.

    ``result`` of the second row is ``retest`` of the first, whose ``flag`` is then yes.
    """

    first: tuple[str, ...]
    again: tuple[str, ...]
    result: str
    retest: str
    flag: str


@dataclass(frozen=True)
class Grain:
    """What one row of a register is, where files are often finer: a check, a person, a second report.

    ``each``: what a row stands for. ``remedy``: how finer rows become one. ``parts``: headings that
    only a finer list has; ``unless``: a field whose column says that the rows are whole all the same.
    ``recheck``: how a second check's row is told, which belongs to the first's.
    """

    each: str
    remedy: str
    parts: tuple[str, ...] = ()
    unless: str = ""
    recheck: Recheck | None = None


@dataclass(frozen=True)
class Register:
    """One register (台账).

    ``key``: the fields that name a row. ``otherwise``: where the file has no column for the (single)
    key, the fields it is made from; ``("*",)`` makes it from the whole row. ``order``: pairs of dates
    of which the first must not be after the second. ``unit`` and ``project`` name the fields by which
    measures are grouped and filtered; ``year_of`` the event that decides the year; ``effect`` what of
    an amount came about. ``aside``: headings of real systems that are none of the fields, however
    like one they sound. ``period``: of a register of counts, the first and the last day they were counted
    over and the text that names both; its periods add up and may not overlap. ``connectors``: the
    sources known of it, and ``strangers`` those of others.
    """

    name: str
    label: str
    english: str
    keeper: str
    source: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    otherwise: tuple[str, ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    year_of: str | None = None
    unit: str | None = None
    project: str | None = None
    effect: Effect | None = None
    grain: Grain | None = None
    aside: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    connectors: tuple[Connector, ...] = field(default=(), repr=False, compare=False)
    strangers: tuple[Connector, ...] = field(default=(), repr=False, compare=False)
    _by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the fields by name."""
        object.__setattr__(self, "_by_name", {f.name: f for f in self.fields})

    def field(self, name: str) -> Field:
        """A field by its English name.

        Raises:
            KeyError: the register has none of that name.
        """
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @property
    def stored(self) -> tuple[Field, ...]:
        """The fields the store has columns of, in order."""
        return tuple(f for f in self.fields if f.stored)

    @property
    def events(self) -> tuple[Field, ...]:
        """The dates that are events."""
        return tuple(f for f in self.fields if f.event)
