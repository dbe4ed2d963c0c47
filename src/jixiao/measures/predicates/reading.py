"""Text → tree. Everything not in the allow-list is refused with the place and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, NoReturn

from sqlglot import exp

from jixiao.measures.predicates.text import ALLOWED, PredicateError, parsed
from jixiao.measures.predicates.tree import (
    FALSE,
    TRUE,
    And,
    Arithmetic,
    Choice,
    Coalesce,
    Column,
    Compare,
    Days,
    IsNull,
    Literal,
    Node,
    Not,
    OneOfValues,
    Or,
    Reached,
    Shift,
    TextTest,
    WorkDay,
    YearEdge,
    YearNumber,
)
from jixiao.measures.schema import ColumnType, Schema

MAX_DEPTH = 40
MAX_VALUES = 200
_SIGNS: dict[type[exp.Expr], str] = {
    exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=",
}  # fmt: skip
_SUMS: dict[type[exp.Expr], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*"}
_FUNCTIONS = {"workdays": 2, "unrecorded": 1}
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "<>": "<>"}


def read_predicate(text: str, schema: Schema) -> Node:
    """The tree of a condition over a register's columns.

    Raises:
        PredicateError: anything outside the subset, an unknown column, a type that does not fit.
    """
    tree = read_value(text, schema)
    if tree.type is not ColumnType.BOOLEAN:
        raise PredicateError(f"应为一个条件，却是{tree.type.label}；例如写 {text.strip()[:20]} > 0")
    return tree


def read_value(text: str, schema: Schema) -> Node:
    """The tree of any expression of the subset over a register's columns.

    Raises:
        PredicateError: as above.
    """
    return _Reader(schema).read(parsed(text))


class _Reader:
    """Walks what the parser made; each kind of node has its method, all others are refused."""

    def __init__(self, schema: Schema) -> None:
        self.schema, self.depth = schema, 0

    def read(self, node: Any) -> Node:
        method = self._METHODS.get(type(node))
        if method is None:
            shown = node.sql("duckdb")[:40] if isinstance(node, exp.Expr) else str(node)
            _refuse(node, f"不能用“{shown}”；{ALLOWED}")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise PredicateError(f"括号或条件套得太深，至多 {MAX_DEPTH} 层")
        read = method(self, node)
        self.depth -= 1
        return read

    def _paren(self, node: exp.Paren) -> Node:
        return self.read(node.this)

    def _column(self, node: exp.Column) -> Node:
        name = node.name
        if node.table or not isinstance(node.this, exp.Identifier):
            _refuse(node, "列名前不能带表名")
        spec = self.schema.columns.get(name)
        if spec is None:
            known = "、".join(self.schema.columns)
            _refuse(node, f"台账“{self.schema.label}”没有“{name}”这一列；有：{known}")
        return Column(name, spec.type)

    def _literal(self, node: exp.Literal) -> Node:
        if node.is_string:
            return Literal(str(node.this))
        if not re.fullmatch(r"\d{1,18}(\.\d{1,6})?", str(node.this)):
            _refuse(node, f"数字“{node.this}”过长或写法不对，至多十八位整数、六位小数")
        text = str(node.this)
        return Literal(Decimal(text) if "." in text else int(text))

    def _negative(self, node: exp.Neg) -> Node:
        inside = self.read(node.this)
        self._number(inside, node)
        if isinstance(inside, Literal) and isinstance(inside.value, int | Decimal):
            return Literal(-inside.value)
        return Arithmetic("-", Literal(0), inside)

    def _truth(self, node: exp.Boolean) -> Node:
        return TRUE if node.this else FALSE

    def _null(self, node: exp.Null) -> Node:
        return _refuse(node, "null 只能写在 is null、is not null 里")

    def _date(self, node: exp.Cast) -> Node:
        written = node.this
        if node.to.this != exp.DataType.Type.DATE or not isinstance(written, exp.Literal):
            _refuse(node, "不能转换类型；日期写成 date '2023-01-31'")
        return Literal(_date_of(str(written.this), node))

    def _parameter(self, node: exp.Placeholder) -> Node:
        if node.this == "start":
            return YearEdge("start")
        if node.this == "end":
            return YearEdge("end")
        if node.this == "as_of":
            _refuse(node, ":as_of 只能与一个日期比较大小，例如 due_on < :as_of")
        if node.this == "year":
            return YearNumber()
        return _refuse(node, f"没有“:{node.this}”；只有 :start、:end、:year、:as_of")

    def _and(self, node: exp.And) -> Node:
        return And(tuple(self._truth_of(n) for n in node.flatten(unnest=False)))

    def _or(self, node: exp.Or) -> Node:
        return Or(tuple(self._truth_of(n) for n in node.flatten(unnest=False)))

    def _not(self, node: exp.Not) -> Node:
        return Not(self._truth_of(node.this))

    def _compare(self, node: exp.Binary) -> Node:
        sign = _SIGNS[type(node)]
        if _is_as_of(node.right):
            return self._reached(sign, self.read(node.left), node)
        if _is_as_of(node.left):
            return self._reached(_FLIPPED[sign], self.read(node.right), node)
        left, right = self._alike(self.read(node.left), self.read(node.right), node)
        if sign not in ("=", "<>") and left.type in (ColumnType.TEXT, ColumnType.BOOLEAN):
            _refuse(node, f"{left.type.label}不能比大小，只能用 =、<>、in")
        return Compare(sign, left, right)

    def _reached(self, sign: str, day: Node, node: exp.Expr) -> Node:
        if day.type is not ColumnType.DATE or sign in ("=", "<>"):
            _refuse(node, ":as_of 只能与一个日期比较大小，例如 due_on < :as_of")
        strict = sign in ("<", ">=")
        reached = Reached(Shift(day, Literal(1)) if strict else day)
        # Of no date the comparison is no value, neither true nor false.
        held = Or((reached, Not(Compare("=", day, day))))
        return held if sign in ("<", "<=") else Not(held)

    def _between(self, node: exp.Between) -> Node:
        value = node.this
        low = exp.GTE(this=value.copy(), expression=node.args["low"].copy())
        high = exp.LTE(this=value.copy(), expression=node.args["high"].copy())
        return And((self._compare(low), self._compare(high)))

    def _among(self, node: exp.In) -> Node:
        if node.args.get("query") or node.args.get("unnest") or node.args.get("field"):
            _refuse(node, "in 的括号里只能写文字或数字，不能再查")
        if not 0 < len(node.expressions) <= MAX_VALUES:
            _refuse(node, f"in 的括号里应有 1 至 {MAX_VALUES} 个值")
        value = self.read(node.this)
        pairs = [self._alike(value, self.read(e), node) for e in node.expressions]
        written = [right for _, right in pairs if isinstance(right, Literal)]
        if len(written) < len(pairs):
            _refuse(node, "in 的括号里只能写文字、数字或日期")
        return OneOfValues(value, tuple(written))

    def _is(self, node: exp.Is) -> Node:
        value = self.read(node.this)
        if isinstance(node.expression, exp.Null):
            return IsNull(value)
        if isinstance(node.expression, exp.Boolean) and value.type is ColumnType.BOOLEAN:
            truth = Coalesce((value, FALSE if node.expression.this else TRUE))
            return truth if node.expression.this else Not(truth)
        return _refuse(node, "is 之后只能写 null、not null、true、false")

    def _arithmetic(self, node: exp.Binary) -> Node:
        sign = _SUMS[type(node)]
        left, right = self.read(node.left), self.read(node.right)
        if left.type is ColumnType.DATE and right.type is ColumnType.DATE and sign == "-":
            return Days(right, left)
        if left.type is ColumnType.DATE and right.type is ColumnType.INTEGER and sign in "+-":
            days = right if sign == "+" else Arithmetic("-", Literal(0), right)
            return Shift(left, days)
        if sign == "*" and not any(isinstance(side, Literal) for side in (left, right)):
            _refuse(node, "乘法的一边应当是写明的数字")
        return Arithmetic(sign, self._number(left, node), self._number(right, node))

    def _coalesce(self, node: exp.Coalesce) -> Node:
        first = self.read(node.this)
        rest = [self._alike(first, self.read(e), node)[1] for e in node.expressions]
        if not rest:
            _refuse(node, "coalesce 至少要两个值，例如 coalesce(days, 0)")
        return Coalesce((first, *rest))

    def _starts_with(self, node: exp.StartsWith) -> Node:
        return self._text_test("starts_with", node.this, node.expression)

    def _contains(self, node: exp.Contains) -> Node:
        return self._text_test("contains", node.this, node.expression)

    def _text_test(self, how: Any, value: exp.Expr, part: exp.Expr) -> Node:
        read, written = self.read(value), self.read(part)
        if read.type is not ColumnType.TEXT or not isinstance(written, Literal):
            _refuse(value, f"{how} 的第一项应是文字列，第二项应是写明的文字")
        if not isinstance(written.value, str) or not written.value:
            _refuse(value, f"{how} 的第二项应是写明的、非空的文字")
        return TextTest(how, read, written)

    def _function(self, node: exp.Anonymous) -> Node:
        name = str(node.this).lower()
        items = [self.read(e) for e in node.expressions] if name in _FUNCTIONS else []
        if len(items) != _FUNCTIONS.get(name):
            _refuse(node, f"没有这样的函数“{node.this}”；{ALLOWED}")
        days = [i for i in items if isinstance(i, Column) and i.type is ColumnType.DATE]
        if len(days) < len(items):
            _refuse(node, f"{name} 的各项应是日期列")
        if name == "unrecorded":
            return IsNull(Column(days[0].name, ColumnType.DATE, raw=True))
        return Arithmetic("-", WorkDay(days[1]), WorkDay(days[0]))

    def _choice(self, node: exp.If) -> Node:
        if node.args.get("false") is None:
            _refuse(node, "if 要写三项：if(条件, 是, 否)")
        yes, no = self.read(node.args["true"]), self.read(node.args["false"])
        return Choice(self._truth_of(node.this), *self._alike(yes, no, node))

    def _truth_of(self, node: exp.Expr) -> Node:
        read = self.read(node)
        if read.type is not ColumnType.BOOLEAN:
            _refuse(node, f"and、or、not 两边应是条件，却是{read.type.label}")
        return read

    def _number(self, read: Node, node: exp.Expr) -> Node:
        if not read.type.is_number:
            _refuse(node, f"应为数字，却是{read.type.label}")
        return read

    def _alike(self, left: Node, right: Node, node: exp.Expr) -> tuple[Node, Node]:
        """Both sides of one type; a text written beside a date becomes that date."""
        left, right = _dated(left, right, node), _dated(right, left, node)
        same = left.type is right.type or (left.type.is_number and right.type.is_number)
        if not same:
            _refuse(node, f"两边类型不同：{left.type.label}与{right.type.label}")
        for column, value in ((left, right), (right, left)):
            self._refuse_unknown_code(column, value, node)
        return left, right

    def _refuse_unknown_code(self, column: Node, value: Node, node: exp.Expr) -> None:
        if not (isinstance(column, Column) and isinstance(value, Literal)):
            return
        spec = self.schema.columns[column.name]
        if spec.codes and not spec.open and value.value not in spec.codes:
            _refuse(node, f"“{column.name}”没有代码“{value.value}”；有：{'、'.join(spec.codes)}")

    _METHODS: ClassVar[dict[type[exp.Expr], Callable[[_Reader, Any], Node]]] = {
        exp.Paren: _paren,
        exp.Column: _column,
        exp.Literal: _literal,
        exp.Neg: _negative,
        exp.Boolean: _truth,
        exp.Null: _null,
        exp.Cast: _date,
        exp.Placeholder: _parameter,
        exp.And: _and,
        exp.Or: _or,
        exp.Not: _not,
        exp.Between: _between,
        exp.In: _among,
        exp.Is: _is,
        exp.Coalesce: _coalesce,
        exp.StartsWith: _starts_with,
        exp.Contains: _contains,
        exp.Anonymous: _function,
        exp.If: _choice,
        **dict.fromkeys(_SIGNS, _compare),
        **dict.fromkeys(_SUMS, _arithmetic),
    }


def _is_as_of(node: exp.Expr) -> bool:
    return isinstance(node, exp.Placeholder) and node.this == "as_of"


def _dated(side: Node, other: Node, node: exp.Expr) -> Node:
    if other.type is ColumnType.DATE and isinstance(side, Literal) and isinstance(side.value, str):
        return Literal(_date_of(side.value, node))
    return side


def _date_of(text: str, node: exp.Expr) -> date:
    written = re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII)
    with suppress(ValueError):
        if written:
            return date.fromisoformat(text)
    return _refuse(node, f"“{text}”不是日期，应写成 date '2023-01-31'")


def _refuse(node: Any, message: str) -> NoReturn:
    places = [] if not isinstance(node, exp.Expr) else [n.meta.get("start") for n in node.walk()]
    found = [p for p in places if p is not None]
    raise PredicateError(message, min(found) + 1 if found else 0)
