"""Sheets that repeat or explain others, told by their names."""

from __future__ import annotations

import re

_SUMMARY = re.compile(
    r"汇总|合计|总表|统计|说明|示例|样例|样表|模板|字典|代码表|参考|透视|目录|备份|副本"
)


def is_summary(name: str) -> bool:
    """Whether a sheet of this name is no ledger beside others of the same layout."""
    return bool(_SUMMARY.search(name))
