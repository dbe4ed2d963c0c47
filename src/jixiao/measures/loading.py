"""TOML → :class:`Measure`; every fault is named with file and key, nothing is taken on trust."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from jixiao.law.time_limits import DayKind, Limit, UnknownLimitError
from jixiao.measures.governing import known_limit
from jixiao.measures.kinds import MeasureKind, OnTimeOf
from jixiao.measures.measure import Measure, OnTime, Purpose
from jixiao.measures.predicates.folding import MAX_MOMENTS, moments
from jixiao.measures.predicates.reading import read_predicate, read_value
from jixiao.measures.predicates.text import PredicateError
from jixiao.measures.predicates.tree import Coalesce, Column, Node
from jixiao.measures.registers import schema_of
from jixiao.measures.schema import ColumnType, Schema
from jixiao.registers.catalogue import UnknownRegisterError, register
from jixiao.terms.targets import Better

T = TypeVar("T")
_WORDS = {
    "label", "english", "kind", "unit", "better", "meaning", "source", "traps", "purpose",
}  # fmt: skip
_ROWS = {"register", "event", "where", "known", "stock"}
_RATIO = {"numerator", "denominator", "key", "value", "numerator_value", "denominator_value"}
_KEYS: dict[MeasureKind, set[str]] = {
    MeasureKind.COUNT: _ROWS,
    MeasureKind.DISTINCT: _ROWS | {"key"},
    MeasureKind.SUM: _ROWS | {"value"},
    MeasureKind.RATIO: _ROWS | _RATIO,
    MeasureKind.SHARE: _ROWS | _RATIO,
    MeasureKind.ON_TIME: _ROWS
    | {"limit", "start", "stop", "due", "suspended", "extension", "of"}
    | {"branch"},
    MeasureKind.LATEST: _ROWS | {"value", "open", "planned"},
    MeasureKind.CHANGE: {"change", "rising"},
    MeasureKind.QUOTIENT: {"over"},
}
_BRANCH = {"when", "limit", "start", "stop", "due", "suspended", "extension"}
_PURPOSE = {
    "names", "descriptions", "units", "types", "unless", "context", "needs_context", "by_project",
}  # fmt: skip


class MeasureError(ValueError):
    """A declaration that is refused: the text names file, key, place, and what is wanted."""

    def __init__(self, file: str, key: str, fault: str) -> None:
        """One line; the parts are kept."""
        super().__init__(f"{file}: {key}: {fault}")
        self.file, self.key, self.fault = file, key, fault


def load_measure(name: str, text: str, file: str, extra: Path | None = None) -> Measure:
    """A measure from the text of its declaration.

    ``extra`` is an evidence folder whose own registers may be named.

    Raises:
        MeasureError: not TOML, an unknown key, or anything a measure cannot be.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise MeasureError(file, "全文", f"不是 TOML：{wrong}") from wrong
    return _Loader(name, data, file, extra).measure()


