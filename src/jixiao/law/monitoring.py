"""Warnings of monitoring as dated data: what is watched, by whose rule, from when, how heavy.

One file a pack in ``law/monitoring``, by ``extends`` on top of another; a pack without a file is watched
by ``central-2020``. The checks themselves are code; every number they use stands in these files or, by
its key, among the thresholds and warning lines of the policy pack.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jixiao.law.packs import Pack
from jixiao.law.packs_values import Basis
from jixiao.law.shelf import Citation, Verified, cite
from jixiao.terms.findings import Level
from jixiao.terms.label import Labelled

DEFAULT = "central-2020"
#: What a level is called among warnings.
COLOURS = {Level.RETURN: "红色预警", Level.IMPROVE: "黄色预警", Level.NOTE: "提示"}


class Possibility(Labelled):
    """完成目标可能性, as the monitoring form numbers them."""

    CERTAIN = "1", "确定能", "certainly"
    POSSIBLE = "2", "有可能", "possibly"
    IMPOSSIBLE = "3", "完全不可能", "not at all"


class Outcome(Labelled):
    """What is done about a deviation."""

    MEND = "mend", "整改", "to be mended"
    ADJUST = "adjust", "预算调整", "budget adjusted"
    STOP_PAYMENT = "stop_payment", "停止拨款", "payment stopped"
    POSTPONE = "postpone", "暂缓实施", "postponed"
    NO_PROBLEM = "no_problem", "无问题", "no problem"


class Reason(Labelled):
    """偏差原因: the categories of the monitoring form."""

    FUNDS = "funds", "经费保障", "funds"
    RULES = "rules", "制度保障", "rules"
    STAFF = "staff", "人员保障", "staff"
    EQUIPMENT = "equipment", "硬件条件保障", "equipment and conditions"
    OTHER = "other", "其他", "other"


@dataclass(frozen=True)
class PossibilityBounds:
    """From which probability 确定能 is proposed, and up to which 完全不可能."""

    certain: Decimal
    impossible: Decimal
    basis: Basis

    def of(self, p_meet: Decimal) -> Possibility:
        """What is proposed at a probability."""
        if p_meet >= self.certain:
            return Possibility.CERTAIN
        return Possibility.IMPOSSIBLE if p_meet <= self.impossible else Possibility.POSSIBLE


@dataclass(frozen=True)
class WarningRule:
    """One warning. ``value`` is its bound in ``unit``; ``basis`` says where the bound comes from."""

    code: str
    check: str
    level: Level
    title: str
    remedy: str
    cites: tuple[Citation, ...]
    since: date
    until: date | None
    value: Decimal | None
    unit: str
    basis: Basis

    def in_force(self, on: date) -> bool:
        """Whether it holds on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class MonitoringRules:
    """What a pack watches."""

    pack: str
    rules: tuple[WarningRule, ...]
    possibility: PossibilityBounds

    def on(self, day: date) -> tuple[WarningRule, ...]:
        """The warnings in force on a day."""
        return tuple(rule for rule in self.rules if rule.in_force(day))


def monitoring_rules(pack: Pack) -> MonitoringRules:
    """What the pack watches; thresholds the files only name are the pack's own."""
    table = _table(pack.name if _file(pack.name).is_file() else DEFAULT)
    rules = tuple(
        rule for code, one in sorted(table["rules"].items()) for rule in _dated(code, one, pack)
    )
    bounds = table["possibility"]
    return MonitoringRules(
        pack.name,
        rules,
        PossibilityBounds(
            Decimal(bounds["certain"]), Decimal(bounds["impossible"]), _basis(bounds)
        ),
    )


def warning_title(code: str) -> str | None:
    """What the warning of that code says, in the words of the rules that all packs build on."""
    found: dict[str, Any] | None = _table(DEFAULT)["rules"].get(code)
    return str(found["title"]) if found else None


def _file(name: str) -> Any:
    return files("jixiao.law") / "monitoring" / f"{name}.toml"


@lru_cache(maxsize=64)
def _table(name: str) -> dict[str, Any]:
    own: dict[str, Any] = tomllib.loads(_file(name).read_text("utf-8"))
    base = own.pop("extends", None)
    if base is None:
        return own
    below = _table(base)
    rules = {
        code: _over(below["rules"].get(code), one) for code, one in own.get("rules", {}).items()
    }
    return below | own | {"rules": below["rules"] | rules}


def _over(below: Mapping[str, Any] | None, own: Mapping[str, Any]) -> dict[str, Any]:
    """A rule over the one it changes, which holds until the day the change is in force."""
    if below is None or "since" not in own or own["since"] <= below["since"]:
        return {**(below or {}), **own}
    return {**below, **own, "earlier": below}


def _dated(code: str, one: Mapping[str, Any], pack: Pack) -> Iterator[WarningRule]:
    """The rule, and before it what held until its day."""
    if earlier := one.get("earlier"):
        ended = {"until": one["since"] - timedelta(days=1)}
        yield from _dated(code, {**earlier, **ended}, pack)
    yield _rule(code, one, pack)


def _rule(code: str, one: Mapping[str, Any], pack: Pack) -> WarningRule:
    named = pack.thresholds.get(one.get("threshold", ""))
    value = named.value if named else Decimal(one["value"]) if "value" in one else None
    return WarningRule(
        code=code,
        check=one["check"],
        level=Level[one["level"].upper()],
        title=one["title"],
        remedy=one["remedy"],
        cites=tuple(cite(c["law"], c["article"]) for c in one["cites"]),
        since=one["since"],
        until=one.get("until"),
        value=value,
        unit=named.unit if named else one.get("unit", ""),
        basis=named.basis if named else _basis(one),
    )


def _basis(one: Mapping[str, Any]) -> Basis:
    return Basis(one["source"], Verified(one["verified"]))
