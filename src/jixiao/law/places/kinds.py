"""What a key of a place's file may hold; each kind says what is wrong with a value and how to write it.

A kind looks at one value where it stands (``at``, the key as written) and yields sentences; none where
the value may stand. The same kinds are printed in the docs, so ``words`` says how a value is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol


class Kind(Protocol):
    """What a value may be."""

    @property
    def words(self) -> str:
        """How such a value is written."""
        ...

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """What is wrong with a value; nothing where it may stand."""
        ...


def _said(value: Any) -> str:
    text = str(value).replace("\n", " ")
    return text if len(text) <= 40 else f"{text[:40]}……"


@dataclass(frozen=True)
class Text:
    """Words that are not empty."""

    words: str = "一段文字"

    def faults(self, value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not value.strip():
            yield f"{at} 应为{self.words}，写的是“{_said(value)}”"


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    words: str = "true 或 false"

    def faults(self, value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, bool):
            yield f"{at} 应为 {self.words}，写的是“{_said(value)}”"


@dataclass(frozen=True)
class Day:
    """A date."""

    words: str = "日期，例如 2025-01-01（不加引号）"

    def faults(self, value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, date) or isinstance(value, datetime):
            yield f"{at} 应为{self.words}，写的是“{_said(value)}”"


@dataclass(frozen=True)
class DayOfYear:
    """A day of every year."""

    words: str = '月和日，例如 "08-31"'

    def faults(self, value: Any, at: str) -> Iterator[str]:
        try:
            date.fromisoformat(f"2024-{value}")
        except ValueError:
            yield f"{at} 应为{self.words}，写的是“{_said(value)}”"


@dataclass(frozen=True)
class Number:
    """A number, best in quotation marks; from ``low`` to ``high`` where they are given."""

    low: Decimal | None = None
    high: Decimal | None = None
    whole: bool = False
    unit: str = ""

    @property
    def words(self) -> str:
        kind = "整数" if self.whole else "数"
        low = f"，不小于{self.low}" if self.low is not None else ""
        return kind + low + (f"，不大于{self.high}" if self.high is not None else "")

    def faults(self, value: Any, at: str) -> Iterator[str]:
        number = number_of(value)
        if number is None or (self.whole and number != int(number)):
            yield f"{at} 应为{self.words}，例如 10，写的是“{_said(value)}”"
        elif self.high is not None and number > self.high:
            more = "百分数不能超过100" if self.unit == "%" else f"不能大于{self.high}"
            yield f"{at} 写的是{number}，{more}；请改成{self.low or 0}到{self.high}之间的数"
        elif self.low is not None and number < self.low:
            yield f"{at} 写的是{number}，不能小于{self.low}；请改正"


def number_of(value: Any) -> Decimal | None:
    """A number as written in a file, with or without quotation marks."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


PERCENT = Number(Decimal(0), Decimal(100), unit="%")
POINTS = Number(Decimal(0), Decimal(100))
ONE = Number(Decimal(0), Decimal(1))


@dataclass(frozen=True)
class Word:
    """One of a few words."""

    among: tuple[str, ...]

    @property
    def words(self) -> str:
        return "、".join(self.among) + " 之一"

    def faults(self, value: Any, at: str) -> Iterator[str]:
        if value not in self.among:
            yield f"{at} 应为 {self.words}，写的是“{_said(value)}”"


@dataclass(frozen=True)
class Each:
    """A list; each of its items is of one kind."""

    item: Kind

    @property
    def words(self) -> str:
        return f"一列，每项是{self.item.words}"

    def faults(self, value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at} 应为一列（方括号），写的是“{_said(value)}”"
            return
        for number, one in enumerate(value, start=1):
            yield from self.item.faults(one, f"{at} 第{number}项")


@dataclass(frozen=True)
class Key:
    """One key of a table. ``needed``: who states the table must state it."""

    kind: Kind
    meaning: str
    needed: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose keys are known, each with its kind."""

    keys: Mapping[str, Key]
    words: str = "一个表"

    def faults(self, value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at or '全文'} 应为一个表，写的是“{_said(value)}”；请对照自带的各地改正"
            return
        if unknown := sorted(set(value) - set(self.keys)):
            where = f"{at} " if at else ""
            yield f"{where}不认识 {'、'.join(unknown)}；可以写：{'、'.join(sorted(self.keys))}"
        for name, one in value.items():
            if name in self.keys:
                yield from self.keys[name].kind.faults(one, f"{at}.{name}" if at else name)
        for name, key in self.keys.items():
            if key.needed and name not in value:
                yield f"{at} 缺少 {name}（{key.meaning}）；请补上"


@dataclass(frozen=True)
class Named:
    """Tables or values by names of the writer's choosing; ``among`` where only some names do."""

    item: Kind
    among: tuple[str, ...] = ()
    words: str = field(default="按名字列出的表")

    def faults(self, value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at} 写得不对：应为按名字列出的表，写的是“{_said(value)}”"
            return
        for name, one in value.items():
            if self.among and name not in self.among:
                yield f"{at} 不认识 {name}；可以写：{'、'.join(self.among)}"
            else:
                yield from self.item.faults(one, f"{at}.{name}")
