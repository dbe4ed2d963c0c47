"""Findings that no single value gives: about columns, about rows that are no data, about the store."""

from __future__ import annotations

from collections.abc import Container, Sequence

import duckdb

from jixiao.registers.declaration import Field
from jixiao.registers.findings import RowFinding
from jixiao.registers.grain import part
from jixiao.registers.heading_words import letter
from jixiao.registers.headings import Column, find
from jixiao.registers.personal import masked
from jixiao.registers.questions import Question
from jixiao.registers.remarks import about_container
from jixiao.registers.source import Ledger, Table
from jixiao.registers.speaking import Said
from jixiao.registers.staging import Staged
from jixiao.registers.summary import is_summary
from jixiao.registers.versions import Against
from jixiao.terms.findings import Level

_MARKS = {
    "total": ("合计行，没有当作数据", "不必修改"),
    "example": ("示例行，没有当作数据", "不必修改"),
    "guide": ("填写说明，没有当作数据", "不必修改"),
    "footer": ("表下的说明，没有当作数据", "不必修改"),
    "recheck": ("复检行，已并入初检行：复检结论写在那一行", "不必修改"),
    "heading": ("重复的列名，没有当作数据", "不必修改"),
}
_LISTED = 100


def about_columns(
    staged: Staged, ledger: Ledger, table: Table, asked: Sequence[Question] = ()
) -> list[RowFinding]:
    """Columns left out, columns missing, units converted, keys made, other sheets not read."""
    row = staged.headings.row
    found = [question.finding(row) for question in asked]
    finer = part(staged)
    found += [finer] if finer else []
    found += _remembered(staged)
    found += _left_out(staged, {question.column.index for question in asked})
    for field in staged.register.fields:
        if (
            field.required
            and field.name not in staged.headings.mapped
            and field not in staged.fields
        ):
            if told := _stands_in(staged, field):
                found.append(told)
                continue
            fault = f"文件中没有“{field.label}”这一列"
            remedy = f"补上这一列，或用 --map 列名={field.name} 指明"
            remedy = f"合成一行时写上{field.label}" if finer else remedy
            remedy = "；".join(filter(None, (remedy, field.lacking)))
            found.append(RowFinding(row, field.name, Level.RETURN, "column-missing", fault, remedy))
    for name, column in staged.headings.mapped.items():
        if column.factor != "1":
            fault = f"“{column.heading}”以{column.unit}为单位，已换算成元"
            found.append(
                RowFinding(
                    row,
                    name,
                    Level.NOTE,
                    "unit-converted",
                    fault,
                    "不必修改",
                    column.heading,
                    column.index,
                )
            )
    if staged.made_key:
        found.append(_made_key(staged))
    for other in ledger.tables:
        if other is not table and _alike(staged, other):
            fault = f"工作表“{other.name}”也有这些列，没有读入；读入的是“{table.name}”"
            found.append(
                RowFinding(
                    None,
                    None,
                    Level.RETURN if _is_ledger(staged, other) else Level.IMPROVE,
                    "sheet-left-out",
                    fault,
                    "把各表合成一张，或以 文件#工作表 分别导入",
                )
            )
    return found


def _stands_in(staged: Staged, field: Field) -> RowFinding | None:
    """A note where another column makes the rows worth keeping without this one."""
    there = [staged.register.field(n) for n in field.instead if n in staged.headings.mapped]
    if not there:
        return None
    fault = f"文件中没有“{field.label}”这一列，按“{there[0].label}”收下"
    remedy = f"要用到{field.label}的测度不能由它得出；另有带{field.label}的台账的，一并导入"
    row = staged.headings.row
    return RowFinding(row, field.name, Level.NOTE, "column-instead", fault, remedy)


def _remembered(staged: Staged) -> list[RowFinding]:
    """One note that names the columns understood as a person said the last time."""
    told = [
        f"“{masked(c.heading)}”{f'是{staged.register.field(c.field).label}' if c.field else '不读'}"
        for c in staged.headings.columns
        if c.how == "remembered" and not (c.field and _plain(staged, c))
    ]
    if not told:
        return []
    fault = f"按上次说明的理解：{'、'.join(told)}"
    remedy = "不再这样理解的，用 --map 列名=字段 另外指明"
    return [RowFinding(staged.headings.row, None, Level.NOTE, "column-remembered", fault, remedy)]


def _plain(staged: Staged, column: Column) -> bool:
    """Whether the heading says by itself what was remembered of it."""
    alone = find(staged.register, [[column.heading]])
    return alone is not None and column.field in alone.mapped