class _Loader:
    def __init__(self, name: str, data: dict[str, Any], file: str, extra: Path | None) -> None:
        self.name, self.data, self.file, self.extra = name, data, file, extra

    def fail(self, key: str, fault: str) -> MeasureError:
        return MeasureError(self.file, key, fault)

    def measure(self) -> Measure:
        kind = self._word("kind", MeasureKind)
        self._refuse_unknown(self.data, _WORDS | _KEYS[kind], "")
        schema = self._schema(kind)
        rows = self._rows(schema, kind) if schema else {}
        made = Measure(
            id=self.name,
            label=self._text("label"),
            english=self._text("english", self._text("label")),
            kind=kind,
            unit=self._text("unit"),
            better=self._word("better", Better),
            meaning=self._text("meaning"),
            source=self._text("source", ""),
            traps=tuple(self._texts("traps")),
            purpose=self._purpose(),
            declared=self.data,
            schema=schema,
            of=self._of(kind),
            rising=bool(self.data.get("rising", False)),
            **rows,
        )
        self._check_moments(made)
        return made

    def _schema(self, kind: MeasureKind) -> Schema | None:
        if kind in (MeasureKind.CHANGE, MeasureKind.QUOTIENT):
            return None
        try:
            return schema_of(register(self._text("register"), self.extra))
        except UnknownRegisterError as unknown:
            raise self.fail("register", str(unknown)) from unknown

    def _of(self, kind: MeasureKind) -> tuple[str, ...]:
        if kind is MeasureKind.CHANGE:
            return (self._text("change"),)
        if kind is MeasureKind.QUOTIENT:
            over = self._texts("over")
            if len(over) != 2:
                raise self.fail("over", '应为两个测度：over = ["分子", "分母"]')
            return tuple(over)
        return ()

    def _rows(self, schema: Schema, kind: MeasureKind) -> dict[str, Any]:
        event = self._text("event", "" if self.data.get("stock") else None)
        if event and not _is_date(schema, event):
            dates = [c.name for c in schema.columns.values() if c.type is ColumnType.DATE]
            raise self.fail("event", f"应为一个日期列，有：{'、'.join(dates)}")
        known = self._texts("known")
        for name in known:
            if name not in schema.columns:
                raise self.fail("known", f"没有“{name}”这一列")
        optional = {
            key: self._value(key, schema, types)
            for key, types in _VALUES.items()
            if key in self.data
        }
        conditions: dict[str, Node] = {
            key: self._condition(key, schema)
            for key in ("where", "numerator", "denominator", "open")
            if key in self.data
        }
        self._need(kind)
        return {
            "event": event,
            "known": frozenset(known),
            "stock": bool(self.data.get("stock", False)),
            "planned": self._column("planned", schema) if "planned" in self.data else "",
            "on_time": self._on_time(schema) if kind is MeasureKind.ON_TIME else None,
            **optional,
            **conditions,
        }

    def _need(self, kind: MeasureKind) -> None:
        needed = {
            MeasureKind.DISTINCT: ("key",),
            MeasureKind.SUM: ("value",),
            MeasureKind.RATIO: ("numerator",),
            MeasureKind.SHARE: ("numerator",),
            MeasureKind.LATEST: ("value",),
        }.get(kind, ())
        for key in needed:
            if key not in self.data:
                raise self.fail(key, f"{kind.label}必须写明 {key}")
        if self.data.get("numerator") == "true" and "numerator_value" not in self.data:
            raise self.fail("numerator", "分子与分母相同，比率恒为 100%")
        if ("numerator_value" in self.data) != ("denominator_value" in self.data):
            raise self.fail("numerator_value", "应与 denominator_value 一起写")

    def _on_time(self, schema: Schema) -> OnTime:
        """The terms, and under ``branch`` those of matters that another procedure governs."""
        if ("limit" in self.data) is False and "due" not in self.data:
            raise self.fail("limit", "按时率应写明 limit（法定时限）或 due（期限列）")
        came_in = Column(self._column("event", schema), ColumnType.DATE, raw=True)
        return OnTime(
            came_in=came_in,
            start=self._day("start", schema),
            stop=self._day("stop", schema),
            limit=self._limit() if "limit" in self.data else None,
            due=self._day("due", schema) if "due" in self.data else None,
            suspended=self._days("suspended", schema),
            extension=self._days("extension", schema),
            of=self._word("of", OnTimeOf) if "of" in self.data else OnTimeOf.DUE,
            branches=tuple(self._branch(one, schema) for one in self.data.get("branch", ())),
        )

    def _branch(self, said: dict[str, Any], schema: Schema) -> tuple[Node, OnTime]:
        self._refuse_unknown(said, _BRANCH, "branch.")
        shared = {key: self.data[key] for key in ("event", "of") if key in self.data}
        own = _Loader(self.name, shared | said, self.file, self.extra)
        return own._condition("when", schema), own._on_time(schema)

    def _limit(self) -> Limit:
        try:
            found = known_limit(self._text("limit"))
        except UnknownLimitError as unknown:
            raise self.fail("limit", str(unknown)) from unknown
        for unit in found.units - {DayKind.WORKING, DayKind.CALENDAR}:
            raise self.fail("limit", f"“{found.label}”以{unit.label}计，不能按天判断")
        return found

    def _day(self, key: str, schema: Schema) -> Node:
        """A date column, or the first there is of several: what working days can be counted for."""
        found = self._value(key, schema, (ColumnType.DATE,))
        items = found.items if isinstance(found, Coalesce) else (found,)
        if not all(isinstance(item, Column) for item in items):
            raise self.fail(key, "应为一个日期列，或者 coalesce(日期列, 日期列)")
        return found

    def _column(self, key: str, schema: Schema) -> str:
        name = self._text(key)
        if not _is_date(schema, name):
            raise self.fail(key, f"“{name}”不是台账“{schema.label}”的日期列")
        return name

    def _days(self, key: str, schema: Schema) -> Node | None:
        if key not in self.data:
            return None
        return self._value(key, schema, (ColumnType.INTEGER,))

    def _condition(self, key: str, schema: Schema) -> Node:
        return self._read(key, lambda text: read_predicate(text, schema))

    def _value(self, key: str, schema: Schema, types: tuple[ColumnType, ...]) -> Node:
        found = self._read(key, lambda text: read_value(text, schema))
        if found.type not in types:
            wanted = "或".join(t.label for t in types)
            raise self.fail(key, f"应为{wanted}，却是{found.type.label}")
        return found

    def _read(self, key: str, read: Callable[[str], T]) -> T:
        try:
            return read(self._text(key))
        except PredicateError as wrong:
            raise self.fail(key, str(wrong)) from wrong

    def _check_moments(self, made: Measure) -> None:
        for key in ("where", "numerator", "denominator"):
            waited = moments(getattr(made, key), made.hidden)
            if len(waited) > MAX_MOMENTS:
                raise self.fail(
                    key, f"一个条件里至多用 {MAX_MOMENTS} 个事件日期，现有 {len(waited)} 个"
                )

    def _purpose(self) -> Purpose:
        data = self.data.get("purpose", {})
        if not isinstance(data, Mapping):
            raise self.fail("purpose", "应为一个表 [purpose]")
        self._refuse_unknown(data, _PURPOSE, "purpose.")
        flags: dict[str, Any] = {
            key: bool(data.get(key, False)) for key in ("needs_context", "by_project")
        }
        lists: dict[str, Any] = {key: tuple(data.get(key, ())) for key in _PURPOSE - flags.keys()}
        return Purpose(**lists, **flags)

    def _refuse_unknown(self, data: Mapping[str, Any], known: set[str], prefix: str) -> None:
        for key in data:
            if key not in known:
                raise self.fail(f"{prefix}{key}", f"没有这个键；有：{'、'.join(sorted(known))}")

    def _text(self, key: str, default: str | None = None) -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.fail(key, "应写明，是一段文字")
        return value

    def _texts(self, key: str) -> list[str]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.fail(key, "应为一列文字")
        return value

    def _word(self, key: str, words: type[T]) -> T:
        try:
            return words(self._text(key))  # type: ignore[call-arg]
        except ValueError as wrong:
            if isinstance(wrong, MeasureError):
                raise
            known = "、".join(str(w) for w in words)  # type: ignore[attr-defined]
            raise self.fail(key, f"应为其中之一：{known}") from wrong


def _is_date(schema: Schema, name: str) -> bool:
    return name in schema.columns and schema.columns[name].type is ColumnType.DATE


_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_VALUES: dict[str, tuple[ColumnType, ...]] = {
    "key": (ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DATE),
    "value": (*_NUMBERS, ColumnType.DATE),
    "numerator_value": _NUMBERS,
    "denominator_value": _NUMBERS,
}
