"""What a warning is: its words first, then the few lines that look at one project's sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar

from jixiao.findings.catalogue import units_in
from jixiao.findings.coded import Coded
from jixiao.law.monitoring import WarningRule
from jixiao.law.packs import packs
from jixiao.law.packs_values import Basis
from jixiao.law.shelf import Verified
from jixiao.monitoring import watches as folder
from jixiao.monitoring.sheet import Sheet
from jixiao.plan.money import plain

#: The indicator it is about, ``None`` for the project, and the figures in a sentence.
Raised = Iterator[tuple[str | None, str]]


class Watch(Coded):
    """One warning. How heavy it is, its bound, remedy and article are the law's data, place by place.

    Its title is the data's too: the docstring goes on from it, why first.

    ``checks``: the names by which the data call it. One that the data do not hold yet states
    ``level``, ``cites``, ``remedy`` and ``since`` itself, with ``value``, ``unit`` and where the bound
    comes from (``source``); a place may then change it like any other.
    """

    checks: ClassVar[tuple[str, ...]]
    remedy: ClassVar[str] = ""
    since: ClassVar[date]
    value: ClassVar[Decimal | None] = None
    unit: ClassVar[str] = ""
    source: ClassVar[str] = "没有官方数字，是本软件的建议；各地可改。"

    def __init_subclass__(cls, extends: type[Coded] | None = None) -> None:
        """Level and articles are those of the central data, where they hold the code."""
        super().__init_subclass__(extends=extends)
        known = _central().get(cls.code)
        if known is not None:
            cls.level, cls.cites = known.level, known.cites

    @classmethod
    def page(cls) -> str:
        """Its words: where the central data hold the code its title stands there, and not here again."""
        known = _central().get(cls.code)
        own = super().page()
        return f"{known.title}。\n\n{own}" if known is not None else own

    def look(self, rule: WarningRule, sheet: Sheet) -> Raised:
        """What is raised about a project by the rule as it holds there and then."""
        raise NotImplementedError

    @classmethod
    def standard(cls) -> WarningRule | None:
        """The rule as the unit states it itself; ``None`` where the law's data state it."""
        if cls.code in _central():
            return None
        return WarningRule(
            code=cls.code, check=cls.checks[0], level=cls.level, title=cls.title(), remedy=cls.remedy,
            cites=cls.cites, since=cls.since, until=None, value=cls.value, unit=cls.unit,
            basis=Basis(cls.source, Verified.GENERAL_KNOWLEDGE),
        )  # fmt: skip


@lru_cache(maxsize=1)
def watched() -> Mapping[str, type[Watch]]:
    """Every warning by its code, in the order of codes."""
    return units_in(folder, Watch)


@lru_cache(maxsize=1)
def by_check() -> Mapping[str, type[Watch]]:
    """Every warning by the names under which the law's data call it."""
    return {name: one for one in watched().values() for name in one.checks}


def rules_on(day: date, rules: tuple[WarningRule, ...]) -> tuple[WarningRule, ...]:
    """The rules of a place in force on a day, with the warnings that its data do not hold yet."""
    held = {rule.code for rule in rules}
    own = (one.standard() for code, one in watched().items() if code not in held)
    every = [*rules, *(rule for rule in own if rule is not None)]
    return tuple(sorted((r for r in every if r.in_force(day)), key=lambda r: r.code))


@lru_cache(maxsize=1)
def _central() -> Mapping[str, WarningRule]:
    """The rules of the first place that serves nationwide: what the others build on."""
    nationwide = (one for one in packs().values() if one.nationwide)
    first = min(nationwide, key=lambda one: one.in_force_from)
    return {rule.code: rule for rule in first.monitoring.rules}


def percent(value: Decimal | None) -> str:
    """A percentage for a sentence, without its sign."""
    return "—" if value is None else plain(value)
