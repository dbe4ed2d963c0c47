"""What was understood of a document, beside the document; then a yes or a no."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.forms.hebei_goal_text import project_grid
from jixiao.grids.document import Cell, Grid, Paragraph
from jixiao.plan.model import Plan, Project
from jixiao.terms.plans import Reason
from jixiao.web import access, versions
from jixiao.web.bindings import carried_over
from jixiao.web.changes import changes_between
from jixiao.web.house import numbers
from jixiao.web.house.parts import Part, part
from jixiao.web.marks import (
    MarkedGrid,
    Numbered,
    by_place,
    by_project,
    mark_form,
    mark_source,
    numbered,
    place_id,
)
from jixiao.web.models import Department, Intake, Membership, PlanRecord
from jixiao.web.pages.plan_page import counts
from jixiao.web.reading.document_json import unpack
from jixiao.web.remembered import plan_of, review_of

_SHOWN_CHANGES = 40
#: So many indicators (projects stay whole), findings and cells of the source a page shows at once.
_MOST_INDICATORS, _MOST_FINDINGS, _MOST_CELLS = 150, 150, 4000
_AROUND = 8  # rows of a project's table that are no indicators


@dataclass(frozen=True)
class SourceBlock:
    """A paragraph or a table of the document, with the findings at it."""

    text: str = ""
    id: str = ""
    role: str = ""
    marks: tuple[Numbered, ...] = ()
    grid: MarkedGrid | None = None


def page(request: HttpRequest, department_id: int, intake_id: int) -> HttpResponse:
    member = access.editor(request, department_id)
    intake = access.intake(member, intake_id)
    if intake.state == Intake.State.FAILED:
        return redirect("intake", department_id=department_id)
    return render(request, "preview.html", _words(request, member, intake))


@require_POST
@transaction.atomic
def confirm(request: HttpRequest, department_id: int, intake_id: int) -> HttpResponse:
    """The understood plan as the year's next version."""
    member = access.editor(request, department_id)
    intake = _pending(member, intake_id)
    if intake is None:
        return redirect("preview", department_id, intake_id)
    plan, year = plan_of(intake.plan), _year(plan_of(intake.plan), request.POST.get("year", ""))
    fault = _fault(plan, member.department, year)
    if fault:
        return render(
            request, "preview.html", _words(request, member, intake) | {"fault": fault}, status=422
        )
    plan = _with_bindings(member.department, plan.model_copy(update={"year": year}))
    new = versions.start(member.department, year, plan, request.user, Reason.TAKEN_IN, intake)
    _settle(intake, Intake.State.CONFIRMED)
    messages.success(
        request,
        _("已收入“%(file)s”，存为%(year)s年第%(number)s版。")
        % {"file": intake.file_name, "year": year, "number": new.number},
    )
    return redirect("department", department_id=department_id, year=year)


@require_POST
@transaction.atomic
def discard(request: HttpRequest, department_id: int, intake_id: int) -> HttpResponse:
    """A no: the name and digest stay in the list, the content goes."""
    member = access.editor(request, department_id)
    intake = _pending(member, intake_id)
    if intake is not None:
        intake.content, intake.plan, intake.document = None, "", ""
        _settle(intake, Intake.State.DISCARDED, "content", "plan", "document")
        messages.success(
            request, _("已放弃“%(file)s”，没有改动任何计划。") % {"file": intake.file_name}
        )
    return redirect("intake", department_id=department_id)


def _with_bindings(department: Department, plan: Plan) -> Plan:
    """What was bound in the year's newest version stays bound: the forms print no measure."""
    record = PlanRecord.objects.filter(department=department, year=plan.year).first()
    return carried_over(record.head.plan, plan) if record else plan


def _settle(intake: Intake, state: Intake.State, *fields: str) -> None:
    intake.state = state
    intake.save(update_fields=["state", *fields])


def _pending(member: Membership, intake_id: int) -> Intake | None:
    """The intake, locked, where it still waits for an answer: two clicks make one version."""
    access.intake(member, intake_id)
    waiting = Intake.objects.select_for_update().defer("content")
    return waiting.filter(pk=intake_id, state=Intake.State.PENDING).first()


def _year(plan: Plan, typed: str) -> int | None:
    return plan.year or numbers.year(typed)


