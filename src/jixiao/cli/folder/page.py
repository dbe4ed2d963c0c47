"""What came of a folder: a page that lists what was whole, partial and refused, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

_LABELS = {"whole": "全部读入", "partial": "部分读入", "refused": "没有读入"}
_HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>批量读取结果</title><style>
body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ccc}
td:first-child{overflow-wrap:anywhere}
</style></head><body><h1>批量读取结果</h1>
"""


def summed(lines: Iterable[str]) -> Counter[str]:
    """How many files came out how."""
    return Counter(json.loads(line)["outcome"] for line in lines)


def sentence(sums: Counter[str]) -> str:
    """The counts in words."""
    return "，".join(f"{label} {sums[key]} 份" for key, label in _LABELS.items())


def page_of(output: Path) -> Iterator[str]:
    """The page, line by line from the file of lines: it need not fit in memory."""
    yield _HEAD
    with output.open(encoding="utf-8") as opened:
        yield f"<p>{sentence(summed(opened))}。</p>\n"
    for outcome in ("refused", "partial", "whole"):
        yield f"<h2>{_LABELS[outcome]}</h2>\n<table><tr><th>文件<th>说明</tr>\n"
        with output.open(encoding="utf-8") as opened:
            for raw in opened:
                said = json.loads(raw)
                if said["outcome"] == outcome:
                    yield f"<tr><td>{escape(said['file'])}<td>{escape(_told(said['file'], said['why']))}</tr>\n"
        yield "</table>\n"
    yield "</body></html>\n"


def _told(file: str, why: str | None) -> str:
    return (why or "").removeprefix(f"{file}: ")
