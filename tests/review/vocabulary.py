"""The small Chinese vocabulary in which cases and the examples of rules say a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jixiao.findings.finding import Finding, Where
from jixiao.plan.codes import parse_name
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.target_grammar import parse_target
from jixiao.review.examine import Review, examine
from jixiao.terms.indicators import level2_of

PLAN = {
    "部门", "行政区划", "年度", "总体目标", "分项目标", "章节", "工作保障措施", "项目", "上年", "同类",
}  # fmt: skip
PROJECT = {
    "项目名称", "项目编码", "金额单位", "预算数", "财政资金", "其他资金",
    "资金用途", "资金支出计划", "绩效目标", "指标", "执行",
}  # fmt: skip
EXECUTED = {
    "年初预算数": "initial", "全年预算数": "adjusted", "全年执行数": "executed",
    "执行率": "rate", "分值": "points", "得分": "score",
}  # fmt: skip
ROW = {
    "一级指标": "level1", "二级指标": "level2", "三级指标": "name", "绩效指标描述": "description",
    "指标值": "target", "指标值确定依据": "basis", "权重": "weight",
    "实际完成值": "actual", "得分": "score", "偏差原因": "deviation", "测算": "measure",
}  # fmt: skip
FIELDS = {
    "name": "项目名称", "code": "项目编码", "unit": "金额单位", "budget.total": "预算数",
    "use": "资金用途", "spending_plan": "资金支出计划", "goals": "绩效目标", "indicators": "指标",
    "sections": "章节", "duty_goals": "分项目标", "overall_goals": "总体目标",
    "executed.rate": "执行率", "executed.score": "执行得分", "executed.executed": "全年执行数",
    "executed.adjusted": "全年预算数",
}  # fmt: skip
POINTS = ("03-31", "06-30", "10-31", "12-31")


def plan_of(given: Mapping[str, Any]) -> Plan:
    """The plan a case gives; a project's words may stand at the top when there is but one."""
    unknown = set(given) - PLAN - PROJECT
    assert not unknown, f"不认识的词：{unknown}"
    projects = given.get("项目") or ([given] if set(given) & PROJECT else [])
    return Plan.model_validate(
        {
            "department": {
                "name": given.get("部门", "示例县市场监督管理局"),
                "division": given.get("行政区划", "130730"),
            },
            "year": given.get("年度", 2023),
            "overall_goals": [{"text": t} for t in given.get("总体目标", [])],
            "duty_goals": [_duty(one) for one in given.get("分项目标", [])],
            "safeguards": given.get("工作保障措施", []),
            "sections": [
                {"heading": s["标题"], "text": s.get("内容")} for s in given.get("章节", [])
            ],
            "projects": [_project(p, n) for n, p in enumerate(projects, start=1)],
        }
    )


def review_of(given: Mapping[str, Any]) -> tuple[Plan, Review]:
    """The plan a case gives and its review, with last year's plan and peers where given."""
    plan = plan_of(given)
    last = plan_of(given["上年"]) if "上年" in given else None
    return plan, examine(plan, last_year=last, corpus=[plan_of(p) for p in given.get("同类", [])])


def spelled(where: Where, plan: Plan) -> str:
    """A place in the words of the cases: 项目：指标.栏目, each part only where there is one."""
    project = next((p for p in plan.projects if p.id == where.project), None)
    row = next((i for _, i in plan.indicators() if i.id == where.indicator), None)
    if row is not None:
        words = next(w for w, f in ROW.items() if f == where.field)
        text = f"{row.name}.{words}"
    else:
        name = where.field or ""
        text = FIELDS["spending_plan" if name.startswith("spending_plan") else name]
    several = project is not None and len(plan.projects) > 1
    return f"{project.short_name}：{text}" if several and project else text


def found(finding: Finding, plan: Plan) -> str:
    """A finding as the cases write it: B203 @ 培训参加人次.指标值."""
    return f"{finding.rule} @ {spelled(finding.where, plan)}"


def _duty(one: Any) -> dict[str, Any]:
    return (
        {"text": one["内容"], "duty": one.get("职责")} if isinstance(one, dict) else {"text": one}
    )


def _project(given: Mapping[str, Any], number: int) -> Project:
    name = parse_name(str(given.get("项目名称", f"示例项目{number}")))
    identity = str(given.get("项目编码") or f"project-{number}")
    goals = given.get("绩效目标") or []
    rows = given.get("指标") or []
    return Project.model_validate(
        {
            "id": identity,
            "code": given.get("项目编码"),
            "name": name.printed,
            "short_name": name.short,
            "funding_document": name.document.normal if name.document else None,
            "source_code": name.source_code,
            "unit": given.get("金额单位", "万元"),
            "budget": _budget(given),
            "executed": _executed(given.get("执行")),
            "use": given.get("资金用途"),
            "spending_plan": _spending(given.get("资金支出计划", [])),
            "goals": [goals] if isinstance(goals, str) else goals,
            "indicators": [
                _row(r, f"{identity}/{n}")
                for n, r in enumerate([rows] if isinstance(rows, dict) else rows, start=1)
            ],
        }
    )


def _budget(given: Mapping[str, Any]) -> dict[str, str | None]:
    names = {"total": "预算数", "fiscal": "财政资金", "other": "其他资金"}
    return {field: None if given.get(w) is None else str(given[w]) for field, w in names.items()}


def _executed(given: Mapping[str, Any] | None) -> dict[str, str] | None:
    if given is None:
        return None
    assert not set(given) - set(EXECUTED), f"不认识的词：{set(given) - set(EXECUTED)}"
    return {EXECUTED[word]: str(value) for word, value in given.items()}


def _spending(percents: list[Any]) -> list[dict[str, str | None]]:
    return [
        {"by": by, "percent": None if share is None else str(share)}
        for by, share in zip(POINTS, percents, strict=False)
    ]


def _row(given: Mapping[str, Any], identity: str) -> Indicator:
    unknown = set(given) - set(ROW)
    assert not unknown, f"不认识的词：{unknown}"
    values = {field: given.get(words) for words, field in ROW.items()}
    row: dict[str, Any] = {f: None if v is None else str(v) for f, v in values.items()}
    row["measure"] = {"id": row["measure"]} if row["measure"] else None
    kind = level2_of(row["level2"])
    if kind and "一级指标" not in given:
        row["level1"] = kind.level1s[0].label
    row["name"] = row["name"] or ""
    row["target"] = parse_target(row["target"] or "", row["name"], row["level2"] or "")
    return Indicator.model_validate({"id": identity, **row})