def _fault(plan: Plan, department: Department, year: int | None) -> str:
    if year is None:
        return _("文件里没有写年度；请填写四位年份，例如 2023。")
    if plan.department.code and department.code and plan.department.code != department.code:
        return _(
            "文件的单位编码是 %(found)s，本部门是 %(own)s；请核对文件，或到那个部门去收文。"
        ) % {"found": plan.department.code, "own": department.code}
    return ""


def _words(request: HttpRequest, member: Membership, intake: Intake) -> dict[str, Any]:
    department = member.department
    known = {"member": member, "department": department, "intake": intake}
    if not intake.plan:
        return known
    plan, findings = plan_of(intake.plan), numbered(review_of(intake.plan).findings)
    document = unpack(json.loads(intake.document))
    projects = part(
        request, list(enumerate(plan.projects, 1)), _MOST_INDICATORS, "projects", _weight
    )
    own = part(request, _of_shown(findings, projects), _MOST_FINDINGS, "findings")
    blocks = [block for block in document.blocks if isinstance(block, Grid | Paragraph)]
    source = part(request, _pieces(blocks), _MOST_CELLS, "source", _cells)
    return known | {
        "plan": plan, "projects": projects, "own": own, "source_part": source,
        "indicators": sum(len(p.indicators) for p in plan.projects),
        "findings": findings, "counts": counts(findings), "notes": document.notes, "fault": "",
        "source": _source(source.shown, findings),
        "understood": list(_understood(plan, projects.shown, findings)),
        **_against(department, plan),
    }  # fmt: skip


def _against(department: Department, plan: Plan) -> dict[str, Any]:
    """What this plan would change in the year's newest version, where there is one."""
    record = PlanRecord.objects.filter(department=department, year=plan.year).first()
    if record is None:
        return {}
    changes = changes_between(record.head.plan, _with_bindings(department, plan))
    return {"head": record.head, "changes": changes[:_SHOWN_CHANGES], "change_count": len(changes)}


def _weight(one: tuple[int, Project]) -> int:
    return len(one[1].indicators) + _AROUND


def _cells(block: Grid | Paragraph) -> int:
    return len(block.cells) if isinstance(block, Grid) else 1


def _pieces(blocks: list[Grid | Paragraph]) -> list[Grid | Paragraph]:
    """The blocks of a source, a table of very many cells cut between its rows."""
    return [piece for block in blocks for piece in _cut(block)]


def _cut(block: Grid | Paragraph) -> Iterator[Grid | Paragraph]:
    if _cells(block) <= _MOST_CELLS or not isinstance(block, Grid):
        yield block
        return
    rows: list[Cell] = []
    for row in block.rows():
        if rows and len(rows) + len(row) > _MOST_CELLS:
            yield _piece(rows)
            rows = []
        rows.extend(row)
    yield _piece(rows)


def _piece(cells: list[Cell]) -> Grid:
    """Rows of a table as a table: they keep their places, only their numbers begin at one."""
    first = min(cell.row for cell in cells)
    return Grid(tuple(replace(cell, row=cell.row - first + 1) for cell in cells))


def _of_shown(findings: list[Numbered], projects: Part[tuple[int, Project]]) -> list[Numbered]:
    """Those about a project that is shown, and those about none; of a plan shown whole, all."""
    if projects.parts == 1:
        return findings
    ids = {None, *(project.id for _number, project in projects.shown)}
    return [one for one in findings if any(where.project in ids for where in one.places)]


def _understood(
    plan: Plan, some: Sequence[tuple[int, Project]], findings: list[Numbered]
) -> Iterator[tuple[int, Project, MarkedGrid]]:
    found = by_project(findings)
    for number, project in some:
        grid = project_grid(project, plan.department)
        yield number, project, mark_form(grid, found[project.id], set(), f"c{number}")


def _source(some: Sequence[Grid | Paragraph], findings: list[Numbered]) -> list[SourceBlock]:
    at = by_place(findings)
    return [_source_block(block, at) for block in some]


def _source_block(block: Grid | Paragraph, at: dict[str, list[Numbered]]) -> SourceBlock:
    if isinstance(block, Grid):
        return SourceBlock(grid=mark_source(block, at))
    place = place_id(block.place)
    return SourceBlock(block.text, place, block.role.value, tuple(at.get(place, ())))
