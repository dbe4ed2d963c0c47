"""What the container of a ledger shows, as findings: sheets, hidden rows, merged and faulty cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jixiao.registers.declaration import Field
from jixiao.registers.findings import RowFinding
from jixiao.registers.headings import Column
from jixiao.registers.source import Remark
from jixiao.registers.staging import Staged
from jixiao.terms.findings import Level

#: Kind of remark about the whole → level, fault, remedy.
_WHOLE = {
    "hidden-sheet": (
        Level.IMPROVE,
        "隐藏的工作表“{}”没有读入",
        "其中有要导入的，取消隐藏，或以 文件#工作表 导入",
    ),
    "summary-sheet": (
        Level.IMPROVE,
        "工作表“{}”像是汇总或说明，没有读入",
        "其中有别的表没有的行，以 文件#工作表 导入",
    ),
    "sheets-together": (Level.NOTE, "列名相同的工作表合在一起读：{}", "不必修改"),
    "hidden-rows": (
        Level.IMPROVE,
        "有 {} 行被隐藏或筛选掉，照样读入",
        "不该导入的，删去后再导入",
    ),
    "mixed": (
        Level.NOTE,
        "从这一行起有些行是另一种编码（{}），已分别理解",
        "抽看这些行的文字是否正确",
    ),
}
_CHECKS = {"mixed": "mixed-encodings"}


def about_container(staged: Staged) -> list[RowFinding]:
    """The findings of all remarks."""
    found = [_whole(one) for one in staged.remarks if one.kind in _WHOLE]
    below = [r for r in staged.remarks if r.row and r.row > staged.headings.row]
    found += [_extra(one) for one in below if one.kind == "extra"]
    found += [_struck(one) for one in below if one.kind == "struck"]
    cells = [(one, *at) for one in below if (at := _field(staged, one))]
    found += _merged(cells)
    for remark, field, column in cells:
        found += _cell(remark, field, column)
    return found


def _whole(remark: Remark) -> RowFinding:
    level, fault, remedy = _WHOLE[remark.kind]
    check = _CHECKS.get(remark.kind, remark.kind)
    return RowFinding(remark.row, None, level, check, fault.replace("{}", remark.printed), remedy)


def _extra(remark: Remark) -> RowFinding:
    fault = f"这一行有 {remark.printed}，比列名多"
    remedy = "内容里有分隔符的，给这一格加上引号"
    return RowFinding(remark.row, None, Level.RETURN, "too-many-cells", fault, remedy)


def _struck(remark: Remark) -> RowFinding:
    fault, remedy = "这一行划了删除线", "划去就是不要的，删去这一行；其实要的，去掉删除线"
    return RowFinding(remark.row, None, Level.RETURN, "struck-row", fault, remedy)


def _field(staged: Staged, remark: Remark) -> tuple[Field, Column] | None:
    """The field a remark is about, where it is one that is kept."""
    column = next((c for c in staged.headings.columns if c.index == remark.column), None)
    if column is None or column.field is None or column.field not in staged.register:
        return None
    field = staged.register.field(column.field)
    return (field, column) if field.stored else None


def _merged(cells: list[tuple[Remark, Field, Column]]) -> Iterator[RowFinding]:
    """A text that stands for several rows is said once a column; an amount would be counted in each."""
    filled = Counter(field.name for one, field, _ in cells if one.kind == "merged")
    for one, field, column in cells:
        if one.kind == "merged" and field.name in filled and not field.type.is_number:
            count = filled.pop(field.name)
            fault = f"{field.label}有合并的单元格，{count} 格按合并的内容补上"
            place = column.heading, column.index
            yield RowFinding(
                one.row, field.name, Level.NOTE, "merged", fault, "核对这些行", *place, count
            )


def _cell(remark: Remark, field: Field, column: Column) -> Iterator[RowFinding]:
    """A cell whose content is not what was meant."""
    said = {
        "error": ("error-cell", f"是公式出错的结果 {remark.printed}", "改正公式后重新保存"),
        "spoiled": (
            "spoiled-number",
            "是长数字，表格软件只留下前 15 位",
            "把这一列设为文本格式后重新填写",
        ),
        "merged": (
            "merged-number",
            "是几行合并的一格，分不清每行是多少",
            "取消合并，每行各写各的数",
        ),
    }
    wrong = (
        remark.kind == "error"
        or (remark.kind == "spoiled" and field.sort_of_text)
        or (remark.kind == "merged" and field.type.is_number)
    )
    if wrong:
        check, fault, remedy = said[remark.kind]
        place = column.heading, column.index
        fault = f"{field.label}{fault}"
        yield RowFinding(remark.row, field.name, Level.RETURN, check, fault, remedy, *place)
