"""The department's own self-evaluation and each project's evaluation frame, as pages and as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from jixiao.grids.document import Block, Document, Grid, Paragraph
from jixiao.grids.writing import ENDINGS
from jixiao.grids.writing import write as write_document
from jixiao.scoring.department import score_department
from jixiao.scoring.department_form import MARK
from jixiao.scoring.department_form import document as department_document
from jixiao.scoring.evaluation import evaluate
from jixiao.scoring.evaluation_form import document as evaluation_document
from jixiao.web import evidence, page_memory
from jixiao.web.house.jobs import heavy
from jixiao.web.marks import MarkedGrid, mark_form
from jixiao.web.observed import duties
from jixiao.web.pages import errors
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.pages.self_evaluation_files import answer_with
from jixiao.web.score import CannotScoreError, Scored, own_packs, scored
from jixiao.web.templatetags.house import off_command_line


@dataclass(frozen=True)
class Part:
    """A table or a paragraph of a document, as the page shows it."""

    text: str = ""
    role: str = ""
    grid: MarkedGrid | None = None


def department(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """The self-evaluation of the whole department."""
    here = PlanPage.of(request, department_id, year)
    return _page(request, here, lambda found: _of_department(here, found), {
        "title": _("部门整体支出绩效自评表"), "files": "score-department-file",
    })  # fmt: skip


@heavy("GET")
def department_file(
    request: HttpRequest, department_id: int, year: int, ending: str
) -> HttpResponse:
    """The same as a file."""
    here = PlanPage.of(request, department_id, year)
    told = _("%(name)s%(year)s年部门整体支出绩效自评表")
    name = told % {"name": here.department.name, "year": year}
    return _file(request, here, ending, name, lambda found: _of_department(here, found))


def evaluation(request: HttpRequest, department_id: int, year: int, number: int) -> HttpResponse:
    """A project's evaluation frame: what can be worked out, and what an evaluator judges."""
    here = PlanPage.of(request, department_id, year)
    return _page(request, here, lambda found: _of_project(found, number), {
        "title": _("项目支出绩效评价表"), "files": "evaluation-file", "number": number,
        "project": here.project(number),
    })  # fmt: skip


@heavy("GET")
def evaluation_file(
    request: HttpRequest, department_id: int, year: int, number: int, ending: str
) -> HttpResponse:
    """The same as a file."""
    here = PlanPage.of(request, department_id, year)
    project = here.project(number)
    told = _("%(name)s%(year)s年项目支出绩效评价表")
    name = told % {"name": project.short_name or project.name, "year": year}
    return _file(request, here, ending, name, lambda found: _of_project(found, number), number)


def _of_department(here: PlanPage, found: Scored) -> Document:
    made = score_department(found.plan, found.actuals, found.scores, own_packs())
    store = evidence.store_of(here.department.pk)
    said = duties(store, found.plan, found.until) if found.has_evidence else {}
    return _on_a_page(department_document(found.plan, made, said, found.evidence))


def _of_project(found: Scored, number: int) -> Document:
    project = found.plan.projects[number - 1]
    alone = found.plan.model_copy(update={"projects": (project,)})
    made = evaluate(project, found.actuals, found.of(project), found.pack.evaluation)
    return evaluation_document(alone, [made], MARK if found.made_up(project) else "")


def _on_a_page(document: Document) -> Document:
    """Without the clauses that name a command: who reads it has buttons."""
    return replace(document, blocks=tuple(map(_block, document.blocks)))


def _block(block: Block) -> Block:
    if not isinstance(block, Grid):
        return block
    cells = (replace(cell, text=off_command_line(cell.text)) for cell in block.cells)
    return replace(block, cells=tuple(cells))


def _page(
    request: HttpRequest, here: PlanPage, made: Callable[[Scored], Document], words: dict[str, Any]
) -> HttpResponse:
    def whole() -> dict[str, Any]:
        found = scored(here.record, here.version)
        return words | {
            "here": here, "parts": list(_parts(made(found))),
            "made_up": found.made_up(words.get("project")), "endings": list(ENDINGS), "found": found,
        }  # fmt: skip

    try:
        return page_memory.page(request, here, "score_document.html", whole)
    except CannotScoreError as wrong:
        return errors.cannot(request, str(wrong))


def _parts(document: Document) -> Iterator[Part]:
    for number, block in enumerate(document.blocks, 1):
        if isinstance(block, Grid):
            yield Part(grid=mark_form(block, (), set(), f"d{number}"))
        elif isinstance(block, Paragraph) and block.text:
            yield Part(block.text, block.role.value)


def _file(
    request: HttpRequest, here: PlanPage, ending: str, name: str,
    made: Callable[[Scored], Document], number: int = 0,
) -> HttpResponse:  # fmt: skip
    if ending not in ENDINGS:
        raise Http404
    projects = [here.project(number)] if number else list(here.plan.projects)
    return answer_with(
        request, here, projects, ending, name, lambda found: write_document(made(found), ending)
    )
