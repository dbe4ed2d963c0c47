"""The raw values of one project's table → a project, with findings where a value is none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.findings.finding import Finding, Where
from jixiao.findings.place import Place
from jixiao.forms.hebei_goal_text.declaration import TITLE
from jixiao.forms.matching import Record, Value
from jixiao.forms.printing import NO_LEVEL
from jixiao.plan.codes import parse_name
from jixiao.plan.model import Budget, Indicator, Project, Spending
from jixiao.plan.money import decimal_of
from jixiao.plan.target_grammar import parse_target
from jixiao.plan.words import one_line
from jixiao.terms.findings import Level

_CONTENT = ("name", "description", "target", "basis")


@dataclass(frozen=True)
class Spent:
    """A planned share by a checkpoint, as printed."""

    by: str
    value: Value


@dataclass
class ProjectRecord(Record):
    """The printed values of one project."""

    title: Value | None = None
    money: Value | None = None
    spending: list[Spent] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def project(self, number: int, ids: Counter[str]) -> tuple[Project, list[Finding]]:
        """The project, and what could not be read of it. ``ids`` keeps ids unique."""
        code = self._line("code")
        identity = _unique(code or f"project-{number}", ids)
        name = self._line("name") or self._title_name()
        parsed = parse_name(name)
        project = Project(
            id=identity,
            code=code or None,
            name=name,
            short_name=parsed.short,
            funding_document=parsed.document.normal if parsed.document else None,
            source_code=parsed.source_code,
            unit=self.money.text if self.money else None,
            budget=self._budget(identity),
            use=self._text("use"),
            spending_plan=tuple(self._spending(identity, s) for s in self.spending),
            goals=split_goals(self._text("goals")),
            indicators=tuple(self._indicators(identity)),
            place=(self.title.place if self.title else None) or self.place,
            places=self._places(),
        )
        return project, self.findings

    def _text(self, name: str) -> str:
        value = self.values.get(name)
        return value.text if value else ""

    def _line(self, name: str) -> str:
        return one_line(self._text(name))

    def _title_name(self) -> str:
        found = TITLE.fullmatch(self.title.text) if self.title else None
        return one_line(found["name"]) if found else ""

    def _places(self) -> dict[str, Place]:
        places = {name: v.place for name, v in self.values.items() if v.place}
        places |= {f"spending_plan.{s.by}": s.value.place for s in self.spending if s.value.place}
        if self.money and self.money.place:
            places["unit"] = self.money.place
        return places

    def _budget(self, project: str) -> Budget:
        names = ("total", "fiscal", "other")
        return Budget(
            **{
                n: self._amount(project, f"budget.{n}", self.values.get(f"budget.{n}"))
                for n in names
            }
        )

    def _amount(self, project: str, name: str, value: Value | None) -> Decimal | None:
        """The decimal a cell prints; words or a unit in it are a finding, never a guess."""
        bare = one_line(value.text) if value else ""
        if value is None or bare in ("", "/", "—", "-"):
            return None
        amount = decimal_of(bare)
        if amount is None:
            self._unreadable("F103", project, name, value, "金额", "请只填数字，例如 19.84")
        return amount

    def _spending(self, project: str, spent: Spent) -> Spending:
        bare = one_line(spent.value.text)
        percent = decimal_of(bare.rstrip("%％").strip())
        if percent is None and bare not in ("", "/", "—", "-"):
            name = f"spending_plan.{spent.by}"
            self._unreadable("F104", project, name, spent.value, "百分数", "请填写百分数，例如 25%")
        return Spending(by=spent.by, percent=percent)

    def _unreadable(
        self, rule: str, project: str, name: str, value: Value, what: str, remedy: str
    ) -> None:
        self.findings.append(
            Finding(
                rule=rule,
                level=Level.RETURN,
                where=Where(project=project, field=name, place=value.place),
                fault=f"“{value.text[:30]}”不是{what}，没有读入",
                remedy=remedy,
            )
        )

    def _indicators(self, project: str) -> list[Indicator]:
        """The indicator rows with content; an empty level cell means the level above it."""
        made: list[Indicator] = []
        level1 = level2 = ""
        for row in self.rows:
            printed1, printed2 = _label(row, "level1"), _label(row, "level2")
            if printed1:
                level1, level2 = printed1, ""
            level2 = printed2 or level2
            if any(name in row and row[name].text for name in _CONTENT):
                made.append(_indicator(f"{project}/{len(made) + 1}", row, level1, level2))
        return made


def _label(row: dict[str, Value], name: str) -> str:
    """A level cell: line breaks and blanks inside a printed level name are layout."""
    return "".join(row[name].text.split()) if name in row else ""


def _indicator(identity: str, row: dict[str, Value], level1: str, level2: str) -> Indicator:
    texts = {name: row[name].text if name in row else "" for name in _CONTENT}
    name = one_line(texts["name"])
    level1, level2 = ("" if level == NO_LEVEL else level for level in (level1, level2))
    places = {key: value.place for key, value in row.items() if value.place and key != "target"}
    return Indicator(
        id=identity,
        level1=level1,
        level2=level2,
        name=name,
        description=one_line(texts["description"]),
        target=parse_target(one_line(texts["target"]), name, level2),
        basis=one_line(texts["basis"]),
        place=row["target"].place if "target" in row else None,
        places=places,
    )


def split_goals(text: str) -> tuple[str, ...]:
    """The goals of a cell: its lines, and items numbered 1、2、3 within the first line.

    ``1、完成监管目标，2、营造良好的营商环境`` is two goals; numbers that do not count up are text.
    """
    goals: list[str] = []
    for line in text.split("\n"):
        goals += _numbered_items(line)
    return tuple(goal for goal in goals if goal)


def _numbered_items(line: str) -> list[str]:
    starts, expected = [], 1
    for found in re.finditer(r"(?<!\d)(\d{1,2})\s*[、.．](?!\d)", line):
        if int(found[1]) == expected and (expected > 1 or found.start() == 0):
            starts.append(found.start())
            expected += 1
    if len(starts) < 2:
        return [line.strip()]
    return [line[a:b].strip() for a, b in zip(starts, [*starts[1:], len(line)], strict=True)]


def _unique(identity: str, ids: Counter[str]) -> str:
    ids[identity] += 1
    return identity if ids[identity] == 1 else f"{identity}-{ids[identity]}"
