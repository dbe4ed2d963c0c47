"""Reading, printing and examining the bureau's plan, against merely opening the same file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
from lxml import etree, html

from bench.table import Result, Work, against, in_turns
from jixiao.forms.reading import read_plan
from jixiao.forms.writing import write_plan
from jixiao.grids.reading import read
from jixiao.grids.writing import ENDINGS, write
from jixiao.plan.json import dumps, loads
from jixiao.plan.model import Plan
from jixiao.review.examine import examine

TITLE = "读、印、审：13 个项目、79 条指标的计划"
HOW = (
    "“打开”是地板：docx、xlsx 只解压并解析其中的 XML，html 只解析，pdf 只取出文字。"
    "“读”是从文件到计划（含每个值的位置和每个指标值的理解），“印”是从计划到文件。"
    "各项轮流做，倍数取同一轮的比值的中位数。"
)
_ROOT = Path(__file__).resolve().parent.parent


def run() -> list[Result]:
    """Measure on the true text where it is at hand, else on the example."""
    plan = _plan()
    files = {ending: write(write_plan(plan), ending) for ending in ENDINGS}
    works: dict[str, Work] = {}
    for ending, data in files.items():
        works[f"打开 {ending}"] = lambda d=data, e=ending: _FLOORS[e](d)
        works[f"读 {ending}"] = lambda d=data, e=ending: read_plan(read(d, f"plan.{e}"))
        works[f"印 {ending}"] = lambda e=ending: write(write_plan(plan), e)
    text = dumps(plan)
    works["计划 json 读入"] = lambda: loads(text)
    works["审核全部规则"] = lambda: examine(plan)
    pairs = {f"{verb} {e}": f"打开 {e}" for e in ENDINGS for verb in ("读", "印")}
    return against(in_turns(works), pairs | {"审核全部规则": "计划 json 读入"})


def _plan() -> Plan:
    seed = _ROOT.parent / "shared/seed/huailai-2023.txt"
    if seed.exists():
        return read_plan(read(seed.read_bytes(), seed.name))
    return loads((_ROOT / "examples/huailai-2023/plan.json").read_bytes())


def _open_zip(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                etree.fromstring(package.read(name))


def _open_pdf(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_bounded()
    document.close()


_FLOORS = {"docx": _open_zip, "xlsx": _open_zip, "html": html.fromstring, "pdf": _open_pdf}
