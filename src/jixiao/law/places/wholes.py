"""What must hold of a place as a whole: parts that are there, points that add up, bounds in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from decimal import Decimal
from itertools import pairwise
from typing import Any

from jixiao.law.places.schema import BOUNDS, GRADES_OF_LEVELS
from jixiao.terms.findings import Level
from jixiao.terms.forms import FormName

Tables = Mapping[str, Any]
#: Key and sentence.
Faults = Iterator[tuple[str, str]]

_NEEDED = (
    "in_force_from", "cost", "source", "weights", "grades", "deductions", "items", "outcomes", "forms",
    "self_evaluation", "thresholds", "checkpoints", "scoring", "monitoring", "evaluation", "limits",
    "calendar",
)  # fmt: skip
_HUNDRED = Decimal(100)


def whole_faults(table: Tables, places: Set[str], looks: Set[str]) -> Faults:
    """Everything that does not fit, by the key it stands under; what is missing, first and alone.

    ``places`` are the names of all places, ``looks`` those of the checks that warnings can use.
    """
    missing = list(_missing(table))
    if missing:
        yield from missing
        return
    for check in _CHECKS:
        yield from check(table)
    yield from _frames(table, places)
    yield from _looks(table, looks)


def _missing(table: Tables) -> Faults:
    absent = [key for key in _NEEDED if key not in table]
    absent += [
        f"scoring.{k}"
        for k in ("frames", "rules", "bands", "department")
        if not _has(table, "scoring", k)
    ]
    absent += [
        f"monitoring.{k}" for k in ("possibility", "rules") if not _has(table, "monitoring", k)
    ]
    absent += [f"thresholds.{key}" for key in BOUNDS if not _has(table, "thresholds", key)]
    if absent:
        hint = "" if "extends" in table else "（没有写 extends，就要样样都写）"
        yield "", f'缺少 {"、".join(absent)}{hint}；请补上，或者写 extends = "central-2021"'


def _has(table: Tables, part: str, key: str) -> bool:
    return part not in table or key in table[part]


def _sums(table: Tables) -> Faults:
    for key, values in (
        ("weights", table["weights"]),
        ("scoring", table["scoring"]["department"]),
        ("evaluation", table["evaluation"]["points"]),
    ):
        total = sum(Decimal(str(value)) for value in values.values())
        if total != _HUNDRED:
            at = {"scoring": "scoring.department", "evaluation": "evaluation.points"}.get(key, key)
            yield key, f"{at} 合计应为100，现在是{total}；请改正各类的分值"
    for name in ("output", "benefit", "execution"):
        if name not in table["weights"]:
            yield "weights", f'weights 缺少 {name}；不占分的写 "0"'
    total = sum(Decimal(str(item["points"])) for item in table["items"])
    if total != _HUNDRED:
        yield "items", f"items 的 points 合计应为100，现在是{total}；请改正各项的分值"


def _cost(table: Tables) -> Faults:
    if table["cost"] == "own-level-1" and "cost" not in table["weights"]:
        yield "weights", "cost 写的是 own-level-1，weights 里却没有 cost 的分；请补上或者改 cost"


def _grades(table: Tables) -> Faults:
    bounds = [Decimal(str(value)) for value in table["grades"].values()]
    if not bounds or bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
        yield "grades", "grades 应由高到低排列，最后一档下限为0"
    if set(table["outcomes"]) != set(table["grades"]):
        yield (
            "outcomes" if set(table["outcomes"]) - set(table["grades"]) else "grades",
            f"outcomes 的等级（{'、'.join(table['outcomes'])}）与 grades 的"
            f"（{'、'.join(table['grades'])}）不一样；请两处一起改",
        )
    if absent := [key for key in GRADES_OF_LEVELS if key not in table["deductions"]]:
        yield "deductions", f"deductions 缺少 {'、'.join(absent)}；请补上"


def _levels(table: Tables) -> Faults:
    """A change of a rule's weight gives its reason, which is shown."""
    for code, said in table.get("levels", {}).items():
        if not str(said.get("reason", "")).strip():
            yield (
                "levels",
                f'[levels.{code}] 改变规则的轻重要写理由，例如 level = "off" 和 reason = "……"',
            )
        if said.get("level") not in {*(level.value for level in Level), "off"}:
            yield "levels", f"[levels.{code}] 的 level 应为 return、improve、note 或 off"


def _thresholds(table: Tables) -> Faults:
    named = {r.get("threshold") for r in table["monitoring"]["rules"].values()}
    for key, one in table["thresholds"].items():
        at = f"thresholds.{key}"
        if key not in BOUNDS and key not in named:
            yield "thresholds", f"{at} 没有哪里用到；可以写：{'、'.join(BOUNDS)}"
        if lacking := [k for k in ("value", "unit", "words") if k not in one]:
            yield "thresholds", f"{at} 写得不对：缺少 {'、'.join(lacking)}；请补上"
            continue
        unit, over = BOUNDS.get(key, (one["unit"], False))
        if one["unit"] != unit:
            yield (
                "thresholds",
                f"{at} 的 unit 应为“{unit}”，写的是“{one['unit']}”；数也请按这个单位写",
            )
        if unit in ("%", "百分点") and not over and Decimal(str(one["value"])) > _HUNDRED:
            yield "thresholds", f"{at} 写的是{one['value']}{unit}，百分数不能超过100；请改正"
    pairs = (("completion_low", "completion_high"), ("execution_low", "execution_high"))
    for low, high in pairs:
        one, other = (Decimal(str(table["thresholds"][key]["value"])) for key in (low, high))
        if one >= other:
            yield (
                "thresholds",
                f"thresholds.{low}（{one}）应小于 thresholds.{high}（{other}）；请改正",
            )


