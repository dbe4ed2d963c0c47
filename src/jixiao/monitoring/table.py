"""The report as monitoring tables: what was computed filled in, what a person must say left blank.

A possibility is printed only when a person confirmed it on this very day's figures: a proposal is no
confirmation, nor is what was said at an earlier checkpoint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.forms.monitoring_table import (
    MoneyRow,
    MonitoringRow,
    MonitoringTable,
    document_of,
)
from jixiao.forms.monitoring_table.record import CAUSES
from jixiao.grids.document import Block, Document, Paragraph, Role
from jixiao.law.monitoring import Reason
from jixiao.measures.gaps import MADE_UP
from jixiao.monitoring.report import Report, Watched
from jixiao.monitoring.sheet import Line
from jixiao.plan.money import amount_text, money_words, plain, shortest


def tables_of(report: Report) -> tuple[MonitoringTable, ...]:
    """One table a project, for the months from January to the report's day."""
    return tuple(_table(one, report) for one in report.projects)


def printed(report: Report, number: int | None = None) -> Document:
    """The tables as a document, of all projects or of one (from 1); each marked where it is simulated."""
    tables = tables_of(report)
    document = document_of(tables if number is None else (tables[number - 1],))
    if not report.made_up:
        return document
    return Document(tuple(_marked(document.blocks)), title=document.title)


def _marked(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Paragraph) and block.role is Role.TITLE:
            yield Paragraph(f"【{MADE_UP}】数据是虚构的，只供演示")


def _table(one: Watched, report: Report) -> MonitoringTable:
    sheet, department = one.sheet, report.plan.department
    project, account = sheet.project, sheet.account
    initial = account.initial(report.as_of)
    share = sheet.point.share
    return MonitoringTable(
        name=project.name,
        department=f"{department.code or ''}{department.name or ''}",
        unit=department.name or "",
        year=report.year,
        months=report.as_of.month if report.as_of.year == report.year else 12,
        total=MoneyRow(
            initial=_money(initial),
            executed=_money(sheet.point.paid),
            rate=f"{plain(share)}%" if share is not None else "",
        ),
        fiscal=MoneyRow(initial=_money(project.budget.fiscal)),
        other=MoneyRow(initial=_money(project.budget.other)),
        goal="\n".join(project.goals),
        rows=tuple(_row(line, report) for line in sheet.lines),
    )


def _money(value: Decimal | None) -> str:
    return "" if value is None else amount_text(value)


def _row(line: Line, report: Report) -> MonitoringRow:
    indicator, on = line.indicator, report.as_of
    said = report.decisions.possibility(indicator.id, on)
    confirmed = said if said is not None and said.on == on else None
    return MonitoringRow(
        name=indicator.name,
        level1=indicator.level1 or "",
        level2=indicator.level2 or "",
        target=indicator.target.raw,
        progress=_progress(line),
        estimate=_estimate(line),
        causes=_causes(indicator.id, report),
        possibility=confirmed.possibility.value if confirmed else "",
    )


def _progress(line: Line) -> str:
    seen = line.observation
    unit = seen.unit if seen.unit != "日期" else ""
    return "" if seen.value is None else money_words(f"{seen.value}{unit or ''}")


def _estimate(line: Line) -> str:
    low, high = line.forecast.low80, line.forecast.high80
    if low is None or high is None:
        return ""
    unit = line.indicator.target.unit or ""
    return f"{shortest(low)}{unit}" if low == high else f"{shortest(low)}–{shortest(high)}{unit}"


def _causes(indicator: str, report: Report) -> tuple[str, ...]:
    """Texts by category; the column 原因说明 is left to the person's own hand."""
    said = {c.category: c.text for c in report.decisions.causes_of(indicator, report.as_of)}
    by_column = {reason.value: said.get(reason, "") for reason in Reason}
    return tuple(by_column.get(column, "") for column in CAUSES)
