"""Places, put together over what they extend → policy packs; what does not fit is said with its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from jixiao.law.calendar import CalendarFileError
from jixiao.law.monitoring import monitoring_rules
from jixiao.law.packs_values import (
    Again,
    Checkpoint,
    FinanceEvaluation,
    Item,
    Nationwide,
    Threshold,
    Timer,
    Warning,
    basis_of,
)
from jixiao.law.places.errors import PackError
from jixiao.law.places.extending import chain, extended
from jixiao.law.places.folders import Stated
from jixiao.law.places.wholes import whole_faults
from jixiao.law.scoring import evaluation_frame, scoring_rules
from jixiao.law.shelf import NotOnShelfError, regulation_of
from jixiao.law.time_law import TimeLaw, time_law_of
from jixiao.terms.findings import Level

Tables = dict[str, Any]


def packs_of(every: Mapping[str, Stated]) -> dict[str, Tables]:
    """For each place that is a policy pack, what its pack is made of.

    Raises:
        PackError: a place that builds on none, lacks a part, or whose parts do not fit; two places for
            one division on one day.
    """
    merged = {name: extended(name, every) for name in every}
    checks = frozenset(_checks(merged[name] for name in every if not every[name].outside))
    made = {
        name: _pack(every[name], tables, every, checks)
        for name, tables in merged.items()
        if tables.get("policy", True)
    }
    _refuse_two_for_one_division(made, every)
    for tables in made.values():
        key = "without_cost" if "cost" in tables["weights"] else "with_cost"
        other = made.get(tables["scoring"].frames[key])
        tables["other_weights"] = other["weights"] if other else tables["weights"]
    return made


def time_law_in(name: str, every: Mapping[str, Stated]) -> TimeLaw:
    """The law of time of one place, a pack or not."""
    tables = extended(name, every)
    return time_law_of(tables["limits"], tables["calendar"])


def _checks(own: Iterable[Tables]) -> Iterator[str]:
    """The checks there are: those the places that come with jixiao name."""
    for tables in own:
        for rule in tables.get("monitoring", {}).get("rules", {}).values():
            yield from (one["check"] for one in _with_earlier(rule) if "check" in one)


def _with_earlier(rule: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield rule
    if "earlier" in rule:
        yield from _with_earlier(rule["earlier"])


def _pack(
    one: Stated, tables: Tables, every: Mapping[str, Stated], checks: frozenset[str]
) -> Tables:
    for key, fault in whole_faults(tables, frozenset(every), checks):
        raise PackError(one.file_of(key), fault)
    regulations = {
        name: regulation_of(name, {"name": name, "jurisdiction": one.name, "dates_verified": True, **own})
        for name, own in tables.get("regulations", {}).items()
    }  # fmt: skip
    try:
        return _values(tables, regulations)
    except NotOnShelfError as wrong:
        raise PackError(one.file_of("monitoring"), f"monitoring.rules 的 cites：{wrong}；"
                        "请先在 regulations 里写上这个文件和这一条") from wrong  # fmt: skip
    except CalendarFileError as wrong:
        raise PackError(one.file_of("calendar"), str(wrong)) from wrong


def _values(table: Tables, regulations: Mapping[str, Any]) -> Tables:
    levels = {code.upper(): said for code, said in table.get("levels", {}).items()}
    thresholds = {key: _threshold(key, one) for key, one in table["thresholds"].items()}
    basis = {key: basis_of(value) for key, value in table.get("basis", {}).items()}
    time = time_law_of(table["limits"], table["calendar"])
    time.calendar()  # a year left out is said now, not when a day is counted
    return {
        "name": table["name"],
        "label": table["label"],
        "in_force_from": table["in_force_from"],
        "in_force_to": table.get("in_force_to"),
        "cost": table["cost"],
        "source": table["source"],
        "weights": _decimals(table["weights"]),
        "grades": _decimals(table["grades"]),
        "deductions": {Level[k.upper()]: v for k, v in _decimals(table["deductions"]).items()},
        "items": tuple(Item(**(i | {"points": _number(i["points"])})) for i in table["items"]),
        "levels": {c: Level[s["level"].upper()] for c, s in levels.items() if s["level"] != "off"},
        "off": frozenset(code for code, said in levels.items() if said["level"] == "off"),
        "reasons": {code: " ".join(said["reason"].split()) for code, said in levels.items()},
        "divisions": tuple(table.get("divisions", ())),
        "nationwide": tuple(
            Nationwide(one["from"], one.get("own_cost", False), one["reason"])
            for one in table.get("nationwide", ())
        ),
        "forms": tuple(table["forms"]),
        "self_evaluation": table["self_evaluation"],
        "outcomes": dict(table["outcomes"]),
        "thresholds": thresholds,
        "checkpoints": tuple(_checkpoint(one) for one in table["checkpoints"]),
        "warnings": tuple(_warning(one) for one in table.get("warnings", ())),
        "timers": tuple(_timer(name, one) for name, one in table.get("timers", {}).items()),
        "finance": _finance(table["finance"]) if "finance" in table else None,
        "scoring": scoring_rules(table["name"], table["scoring"], basis),
        "monitoring": monitoring_rules(table["name"], table["monitoring"], thresholds, regulations),
        "evaluation": evaluation_frame(table["evaluation"]),
        "time": time,
        "regulations": regulations,
        "basis": basis,
    }


def _threshold(key: str, one: Tables) -> Threshold:
    return Threshold(
        key,
        _number(one["value"]),
        one["unit"],
        one["words"],
        basis_of(one),
        one.get("borrowed", ""),
    )


def _checkpoint(one: Tables) -> Checkpoint:
    words = one.get("words") or one["name"]
    return Checkpoint(one["name"], one["covers"], one["by"], words, basis_of(one))


def _warning(one: Tables) -> Warning:
    least = _number(one["execution"])
    month, day = one["by"].split("-")
    words = one.get("words") or f"到{int(month)}月{int(day)}日执行率低于{least:f}%预警"
    return Warning(one["by"], least, words, basis_of(one))


def _timer(name: str, one: Tables) -> Timer:
    return Timer(
        name, tuple(one["warnings"]), int(_number(one["days"])), one.get("unit", "working") == "working",
        one.get("outcome", "stop_payment"), one["words"], basis_of(one),
        one.get("since"),
    )  # fmt: skip


def _finance(one: Tables) -> FinanceEvaluation:
    again = (
        Again(tuple(a["grades"]), _number(a["share"]), int(_number(a.get("years", 1))), a["words"])
        for a in one.get("again", ())
    )
    return FinanceEvaluation(
        tuple(_number(f) for f in one.get("factors", ())), _number(one.get("departments", 0)),
        int(_number(one.get("cover_years", 0))), tuple(again), basis_of(one),
    )  # fmt: skip


def _number(value: Any) -> Decimal:
    return Decimal(str(value))


def _decimals(table: Mapping[str, Any]) -> dict[str, Decimal]:
    return {key: _number(value) for key, value in table.items()}


def _refuse_two_for_one_division(made: Mapping[str, Tables], every: Mapping[str, Stated]) -> None:
    """Two places claim a division on the same day, and neither builds on the other."""
    ancestors = {name: {one.name for one in chain(name, every)} for name in made}
    for one, other in combinations(made.values(), 2):
        common = sorted(set(one["divisions"]) & set(other["divisions"]))
        related = one["name"] in ancestors[other["name"]] or other["name"] in ancestors[one["name"]]
        if common and not related and _overlap(one, other):
            built_in = every[one["name"]].outside and not every[other["name"]].outside
            first, second = (other, one) if built_in else (one, other)
            last = every[second["name"]]
            raise PackError(
                last.file_of("divisions"),
                f"divisions 的 {'、'.join(common)} 也是 {first['name']}"
                f"（{every[first['name']].file_of('divisions')}）的，施行的日子又有重合；"
                "请改其中一个的 divisions，或者给先前的写上 in_force_to",
            )


def _overlap(one: Tables, other: Tables) -> bool:
    first: date = max(p["in_force_from"] for p in (one, other))
    last: date = min(p["in_force_to"] or date.max for p in (one, other))
    return first <= last
