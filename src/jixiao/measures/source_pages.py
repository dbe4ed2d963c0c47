"""docs/connectors.md, made from the connectors: how a source is known, where its columns go, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.measures.catalogue import measures
from jixiao.measures.gaps import dates_needed
from jixiao.measures.measure import Measure
from jixiao.registers.catalogue import registers
from jixiao.registers.connector import PERSONAL, Connector
from jixiao.registers.declaration import Register

_TITLE = """# 认识的来源

由 `src/jixiao/registers/connectors` 生成（`make docs`），不要手改。每份来源说明一个系统的一种导出：凭哪些列名认出，
各列是哪个字段，哪些是个人信息、在门口就丢弃，哪些测度它算不出。列名重复的按区分开，分不清就问。

自己的来源：逐列说明一次（`jixiao intake … --map 列名=字段`，或在页面上选），再用
`jixiao connectors 名称 --from 台账 --label 称呼 --evidence 证据库 -o 名称.toml` 写出；另一个县用
`jixiao connectors --add 名称.toml --evidence 证据库` 收下，同样的导出从此直接认得。
"""


def pages() -> Mapping[str, str]:
    """Every page by its path below docs/."""
    return {"connectors.md": "".join(_page())}


def _page() -> Iterator[str]:
    yield _TITLE
    for register in registers().values():
        for one in register.connectors:
            yield from _source(one, register)


def _source(one: Connector, register: Register) -> Iterator[str]:
    yield f"\n## {one.label}（{one.name}）\n\n{one.version}；{one.source}。台账：{register.label}。\n\n"
    yield f"- 凭这些列名认出：{'、'.join(one.needed)}\n"
    yield f"- 它没有的：{one.lacks}\n"
    yield f"- 单凭它算不出的测度：{'、'.join(_unanswered(one)) or '没有'}\n"
    personal = [slot.label for slot in one.slots if slot.field == PERSONAL]
    dropped = [s.label for s in one.slots if s.read and not register.field(s.field).stored]
    yield f"- 不留存的个人信息：{'、'.join([*personal, *dropped]) or '没有'}\n"
    unused = [slot.label for slot in one.slots if not slot.read and slot.field != PERSONAL]
    yield f"- 用不到、不读入的：{'、'.join(unused) or '没有'}\n"
    for field, word, code in one.meant:
        yield f"- {register.field(field).label}的“{word}”：{code}\n"
    yield "\n| 列名 | 字段 |\n|---|---|\n"
    for slot in one.slots:
        if slot.read and register.field(slot.field).stored:
            headings = " 或 ".join(slot.headings)
            yield f"| {f'{slot.group}：' if slot.group else ''}{headings} | {register.field(slot.field).label} |\n"


def _unanswered(one: Connector) -> list[str]:
    """The measures of its register that need a date it has no column of."""
    have = {slot.field for slot in one.slots} | set(registers()[one.register].period)
    return [m.label for m in measures().values() if m.register == one.register and _lacks(m, have)]


def _lacks(measure: Measure, have: set[str]) -> bool:
    return any(not needed & have for needed in dates_needed(measure))