def _left_out(staged: Staged, asked: Container[int]) -> list[RowFinding]:
    """One note that names every column nobody asks about and nobody spoke of."""
    left = [c for c in staged.headings.unknown if c.index not in asked and not c.said]
    told = []
    for how, why in (
        ("", "不认识列名"),
        ("taken", "已有另一列是这个字段"),
        ("doubled", "列名重复，分不清"),
    ):
        names = [f"{letter(c.index)} 列“{masked(c.heading[:40])}”" for c in left if c.how == how]
        if names:
            told.append(f"{'、'.join(names)}（{why}）")
    if not told:
        return []
    fault = f"没有读入：{'；'.join(told)}"
    remedy = "不需要的不必理会；需要的用 --map 列名=字段 指明"
    return [RowFinding(staged.headings.row, None, Level.NOTE, "column-left-out", fault, remedy)]


def _alike(staged: Staged, other: Table) -> bool:
    """Whether another sheet has most of the same columns."""
    found = find(staged.register, other.head)
    return found is not None and 2 * len(found.mapped) > len(staged.headings.mapped)


def _is_ledger(staged: Staged, other: Table) -> bool:
    """Whether another sheet has all columns a row needs: then its rows would be missing unsaid."""
    found = find(staged.register, other.head)
    needed = {f.name for f in staged.register.fields if f.required}
    return found is not None and needed <= set(found.mapped) and not is_summary(other.name)


def _made_key(staged: Staged) -> RowFinding:
    label = staged.register.field(staged.register.key[0]).label
    labels = (staged.register.field(f).label for f in staged.made_key if f != "*")
    of = "、".join(labels) or "整行内容"
    fault = f"文件中没有“{label}”，已用{of}代替"
    remedy = "系统中有编号的，导出时带上编号，更正时才认得出是同一行"
    return RowFinding(
        staged.headings.row, staged.register.key[0], Level.NOTE, "key-made", fault, remedy
    )


def about_rows(connection: duckdb.DuckDBPyConnection, staged: Staged) -> list[RowFinding]:
    """Rows that are no data, and cells that the container itself shows to be wrong."""
    marks = connection.execute(
        f"SELECT _row, _mark FROM marked ORDER BY 1 LIMIT {_LISTED}"
    ).fetchall()
    found = [RowFinding(int(row), None, Level.NOTE, mark, *_MARKS[mark]) for row, mark in marks]
    return [*found, *staged.told, *about_container(staged)]


def about_store(compared: Against, said: Said, refused: int) -> list[RowFinding]:
    """What the ledger changes in the store, and what it leaves as it was."""
    found = []

    def note(level: Level, check: str, count: int, fault: str, remedy: str) -> None:
        if count:
            found.append(RowFinding(None, None, level, check, fault, remedy, count=count))

    same, corrected, older = compared.unchanged, compared.corrected, compared.older
    fault = f"{same} 行与库中已有的相同，没有重复计数"
    note(Level.NOTE, "unchanged", same, fault, "不必修改")
    fault = f"{corrected} 行更正了库中已有的行；原来的内容仍可查"
    note(Level.NOTE, "corrected", corrected, fault, "核对更正是否有意")
    fault = f"{older} 行库中有更新的内容，这份截至 {said.known_from}，较旧，没有改动现有的值"
    remedy = "这份其实更新的，撤回后写明内容截至哪一天再导入"
    note(Level.IMPROVE, "older", older, fault, remedy)
    fault = f"更正的行原有{'、'.join(compared.kept[:8])}，这份文件没有这些列，原有的值仍然有效"
    remedy = "原有的值也要改的，导出时带上这些列后再导入一次"
    note(Level.NOTE, "columns-kept", len(compared.kept), fault, remedy)
    return [*found, *_gone(compared, said, refused)]


def _gone(compared: Against, said: Said, refused: int) -> list[RowFinding]:
    if said.full and refused:
        fault = f"有 {refused} 行退回，这份不完整，没有按全量处理"
        remedy = "改好退回的行，再以全量导入"
        return [RowFinding(None, None, Level.IMPROVE, "full-not-whole", fault, remedy)]
    if not compared.gone:
        return []
    first, last = compared.span
    span = f"{first} 至 {last}" if first and last else "这份文件的期间"
    fault = f"{span}库中已有的 {compared.gone} 行，这份文件没有"
    if not said.full:
        remedy = "这份是全部导出的，说明是全量（--full），这些行就不再计数；不是的不必理会"
        return [RowFinding(None, None, Level.NOTE, "not-in-it", fault, remedy, count=compared.gone)]
    named = "、".join(compared.gone_keys[:20]) + ("等" if compared.gone > 20 else "")
    fault = f"{fault}，不再计数：{named}"
    remedy = "核对这些行确已撤销；不是的，撤回这次导入"
    return [RowFinding(None, None, Level.IMPROVE, "gone", fault, remedy, count=compared.gone)]