def _bands(table: Tables) -> Faults:
    """Three bands that cover nought to a hundred, each beginning where the one below ends."""
    bands = table["scoring"]["bands"]
    spans = sorted((Decimal(str(b["from"])), Decimal(str(b["to"]))) for b in bands.values())
    whole = spans[0][0] == 0 and spans[-1][1] == _HUNDRED and len(spans) == 3
    if not whole or any(a[1] != b[0] for a, b in pairwise(spans)) or any(a >= b for a, b in spans):
        said = "、".join(f"{low}—{high}" for low, high in spans)
        yield (
            "scoring",
            f"scoring.bands 三档应从0接到100，不重不漏，现在是{said}；改一档的界限，也改相邻的一档",
        )


def _zero(table: Tables) -> Faults:
    zero = table["scoring"].get("department_zero")
    if zero is None:
        return
    lacking = [key for key in ("low", "high", "words") if key not in zero]
    if lacking:
        yield "scoring", f"scoring.department_zero 缺少 {'、'.join(lacking)}；请补上"
    elif Decimal(str(zero["low"])) >= Decimal(str(zero["high"])):
        yield "scoring", "scoring.department_zero 的 low 应小于 high；请改正"


def _possibility(table: Tables) -> Faults:
    bounds = table["monitoring"]["possibility"]
    if Decimal(str(bounds["impossible"])) >= Decimal(str(bounds["certain"])):
        yield "monitoring", "monitoring.possibility 的 impossible 应小于 certain；请改正"


def _rules(table: Tables) -> Faults:
    needed = ("check", "level", "title", "remedy", "since", "cites", "source")
    for code, rule in table["monitoring"]["rules"].items():
        at = f"monitoring.rules.{code}"
        if lacking := [key for key in needed if key not in rule]:
            yield "monitoring", f"{at} 缺少 {'、'.join(lacking)}；请补上"
        named = rule.get("threshold")
        if named and named not in table["thresholds"]:
            yield "monitoring", f"{at} 的 threshold“{named}”不在 thresholds 里；请补上"
        if rule.get("unit") in ("%", "百分点") and Decimal(str(rule.get("value", 0))) > _HUNDRED:
            yield "monitoring", f"{at}.value 写的是{rule['value']}，百分数不能超过100；请改正"


def _timers(table: Tables) -> Faults:
    for name, one in table.get("timers", {}).items():
        for code in one["warnings"]:
            if code not in table["monitoring"]["rules"]:
                yield "timers", f"timers.{name} 的预警 {code} 没有；请改成 monitoring.rules 里有的"


def _finance(table: Tables) -> Faults:
    for again in table.get("finance", {}).get("again", ()):
        for grade in again["grades"]:
            if grade not in table["grades"]:
                yield "finance", f"finance.again 的等级“{grade}”不在 grades 里；请改正"


def _forms(table: Tables) -> Faults:
    known = [FormName.SELF_EVALUATION.value, FormName.HEBEI_SELF_EVALUATION.value]
    if table["self_evaluation"] not in known:
        said = table["self_evaluation"]
        yield "self_evaluation", f"self_evaluation 应为 {'、'.join(known)} 之一，写的是“{said}”"


def _limits(table: Tables) -> Faults:
    for name, one in table["limits"].items():
        lacking = [key for key in ("label", "unit", "start", "stops", "version") if key not in one]
        if lacking:
            yield "limits", f"limits.{name} 缺少 {'、'.join(lacking)}；请补上"


def _calendar(table: Tables) -> Faults:
    for year in table["calendar"]:
        if not (len(year) == 4 and year.isascii() and year.isdigit()):
            yield "calendar", f"calendar.{year} 应为四位的年份，例如 [calendar.2027]"


def _span(table: Tables) -> Faults:
    end = table.get("in_force_to")
    if end is not None and end < table["in_force_from"]:
        yield (
            "in_force_to",
            f"in_force_to（{end}）早于 in_force_from（{table['in_force_from']}）；请改正",
        )


def _frames(table: Tables, places: Set[str]) -> Faults:
    for key, name in table["scoring"]["frames"].items():
        if name not in places:
            yield (
                "scoring",
                f"scoring.frames.{key} 的“{name}”不存在；有：{'、'.join(sorted(places))}",
            )


def _looks(table: Tables, looks: Set[str]) -> Faults:
    for code, rule in table["monitoring"]["rules"].items():
        if rule["check"] not in looks:
            yield (
                "monitoring",
                f"monitoring.rules.{code}.check 没有“{rule['check']}”这个检查；有：{'、'.join(sorted(looks))}",
            )


_CHECKS = (
    _levels, _sums, _cost, _grades, _thresholds, _bands, _zero, _possibility, _rules, _timers, _finance,
    _forms, _limits, _calendar, _span,
)  # fmt: skip
