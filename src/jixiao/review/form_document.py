"""The review form to print: one project a page, points and grades, what is open, the findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from jixiao.findings.finding import Finding
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph, Role
from jixiao.law.packs import Pack
from jixiao.plan.model import Plan, Project
from jixiao.plan.money import half_up, plain, shortest
from jixiao.review.examine import Review
from jixiao.review.form import ItemProposal, ProjectForm, ReviewForm, project_forms

TITLE = "项目支出绩效目标审核表"
_HEADS = ("审核内容", "审核要点", "分值", "建议得分", "等级", "理由")
_WIDTHS = (1.9, 5.5, 1.2, 1.9, 1.2, 8.3)
_FAULT_HEADS = ("序号", "轻重", "位置", "问题", "改法")
_FAULT_WIDTHS = (1.1, 2.1, 3.2, 7.2, 6.4)
_BASIS_HEADS, _BASIS_WIDTHS = ("规则", "依据（只有文号的，条文不在手边）"), (5.0, 15.0)
_CELLS = {
    "name": "名称", "level2": "二级指标", "description": "描述", "target": "指标值", "basis": "依据",
    "weight": "分值", "actual": "实际完成值", "score": "得分", "deviation": "偏差原因", "goals": "绩效目标",
    "use": "资金用途", "code": "项目编码", "indicators": "绩效指标", "budget": "预算数",
    "spending_plan": "资金支出计划", "executed": "预算执行",
}  # fmt: skip
_OPEN = "待审核人判断"


def review_document(plan: Plan, review: Review, pack: Pack) -> Document:
    """The printed review form: for every project the form and its findings, changed rules at the end."""
    blocks: list[Block] = []
    for number, one in enumerate(project_forms(pack, plan, review.findings)):
        blocks += _project(plan, pack, one, new_page=number > 0)
    blocks += _changed(review)
    return Document(tuple(blocks), title=f"{plan.department.name or ''}{TITLE}")


def _project(plan: Plan, pack: Pack, one: ProjectForm, *, new_page: bool) -> Iterator[Block]:
    yield Paragraph(TITLE, Role.TITLE, new_page=new_page)
    year = f"（{plan.year}年度）" if plan.year else ""
    yield Paragraph(f"{year}依据：{pack.label}。得分为建议，由审核人定。")
    yield _identity(plan, one.project)
    yield _form(one.form)
    yield _close(pack, one.form)
    if one.findings:
        yield Paragraph("附：问题清单", Role.HEADING)
        yield _faults(one)
        yield _bases(one)


def _identity(plan: Plan, project: Project) -> Grid:
    budget = project.budget.total
    rows = (
        ("项目名称", project.short_name or project.name, "项目编码", project.code or ""),
        (
            "实施单位",
            plan.department.name or "",
            "预算数",
            "" if budget is None else f"{plain(budget)}{project.unit or ''}",
        ),
    )
    cells = [
        Cell(r, c, text, role=Role.LABEL if c % 2 else Role.VALUE)
        for r, row in enumerate(rows, start=1)
        for c, text in enumerate(row, start=1)
    ]
    return Grid(tuple(cells), (2.1, 8.4, 2.1, 7.4))


def _form(form: ReviewForm) -> Grid:
    cells = [Cell(1, c, head, role=Role.LABEL) for c, head in enumerate(_HEADS, start=1)]
    row = 2
    for block, group in groupby(form.items, key=lambda i: i.item.block):
        items = list(group)
        points = sum((i.item.points for i in items), Decimal(0))
        label = f"{block}\n（{shortest(points)}分）"
        cells.append(Cell(row, 1, label, row_span=len(items), role=Role.LABEL))
        for item in items:
            cells += _item(row, item)
            row += 1
    cells += _total(row, form)
    return Grid(tuple(cells), _WIDTHS, repeat=1)


def _item(row: int, one: ItemProposal) -> Iterator[Cell]:
    item = one.item
    yield Cell(row, 2, f"{item.name}：{item.question}")
    yield Cell(row, 3, shortest(item.points), role=Role.CENTRED)
    yield Cell(row, 4, _points(one), role=Role.CENTRED)
    yield Cell(row, 5, one.grade or "", role=Role.CENTRED)
    yield Cell(row, 6, _reasons(one))


def _points(one: ItemProposal) -> str:
    return "" if one.points is None else shortest(half_up(one.points))


def _reasons(one: ItemProposal) -> str:
    """Why points come off; for what is open, what a person should look at."""
    if one.open:
        seen = [f"{r.rule} {r.title}（{r.count}处）" for r in one.reasons]
        return "\n".join([_OPEN + ("，可参看：" if seen else ""), *seen])
    off = [
        f"{r.rule} {r.title}（{r.count}处，扣{shortest(r.off)}分）" for r in one.reasons if r.off
    ]
    noted = [r.rule for r in one.reasons if not r.off]
    also = [f"另有不扣分的提示：{'、'.join(noted)}"] if noted else []
    return "\n".join([*off, *also]) or "没有发现问题"


def _total(row: int, form: ReviewForm) -> Iterator[Cell]:
    left = [i.item.name for i in form.items if i.open]
    words = f"其中{'、'.join(left)}共{len(left)}项待审核人判断，合计未含" if left else ""
    yield Cell(row, 1, "合计", column_span=2, role=Role.LABEL)
    most = sum((i.item.points for i in form.items), Decimal(0))
    yield Cell(row, 3, shortest(most), role=Role.CENTRED)
    yield Cell(row, 4, shortest(half_up(form.total)), role=Role.CENTRED)
    yield Cell(row, 5, form.grade or "", role=Role.CENTRED)
    yield Cell(row, 6, words)


def _close(pack: Pack, form: ReviewForm) -> Grid:
    grade = form.grade or "□优　□良　□中　□差"
    bands = "、".join(f"{name}≥{shortest(bound)}" for name, bound in pack.grades.items() if bound)
    rows = (
        ("综合评定等级", f"{grade}（{bands}，其余为差）"),
        ("等级的结果", _outcomes(pack, form)),
        ("总体意见", "□同意　□修改后重报　□不予通过。说明："),
    )
    cells = [
        Cell(r, c, text, column_span=1 if c == 1 else 3, role=Role.LABEL if c == 1 else Role.VALUE)
        for r, row in enumerate(rows, start=1)
        for c, text in enumerate(row, start=1)
    ]
    signed = ("审核人（签字）", "", "日期", "")
    for c, text in enumerate(signed, start=1):
        cells.append(Cell(len(rows) + 1, c, text, role=Role.LABEL if text else Role.VALUE))
    return Grid(tuple(cells), (3.4, 8.1, 2.0, 6.5))


def _outcomes(pack: Pack, form: ReviewForm) -> str:
    if form.leads_to:
        return form.leads_to
    return "\n".join(f"{grade}：{words}" for grade, words in pack.outcomes.items())


def _faults(one: ProjectForm) -> Grid:
    cells = [Cell(1, c, head, role=Role.LABEL) for c, head in enumerate(_FAULT_HEADS, start=1)]
    names = {i.id: i.name for i in one.project.indicators}
    for row, finding in enumerate(one.findings, start=2):
        texts = (
            str(row - 1), finding.level.label, _where(one.project, finding, names),
            f"{finding.rule} {finding.fault}", finding.remedy,
        )  # fmt: skip
        cells += [
            Cell(row, c, text, role=Role.CENTRED if c < 3 else Role.VALUE)
            for c, text in enumerate(texts, start=1)
        ]
    return Grid(tuple(cells), _FAULT_WIDTHS, repeat=1)


def _where(project: Project, finding: Finding, names: dict[str, str]) -> str:
    """The cell in this project that a finding is about: the indicator's name and what of it."""
    here = next((w for w in (finding.where, *finding.also) if w.project == project.id), None)
    if here is None:
        return ""
    label = _CELLS.get((here.field or "").split(".")[0], "")
    name = names.get(here.indicator or "", "")
    place = here.place.words() if here.place and not (name or label) else ""
    return "\n".join(part for part in (name, label or place) if part)


def _bases(one: ProjectForm) -> Grid:
    """What the findings rest on, once for all rules that rest on the same."""
    resting: dict[str, dict[str, None]] = {}
    for finding in one.findings:
        resting.setdefault(_cites(finding), {})[finding.rule] = None
    rows = sorted(("、".join(sorted(codes)), cites) for cites, codes in resting.items())
    cells = [Cell(1, c, head, role=Role.LABEL) for c, head in enumerate(_BASIS_HEADS, start=1)]
    cells += [
        Cell(r, c, text)
        for r, row in enumerate(rows, start=2)
        for c, text in enumerate(row, start=1)
    ]
    return Grid(tuple(cells), _BASIS_WIDTHS, repeat=1)


def _cites(finding: Finding) -> str:
    return "；".join(dict.fromkeys(c.words() for c in finding.cites))


def _changed(review: Review) -> Sequence[Block]:
    if not review.changed:
        return ()
    lines = [Paragraph(f"{code} {words}") for code, words in review.changed.items()]
    return (Paragraph("附：本政策包改变的规则", Role.HEADING), *lines)
