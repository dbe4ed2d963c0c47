"""Running the scoring SQL on the embedded engine, and explaining any one project of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from jixiao.law.packs import Packs, pack, packs
from jixiao.law.scoring import ScoringRules
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.money import plain
from jixiao.plan.target import Target
from jixiao.plan.target_json import from_json
from jixiao.scoring.actuals import Actuals, ActualsError, Judgement, Money
from jixiao.scoring.result import ProjectScore
from jixiao.scoring.scale.sql import lines_sql, projects_sql
from jixiao.scoring.scale.sql_frames import MOST_POSITIONS, frames_sql
from jixiao.scoring.scale.tables import (
    INDICATORS,
    PROJECTS,
    ddl,
    indicator_rows,
    project_rows,
)
from jixiao.scoring.score import score
from jixiao.terms.indicators import Level1
from jixiao.terms.targets import TargetKind

_LABELS = {level.value: level.label for level in Level1}


@dataclass(frozen=True)
class Scale:
    """Tables ``projects`` and ``indicators`` on a connection, scored by one pack on one day.

    ``among``: the packs there are; those that come with jixiao where not given.
    """

    connection: duckdb.DuckDBPyConnection
    policy: str
    on: date
    among: Packs | None = None

    def load(self, plan: Plan, actuals: Actuals) -> None:
        """A plan and its actuals as the tables; what is there already is replaced."""
        for name, columns, rows in (
            ("projects", PROJECTS, list(project_rows(plan, actuals))),
            ("indicators", INDICATORS, list(indicator_rows(plan, actuals))),
        ):
            self.connection.execute(ddl(name, columns))
            marks = ", ".join("?" * len(columns))
            if rows:
                self.connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)

    def score(self) -> None:
        """Make ``scored_frames``, ``scored_lines`` and ``scored_projects``; cents and ten-thousandths, as integers.

        Raises:
            ActualsError: a judgement outside its band.
            jixiao.law.packs.UnknownPolicyError: no such pack, or none on that day.
        """
        known = packs() if self.among is None else self.among
        found = pack(self.policy, self.on, known)
        rules = found.scoring
        self._refuse_bands(rules)
        for name, text in (
            ("scored_frames", frames_sql(found, rules, known)),
            ("scored_lines", lines_sql(found, rules, sort=self._must_sort())),
            ("scored_projects", projects_sql(found)),
        ):
            self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {text}")

    def explain(self, project: int) -> ProjectScore:
        """One project with every sentence: scored again from its rows, one at a time."""
        plan, actuals = self.plan_of(project)
        return score(plan, actuals, policy=self.policy, on=self.on, among=self.among).projects[0]

    def plan_of(self, project: int) -> tuple[Plan, Actuals]:
        """The plan and actuals that the rows of a project hold."""
        head = self._dicts("SELECT * FROM projects WHERE project = ?", project)[0]
        rows = self._dicts("SELECT * FROM indicators WHERE project = ? ORDER BY position", project)
        return plan_of_rows(head, rows)

    def _dicts(self, query: str, *values: Any) -> list[dict[str, Any]]:
        found = self.connection.execute(query, values)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _must_sort(self) -> bool:
        found = self.connection.execute(
            "SELECT max(position), min(position) FROM indicators"
        ).fetchone()
        most, least = found if found and found[0] is not None else (0, 0)
        return bool(most >= MOST_POSITIONS or least < 0)

    def _refuse_bands(self, rules: ScoringRules) -> None:
        holds = " OR ".join(
            f"(band = '{key}' AND percent >= {b.low} AND (percent < {b.high} OR percent = 100 AND {b.high} = 100))"
            for key, b in rules.bands.items()
        )
        query = f"SELECT id, band, percent FROM indicators WHERE band IS NOT NULL AND NOT ({holds}) LIMIT 1"
        wrong = self._dicts(query)
        if wrong:
            one, band = wrong[0], rules.bands[wrong[0]["band"]]
            raise ActualsError(
                f"judged.{one['id']}",
                f"“{band.label}”应在{band.words}之间，写的是{plain(one['percent'])}%",
            )


def plan_of_rows(head: dict[str, Any], rows: Sequence[dict[str, Any]]) -> tuple[Plan, Actuals]:
    """A plan of one project from its rows; an indicator is named by what its columns say of it."""
    executed = {"points": plain(head["points"])} if head["points"] is not None else None
    project = Project.model_validate(
        {"id": head["id"], "name": head["id"], "executed": executed,
         "indicators": [_indicator(row) for row in rows]}
    )  # fmt: skip
    money = {key: plain(head[key]) for key in ("adjusted", "executed") if head[key] is not None}
    actuals = Actuals(
        indicators={r["id"]: _printed(r) for r in rows if r["reported"]},
        execution={head["id"]: Money.model_validate(money)} if money else {},
        judged={r["id"]: _judgement(r) for r in rows if r["band"] is not None},
        not_applicable=tuple(r["id"] for r in rows if r["not_applicable"]),
        set_too_low=tuple(r["id"] for r in rows if r["set_too_low"]),
    )
    return Plan(projects=(project,)), actuals


def _judgement(row: dict[str, Any]) -> Judgement:
    return Judgement(band=row["band"], percent=row["percent"])


def _printed(row: dict[str, Any]) -> str:
    if row["due"] is not None:
        return row["done"].isoformat() if row["done"] else "未说明日期"
    return f"{plain(row['actual'])}{_unit(row)}" if row["actual"] is not None else "未能理解"


def _unit(row: dict[str, Any]) -> str:
    """A unit printed at target and actual alike: the table holds numbers that need no asking."""
    return "%" if row["ends_at_hundred"] else "单位"


def _indicator(row: dict[str, Any]) -> Indicator:
    negative, grows = row["may_be_negative"], not row["ends_at_hundred"]
    level1 = "产出指标" if row["cost"] and not row["own_cost"] else _LABELS.get(row["level1"])
    return Indicator(
        id=row["id"],
        name=f"{row['id']}{'误差' * negative}{'进度' * grows}",
        level1="成本指标" if row["own_cost"] else level1,
        level2="成本指标" if row["cost"] else None,
        target=_target(row),
        weight=row["weight"],
    )


def _moves(row: dict[str, Any]) -> str:
    """What a change does, which only its words say."""
    return "" if row["kind"] != "baseline" else "下降" if row["falls"] else "增长"


def _target(row: dict[str, Any]) -> Target:
    low, high = _text(row["low"]), _text(row["high"])
    kind = row["kind"]
    if row["due"] is not None:
        low, high, kind = None, row["due"].isoformat(), TargetKind.DEADLINE.value
    number = low if low is not None else high
    return from_json(
        {
            "raw": f"{_moves(row)}{row['operator'] or ''}{number + _unit(row) if number else kind}",
            "kind": kind,
            "operator": row["operator"],
            "low": low,
            "high": high,
            "unit": _unit(row) if row["due"] is None else None,
            "dimension": "share" if row["ends_at_hundred"] else "other",
            "better": row["better"],
        }
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
