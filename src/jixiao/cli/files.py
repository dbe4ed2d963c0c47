"""Files and standard input → bytes."""

from __future__ import annotations

import sys
from pathlib import Path

from jixiao.grids.errors import ReadError
from jixiao.grids.limits import MAX_FILE_BYTES


def file_bytes(name: str) -> bytes:
    """A file's bytes, or standard input's for ``-``.

    Raises:
        ReadError: not there, not a file, not readable, or larger than the limit.
    """
    if name == "-":
        return _bounded("-", sys.stdin.buffer.read(MAX_FILE_BYTES + 1))
    path = Path(name)
    try:
        if path.is_dir():
            raise ReadError(name, "一个文件", "一个文件夹", "指明其中的文件")
        with path.open("rb") as opened:
            return _bounded(name, opened.read(MAX_FILE_BYTES + 1))
    except FileNotFoundError as wrong:
        raise ReadError(name, "已有的文件", "没有这个文件", "核对文件名和路径") from wrong
    except OSError as wrong:
        raise ReadError(
            name, "可以读取的文件", f"系统拒绝读取（{wrong.strerror}）", "检查权限"
        ) from wrong


def _bounded(name: str, data: bytes) -> bytes:
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        raise ReadError(name, f"不超过 {limit} MB 的文件", "更大的文件", "按单位或年度拆分后提交")
    return data
