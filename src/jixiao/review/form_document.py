"""The review form to print: one project a page, points and grades, what is open, the findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.forms.review_form import ReviewRow, ReviewTable, block_label, blocks_of, identity
from jixiao.forms.review_form.declaration import NO_GRADE, NO_OPINION, TITLE
from jixiao.grids.document import Block, Cell, Document, Grid, Paragraph, Role
from jixiao.law.packs import Pack
from jixiao.plan.model import Plan, Project
from jixiao.plan.money import half_up, shortest
from jixiao.review.examine import Review
from jixiao.review.form import ItemProposal, ProjectForm, ReviewForm, project_forms

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
    yield from blocks_of(_table(plan, pack, one), new_page=new_page)
    if one.findings:
        yield Paragraph("附：问题清单", Role.HEADING)
        yield _faults(one)
        yield _bases(one)


def _table(plan: Plan, pack: Pack, one: ProjectForm) -> ReviewTable:
    year = f"（{plan.year}年度）" if plan.year else ""
    bands = "、".join(f"{name}≥{shortest(bound)}" for name, bound in pack.grades.items() if bound)
    return ReviewTable(
        **identity(plan, one.project),
        note=f"{year}依据：{pack.label}。得分为建议，由审核人定。",
        rows=tuple(_row(pack, item) for item in one.form.items),
        total=_total(one.form),
        overall=f"{one.form.grade or NO_GRADE}（{bands}，其余为差）",
        outcome=_outcomes(pack, one.form),
        opinion=NO_OPINION,
    )


def _row(pack: Pack, one: ItemProposal) -> ReviewRow:
    item = one.item
    return ReviewRow(
        block_label(pack, item.block), f"{item.name}：{item.question}", shortest(item.points),
        _points(one), one.grade or "", _reasons(one),
    )  # fmt: skip


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


def _total(form: ReviewForm) -> ReviewRow:
    left = [i.item.name for i in form.items if i.open]
    words = f"其中{'、'.join(left)}共{len(left)}项待审核人判断，合计未含" if left else ""
    most = sum((i.item.points for i in form.items), Decimal(0))
    return ReviewRow("", "", shortest(most), shortest(half_up(form.total)), form.grade or "", words)


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
