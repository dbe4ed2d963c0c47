"""One door for every file: its container is chosen by content and ending together.

An ending that says one thing over a content that is another is refused with what to do: whoever
publishes such a file has usually saved the wrong thing.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from jixiao.grids.document import Document
from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind, kind_of
from jixiao.grids.limits import MAX_FILE_BYTES

_MODULES = {
    Kind.DOCX: "docx", Kind.XLSX: "xlsx", Kind.XLS: "xlsx", Kind.PDF: "pdf", Kind.HTML: "html", Kind.TEXT: "text",
    Kind.DOC: "office", Kind.ODT: "office", Kind.RTF: "office", Kind.ODS: "office", Kind.XLSB: "office",
    Kind.OFFICE_XML: "office",
}  # fmt: skip
_ENDINGS = {
    "docx": Kind.DOCX, "docm": Kind.DOCX, "dotx": Kind.DOCX, "dotm": Kind.DOCX,
    "xlsx": Kind.XLSX, "xlsm": Kind.XLSX, "xltx": Kind.XLSX, "xltm": Kind.XLSX,
    "xls": Kind.XLS, "xlt": Kind.XLS, "pdf": Kind.PDF, "html": Kind.HTML, "htm": Kind.HTML,
    "txt": Kind.TEXT, "text": Kind.TEXT, "md": Kind.TEXT,
    "csv": Kind.TEXT, "tsv": Kind.TEXT, "doc": Kind.DOC, "dot": Kind.DOC, "wps": Kind.DOC, "wpt": Kind.DOC,
    "rtf": Kind.RTF, "odt": Kind.ODT, "ott": Kind.ODT, "fodt": Kind.ODT,
    "ods": Kind.ODS, "ots": Kind.ODS, "fods": Kind.ODS, "xlsb": Kind.XLSB,
    "et": Kind.XLS, "ett": Kind.XLS, "xml": Kind.OFFICE_XML,
}  # fmt: skip
_SEPARATED = ("csv", "tsv")
# Systems that export "Excel" or "Word" often write a web page, or the newer format, under the old ending.
_TOLERATED = {
    "xls": (Kind.HTML, Kind.XLSX, Kind.OFFICE_XML), "et": (Kind.XLSX,),
    "doc": (Kind.DOCX, Kind.HTML, Kind.RTF, Kind.OFFICE_XML), "wps": (Kind.DOCX, Kind.RTF),
}  # fmt: skip
_REMEDIES = {
    Kind.EMPTY: "检查导出是否完成后重新提交",
    Kind.ENCRYPTED: "去掉打开密码后提交",
    Kind.OLE: "用生成它的程序打开，另存为 docx 或 xlsx 后提交",
    Kind.MHTML: "用 Word 打开，另存为 docx 后提交",
    Kind.OFD: "导出为 PDF，或提供原来的 docx",
    Kind.IMAGE: "提供原来的 docx 或 xlsx，或能选中文字的 PDF",
    Kind.XML: "用生成它的程序打开，另存为 docx 或 xlsx 后提交",
    Kind.ZIP: "解压后逐个提交",
}
_READABLE = "docx、doc、wps、odt、rtf、xlsx、xls、et、ods、pdf、html、csv 或 txt 文件"


def read(source: Path | str | bytes, name: str | None = None) -> Document:
    """The document in a file (a path) or in bytes under a name.

    Raises:
        ReadError: no such file, of no readable kind, or not what its ending says; and whatever the
            container itself refuses.
    """
    data = source if isinstance(source, bytes) else _bytes_of(Path(source), name)
    name = name or ("未命名文件" if isinstance(source, bytes) else Path(source).name)
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(name, len(data))
    kind = _settled(kind_of(data), name)
    module = "csv_rows" if kind is Kind.TEXT and _ending(name) in _SEPARATED else _MODULES[kind]
    reader: Callable[[bytes, str], Document] = import_module(f"jixiao.grids.{module}").read
    return reader(data, name)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _settled(found: Kind, name: str) -> Kind:
    """The kind to read a file as."""
    ending = _ending(name)
    said = _ENDINGS.get(ending)
    if found in _REMEDIES:
        raise ReadError(name, said.value if said else _READABLE, found.value, _REMEDIES[found])
    if said is Kind.HTML and found is Kind.TEXT:
        return Kind.HTML  # a page may begin with anything
    if said in (None, found) or found in _TOLERATED.get(ending, ()):
        return found
    assert said is not None
    usual = next(one for one, kind in _ENDINGS.items() if kind is found)
    remedy = f"核对文件：若内容无误，把文件名的后缀改为 .{usual}；否则另存为 {ending} 后提交"
    raise ReadError(name, said.value, found.value, remedy)


def _bytes_of(path: Path, name: str | None) -> bytes:
    shown = name or path.name
    try:
        length = path.stat().st_size
        if length > MAX_FILE_BYTES:
            raise _too_large(shown, length)
        return path.read_bytes()
    except OSError as error:
        reason = "没有这个文件" if isinstance(error, FileNotFoundError) else "打不开的文件"
        raise ReadError(shown, "可以打开的文件", reason, "检查路径和权限") from error


def _too_large(name: str, length: int) -> ReadError:
    limit = f"不超过 {MAX_FILE_BYTES >> 20} MB 的文件"
    return ReadError(name, limit, f"{length / 1048576:.0f} MB", "按单位或年度拆分后提交")
