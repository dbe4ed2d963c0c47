"""Older and other office files (doc, wps, rtf, odt, ods, xlsb, Excel 2003 XML), by way of LibreOffice.

LibreOffice writes the file anew as docx or xlsx and that is read. It runs in a folder and with a
profile of its own that go with it: no macro runs, no link is followed, and what hangs or grows is
ended. A note says that another program came between.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from jixiao.findings.place import Place
from jixiao.grids import docx, xlsx
from jixiao.grids.document import Document
from jixiao.grids.errors import MissingProgramError, ReadError
from jixiao.grids.kinds import Kind, kind_of

#: The kinds read this way, and the ending LibreOffice is given them under.
ENDINGS = {
    Kind.DOC: "doc", Kind.ODT: "odt", Kind.RTF: "rtf", Kind.ODS: "ods", Kind.XLSB: "xlsb", Kind.OFFICE_XML: "xml",
}  # fmt: skip
_SHEETS = (Kind.ODS, Kind.XLSB, Kind.OFFICE_XML)
_WORKBOOK_XML = (b'progid="Excel.', b"urn:schemas-microsoft-com:office:spreadsheet")
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 90
_MAX_MEMORY, _MAX_WRITTEN = 4 << 30, 512 << 20
_NOTE = "{}经 LibreOffice 转换后读入，请与原件核对"
_RESAVE = "用 Word、Excel 或 WPS 打开，另存为 {} 后提交"

# Nothing a file brings along is run or fetched: macros off, links to other files and pictures never.
_NEVER = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)


def read(data: bytes, name: str) -> Document:
    """The paragraphs and tables of an office file that only LibreOffice opens.

    Raises:
        ReadError: broken, protected, or what takes too long.
        MissingProgramError: LibreOffice is not installed.
    """
    kind = kind_of(data)
    ending = "xlsx" if kind in _SHEETS else "docx"
    if kind is Kind.OFFICE_XML and not any(sign in data[:4096] for sign in _WORKBOOK_XML):
        # Measured: of Word's XML of 2003 the cells behind a joined one come back one place to the left.
        raise ReadError(name, "docx", "Word 2003 XML 文档", _RESAVE.format("docx"))
    anew = _written_anew(data, name, kind, ending)
    document: Document = (xlsx if ending == "xlsx" else docx).read(anew, name)
    note = (_NOTE.format(kind.value), Place(file=name))
    return replace(document, notes=(*document.notes, note))


def _written_anew(data: bytes, name: str, kind: Kind, ending: str) -> bytes:
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise MissingProgramError(
            f"{name}: 读{kind.value}需要 LibreOffice；apt-get install libreoffice-writer "
            f"libreoffice-calc，或{_RESAVE.format(ending)}"
        )
    with TemporaryDirectory(prefix="jixiao-office-") as folder:
        source = Path(folder, f"document.{ENDINGS[kind]}")
        source.write_bytes(data)
        profile = _profile(Path(folder, "profile"))
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--nolockcheck", "--convert-to", _FILTERS[ending], "--outdir", f"{folder}/out"]
        if not _ran([*command, str(source)], folder):
            raise ReadError(
                name, "能够读完的文件", f"{_SECONDS} 秒没有读完", _RESAVE.format(ending)
            )
        result = Path(folder, "out", f"document.{ending}")
        if not result.is_file():
            raise ReadError(
                name, f"完好的{kind.value}", "损坏或设有打开密码的文件", _RESAVE.format(ending)
            )
        return result.read_bytes()


def _profile(folder: Path) -> str:
    """A new profile that forbids what ``_NEVER`` names; its address."""
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{key}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, key, value in _NEVER
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        f'xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )
    return folder.as_uri()


def _ran(command: Sequence[str], folder: str) -> bool:
    """Whether the program came to its end in time; what it began ends with it."""
    environment = {**os.environ, "HOME": folder, "SAL_USE_VCLPLUGIN": "svp"}
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(
        command,
        start_new_session=True,
        env=environment,
        stdin=nothing,
        stdout=nothing,
        stderr=nothing,
    )
    with suppress(
        AttributeError, OSError, ValueError
    ):  # only Linux knows limits of another process
        resource.prlimit(process.pid, resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (_MAX_WRITTEN, _MAX_WRITTEN))
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError):  # ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return True
