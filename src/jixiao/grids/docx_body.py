"""The elements of a Word document and what each does to the text being read."""

from __future__ import annotations

from jixiao.grids.docx_numbering import Numbering
from jixiao.grids.docx_story import Story
from jixiao.grids.docx_styles import Styles, is_on, number
from jixiao.grids.xml import SKIP, Attributes

_CONTENTS = "Table of Contents"
_CHECKS = {
    "00A8": "□", "006F": "□", "00A3": "□", "00FE": "☑", "0052": "☑", "00FD": "☒", "0053": "☒", "00FC": "✓",
}  # fmt: skip


class Body(Story):
    """The whole document: what surrounds text and what is said of it, besides the story itself."""

    def __init__(self, file: str, styles: Styles, numbering: Numbering) -> None:
        """Nothing read yet."""
        super().__init__(file, styles, numbering)
        self._controls: list[str] = []
        self._choices: list[bool] = []
        self._in_properties = self._in_row_properties = False
        self.starts = {
            "w:p": self.begin_paragraph,
            "w:pPr": self.begin_properties,
            "w:pStyle": self.paragraph_style,
            "w:outlineLvl": self.outline_level,
            "w:numId": self.list_key,
            "w:ilvl": self.list_level,
            "w:pageBreakBefore": self.new_page,
            "w:r": self.begin_run,
            "w:rStyle": self.run_style,
            "w:vanish": self.vanish,
            "w:t": self.begin_text,
            "m:t": self.begin_text,
            "w:br": lambda _: self.add("\n"),
            "w:cr": lambda _: self.add("\n"),
            "w:tab": lambda _: None if self._in_properties else self.add(" "),
            "w:ptab": lambda _: self.add(" "),
            "w:noBreakHyphen": lambda _: self.add("-"),
            "w:sym": self.symbol,
            "w:fldChar": lambda a: self.fields.mark(a.get("fldCharType", "")),
            "w:fldSimple": lambda a: self.fields.begin_simple(a.get("instr", "")),
            "w:tbl": self.begin_table,
            "w:tr": self.begin_row,
            "w:trPr": self.begin_row_properties,
            "w:hidden": self.hide_row,
            "w:gridBefore": self.skip_columns,
            "w:tc": self.begin_cell,
            "w:gridSpan": self.span,
            "w:vMerge": self.merge,
            "w:hMerge": self.merge_across,
            "w:sdt": self.begin_control,
            "w:docPartGallery": self.gallery,
            "w:showingPlcHdr": self.placeholder,
            "w:sdtContent": self.begin_content,
            "mc:AlternateContent": self.begin_alternatives,
            "mc:Choice": self.alternative,
            "mc:Fallback": self.alternative,
            "w:txbxContent": self.begin_box,
            "w:del": self.deleted,
            "w:moveFrom": self.deleted,
            "w:rt": lambda _: SKIP,
            "w:pPrChange": lambda _: SKIP,
            "w:rPrChange": lambda _: SKIP,
            "w:tblPrChange": lambda _: SKIP,
            "w:trPrChange": lambda _: SKIP,
            "w:tcPrChange": lambda _: SKIP,
            "a:blip": self.note_picture,
            "v:imagedata": self.note_picture,
            "c:chart": self.note_picture,
            "w:altChunk": self.note_picture,
        }
        self.ends = {
            "w:p": self.end_paragraph,
            "w:pPr": self.end_properties,
            "w:r": self.end_run,
            "w:t": self.end_text,
            "m:t": self.end_text,
            "w:fldSimple": self.fields.end_simple,
            "w:tbl": self.end_table,
            "w:trPr": self.end_row_properties,
            "w:tc": self.end_cell,
            "w:sdt": self.end_control,
            "w:sdtContent": self.end_content,
            "mc:AlternateContent": self.end_alternatives,
            "w:txbxContent": self.end_box,
        }

    # what surrounds text

    def begin_control(self, _: Attributes) -> None:
        self._controls.append("")

    def gallery(self, attributes: Attributes) -> None:
        if self._controls and attributes.get("val") == _CONTENTS:
            self._controls[-1] = "contents"

    def placeholder(self, attributes: Attributes) -> None:
        if self._controls and is_on(attributes.get("val")):
            self._controls[-1] = "placeholder"

    def begin_content(self, _: Attributes) -> bool | None:
        kind = self._controls[-1] if self._controls else ""
        self._quiet += kind == "placeholder"
        return SKIP if kind == "contents" else None

    def end_content(self) -> None:
        self._quiet -= bool(self._controls) and self._controls[-1] == "placeholder"

    def end_control(self) -> None:
        self._controls.pop()

    def begin_alternatives(self, _: Attributes) -> None:
        self._choices.append(False)

    def end_alternatives(self) -> None:
        self._choices.pop()

    def alternative(self, _: Attributes) -> bool | None:
        """The first way of saying the same is read, the others are passed over."""
        if not self._choices:
            return None
        seen, self._choices[-1] = self._choices[-1], True
        return SKIP if seen else None

    def begin_box(self, _: Attributes) -> None:
        self.boxes.append([])

    def end_box(self) -> None:
        lines = self.boxes.pop()
        if self.paragraphs:
            self.paragraphs[-1].boxes.extend(lines)

    # properties

    def begin_properties(self, _: Attributes) -> None:
        self._in_properties = True

    def end_properties(self) -> None:
        self._in_properties = False

    def paragraph_style(self, attributes: Attributes) -> None:
        if self.paragraphs:
            self.paragraphs[-1].style = attributes.get("val", "")

    def outline_level(self, attributes: Attributes) -> None:
        if self.paragraphs:
            self.paragraphs[-1].level = number(attributes.get("val"), 9)

    def list_key(self, attributes: Attributes) -> None:
        if self.paragraphs:
            self.paragraphs[-1].list_key = attributes.get("val", "0")

    def list_level(self, attributes: Attributes) -> None:
        if self.paragraphs:
            self.paragraphs[-1].list_level = number(attributes.get("val"), 0)

    def new_page(self, attributes: Attributes) -> None:
        if self.paragraphs:
            self.paragraphs[-1].new_page = is_on(attributes.get("val"))

    def begin_run(self, _: Attributes) -> None:
        self._hidden = False

    def end_run(self) -> None:
        self._hidden = False

    def begin_text(self, _: Attributes) -> None:
        self._in_text = True

    def end_text(self) -> None:
        self._in_text = False

    def deleted(self, _: Attributes) -> bool | None:
        """A tracked deletion: of a row, of a paragraph's end, or of the text inside."""
        if self._in_row_properties and self.tables:
            self.tables[-1].drop_row()
        elif self._in_properties and self.paragraphs:
            self.paragraphs[-1].joins_next = True
        return SKIP

    def vanish(self, attributes: Attributes) -> None:
        if not self._in_properties:
            self._hidden = is_on(attributes.get("val"))

    def run_style(self, attributes: Attributes) -> None:
        if not self._in_properties:
            self._hidden = self._hidden or self.styles.is_hidden(attributes.get("val", "") or "?")

    def symbol(self, attributes: Attributes) -> None:
        code = attributes.get("char", "").upper().replace("F0", "00", 1)
        self.add(_CHECKS.get(code, ""))

    def begin_row(self, _: Attributes) -> None:
        if self.tables:
            self.tables[-1].begin_row()

    def begin_row_properties(self, _: Attributes) -> None:
        self._in_row_properties = True

    def end_row_properties(self) -> None:
        self._in_row_properties = False

    def hide_row(self, attributes: Attributes) -> None:
        if self._in_row_properties and self.tables and is_on(attributes.get("val")):
            self.tables[-1].drop_row()

    def skip_columns(self, attributes: Attributes) -> None:
        if self.tables:
            self.tables[-1].skip(number(attributes.get("val"), 0))

    def span(self, attributes: Attributes) -> None:
        if self.tables:
            self.tables[-1].span(number(attributes.get("val"), 1 << 30))

    def merge(self, attributes: Attributes) -> None:
        if self.tables and (cell := self.tables[-1].cell):
            cell.merge = attributes.get("val", "continue")

    def merge_across(self, attributes: Attributes) -> None:
        if self.tables and (cell := self.tables[-1].cell):
            cell.across = attributes.get("val", "continue")
