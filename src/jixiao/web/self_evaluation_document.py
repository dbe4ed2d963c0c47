"""The self-evaluation form as a grid on the page and as a document, in the ministry's or Hebei's words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from jixiao.acts.self_evaluation import Step
from jixiao.forms.declaration import Form as Declared
from jixiao.forms.self_evaluation.declaration import FORM, HEBEI
from jixiao.forms.self_evaluation.writing import project_grid
from jixiao.forms.writing import write_plan
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph
from jixiao.law.packs import Pack
from jixiao.measures.gaps import MADE_UP
from jixiao.plan.json import loads
from jixiao.plan.model import Plan
from jixiao.terms.forms import FormName
from jixiao.web.self_evaluation import RESULTS, Form
from jixiao.web.self_evaluation_steps import content_of

WORDINGS: Mapping[FormName, Declared] = {
    FormName.SELF_EVALUATION: FORM,
    FormName.HEBEI_SELF_EVALUATION: HEBEI,
}


def grid_of(form: Form, wording: FormName) -> Grid:
    """The official table of one project, its results written in."""
    made = project_grid(form.project, form.scored.plan.department, WORDINGS[wording])
    return _with_results(made, {form.project.id: form.results})


def document_of(forms: Sequence[Form], wording: FormName) -> Document:
    """The forms of several projects of one plan, each on a page of its own.

    Forms that rest on simulated data say so above the table.
    """
    own = forms[0].scored.plan
    plan = own.model_copy(update={"projects": tuple(form.project for form in forms)})
    results = {form.project.id: form.results for form in forms}
    marked = {form.project.id for form in forms if form.made_up}
    return _document(plan, results, marked, wording)


@dataclass(frozen=True)
class Signed:
    """A form exactly as it was submitted or confirmed, and by which pack it was scored."""

    plan: Plan
    results: str
    policy: str
    made_up: bool

    @classmethod
    def of(cls, step: Step) -> Signed:
        """What the step keeps."""
        kept: dict[str, Any] = json.loads(content_of(step))
        plan = loads(json.dumps(kept["plan"]))
        return cls(plan, kept["results"], kept["policy"], kept["made_up"])

    def document(self, wording: FormName) -> Document:
        """To be written as a file."""
        (project,) = self.plan.projects
        marked = {project.id} if self.made_up else set()
        return _document(self.plan, {project.id: self.results}, marked, wording)


def _document(
    plan: Plan, results: Mapping[str, str], marked: Set[str], wording: FormName
) -> Document:
    made = write_plan(plan, wording)
    blocks: list[Block] = []
    for block in made.blocks:
        if isinstance(block, Grid):
            if any(cell.subject in marked for cell in block.cells):
                blocks.append(Paragraph(MADE_UP))
            block = _with_results(block, results)
        blocks.append(block)
    return replace(made, blocks=tuple(blocks))


def _with_results(grid: Grid, results: Mapping[str, str]) -> Grid:
    return replace(grid, cells=tuple(_cell(cell, results) for cell in grid.cells))


def _cell(cell: Cell, results: Mapping[str, str]) -> Cell:
    if cell.field != RESULTS:
        return cell
    return replace(cell, text=results.get(cell.subject or "", ""))


def knows_the_form(pack: Pack) -> bool:
    """Whether the pack names the self-evaluation among its forms; of a pack that names none, yes."""
    title = FormName.SELF_EVALUATION.label
    return not pack.forms or any(title in one or one in title for one in pack.forms)
