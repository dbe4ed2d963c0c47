"""Files and standard input → plans."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from jixiao.cli.progress import progress
from jixiao.forms.reading import read_plan
from jixiao.grids.errors import ReadError
from jixiao.grids.limits import MAX_FILE_BYTES
from jixiao.grids.reading import read as read_document
from jixiao.plan.json import PlanError, loads
from jixiao.plan.model import Plan


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


def load_plan(name: str) -> Plan:
    """A plan from its JSON or from any document of a known form.

    Raises:
        ReadError: unreadable, no known form, or JSON that breaks the schema.
    """
    data = file_bytes(name)
    if is_json(data, name):
        return plan_of_json(data, name)
    return read_plan(read_document(data, name))


def is_json(data: bytes, name: str) -> bool:
    """Whether to take the bytes for a plan's JSON: by the ending, else by the first character."""
    return name.lower().endswith(".json") or (name == "-" and data.lstrip()[:1] == b"{")


def plan_of_json(data: bytes, name: str) -> Plan:
    """The plan of a JSON file, its errors as :class:`ReadError`."""
    try:
        return loads(data)
    except PlanError as wrong:
        raise ReadError(
            name, "符合 jixiao/plan/1 的计划", str(wrong), "按提示修改", wrong.place
        ) from wrong


def load_all(names: Sequence[str]) -> Iterator[Plan | ReadError]:
    """Each file's plan, or the error that kept it from being read, in order."""
    for name in progress(names, "读取"):
        try:
            yield load_plan(name)
        except ReadError as wrong:
            yield wrong
