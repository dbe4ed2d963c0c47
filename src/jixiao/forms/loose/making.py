"""What a table prints → a project, with a finding at every cell that was not read or is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.findings.finding import Finding, Where
from jixiao.forms.hebei_goal_text.project_record import split_goals
from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.contents import (
    bare_level,
    is_level1,
    is_level2,
    is_nothing,
)
from jixiao.forms.loose.labels import is_office, is_project_name
from jixiao.forms.loose.money import amount_in
from jixiao.forms.loose.ordinals import without_ordinal
from jixiao.forms.loose.proofs import TEMPLATE, fault_of
from jixiao.forms.loose.raw import MARGIN, RawProject
from jixiao.forms.loose.scripts import folded, without_readings
from jixiao.forms.loose.targets import Targets, goes_on, target_text
from jixiao.plan.codes import parse_name
from jixiao.plan.model import Budget, Executed, Indicator, Project
from jixiao.plan.target_grammar import parse_target
from jixiao.plan.words import one_line
from jixiao.terms.findings import Level
from jixiao.terms.indicators import level1_of, level2_of

_AMOUNTS = ("initial", "adjusted", "executed", "rate", "points", "score")
_UNITS = {"万": "万元"}


class Making:
    """One project in the making, with its findings."""

    def __init__(self, raw: RawProject, identity: str) -> None:
        self.raw, self.identity = raw, identity
        self.targets = Targets(raw)
        self.findings: list[Finding] = []
        self.sound = self.unsound = 0

    def project(self) -> Project:
        """The project."""
        raw = self.raw
        name = self._name()
        parsed = parse_name(name)
        executed = self._executed()
        for cell in self.raw.unread[-1:]:
            words = "｜".join(c.text[:20] for c in self.raw.unread)
            self._say("F110", Where(project=self.identity, place=cell.place), f"文件到“{words}”为止，这一行没有读入",
                      "请提供完整的文件", Level.IMPROVE)  # fmt: skip
        indicators = tuple(self._indicators())
        return Project(
            id=self.identity,
            code=self._text("code") or None,
            name=name,
            short_name=parsed.short if name else None,
            funding_document=parsed.document.normal if parsed.document else None,
            source_code=parsed.source_code,
            unit=raw.money_unit,
            budget=self._budget(executed),
            executed=executed,
            results=split_goals(self._text("results")),
            goals=split_goals(self._text("goals")),
            indicators=indicators,
            place=raw.values["name"].place if "name" in raw.values else None,
            places={k: c.place for k, c in raw.values.items() if c.place},
        )

    # -- identity ----------------------------------------------------------------------------------

    def _text(self, field: str) -> str:
        cell = self.raw.values.get(field)
        return without_readings(cell.text) if cell else ""

    def _name(self) -> str:
        name = one_line(self._text("name"))
        if name and is_project_name(name):
            return name
        at = self.raw.values.get("name") or self.raw.doubts.get("name")
        fault = f"“{name[:24]}”不像项目名称，没有读入" if name else "项目名称没有读出来"
        self._say("F109", Where(project=self.identity, field="name", place=at.place if at else None), fault,
                  "请对照原文填写项目名称", Level.IMPROVE)  # fmt: skip
        return ""

    # -- money -------------------------------------------------------------------------------------

    def _budget(self, executed: Executed | None) -> Budget:
        parts = {key: self._money(f"{key}.initial", f"budget.{key}") for key in ("fiscal", "other")}
        plain = {key: self._money(key, f"budget.{key}") for key in ("total", "fiscal", "other")}
        total = executed.initial if executed and executed.initial is not None else plain["total"]
        made = {"total": total} | {k: parts[k] if parts[k] is not None else plain[k] for k in parts}
        if total is not None:
            self._check_parts(made)
        for key, cell in self.raw.doubts.items():
            if key.startswith("money."):
                self._doubt(f"budget.{key.partition('.')[2]}", cell)
        return Budget(**made)

    def _check_parts(self, made: dict[str, Decimal | None]) -> None:
        """A part larger than the whole is somebody else's number; parts that do not add up are said."""
        total, fiscal, other = (made[k] or Decimal(0) for k in ("total", "fiscal", "other"))
        for key in ("fiscal", "other"):
            if (made[key] or Decimal(0)) > total:
                self._say("F111", Where(project=self.identity, field=f"budget.{key}"),
                          f"{made[key]}大于总额{total}，没有读入", "请对照原文填写这一格", Level.IMPROVE)  # fmt: skip
                made[key] = None
        if (
            fiscal + other != total
            and made["fiscal"] is not None
            and made["other"] is not None
            and self.raw.loose
        ):
            self._say("F111", Where(project=self.identity, field="budget.other"),
                      "财政拨款与其他资金相加不等于总额", "请对照原文核对各项金额", Level.IMPROVE)  # fmt: skip

    def _executed(self) -> Executed | None:
        found = {key: self._money(f"total.{key}", f"executed.{key}") for key in _AMOUNTS}
        if (fault := _disproved(found)) is not None:
            cell = next(c for k, c in self.raw.money.items() if k.startswith("total."))
            for key in [k for k, v in found.items() if v is not None]:
                where = Where(project=self.identity, field=f"executed.{key}", place=cell.place)
                said = f"{fault}{'，没有读入' if self.raw.loose else ''}"
                self._say("F111", where, said, "请对照原文核对这一行", Level.IMPROVE)
            if self.raw.loose:
                return None
        return Executed(**found) if any(v is not None for v in found.values()) else None

    def _money(self, key: str, field: str) -> Decimal | None:
        cell = self.raw.money.get(key)
        if cell is None or is_nothing(cell.text):
            return None
        amount = amount_in(cell.text)
        if amount is None:
            self._say("F103", Where(project=self.identity, field=field, place=cell.place),
                      f"“{cell.text[:30]}”不是数字，没有读入", "请只填数字，例如 19.84", Level.RETURN)  # fmt: skip
            return None
        number, unit = amount
        unit = _UNITS.get(unit or "", unit)
        if unit in ("万元", "元", "亿元"):
            if self.raw.money_unit is None:
                self.raw.money_unit = unit
            elif self.raw.money_unit != unit:
                self._say("F103", Where(project=self.identity, field=field, place=cell.place),
                          f"“{cell.text[:30]}”的单位与表头的{self.raw.money_unit}不同，没有读入",
                          "请统一金额单位", Level.RETURN)  # fmt: skip
                return None
        return number

    # -- indicators --------------------------------------------------------------------------------

    def _indicators(self) -> Iterator[Indicator]:
        level1: Cell | None = None
        level2: Cell | None = None
        made = 0
        for row in self.raw.rows:
            if "level1" in row and not is_nothing(row["level1"].text):
                level1, level2 = row["level1"], None
            if "level2" in row and not is_nothing(row["level2"].text):
                level2 = row["level2"]
            if not self._is_filled(row):
                continue
            if fault := fault_of(row, self.raw):
                self.unsound += 1
                cell = next(iter(row.values()))
                words = "｜".join(c.text[:14] for c in row.values() if c.text)
                self._say("F110", Where(project=self.identity, place=cell.place),
                          f"“{words[:60]}”这一行没有读入：{fault}", "请对照原文补上这一行", Level.IMPROVE)  # fmt: skip
                continue
            made += 1
            self.sound += 1
            yield self._indicator(f"{self.identity}/{made}", row, level1, level2)

    def _is_filled(self, row: Mapping[str, Cell]) -> bool:
        """A row of levels alone, or of what the template printed, holds no indicator."""
        name = folded(row["name"].text) if "name" in row else ""
        values = [c for f, c in row.items() if f in ("target", "target half", "actual", "sign")
                  and not is_nothing(c.text)]  # fmt: skip
        return not TEMPLATE.match(without_ordinal(name)) or bool(values)

    def _indicator(
        self, identity: str, row: Mapping[str, Cell], level1: Cell | None, level2: Cell | None
    ) -> Indicator:
        name = one_line(without_readings(without_ordinal(row["name"].text)))
        two = self._level(identity, "level2", level2)
        one = self._level(identity, "level1", level1)
        printed = row.get("level1") is level1 and row.get("level2") is level2
        if one and two and not printed and not _agree(one, two):
            self._doubt_row(identity, "level1", level1, "与二级指标不相配")
            one = None
        raw, believed = self._target(identity, row)
        weight, score = (self._number(identity, f, row) for f in ("weight", "score"))
        if weight is not None and score is not None and score > weight:
            for f in ("weight", "score"):
                self._doubt_row(identity, f, row[f], "得分大于分值")
            weight = score = None
        return Indicator(
            id=identity, level1=one, level2=two, name=name, target=parse_target(raw if believed else "", name, two),
            weight=weight, score=score, place=row["target"].place if "target" in row else row["name"].place,
            places={k: c.place for k, c in row.items() if c.place and k != "target"},
            actual=self._cell(identity, "actual", row), description=self._cell(identity, "description", row),
            basis=self._cell(identity, "basis", row), deviation=self._cell(identity, "deviation", row),
        )  # fmt: skip

    def _level(self, identity: str, field: str, cell: Cell | None) -> str | None:
        if cell is None:
            return None
        text = "".join(without_readings(cell.text).split())
        if cell.margin < MARGIN:
            self._doubt_row(identity, field, cell, "有两种读法")
            return None
        return _POINTS_BEFORE.sub("", _FILLING.sub("", text)).strip("★*※☆:：")

    def _target(self, identity: str, row: Mapping[str, Cell]) -> tuple[str, bool]:
        """The target's cells as one text; empty and not believed where something makes it doubtful."""
        cells = self.targets.cells(row)
        if (doubt := self.targets.doubt(row, cells)) is not None:
            self._doubt_row(identity, "target", *doubt)
            return "", False
        return target_text([without_readings(c.text) for c in cells]), True

    def _cell(self, identity: str, field: str, row: Mapping[str, Cell]) -> str | None:
        cell = row.get(field)
        if cell is None or is_nothing(cell.text):
            return None
        if cell.margin < MARGIN:
            self._doubt_row(identity, field, cell, "有两种读法")
            return None
        if field == "actual" and not self.raw.grid and goes_on(cell):
            self._doubt_row(identity, field, cell, "后面连着别的文字")
            return None
        return one_line(without_readings(cell.text))

    def _number(self, identity: str, field: str, row: Mapping[str, Cell]) -> Decimal | None:
        text = self._cell(identity, field, row)
        if text is None:
            return None
        amount = amount_in(text)
        if amount is None or amount[1] not in (None, "%", "分"):
            self._doubt_row(identity, field, row[field], "不是数字")
            return None
        return amount[0]

    # -- what is said ------------------------------------------------------------------------------

    def _doubt(self, field: str, cell: Cell) -> None:
        self._say("F111", Where(project=self.identity, field=field, place=cell.place),
                  f"“{cell.text[:30]}”有两种读法，没有读入", "请对照原文填写这一格", Level.IMPROVE)  # fmt: skip

    def _doubt_row(self, indicator: str, field: str, cell: Cell | None, why: str) -> None:
        place = cell.place if cell else None
        text = f"“{cell.text[:30]}”" if cell else "这一格"
        self._say("F111", Where(project=self.identity, indicator=indicator, field=field, place=place),
                  f"{text}{why}，没有读入", "请对照原文填写这一格", Level.IMPROVE)  # fmt: skip

    def _say(self, rule: str, where: Where, fault: str, remedy: str, level: Level) -> None:
        self.findings.append(
            Finding(rule=rule, level=level, where=where, fault=fault, remedy=remedy)
        )


