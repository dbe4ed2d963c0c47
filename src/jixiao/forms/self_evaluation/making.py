"""A printed self-evaluation → a project of a plan, with findings where a cell holds no number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.findings.finding import Finding, Where
from jixiao.findings.place import Place
from jixiao.forms.blanks import written
from jixiao.forms.hebei_goal_text.project_record import split_goals
from jixiao.forms.matching import Value
from jixiao.forms.printing import NO_LEVEL
from jixiao.forms.self_evaluation.printed import NOTHING, Printed, amount_of
from jixiao.plan.codes import parse_name
from jixiao.plan.model import Budget, Executed, Indicator, Project
from jixiao.plan.target_grammar import parse_target
from jixiao.plan.words import one_line
from jixiao.terms.findings import Level

_CODED = re.compile(r"(?P<code>\d{8}[A-Z]\d{11}[0-9A-Z])\s*[-—－]\s*(?P<name>.+)", re.S)
_MONEY = ("initial", "adjusted", "executed", "rate", "points", "score")
_CONTENT = ("name", "target", "actual", "weight", "score", "deviation")


def project_of(printed: Printed, number: int, ids: Counter[str]) -> tuple[Project, list[Finding]]:
    """The project a table prints, and what could not be read of it."""
    code, name = _named(printed)
    identity = _unique(code or f"project-{number}", ids)
    findings: list[Finding] = []
    parsed = parse_name(name)
    money = {key: _amount(printed, f"total.{key}", identity, findings) for key in _MONEY}
    project = Project(
        id=identity,
        code=code,
        name=name,
        short_name=parsed.short,
        funding_document=parsed.document.normal if parsed.document else None,
        source_code=parsed.source_code,
        unit=printed.money_unit,
        budget=_budget(printed, money["initial"], identity, findings),
        executed=Executed(**money) if any(v is not None for v in money.values()) else None,
        goals=split_goals(printed.text("goals")),
        indicators=tuple(_indicators(printed, identity, findings)),
        place=printed.title.place if printed.title else None,
        places=_places(printed),
    )
    return project, [*findings, *_unread(printed, identity)]


def _named(printed: Printed) -> tuple[str | None, str]:
    name = one_line(printed.text("name"))
    found = _CODED.fullmatch(name)
    code = one_line(printed.text("code")) or (found["code"] if found else None)
    return code, found["name"] if found else name


def _budget(
    printed: Printed, total: Decimal | None, project: str, findings: list[Finding]
) -> Budget:
    fiscal = _amount(printed, "fiscal.initial", project, findings)
    other = _amount(printed, "other.initial", project, findings)
    return Budget(total=total, fiscal=fiscal, other=other)


def _amount(printed: Printed, name: str, project: str, findings: list[Finding]) -> Decimal | None:
    value = printed.values.get(name)
    amount = printed.amount(name)
    if value is not None and amount is None and printed.is_filled(name):
        findings.append(_not_a_number(Where(project=project, field=name, place=value.place), value))
    return amount


def _not_a_number(where: Where, value: Value) -> Finding:
    return Finding(
        rule="F103", level=Level.RETURN, where=where,
        fault=f"“{value.text[:30]}”不是数字，没有读入", remedy="请只填数字，例如 19.84",
    )  # fmt: skip


def _places(printed: Printed) -> dict[str, Place]:
    places = {name: v.place for name, v in printed.values.items() if v.place}
    moved = {
        k.replace("total.", "executed."): p for k, p in places.items() if k.startswith("total.")
    }
    return places | moved


def _indicators(printed: Printed, project: str, findings: list[Finding]) -> Iterator[Indicator]:
    """Rows with content; an empty level cell means the level above it."""
    level1 = level2 = ""
    made = 0
    for row in printed.rows:
        printed1, printed2 = _level(row, "level1"), _level(row, "level2")
        if printed1:
            level1, level2 = printed1, ""
        level2 = printed2 or level2
        if any(name in row and row[name].text for name in _CONTENT):
            made += 1
            yield _indicator(f"{project}/{made}", project, row, (level1, level2), findings)


def _level(row: Mapping[str, Value], name: str) -> str:
    return "".join(row[name].text.split()) if name in row else ""


def _indicator(
    identity: str, project: str, row: Mapping[str, Value], levels: tuple[str, str],
    findings: list[Finding],
) -> Indicator:  # fmt: skip
    level1, level2 = ("" if level == NO_LEVEL else level for level in levels)
    name = _line(row, "name")
    numbers: dict[str, Decimal | None] = {}
    for key in ("weight", "score"):
        value = row.get(key)
        numbers[key] = amount_of(value)
        if (
            value is not None
            and numbers[key] is None
            and written(one_line(value.text)) not in NOTHING
        ):
            where = Where(project=project, indicator=identity, field=key, place=value.place)
            findings.append(_not_a_number(where, value))
    return Indicator(
        id=identity,
        level1=level1,
        level2=level2,
        name=name,
        description=_line(row, "description"),
        target=parse_target(target_text(row), name, level2),
        place=row["target"].place if "target" in row else None,
        places={key: v.place for key, v in row.items() if v.place and key != "target"},
        actual=_line(row, "actual"),
        deviation=_line(row, "deviation"),
        weight=numbers["weight"],
        score=numbers["score"],
    )


def _line(row: Mapping[str, Value], name: str) -> str:
    return written(one_line(row[name].text)) if name in row else ""


def target_text(row: Mapping[str, Value]) -> str:
    """The target as one text: sign, value and unit put together where they have cells of their own.

    A column headed as the sign may hold 正向 or 定性; those go with a bar between, as cells do.
    """
    cells = [_line(row, key) for key in ("sign", "target", "unit")]
    filled = [c for c in cells if c and c not in ("/", "—")]
    words = any("\u4e00" <= ch <= "\u9fff" for ch in cells[0])
    return " | ".join(filled) if words and len(filled) > 1 else "".join(filled)


def _unread(printed: Printed, project: str) -> Iterator[Finding]:
    for value in printed.unread[:8]:
        yield Finding(
            rule="F106", level=Level.NOTE, where=Where(project=project, place=value.place),
            fault=f"“{value.text[:24]}”不是自评表认识的栏目，没有读入", remedy="请核对这一处",
        )  # fmt: skip
    if len(printed.unread) > 8:
        yield Finding(
            rule="F106", level=Level.NOTE, where=Where(project=project),
            fault=f"另有{len(printed.unread) - 8}处没有读入", remedy="请核对原表",
        )  # fmt: skip


def _unique(identity: str, ids: Counter[str]) -> str:
    ids[identity] += 1
    return identity if ids[identity] == 1 else f"{identity}-{ids[identity]}"
