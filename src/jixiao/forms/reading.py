"""Any document → plan: official forms are recognised, whatever else is read by what it prints.

A form's own reader knows more of its form than the engine of :mod:`jixiao.forms.loose`; but what it
claims must be borne out by the contents. Every reading is weighed by its sound rows: a form's reading
stands where it is as sound as the engine's, else the engine's does.
"""

from __future__ import annotations

from jixiao.forms import loose
from jixiao.forms.recognition import prints_whole
from jixiao.forms.shelf import readers, shelf
from jixiao.forms.soundness import sound_rows, with_gate
from jixiao.grids.document import Document
from jixiao.grids.errors import ReadError
from jixiao.plan.model import Plan
from jixiao.terms.forms import FormName


def read_plan(document: Document) -> Plan:
    """The plan of a document; ``status`` says whether all of it was read.

    Raises:
        ReadError: nothing in it is a performance table.
    """
    for reader in readers(by_their_own=True):
        plan = reader(document)
        if plan is not None:
            return plan
    plan = _soundest(document)
    if plan is None:
        raise _unknown(document)
    return plan


def _soundest(document: Document) -> Plan | None:
    every = readers(by_their_own=False)
    claimed = next((p for reader in every if (p := reader(document)) is not None), None)
    if claimed is not None and _is_official(claimed, document):
        return claimed
    found = loose.read(document)
    if found is None and claimed is not None and not _may_stand_alone(claimed, document):
        return None
    if claimed is None or found is None:
        return found or (with_gate(claimed) if claimed else None)
    if loose.is_loose(document) or (
        claimed.form is FormName.HEBEI_GOAL_TEXT and not _is_seed_form(claimed)
    ):
        return found
    sound = _all_sound(claimed) and sound_rows(claimed) >= sound_rows(found)
    return claimed if sound and not _leaves_out(claimed, found) else found


def _leaves_out(claimed: Plan, found: Plan) -> bool:
    """Whether a form's reading passes over cells: a column its form does not have, a heading it does not know."""
    if any(_filled(found, field) > _filled(claimed, field) for field in _FIELDS):
        return True
    targets = {one.name: one.target.raw for _, one in found.indicators()}
    pairs = ((one.target.raw, targets.get(one.name, "")) for _, one in claimed.indicators())
    return any(raw and raw != said and raw in said for raw, said in pairs)


_FIELDS = ("level1", "level2", "actual", "weight", "score")


def _filled(plan: Plan, field: str) -> int:
    return sum(1 for _, one in plan.indicators() if getattr(one, field) is not None)


def _is_official(claimed: Plan, document: Document) -> bool:
    """The form printed whole, or its own labels borne out by the rows: nobody reads it better."""
    mine = shelf().get(claimed.form) if claimed.form else None
    forms = [one.form for one in shelf().values() if mine and mine.read and one.read is mine.read]
    if not loose.is_loose(document) and any(prints_whole(form, document) for form in forms):
        return True
    return _is_seed_form(claimed) and _all_sound(claimed)


def _may_stand_alone(claimed: Plan, document: Document) -> bool:
    """Whether a form's reading is given where the engine finds nothing: not of a text that only looks alike."""
    other_text = claimed.form is FormName.HEBEI_GOAL_TEXT and not _is_seed_form(claimed)
    empty = not any(p.indicators for p in claimed.projects)
    return not ((other_text or empty) and loose.is_loose(document))


def _all_sound(plan: Plan) -> bool:
    count = sum(len(p.indicators) for p in plan.projects)
    return count > 0 and sound_rows(plan) * 10 >= count * 9


def _is_seed_form(plan: Plan) -> bool:
    """Whether the table has what only Hebei's text has: the size and use of the budget, shares by month."""
    return plan.form is FormName.HEBEI_GOAL_TEXT and any(
        p.use or p.spending_plan or p.budget.total is not None for p in plan.projects
    )


def _unknown(document: Document) -> ReadError:
    tables = sum(1 for _ in document.grids())
    if not tables:
        return ReadError(
            document.file,
            "含有绩效目标表的文件",
            "没有找到“三级指标…指标值”这样的栏目；文件中没有表格",
            "确认上传的是绩效文本；只有文字叙述的，请按表样填写",
        )
    return ReadError(
        document.file,
        "有“项目编码/项目名称”“一级指标…指标值”等栏目的绩效目标表",
        f"{tables} 个表格都不是已知的绩效表",
        "用 jixiao forms 查看认识的表样，或按表样重新填写",
    )
