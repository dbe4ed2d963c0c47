"""What rules look at: the plan as sheets (projects) and rows (indicators), with indexes made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from jixiao.findings.finding import Where
from jixiao.findings.place import Place
from jixiao.law.packs import Pack
from jixiao.plan.counterparts import counterparts
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.target import Target
from jixiao.plan.words import squeeze
from jixiao.review.words import core_of, is_ratio_name, pairs_of, shown
from jixiao.terms.indicators import Level1, Level2
from jixiao.terms.targets import TargetKind

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Row:
    """One row of the indicator table, with the project it belongs to."""

    project: Project
    indicator: Indicator

    def at(self, field_name: str) -> Where:
        """The place of one of the row's fields."""
        return Where(
            project=self.project.id,
            indicator=self.indicator.id,
            field=field_name,
            place=self.indicator.place_of(field_name),
        )

    @property
    def name(self) -> str:
        """三级指标 as printed."""
        return self.indicator.name

    @property
    def description(self) -> str:
        """绩效指标描述, empty where there is none."""
        return self.indicator.description or ""

    @property
    def target(self) -> Target:
        """指标值."""
        return self.indicator.target

    @property
    def basis(self) -> str:
        """指标值确定依据, empty where there is none."""
        return self.indicator.basis or ""

    @cached_property
    def type1(self) -> Level1 | None:
        """一级指标."""
        return self.indicator.type1

    @cached_property
    def type2(self) -> Level2 | None:
        """二级指标; a satisfaction row whose level 2 is not printed is known by its level 1."""
        known = self.indicator.type2
        return known or (Level2.SATISFACTION if self.type1 is Level1.SATISFACTION else None)

    @cached_property
    def key(self) -> str:
        """The name for comparing: blanks out, width folded."""
        return squeeze(self.name)

    @cached_property
    def meaning(self) -> str:
        """The description for comparing: blanks, signs and empty words out."""
        return core_of(self.description)

    @property
    def is_ratio(self) -> bool:
        """Whether its name says it is a ratio (合格率, 覆盖比率)."""
        return is_ratio_name(self.name)

    @property
    def applies(self) -> bool:
        """False for a row left over from the form's template, or marked as not applicable."""
        return bool(self.name) and not (
            self.target.kind is TargetKind.NONE and ("不适用" in self.name or "不涉及" in self.name)
        )

    @property
    def of_framework(self) -> bool:
        """Whether it belongs to the framework of an evaluation (决策, 过程), not to a plan's goals."""
        printed = squeeze(self.indicator.level1 or "")
        return self.type1 in (Level1.DECISION, Level1.PROCESS) or printed.startswith("投入")

    @property
    def in_words(self) -> str:
        """Project and name for messages that speak of several rows: 执法办案“案件个数”."""
        return f"{short_of(self.project)}{shown(self.name)}"


@dataclass(frozen=True, eq=False)
class Sheet:
    """One project with its rows."""

    project: Project
    rows: tuple[Row, ...]

    def at(self, field_name: str) -> Where:
        """The place of one of the project's fields."""
        return Where(
            project=self.project.id, field=field_name, place=self.project.place_of(field_name)
        )

    @cached_property
    def described(self) -> bool:
        """Whether its form has a column for descriptions, as far as its rows show."""
        return any(row.description for row in self.rows)

    def of(self, *types: Level2) -> tuple[Row, ...]:
        """Its rows of these level-2 types."""
        return tuple(row for row in self.rows if row.type2 in types)

    @cached_property
    def text(self) -> str:
        """Names and descriptions of all its rows in one text."""
        return "\n".join(f"{row.name} {row.description}" for row in self.rows)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two neighbouring characters in names and descriptions of its rows."""
        return frozenset(p for row in self.rows for p in pairs_of(f"{row.name} {row.description}"))


@dataclass(eq=False)
class Earlier:
    """An earlier plan: its projects found by code or name, their rows by name and type."""

    plan: Plan

    def sheet(self, sheet: Sheet) -> Sheet | None:
        """The same project then: by its code, else by its name where only one bears it."""
        project = sheet.project
        return self._by_code.get(project.code or "") or self._by_name.get(_plain_name(project))

    def rows(self, sheet: Sheet, then: Sheet) -> Iterator[tuple[Row, Row]]:
        """Each row of a project with the same indicator then, where there is one."""
        ours, theirs = ([row.indicator for row in one.rows] for one in (sheet, then))
        for row, place in zip(sheet.rows, counterparts(ours, theirs), strict=True):
            if place is not None and row.key:
                yield row, then.rows[place]

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every project of then with its rows."""
        return tuple(Sheet(p, tuple(Row(p, i) for i in p.indicators)) for p in self.plan.projects)

    @cached_property
    def _by_code(self) -> dict[str, Sheet]:
        return {s.project.code: s for s in self.sheets if s.project.code}

    @cached_property
    def _by_name(self) -> dict[str, Sheet]:
        named = grouped(self.sheets, lambda s: _plain_name(s.project))
        return {name: sheets[0] for name, sheets in named.items() if len(sheets) == 1}


def _plain_name(project: Project) -> str:
    return squeeze(project.short_name or project.name)


@dataclass(eq=False)
class Examination:
    """A plan under examination by a policy pack, with last year's plan and peers where given.

    ``last_year`` may be an earlier version of the same year. ``corpus`` are plans of others.
    """

    plan: Plan
    pack: Pack
    last_year: Plan | None = None
    corpus: tuple[Plan, ...] = ()

    def at(self, field_name: str, place: Place | None = None) -> Where:
        """A place of the plan outside its projects."""
        return Where(field=field_name, place=place or self.plan.places.get(field_name))

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every project with its rows, in printed order."""
        return tuple(Sheet(p, tuple(Row(p, i) for i in p.indicators)) for p in self.plan.projects)

    def unread(self, sheet: Sheet) -> frozenset[str]:
        """The fields of a project whose cells the reader refused, with findings of its own."""
        return self._unread.get(sheet.project.id, frozenset())

    @cached_property
    def _unread(self) -> dict[str, frozenset[str]]:
        spots = [(f.where.project or "", f.where.field or "") for f in self.plan.findings]
        groups = grouped(spots, lambda spot: spot[0])
        return {project: frozenset(f for _, f in fields) for project, fields in groups.items()}

    @cached_property
    def earlier(self) -> Earlier | None:
        """Last year's plan, or an earlier version of this year's, made ready for looking up."""
        return Earlier(self.last_year) if self.last_year is not None else None

    @cached_property
    def peers(self) -> tuple[Row, ...]:
        """Every row of the plans of others."""
        sheets = (sheet for plan in self.corpus for sheet in Earlier(plan).sheets)
        return tuple(row for sheet in sheets for row in sheet.rows if row.applies)

    @cached_property
    def is_evaluated(self) -> bool:
        """Whether anything of execution or self-evaluation is in the plan."""
        return any(s.project.executed for s in self.sheets) or any(
            r.indicator.actual or r.indicator.score is not None for r in self.rows
        )

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row that is meant, in printed order."""
        return tuple(row for sheet in self.sheets for row in sheet.rows if row.applies)


def grouped(items: Iterable[T], key: Callable[[T], K | None]) -> dict[K, list[T]]:
    """Items by key, in order; those whose key is ``None`` or empty are left out."""
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        found = key(item)
        if found:
            groups[found].append(item)
    return groups


def short_of(project: Project) -> str:
    """A project's name for messages: its short name, cut where it is long."""
    name = (project.short_name or project.name or project.code or project.id).replace("\n", "")
    return name if len(name) <= 24 else name[:23] + "…"