#: The points of the level above, whose name was lost.
_POINTS_BEFORE = re.compile(r"^[(（]\d{1,3}分?[)）]")
#: What a template says of filling in, behind a level's name.
_FILLING = re.compile(r"[(（\[【][^)）\]】]*[必选][填选][^)）\]】]*[)）\]】]?")
#: How far a printed rate may be from what it says, in points of a hundred.
_RATE_WITHIN = Decimal(1)


def _disproved(found: Mapping[str, Decimal | None]) -> str | None:
    """What the numbers of the money's first row say against each other."""
    points, score = found["points"], found["score"]
    if points is not None and score is not None and score > points:
        return "得分大于分值"
    budget = found["adjusted"] if found["adjusted"] is not None else found["initial"]
    rate, executed = found["rate"], found["executed"]
    if rate is None or executed is None or not budget:
        return None
    share = 100 * executed / budget
    near = abs(rate - share) <= _RATE_WITHIN or abs(100 * rate - share) <= _RATE_WITHIN
    return None if near else "执行率不是执行数除以预算数"


def _agree(level1: str, level2: str) -> bool:
    """Whether a level 2 can stand under a level 1; own names are not judged."""
    one, two = level1_of(bare_level(level1)), level2_of(bare_level(level2))
    if one is None or two is None or not is_level1(level1) or not is_level2(level2):
        return True
    return one in two.level1s or one.value not in ("output", "benefit", "satisfaction", "cost")


def offices_of(raw: RawProject) -> Iterator[tuple[str, Cell]]:
    """The offices a project's table names, the spending unit first."""
    for field in ("unit", "supervisor"):
        cell = raw.values.get(field)
        if cell and is_office(one_line(without_readings(cell.text))):
            yield field, cell
