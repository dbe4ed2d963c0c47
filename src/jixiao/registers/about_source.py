"""What is said of a file's source: which connector knows it, what of it stays at the door, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.grids.errors import ReadError
from jixiao.registers.connector import PERSONAL, Known
from jixiao.registers.declaration import Register
from jixiao.registers.findings import RowFinding
from jixiao.registers.heading_words import letter
from jixiao.registers.headings import Column, Headings, stranger
from jixiao.registers.personal import masked
from jixiao.registers.source import Ledger, Table
from jixiao.terms.findings import Level

_LISTED = 40
#: The check that keeps a file out whatever is said of partial ones.
UNANSWERED = "source-question"


def about_source(headings: Headings) -> list[RowFinding]:
    """The findings of a file's source."""
    return list(_told(headings)) if headings.sources else []


def unanswered(register: Register, headings: Headings) -> list[RowFinding]:
    """One question where no column of a known source is bound without which its rows say nothing."""
    source = headings.source
    wanted = source.connector.one_of if source else ()
    if not source or not wanted or set(wanted) & set(headings.mapped):
        return []
    left = [_column(c) for c in headings.unknown if not c.how]
    labels = "、".join(f"“{register.field(f).label}”" for f in wanted)
    fault = f"没有一列认得出是{labels}，一行也没有收；还没有读的列：{'、'.join(left[:_LISTED]) or '没有'}"
    remedy = f"{source.connector.question}用 --map 列名={wanted[0]} 指明"
    return [RowFinding(headings.row, wanted[0], Level.RETURN, UNANSWERED, fault, remedy)]


def of_this_register(register: Register, ledger: Ledger, read: int) -> None:
    """See that the file is not that of a source of another register; ``read``: columns this one reads.

    Raises:
        ReadError: it is, or nearly is and this register reads less of it; says which register it belongs to.
    """
    for table in ledger.tables:
        if known := stranger(register, table.head, read):
            other = known.connector
            lacking = "、".join(f"“{h}”" for h in known.missing)
            raise ReadError(
                ledger.original.name,
                f"{register.label}",
                f"列名{'很像' if lacking else '是'}“{other.label}”的（{other.version}）"
                + (f"，只是没有{lacking}" if lacking else ""),
                f"用 jixiao intake {other.register} 导入；确是{register.label}的，用 --map 指明各列",
                _where(table),
            )


def _where(table: Table) -> str:
    return f"“{table.name}”的列名"


def _told(headings: Headings) -> Iterator[RowFinding]:
    row, source = headings.row, headings.source
    if source is None:
        yield from _unsettled(headings)
        return
    connector = source.connector
    fault = f"认出来源：{connector.label}（{connector.version}）"
    lacks = connector.lacks if connector.lacks != "无" else ""
    remedy = f"{lacks}" or "不必修改"
    yield RowFinding(row, None, Level.NOTE, "source-known", fault, remedy)
    personal = _columns(headings, source, personal=True)
    if personal:
        fault = f"{len(personal)} 列个人信息没有留存：{'、'.join(personal)}"
        yield RowFinding(row, None, Level.NOTE, "source-personal", fault, "不必修改", None, None)
    unused = _columns(headings, source, personal=False)
    if unused:
        fault = f"{len(unused)} 列这份台账用不到，没有读入：{'、'.join(unused)}"
        remedy = "需要的用 --map 列名=字段 指明"
        yield RowFinding(row, None, Level.NOTE, "source-unused", fault, remedy)


def _columns(headings: Headings, source: Known, *, personal: bool) -> list[str]:
    """The columns that the source leaves out, for being personal or of no use."""
    return [
        _column(c)
        for c in headings.columns
        if c.how == "connector"
        and not c.field
        and (source.slots[c.index].field == PERSONAL) == personal
    ]


def _unsettled(headings: Headings) -> Iterator[RowFinding]:
    """Several sources fit, or some only nearly and what they lack is not read otherwise."""
    if all(k.whole for k in headings.sources):
        fault = f"列名同时是{_labels(headings.sources)}的，分不清是哪一个来源，按列名逐列读入"
        if differ := _read_two_ways(headings):
            fault += f"；两者读法不同的列：{'、'.join(differ[:_LISTED])}"
        remedy = "核对各列；用 --map 列名=字段 逐列指明，或删去 connectors 中重复的一个"
        yield RowFinding(headings.row, None, Level.RETURN, "source-two", fault, remedy)
        return
    lacking = {k.connector.label: _lacking(k, headings) for k in headings.sources}
    if not all(lacking.values()):
        return
    without = "；".join(
        f"{_labels([k])}没有{'、'.join(f'“{h}”' for h in lacking[k.connector.label])}"
        for k in headings.sources
    )
    other = [_column(c) for c in headings.unknown if not c.how]
    beside = f"；表中不认识的列：{'、'.join(other[:_LISTED])}" if other else ""
    fault = f"列名很像{without}，可能是另一版本{beside}"
    remedy = "核对是不是这个来源；换了说法的列用 --map 列名=字段 指明，其余照收用 --accept-partial"
    yield RowFinding(headings.row, None, Level.RETURN, "source-nearly", fault, remedy)


def _labels(known: Sequence[Known]) -> str:
    return "、".join(f"“{k.connector.label}”（{k.connector.version}）" for k in known)


def _lacking(near: Known, headings: Headings) -> list[str]:
    return [h for h in near.missing if not _read_otherwise(near, h, headings)]


def _read_two_ways(headings: Headings) -> list[str]:
    """The columns that the sources which all fit read as different fields."""
    return [
        _column(c)
        for c in headings.columns
        if len({k.slots[c.index].field for k in headings.sources if c.index in k.slots}) > 1
    ]


def _column(column: Column) -> str:
    return f"{letter(column.index)} 列“{masked(column.heading[:40])}”"


def _read_otherwise(near: Known, heading: str, headings: Headings) -> bool:
    """Whether the field of a heading that is missing has another column, or it has none to have."""
    fields = {s.field for s in near.connector.slots if heading in s.headings and s.read}
    return not fields or bool(fields & set(headings.mapped))
