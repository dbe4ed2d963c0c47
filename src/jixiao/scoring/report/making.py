"""The words and tables of the report: every figure with where it comes from, nothing invented.

The seven chapters are those a vendor's template prints (field guide §4.5); what no figure can say is
left as a marked blank that says what belongs there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.findings.finding import Finding, unread_note
from jixiao.forms.blanks import TO_JUDGE, blank
from jixiao.grids.document import Block, Contents, Document, Paragraph, Role
from jixiao.law.packs import label_of
from jixiao.measures.gaps import MADE_UP
from jixiao.measures.observation import Observation
from jixiao.plan.model import Plan, Project
from jixiao.plan.money import amount_text, plain
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.evaluation import Evaluation
from jixiao.scoring.evidence import source_of
from jixiao.scoring.exact import HUNDRED, ZERO, quotient
from jixiao.scoring.execution import money_of
from jixiao.scoring.reasons import unread_in
from jixiao.scoring.report.course import Course
from jixiao.scoring.report.course_tables import how_to_trace, indicator_table, money_table
from jixiao.scoring.report.panels import name_of, short
from jixiao.scoring.report.tables import table_of
from jixiao.scoring.result import IndicatorScore, ProjectScore, Scores


@dataclass(frozen=True)
class Material:
    """What a report is made of."""

    plan: Plan
    actuals: Actuals
    scores: Scores
    evaluations: tuple[Evaluation, ...]
    evidence: Mapping[str, Observation] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    course: Course | None = None

    @property
    def made_up(self) -> bool:
        """Whether anything rests on made-up rows (模拟数据)."""
        told = any(one.made_up for one in self.evidence.values())
        return told or (self.course is not None and self.course.made_up)

    def projects(self) -> Iterator[tuple[Project, ProjectScore, Evaluation]]:
        """Each project with its score and its frame."""
        return zip(self.plan.projects, self.scores.projects, self.evaluations, strict=True)


def report(material: Material) -> Document:
    """The report as a document; its charts are drawn by :mod:`jixiao.scoring.report.charts`."""
    plan = material.plan
    name, year = plan.department.name or "", f"{plan.year}年度" if plan.year else ""
    title = f"{name}{year}项目支出绩效评价报告"
    cover = f"{title}（{MADE_UP}）" if material.made_up else title
    blocks: list[Block] = [Paragraph(cover, Role.COVER), Contents()]
    for number, chapter in enumerate(_CHAPTERS):
        heading, make = chapter
        blocks += [Paragraph(heading, Role.HEADING, new_page=number == 0), *make(material)]
    return Document(tuple(blocks), title=title)


def _basics(material: Material) -> Iterator[Block]:
    plan = material.plan
    if material.made_up:
        yield Paragraph(f"【{MADE_UP}】数据是虚构的，只供演示")
    total, unit = plan.total, next((p.unit for p in plan.projects if p.unit), "")
    yield Paragraph(
        f"本次评价{len(plan.projects)}个项目，{sum(1 for _ in plan.indicators())}条绩效指标，"
        f"年初预算合计{amount_text(total)}{unit}（各项目预算数相加，见表1）。"
    )
    yield Paragraph(blank("项目的背景、主要内容、实施单位和组织管理情况"))
    yield Paragraph("表1 项目资金和绩效目标")
    rows = [["项目", "年初预算数", "全年预算数", "全年执行数", "执行率", "绩效目标"]]
    for project, made, _ in material.projects():
        money = money_of(project, material.actuals.execution.get(project.id))
        amounts = [money.adjusted, money.executed] if money else [None, None]
        rows.append(
            [name_of(project), _text(project.budget.total), *map(_text, amounts),
             _text(made.execution.rate, "%"), "\n".join(project.goals)]
        )  # fmt: skip
    yield table_of(rows, (18, 10, 10, 10, 10, 30))


def _work(material: Material) -> Iterator[Block]:
    sources = "".join(dict.fromkeys(one.basis.source for one in material.evaluations))
    yield Paragraph(
        f"按政策包“{label_of(material.scores.policy)}”（{material.scores.reason}）{material.scores.on}有效的规定计分，"
        f"评价框架为决策、过程、产出、效益四个方面。{sources}"
    )
    computed = sum(1 for o in material.evidence.values() if o.status == "computed")
    reported = sum(1 for o in material.evidence.values() if o.status == "reported")
    if material.evidence:
        yield Paragraph(
            f"实际完成值中，{computed}条由台账计算，{reported}条由人报送并附佐证，"
            f"{len(material.evidence) - computed - reported}条没有取得。"
        )
    else:
        yield Paragraph("实际完成值均为单位报送，没有用台账核对。")
    if material.course is not None:
        yield from how_to_trace(material.course)
    yield Paragraph(blank("评价的组织、人员、时间、现场核查和访谈情况"))


def _conclusion(material: Material) -> Iterator[Block]:
    yield Paragraph("表2 得分和等级；得分的算式见第四部分")
    rows = [["项目", "预算执行率", "指标得分", "总分", "等级", "待定"]]
    for project, made, _ in material.projects():
        execution = made.execution.points
        lines = sum((i.points for i in made.indicators if i.points is not None), ZERO)
        rows.append(
            [name_of(project), _text(execution), plain(lines), plain(made.total), made.grade or "待定",
             f"{len(made.open)}项" if made.open else "无"]
        )  # fmt: skip
    yield table_of(rows, (24, 12, 12, 12, 10, 10))
    for project, made, _ in material.projects():
        yield Paragraph(f"{name_of(project)}：{made.total_why}；{made.grade_why}。")
    if material.course is not None:
        yield from money_table(material.course)
    yield Paragraph(blank("综合评价结论"))


def _analysis(material: Material) -> Iterator[Block]:
    for project, made, evaluation in material.projects():
        yield Paragraph(f"（{name_of(project)}）")
        yield table_of(
            [["一级", "二级", "三级", "参考分值", "得分", "说明"], *_frame_rows(evaluation)],
            (8, 11, 15, 9, 9, 40),
        )
        yield Paragraph(
            f"能由数据得出的合计{plain(evaluation.known)}分，其余{len(evaluation.open)}项由评价人评定。"
        )
        yield table_of(
            [
                ["指标", "指标值", "实际完成值", "分值", "得分", "算式和来源"],
                *_line_rows(project, made, material),
            ],
            (18, 12, 12, 8, 8, 40),
        )
        yield Paragraph(f"预算执行率：{made.execution.why}。")
        if material.course is not None:
            yield from indicator_table(material.course, project)
    if said := unread_note(unread_in(material.scores)):
        yield Paragraph(f"{said}。")


def _frame_rows(evaluation: Evaluation) -> Iterator[list[str]]:
    for one in evaluation.items:
        score = TO_JUDGE if one.score is None else plain(one.score)
        yield [one.item.level1, one.item.level2, one.item.name, plain(one.points), score, one.why]


def _line_rows(project: Project, made: ProjectScore, material: Material) -> Iterator[list[str]]:
    for indicator, line in zip(project.indicators, made.indicators, strict=True):
        actual = material.actuals.indicators.get(indicator.id, indicator.actual) or ""
        score = TO_JUDGE if line.open else _text(line.points)
        yield [
            indicator.name, indicator.target.raw, actual, _text(line.weight), score,
            _with_source(line.why, material.evidence.get(indicator.id)),
        ]  # fmt: skip


def _with_source(why: str, seen: Observation | None) -> str:
    source = source_of(seen)
    return f"{why}。来源：{source}" if source else why


def _problems(material: Material) -> Iterator[Block]:
    yield Paragraph(blank("主要经验及做法"))
    lost = list(_lost(material))
    if lost:
        yield Paragraph("失分的指标，由多到少：")
        rows = [["项目", "指标", "失分", "原因"]]
        rows += [
            [name_of(p), name, plain(points), said or blank("偏差原因")]
            for points, p, name, said in lost
        ]
        yield table_of(rows, (20, 22, 10, 40))
    for finding in material.findings:
        yield Paragraph(f"［{finding.level.label}］{finding.rule} {finding.fault}")
    yield Paragraph(blank("存在的问题及原因分析"))


def _lost(material: Material) -> list[tuple[Decimal, Project, str, str | None]]:
    found = [
        (line.weight - line.points, project, indicator.name, indicator.deviation)
        for project, made, _ in material.projects()
        for indicator, line in zip(project.indicators, made.indicators, strict=True)
        if line.weight is not None and line.points is not None and line.points < line.weight
    ]
    return sorted(found, key=lambda one: -one[0])


def _advice(material: Material) -> Iterator[Block]:
    for finding in material.findings:
        yield Paragraph(f"{finding.rule}：{finding.remedy}")
    yield Paragraph(blank("有关建议"))


def _others(material: Material) -> Iterator[Block]:
    if material.scores.findings:
        yield Paragraph("计分前要先改正的：")
        yield from (Paragraph(f"{f.rule} {f.fault}{f.remedy}") for f in material.scores.findings)
    yield Paragraph(blank("其他需要说明的问题"))


_CHAPTERS = (
    ("一、基本情况", _basics),
    ("二、绩效评价工作开展情况", _work),
    ("三、综合评价情况及评价结论", _conclusion),
    ("四、绩效评价指标分析", _analysis),
    ("五、主要经验及做法、存在的问题及原因分析", _problems),
    ("六、有关建议", _advice),
    ("七、其他需要说明的问题", _others),
)


def _text(value: Decimal | None, unit: str = "") -> str:
    return blank("数") if value is None else f"{amount_text(value)}{unit}"


@dataclass(frozen=True)
class Bar:
    """One project's bar: shares of a hundred won, lost and open."""

    name: str
    won: Decimal
    lost: Decimal
    rate: Decimal | None


def bars(material: Material) -> list[Bar]:
    """Points won and lost of each project, and its execution rate, for the charts."""
    made = []
    for project, score, _ in material.projects():
        parts: list[IndicatorScore] = [i for i in score.indicators if i.points is not None]
        lost = sum(((i.weight or ZERO) - (i.points or ZERO) for i in parts), ZERO)
        if score.execution.points is not None:
            lost += score.execution.weight - score.execution.points
        won = min(score.total, HUNDRED)
        made.append(Bar(short(name_of(project), 26), won, quotient((lost,)), score.execution.rate))
    return made
