"""How far the words of a heading are those of a field: pairs of characters they share.

A pair that stands in the words of many fields of the register (处理, 案件) says little, one of a single
field (调解) much; 日期, 情况 and their like say nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from jixiao.registers.declaration import Field, Register
from jixiao.registers.heading_words import canonical

#: Shared words weigh this much at least where a heading could be a field's.
ENOUGH = 0.3
_EMPTY = frozenset(
    "是否 有无 日期 情况 信息 名称 单位 金额 数量 类型 类别 种类 方式 状态 内容 结果 结论 人员 机构 部门 企业 备注 说明"
    " 期日 号日 否已 万元 合计 其他 相关 本次".split()
)


def resemblance(register: Register, heading: str) -> Mapping[str, float]:
    """Field → how much of its words a heading has; fields without any are not in it."""
    pairs = frozenset(_pairs(heading))
    fields = _pairs_of(register)
    held = _held(register)
    found = {
        name: sum(1 / held[pair] for pair in sorted(pairs & known))
        for name, known in fields.items()
    }
    return {name: weight for name, weight in found.items() if weight}


def _pairs(text: str) -> Iterator[str]:
    bare = canonical(text)
    for i in range(len(bare) - 1):
        pair = bare[i : i + 2]
        if pair not in _EMPTY and all("\u4e00" <= sign <= "\u9fff" for sign in pair):
            yield pair


@lru_cache(maxsize=200)
def _pairs_of(register: Register) -> Mapping[str, frozenset[str]]:
    return {f.name: frozenset(_of_field(f)) for f in register.fields}


def _of_field(field: Field) -> Iterator[str]:
    for word in (field.label, *field.synonyms):
        yield from _pairs(word)


@lru_cache(maxsize=200)
def _held(register: Register) -> Mapping[str, int]:
    """Pair → how many fields have it."""
    return Counter(pair for known in _pairs_of(register).values() for pair in known)
