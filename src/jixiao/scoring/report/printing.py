"""The report as a file: docx with its charts as pictures, pdf with them as pages, html and xlsx without."""

from __future__ import annotations

import io

import pypdfium2

from jixiao.grids.writing import write
from jixiao.measures.gaps import MADE_UP
from jixiao.scoring.report.charts import chart_pages, chart_pictures
from jixiao.scoring.report.making import Material, bars, report
from jixiao.scoring.report.pictures import with_pictures


def write_report(material: Material, ending: str) -> bytes:
    """The report in the container of that ending.

    Raises:
        KeyError: no such container.
        MissingProgramError: a font the container needs is not installed.
    """
    made = write(report(material), ending)
    drawn, course = bars(material), material.course
    mark = MADE_UP if material.made_up else ""
    if ending == "docx" and drawn:
        words = "附图：得分、执行率、支付和指标的进度、预测；数据见正文各表"
        return with_pictures(made, chart_pictures(drawn, mark, course), words)
    if ending == "pdf" and drawn:
        return _with_pages(made, chart_pages(drawn, mark, course))
    return made


def _with_pages(document: bytes, pages: list[bytes]) -> bytes:
    whole = pypdfium2.PdfDocument(document)
    for page in pages:
        whole.import_pages(pypdfium2.PdfDocument(page))
    made = io.BytesIO()
    whole.save(made)
    return made.getvalue()
