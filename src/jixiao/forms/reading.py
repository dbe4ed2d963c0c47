"""Any document → plan, by the first official form that recognises it."""

from __future__ import annotations

from collections.abc import Callable

from jixiao.forms import department, hebei_goal_text, monitoring_table, self_evaluation
from jixiao.grids.document import Document
from jixiao.grids.errors import ReadError
from jixiao.plan.model import Plan

READERS: tuple[Callable[[Document], Plan | None], ...] = (
    monitoring_table.read,
    department.read,
    self_evaluation.read,
    hebei_goal_text.read,
)


def read_plan(document: Document) -> Plan:
    """The plan of a document.

    Raises:
        ReadError: no table in it, or none of a known form.
    """
    for reader in READERS:
        plan = reader(document)
        if plan is not None:
            return plan
    tables = sum(1 for _ in document.grids())
    if not tables:
        raise ReadError(
            document.file,
            "含有绩效目标表的文件",
            "文件中没有表格",
            "确认上传的是绩效文本，表格不能是图片",
        )
    raise ReadError(
        document.file,
        "有“项目编码/项目名称”“一级指标…指标值”等栏目的绩效目标表",
        f"{tables} 个表格都不是已知的绩效表",
        "用 jixiao forms 查看认识的表样，或按表样重新填写",
    )
