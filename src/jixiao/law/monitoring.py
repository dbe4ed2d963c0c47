"""Warnings of monitoring as dated data: what is watched, by whose rule, from when, how heavy.

The checks themselves are code; every number they use stands in the place's files, here or, by its key,
among its thresholds and warning lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from jixiao.law.packs_values import Basis, Threshold, basis_of
from jixiao.law.shelf import Citation, Regulation, cite
from jixiao.terms.findings import Level
from jixiao.terms.label import Labelled

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

    def title(self, code: str) -> str | None:
        """What the warning of that code says, as last in force."""
        return next((rule.title for rule in reversed(self.rules) if rule.code == code), None)


def monitoring_rules(
    pack: str,
    table: Mapping[str, Any],
    thresholds: Mapping[str, Threshold],
    regulations: Mapping[str, Regulation],
) -> MonitoringRules:
    """What a place watches, from its table; a bound that is only named is among its thresholds.

    Raises:
        jixiao.law.shelf.NotOnShelfError: a rule cites what stands neither on the shelf nor in the place.
    """
    rules = tuple(
        rule
        for code, one in sorted(table["rules"].items())
        for rule in _dated(code, one, thresholds, regulations)
    )
    bounds = table["possibility"]
    certain, impossible = (Decimal(str(bounds[key])) for key in ("certain", "impossible"))
    return MonitoringRules(pack, rules, PossibilityBounds(certain, impossible, basis_of(bounds)))


def _dated(
    code: str,
    one: Mapping[str, Any],
    thresholds: Mapping[str, Threshold],
    regulations: Mapping[str, Regulation],
) -> Iterator[WarningRule]:
    """The rule, and before it what held until its day."""
    if earlier := one.get("earlier"):
        ended = {"until": one["since"] - timedelta(days=1)}
        yield from _dated(code, {**earlier, **ended}, thresholds, regulations)
    yield _rule(code, one, thresholds.get(one.get("threshold", "")), regulations)


def _rule(
    code: str,
    one: Mapping[str, Any],
    named: Threshold | None,
    regulations: Mapping[str, Regulation],
) -> WarningRule:
    value = named.value if named else Decimal(str(one["value"])) if "value" in one else None
    return WarningRule(
        code=code,
        check=one["check"],
        level=Level[one["level"].upper()],
        title=one["title"],
        remedy=one["remedy"],
        cites=tuple(cite(c["law"], c["article"], regulations) for c in one["cites"]),
        since=one["since"],
        until=one.get("until"),
        value=value,
        unit=named.unit if named else one.get("unit", ""),
        basis=named.basis if named else basis_of(one),
    )
