"""Office packages unpacked in memory, never to disk, and never further than the limits.

Sizes in a zip's headers are claims; what counts is what comes out while inflating.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from jixiao.grids.errors import ReadError
from jixiao.grids.kinds import Kind, kind_of
from jixiao.grids.limits import (
    MAX_FILE_BYTES,
    MAX_UNPACK_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_ZIP_ENTRIES,
)

_CHUNK = 1 << 18
_SMALL = 16 << 20  # up to here any ratio is harmless; short documents of equal rows pack very well
_ENTRY = b"PK\x01\x02"
_BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    NotImplementedError,
    OverflowError,
)
_RESAVE = "用 Word、Excel 或 WPS 打开后另存再提交"


class Archive:
    """The parts of one package; all reading counts against one allowance."""

    def __init__(self, data: bytes, name: str, expected: Kind) -> None:
        """Open a package.

        Raises:
            ReadError: not a package, broken, protected by a password, or larger than the limits.
        """
        self.name, self._packed, self._unpacked = name, len(data), 0
        found = kind_of(data)
        _refuse_other_kinds(name, found, expected)
        if len(data) > MAX_FILE_BYTES:
            raise ReadError(
                name, f"不超过 {MAX_FILE_BYTES >> 20} MB 的文件", size(len(data)), "拆分后提交"
            )
        # Counted before zipfile makes an object of each: a directory may claim millions.
        if data.count(_ENTRY) > MAX_ZIP_ENTRIES:
            found_entries = f"{data.count(_ENTRY)} 个"
            raise ReadError(name, f"不超过 {MAX_ZIP_ENTRIES} 个部件的文件", found_entries, _RESAVE)
        try:
            self._zip = ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise ReadError(
                name, f"完好的{expected.value}", "不完整或损坏的文件", "重新导出或" + _RESAVE
            ) from error
        self._parts = {_plain(info.filename): info for info in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """A part, inflated piece by piece.

        Raises:
            ReadError: no such part, broken, protected, or the allowance is used up.
        """
        info = self._info(part)
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    self._count(len(chunk))
                    yield chunk
        except _BROKEN as error:
            raise ReadError(
                self.name, "完好的文件", f"部件 {part} 损坏", "重新导出或" + _RESAVE
            ) from error

    def _info(self, part: str) -> ZipInfo:
        info = self._parts.get(part)
        if info is None:
            raise ReadError(self.name, f"含有部件 {part} 的文件", "没有这个部件", _RESAVE)
        if info.flag_bits & 0x1:
            raise ReadError(self.name, "没有密码的文件", "设有密码的文件", "去掉密码后提交")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ReadError(
                self.name, "按通常方法压缩的文件", f"压缩方法 {info.compress_type}", _RESAVE
            )
        return info

    def _count(self, length: int) -> None:
        self._unpacked += length
        if self._unpacked > MAX_UNPACKED_BYTES:
            limit = f"展开后不超过 {MAX_UNPACKED_BYTES >> 20} MB 的文件"
            raise ReadError(self.name, limit, "更大", "拆分后提交")
        if self._unpacked > max(_SMALL, self._packed * MAX_UNPACK_RATIO):
            limit = f"展开后不超过原来 {MAX_UNPACK_RATIO} 倍的文件"
            raise ReadError(self.name, limit, "展开倍数异常的文件", _RESAVE)


def size(length: int) -> str:
    """A number of bytes in words."""
    return f"{length / 1048576:.1f} MB" if length >= 104858 else f"{length} 字节"


def _refuse_other_kinds(name: str, found: Kind, expected: Kind) -> None:
    if found is Kind.EMPTY:
        raise ReadError(name, expected.value, found.value, "检查导出是否完成后重新提交")
    if found is Kind.ENCRYPTED:
        raise ReadError(name, "没有密码的文件", found.value, "去掉打开密码后提交")
    ending = "docx" if expected is Kind.DOCX else "xlsx"
    if found not in (expected, Kind.ZIP):
        raise ReadError(name, expected.value, found.value, f"另存为 {ending} 后提交")


def _plain(part: str) -> str:
    """Some programs write part names with backslashes or a leading slash."""
    return part.replace("\\", "/").lstrip("/")
