"""A predicate as a Chinese sentence: the columns by their headings, the codes by their words.

What stands in for a missing value is said as such, so that no reader takes a default for what a row
holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import singledispatchmethod

from jixiao.measures.predicates.tree import (
    And,
    Arithmetic,
    ByDate,
    Choice,
    Coalesce,
    Column,
    Compare,
    Days,
    HolidayStart,
    IsNull,
    Literal,
    Node,
    Not,
    Null,
    OneOfValues,
    Or,
    Reached,
    Shift,
    TextTest,
    WorkDay,
    YearEdge,
    YearNumber,
    columns_of,
)
from jixiao.measures.schema import ColumnType, Schema

_SIGNS = {"=": "等于", "<>": "不等于", "<": "小于", "<=": "不大于", ">": "大于", ">=": "不小于"}
_DAYS = {"=": "就是", "<>": "不是", "<": "早于", "<=": "不晚于", ">": "晚于", ">=": "不早于"}
_SUMS = {"+": "加", "-": "减", "*": "乘以"}


def said(node: Node, schema: Schema) -> str:
    """The sentence, without a full stop at its end."""
    return _Speaker(schema).say(node)


@dataclass(frozen=True)
class _Speaker:
    schema: Schema

    @singledispatchmethod
    def say(self, node: Node) -> str:
        raise NotImplementedError(type(node).__name__)

    @say.register
    def _(self, node: Column) -> str:
        label = self._label(node)
        return f"{label}为“是”" if node.type is ColumnType.BOOLEAN else label

    def _label(self, node: Column) -> str:
        return self.schema.columns[node.name].label

    @say.register
    def _(self, node: Literal) -> str:
        if isinstance(node.value, bool):
            return "是" if node.value else "否"
        if isinstance(node.value, str):
            return f"“{node.value}”"
        return f"{node.value:f}" if isinstance(node.value, Decimal) else str(node.value)

    @say.register
    def _(self, node: Null) -> str:
        del node
        return "空"

    @say.register
    def _(self, node: YearEdge) -> str:
        return "年初" if node.edge == "start" else "年底"

    @say.register
    def _(self, node: YearNumber) -> str:
        del node
        return "本年度"

    @say.register
    def _(self, node: Compare) -> str:
        signs = _DAYS if ColumnType.DATE in (node.left.type, node.right.type) else _SIGNS
        right = self._among(node.left, (node.right,))
        if node.left.type is ColumnType.TEXT:
            return f"{self.say(node.left)}{'是' if node.operator == '=' else '不是'}{right}"
        return f"{self.say(node.left)}{signs[node.operator]}{right}"

    def _among(self, of: Node, values: tuple[Node, ...]) -> str:
        """Values written down, by the words of the column they are values of."""
        columns = [self.schema.columns[name] for name in sorted(columns_of(of))]
        words = {code: word for column in columns for code, word in column.words}
        return "、".join(self._worded(one, words) for one in values)

    def _worded(self, one: Node, words: Mapping[str, str]) -> str:
        code = one.value if isinstance(one, Literal) else None
        return f"“{words[code]}”" if isinstance(code, str) and code in words else self.say(one)

    @say.register
    def _(self, node: OneOfValues) -> str:
        some = "之一" if len(node.among) > 1 else ""
        return f"{self.say(node.value)}是{self._among(node.value, node.among)}{some}"

    @say.register
    def _(self, node: IsNull) -> str:
        if isinstance(node.value, Column) and node.value.raw:
            return f"台账没有填{self._label(node.value)}"
        return f"没有{self._named(node.value)}"

    @say.register
    def _(self, node: Not) -> str:
        if isinstance(node.value, IsNull):
            return f"有{self._named(node.value.value)}"
        if isinstance(node.value, OneOfValues):
            one = node.value
            return f"{self.say(one.value)}不是{self._among(one.value, one.among)}"
        return f"除去（{self.say(node.value)}）"

    def _named(self, node: Node) -> str:
        return self._label(node) if isinstance(node, Column) else self.say(node)

    @say.register
    def _(self, node: And) -> str:
        return "，并且".join(self._part(one, (Or,)) for one in node.items)

    @say.register
    def _(self, node: Or) -> str:
        return "，或者".join(self._part(one, (And,)) for one in node.items)

    def _part(self, node: Node, bracketed: tuple[type[Node], ...]) -> str:
        return f"（{self.say(node)}）" if isinstance(node, bracketed) else self.say(node)

    @say.register
    def _(self, node: Arithmetic) -> str:
        if (
            node.operator == "-"
            and isinstance(node.left, WorkDay)
            and isinstance(node.right, WorkDay)
        ):
            return f"从{self.say(node.right.day)}到{self.say(node.left.day)}的工作日数"
        return f"{self.say(node.left)}{_SUMS[node.operator]}{self.say(node.right)}"

    @say.register
    def _(self, node: Days) -> str:
        return f"从{self.say(node.start)}到{self.say(node.stop)}的天数"

    @say.register
    def _(self, node: Shift) -> str:
        return f"{self.say(node.day)}往后{self.say(node.days)}天"

    @say.register
    def _(self, node: Coalesce) -> str:
        first, *rest = node.items
        told, before = self.say(first), self._named(first)
        for one in rest:
            told += f"（没有{before}的按{self._among(first, (one,))}）"
            before = self._named(one)
        return told

    @say.register
    def _(self, node: Choice) -> str:
        return f"{self.say(node.condition)}的取{self.say(node.yes)}，其他取{self.say(node.no)}"

    @say.register
    def _(self, node: TextTest) -> str:
        how = "开头是" if node.how == "starts_with" else "里有"
        return f"{self.say(node.value)}{how}{self.say(node.part)}"

    @say.register
    def _(self, node: WorkDay) -> str:
        return f"{self.say(node.day)}（按工作日数）"

    @say.register
    def _(self, node: HolidayStart) -> str:
        return f"{self.say(node.day)}（遇法定节假日顺延）"

    @say.register
    def _(self, node: ByDate) -> str:
        return f"按{self.say(node.day)}那天的规定"

    @say.register
    def _(self, node: Reached) -> str:
        return f"到了{self.say(node.what)}"
