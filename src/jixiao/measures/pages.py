"""docs/measures.md, made from the declarations: indicator → measure → register → who keeps it.

``python -m jixiao.measures.pages`` writes it for the plan of ``examples/huailai-2023``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from jixiao.measures.binding import bind
from jixiao.measures.catalogue import measures
from jixiao.measures.measure import Measure
from jixiao.measures.reporters import duty_of, reporter_of
from jixiao.plan.json import loads
from jixiao.plan.model import DutyGoal, Indicator, Plan, Project

_PLAN = Path("examples/huailai-2023/plan.json")
_TITLE = """# 指标由什么算出

由测度的声明生成，不要手改。每条指标先看由哪个测度算出、用哪本台账、谁管这本台账；不能由台账算出的，写明谁报送、凭什么。
绑定由 `jixiao bind` 提出，由人确认。
数值旁的行数（`rows`）是有分母的按分母的行数：两本台账相除的是除数那本的，与上年同期比的是上年同期的。
"""


def pages(root: Path) -> Mapping[str, str]:
    """Every page by its path below docs/."""
    plan = loads((root / _PLAN).read_bytes())
    return {"measures.md": "".join(_page(plan))}


def _page(plan: Plan) -> Iterator[str]:
    bound = bind(plan)[0]
    yield f"{_TITLE}\n## {plan.department.name}{plan.year}年的指标\n\n"
    yield "| 项目 | 指标 | 测度 | 台账 | 谁管 |\n|---|---|---|---|---|\n"
    for project, indicator in bound.indicators():
        yield _indicator_line(project, indicator)
    yield "\n## 部门职责\n\n| 职责 | 测度 | 台账 | 报送 |\n|---|---|---|---|\n"
    for goal in plan.duty_goals:
        yield _duty_line(goal)
    yield "\n## 全部测度\n\n| 测度 | 名称 | 算法 | 台账 | 单位 | 定义 | 注意 |\n|---|---|---|---|---|---|---|\n"
    for one in measures().values():
        yield _measure_line(one)


def _indicator_line(project: Project, indicator: Indicator) -> str:
    name = project.short_name or project.name
    if indicator.measure is None:
        who = reporter_of(indicator)
        told = f"由{who.who}报送 | {who.proof}" if who else "未定 | "
        return f"| {name} | {indicator.name} | — | {told} |\n"
    one = measures()[indicator.measure.id]
    return (
        f"| {name} | {indicator.name} | {_link(one)} |"
        f" {'、'.join(_registers(one))} | {'、'.join(_keepers(one))} |\n"
    )


def _duty_line(goal: DutyGoal) -> str:
    duty = duty_of(goal)
    if duty is None:
        return f"| {goal.duty} | — | — | 未定 |\n"
    found = [measures()[name] for name in duty.measures]
    registers = "、".join(dict.fromkeys(r for one in found for r in _registers(one)))
    told = f"{duty.who}，凭{duty.proof}" if duty.who else "—"
    return f"| {goal.duty} | {'、'.join(map(_link, found))} | {registers} | {told} |\n"


def _measure_line(one: Measure) -> str:
    traps = "；".join(one.traps) or "—"
    return (
        f"| {one.id} | {one.label} | {one.kind.label} | {'、'.join(_registers(one))} |"
        f" {one.unit} | {one.meaning} | {traps} |\n"
    )


def _link(one: Measure) -> str:
    return f"{one.label}（{one.id}）"


def _registers(one: Measure) -> list[str]:
    return list(dict.fromkeys(s.schema.label for s in _bases(one) if s.schema))


def _keepers(one: Measure) -> list[str]:
    return list(dict.fromkeys(s.schema.keeper for s in _bases(one) if s.schema))


def _bases(one: Measure) -> list[Measure]:
    return [measures()[name] for name in one.of] if one.of else [one]


def write(root: Path) -> None:
    """Write the page."""
    for path, text in pages(root).items():
        (root / "docs" / path).write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd())
