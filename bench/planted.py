"""Plans without a fault, and faults to plant in them: what the examination must find, and only that."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.plan.codes import check_character
from jixiao.plan.model import Plan
from jixiao.review.library import Entry, entries
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Better

Raw = dict[str, Any]
Plant = Callable[[Raw, random.Random], None]

#: Duty, short name, use and goal of a project; the goal names what is counted.
_THEMES = (
    ("执法办案", "执法办案", "用于案件查办的取证、差旅等支出", "查办违法案件{n}件"),
    ("消费者权益保护", "消费维权", "用于投诉举报受理、调解的支出", "接收投诉举报{n}件"),
    ("食品安全城市创建", "食品抽检", "用于食品抽样、检验的支出", "抽检食品{n}批次"),
    ("流通领域商品质量监督管理", "商品抽检", "用于商品抽样、检验的支出", "抽检商品{n}批次"),
    ("检验检测", "计量检定", "用于计量器具强制检定的支出", "检定计量器具{n}台件"),
    ("市场监督管理", "市场检查", "用于企业监督检查的支出", "监督检查企业{n}家"),
    ("质量兴县", "质量帮扶", "用于入企帮扶指导的支出", "入企帮扶{n}次"),
    ("商标广告监督管理", "广告监测", "用于广告监测的支出", "监测广告{n}条次"),
)
_COUNTED = (
    "case_count_filed", "complaints_received", "food_sampling_batches", "product_sampling_batches",
    "verifications_count", "inspected_entities", "quality_visits_count", "ads_checked",
)  # fmt: skip
_RATES = (
    ("case_closing_rate", "case_on_time_rate", "repeat_violation_rate"),
    ("complaint_handled_rate", "complaint_on_time_rate", "mediation_success_rate"),
    ("food_unqualified_disposed_rate", "food_report_on_time_rate", "food_pass_rate"),
    ("product_unqualified_disposed_rate", "product_test_on_time_rate", "product_withdrawn_rate"),
    ("verification_pass_rate", "verification_on_time_rate", "meter_complaint_drop"),
    ("inspection_problem_disposed_rate", "inspection_publication_rate", "market_complaint_drop"),
    ("quality_problems_solved_rate", "on_time_rate", "beneficiaries"),
    ("ads_illegal_disposed_rate", "penalty_publication_rate", "illegal_ads_rate"),
)
_ASKED = ("群众满意度", "受检单位满意度", "用户使用满意度")


def clean(projects: int, seed: int = 1) -> Plan:
    """A plan of that many projects without a known fault."""
    return Plan.model_validate(clean_raw(projects, seed))


def clean_raw(projects: int, seed: int = 1) -> Raw:
    """The same, as it is before it is frozen."""
    chance = random.Random(seed)
    made = [_project(number, chance) for number in range(1, projects + 1)]
    duties = {theme[0]: theme[1] for theme in _THEMES[:projects]}
    return {
        "department": {"name": "示例县市场监督管理局", "code": "414001", "division": "130730"},
        "year": 2023,
        "overall_goals": [{"number": "1", "text": "全年办理案件、抽检、检查任务按期完成。"}],
        "duty_goals": [
            {"number": str(n), "duty": duty, "text": f"{duty}职责的绩效目标是做好{work}。"}
            for n, (duty, work) in enumerate(duties.items(), start=1)
        ],
        "safeguards": ["成立绩效管理小组，按季检查进度。"],
        "projects": made,
    }


def _project(number: int, chance: random.Random) -> Raw:
    kind = number % len(_THEMES)
    _, name, use, goal = _THEMES[kind]
    code = f"13073023P{number:06d}10002"
    code += check_character(code) or ""
    # 每个项目的范围各不相同，数量也不相同，所以没有重复申报
    place = f"第{number}片区"
    count = 100 + number * 3 + chance.randrange(3)
    budget = Decimal(count) * Decimal(chance.randrange(95, 105)) / 1000
    unit = known()[_COUNTED[kind]]
    rows = [
        _counted(unit, count, place),
        *(_rated(known()[identity], place, number) for identity in _RATES[kind]),
        _rated(known()["plan_completion_rate"], place, number // 3),
        _row(Level2.COST, f"每{unit.unit}成本", f"≤{chance.randrange(900, 1200)}元",
             f"{place}的支出合计除以完成的数量", "《县级支出定额标准》第三条"),
        _row(Level2.SUSTAINABLE, "管护制度落实率", "≥90%",
             f"{place}中有责任人、有记录的点位占全部点位的比率", "《2023年工作计划》第九项"),
        _row(Level2.SATISFACTION, _ASKED[number % 3], "≥92%",
             f"{place}被调查对象中表示满意的份数占有效答卷的比率", "问卷调查"),
    ]  # fmt: skip
    money = f"{budget:.2f}"
    return {
        "id": code,
        "code": code,
        "name": f"怀财字〔2023〕{number}号 {place}{name}",
        "short_name": f"{place}{name}",
        "unit": "万元",
        "budget": {"total": money, "fiscal": money, "other": None},
        "use": f"{place}：{use}",
        "spending_plan": [
            {"by": by, "percent": percent}
            for by, percent in zip(
                ("03-31", "06-30", "10-31", "12-31"), ("25", "50", "75", "100"), strict=True
            )
        ],
        "goals": [f"{place}{goal.format(n=count)}，问题及时处理"],
        "indicators": [row | {"id": f"{code}/{n}"} for n, row in enumerate(rows, start=1)],
    }


def _counted(entry: Entry, count: int, place: str) -> Raw:
    words = f"{place}{entry.definition}"
    return _row(
        Level2.QUANTITY, entry.name, f"≥{count}{entry.unit}", words, "《2023年工作计划》第一项"
    )


def _rated(entry: Entry, place: str, number: int) -> Raw:
    sign = "≤" if entry.better is Better.LOWER else "≥"
    usual = (
        3 + number % 7 if entry.better is Better.LOWER or "下降" in entry.name else 90 + number % 9
    )
    value = 300 + number if entry.unit == "人" else usual
    target = f"{sign}{value}{entry.unit}"
    return _row(
        entry.level2, entry.name, target, f"{place}：{entry.definition}", "2022年实际91件（台账）"
    )


def _row(kind: Level2, name: str, target: str, description: str, basis: str) -> Raw:
    return {
        "level1": kind.level1s[0].label, "level2": kind.label, "name": name,
        "description": description, "target": target, "basis": basis,
    }  # fmt: skip


def known() -> Mapping[str, Entry]:
    """The entries clean rows are made of."""
    return entries()


@dataclass(frozen=True)
class Planted:
    """A plan with one fault planted: the rule that must find it, and in which project."""

    rule: str
    plan: Plan
    project: str | None
    last_year: Plan | None = None
    corpus: tuple[Plan, ...] = ()


def planted(rule: str, seed: int) -> Planted:
    """One fault planted in a clean plan, where and how by chance."""
    chance = random.Random(f"{rule}/{seed}")
    raw = clean_raw(len(_THEMES), seed)
    project = raw["projects"][chance.randrange(len(_THEMES))]
    last = clean_raw(len(_THEMES), seed) if rule in YEARS else None
    if last is not None:
        last["year"] = YEARS[rule]
        then = next(p for p in last["projects"] if p["id"] == project["id"])
        project["then"] = then
    PLANTS[rule](project | {"all": raw["projects"], "plan": raw}, chance)
    project.pop("then", None)
    where = None if rule in WHOLE else project["id"]
    corpus = tuple(clean(len(_THEMES), seed + n) for n in range(1, 5)) if rule in PEERS else ()
    return Planted(
        rule, Plan.model_validate(raw), where,
        Plan.model_validate(last) if last else None, corpus,
    )  # fmt: skip


def _of(project: Raw, kind: Level2) -> Raw:
    found: Raw = next(r for r in project["indicators"] if r["level2"] == kind.label)
    return found


def _put(kind: Level2, **fields: Any) -> Plant:
    """A plant that writes fields of the row of a class."""
    return lambda project, _: _of(project, kind).update(fields)


def _pick(kind: Level2, field: str, *values: str) -> Plant:
    """A plant that writes one of several values."""
    return lambda project, chance: _of(project, kind).update({field: chance.choice(values)})


def _drop(*kinds: Level2) -> Plant:
    """A plant that takes the rows of some classes away."""

    def plant(project: Raw, _: random.Random) -> None:
        labels = {kind.label for kind in kinds}
        project["indicators"][:] = [r for r in project["indicators"] if r["level2"] not in labels]

    return plant


def all_rules() -> Iterator[str]:
    """Every rule that has a fault to plant."""
    return iter(PLANTS)


from bench.plants import PEERS, PLANTS, WHOLE, YEARS  # noqa: E402 - the faults are written with the above
