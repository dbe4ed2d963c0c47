"""An empty ledger of a register as an Excel workbook: headings, notes, drop-downs, an example row."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from jixiao.registers.declaration import Field, FieldType, Register

_ROWS = 2000
_MOST_LISTED = 250  # characters of a drop-down that Excel takes without a range
_FONT = {"font_name": "宋体", "font_size": 10}
_LINE = {"border": 1, "border_color": "#8C8C8C"}
_FORMATS = {
    FieldType.DATE: "yyyy-mm-dd",
    FieldType.MONEY: "#,##0.00",
    FieldType.INTEGER: "0",
    FieldType.DECIMAL: "0.######",
}
_EXAMPLES: dict[FieldType, Any] = {
    FieldType.DATE: date(2023, 3, 15),
    FieldType.MONEY: 1234.5,
    FieldType.INTEGER: 3,
    FieldType.DECIMAL: 2.5,
    FieldType.BOOLEAN: "是",
}
_WIDTHS = {
    FieldType.DATE: 12,
    FieldType.MONEY: 13,
    FieldType.INTEGER: 10,
    FieldType.DECIMAL: 10,
    FieldType.BOOLEAN: 9,
}


def template(register: Register) -> bytes:
    """The workbook: the ledger, and a sheet that says what each column is.

    Personal columns that are dropped have no place in it. The example row begins with 示例 and is
    passed over at intake.
    """
    made = BytesIO()
    with xlsxwriter.Workbook(
        made,
        {
            "in_memory": True,
            "default_date_format": "yyyy-mm-dd",
            "strings_to_formulas": False,
            "strings_to_urls": False,
        },
    ) as book:
        book.set_properties({"title": register.label})
        _Template(book, register).write()
    return made.getvalue()


class _Template:
    """The two sheets."""

    def __init__(self, book: Any, register: Register) -> None:
        self.book, self.register = book, register
        self.fields = [f for f in register.fields if f.stored]
        self.title = book.add_format({**_FONT, "font_size": 16, "bold": True, "valign": "vcenter"})
        self.quiet = book.add_format({**_FONT, "font_color": "#595959", "valign": "vcenter"})
        self.wrapped = book.add_format({**_FONT, **_LINE, "text_wrap": True, "valign": "top"})

    def write(self) -> None:
        sheet = self.book.add_worksheet(self.register.label.split("（")[0].replace("、", "")[:28])
        sheet.set_row(0, 30)
        sheet.write(0, 0, self.register.label, self.title)
        sheet.write(
            1,
            0,
            f"保管：{self.register.keeper}。带 * 的列必填；各列的写法见列名上的批注和“填写说明”。",
            self.quiet,
        )
        sheet.set_row(2, 32)
        for column, field in enumerate(self.fields):
            self._column(sheet, column, field)
        sheet.freeze_panes(3, 1)
        _print_on_a4(sheet, fit=False)
        sheet.repeat_rows(2)
        sheet.repeat_columns(0)
        self._explain()

    def _column(self, sheet: Any, column: int, field: Field) -> None:
        needed = field.required or field.name in self.register.key
        heading = self.book.add_format(
            {
                **_FONT,
                **_LINE,
                "bold": True,
                "text_wrap": True,
                "align": "center",
                "valign": "vcenter",
            }
            | {"bg_color": "#D9E2F3" if needed else "#F2F2F2"}
        )
        body = self.book.add_format({**_FONT, "num_format": _FORMATS.get(field.type, "@")})
        example = self.book.add_format(
            {
                **_FONT,
                **_LINE,
                "font_color": "#7F7F7F",
                "italic": True,
                "num_format": _FORMATS.get(field.type, "@"),
            }
        )
        width = _WIDTHS.get(field.type, max(13, min(26, 2 * len(field.label) + 4)))
        sheet.set_column(column, column, width, body)
        sheet.write(2, column, self._heading(field, needed), heading)
        sheet.write_comment(
            2, column, about(field), {"x_scale": 1.6, "y_scale": 1.2, "font_size": 9}
        )
        self._example(sheet, column, field, example)
        _validate(sheet, column, field)

    def _heading(self, field: Field, needed: bool) -> str:
        unit = "（元）" if field.type is FieldType.MONEY else ""
        return f"{'*' if needed else ''}{field.label}{unit}"

    def _example(self, sheet: Any, column: int, field: Field, form: Any) -> None:
        value = "示例（导入时不计）" if column == 0 else _EXAMPLES.get(field.type, "")
        if column and field.type is FieldType.CODE:
            value = field.codes[0].label
        if isinstance(value, date):
            sheet.write_datetime(3, column, value, form)
        else:
            sheet.write(3, column, value, form)

    def _explain(self) -> None:
        sheet = self.book.add_worksheet("填写说明")
        head = self.book.add_format({**_FONT, **_LINE, "bold": True, "bg_color": "#F2F2F2"})
        for column, (word, width) in enumerate(
            (("列名", 20), ("内容", 12), ("必填", 6), ("写法", 62))
        ):
            sheet.set_column(column, column, width)
            sheet.write(0, column, word, head)
        for row, field in enumerate(self.fields, start=1):
            needed = field.required or field.name in self.register.key
            values = (field.label, field.type.label, "是" if needed else "", about(field))
            for column, value in enumerate(values):
                sheet.write(row, column, value, self.wrapped)
        sheet.write(len(self.fields) + 2, 0, f"来源：{self.register.source}", self.quiet)
        dropped = "、".join(f.label for f in self.register.fields if not f.stored)
        if dropped:
            sheet.write(len(self.fields) + 3, 0, f"不必填写、导入时也不留存：{dropped}", self.quiet)
        sheet.freeze_panes(1, 0)
        _print_on_a4(sheet, fit=True)
        sheet.repeat_rows(0)


def about(field: Field) -> str:
    """How a field is written, in one or two sentences."""
    how = {
        FieldType.DATE: "日期，例如 2023-03-15",
        FieldType.MONEY: "金额，单位元；以万元为单位时把列名写成“…（万元）”",
        FieldType.INTEGER: "整数，不写单位",
        FieldType.DECIMAL: "数，不写单位",
        FieldType.BOOLEAN: "是或否",
        FieldType.CODE: "从下拉框中选",
    }.get(field.type, "文字")
    codes = "：" + "、".join(c.label for c in field.codes) if field.type is FieldType.CODE else ""
    hashed = "。库中只留摘要，不留原文" if field.personal else ""
    return f"{how}{codes}{hashed}{'。' + field.note if field.note else ''}"


def _validate(sheet: Any, column: int, field: Field) -> None:
    rules: dict[str, Any] | None = None
    if field.type in (FieldType.CODE, FieldType.BOOLEAN):
        labels = [c.label for c in field.codes] if field.type is FieldType.CODE else ["是", "否"]
        labels = [label.replace(",", "，") for label in labels]
        if len(",".join(labels)) <= _MOST_LISTED:
            rules = {
                "validate": "list",
                "source": labels,
                "error_type": "warning" if field.open else "stop",
            }
    elif field.type is FieldType.DATE:
        rules = {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1949, 10, 1),
            "maximum": date(2199, 12, 31),
        }
    elif field.type is FieldType.INTEGER:
        rules = {"validate": "integer", "criteria": ">=", "value": int(field.min or -(10**9))}
    elif field.type.is_number:
        rules = {
            "validate": "decimal",
            "criteria": ">=",
            "value": float(field.min) if field.min is not None else -1e12,
        }
    if rules:
        messages = {
            "error_title": field.label[:32],
            "error_message": about(field)[:255],
            "ignore_blank": True,
        }
        sheet.data_validation(3, column, 3 + _ROWS, column, {**rules, **messages})


def _print_on_a4(sheet: Any, *, fit: bool) -> None:
    """A long ledger goes over several pages side by side, its first column on each."""
    sheet.set_paper(9)
    sheet.set_landscape()
    if fit:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(85)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
