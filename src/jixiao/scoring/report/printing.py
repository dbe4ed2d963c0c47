"""The report as a file: docx with its charts as pictures, pdf with them as pages, html and xlsx without."""

from __future__ import annotations

import io

import pypdfium2

from jixiao.grids.writing import write
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
    drawn = bars(material)
    if ending == "docx" and drawn:
        words = "各项目得分和预算执行率的条形图，数据见表1、表2"
        return with_pictures(made, chart_pictures(drawn), words)
    if ending == "pdf" and drawn:
        return _with_pages(made, chart_pages(drawn))
    return made


def _with_pages(document: bytes, pages: list[bytes]) -> bytes:
    whole = pypdfium2.PdfDocument(document)
    for page in pages:
        whole.import_pages(pypdfium2.PdfDocument(page))
    made = io.BytesIO()
    whole.save(made)
    return made.getvalue()
