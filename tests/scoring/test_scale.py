"""One rule, two engines: the SQL and the sentences agree to the last digit."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

import duckdb
import pytest

from jixiao.plan.model import Plan
from jixiao.scoring.actuals import Actuals, ActualsError, loads
from jixiao.scoring.result import ProjectScore
from jixiao.scoring.scale.engine import Scale, plan_of_rows
from jixiao.scoring.scale.tables import INDICATORS, PROJECTS, ddl
from jixiao.scoring.score import score
from tests.scoring.chance import indicator_rows, project_row

POLICIES = ("central-2020", "central-2021", "hebei", "sichuan-2025")
DAY = date(2026, 3, 1)


def _scale(policy: str) -> Scale:
    return Scale(duckdb.connect(), policy, DAY)


def differences(scale: Scale, numbers: Sequence[int]) -> list[str]:
    """Where a score of the SQL is not that of the sentences; projects taken some thousands at a time."""
    found = []
    for batch in (numbers[n : n + 5000] for n in range(0, len(numbers), 5000)):
        lines = _grouped(scale, "scored_lines", batch, "project, position")
        whole = _grouped(scale, "scored_projects", batch, "project")
        said = _by_words(scale, batch)
        found += [
            f"{n}: {whole[n]} {lines.get(n)} {said[n]}"
            for n in batch
            if _of_sql(whole[n][0], lines.get(n, [])) != _of_words(said[n])
        ]
    return found


def _by_words(scale: Scale, batch: Sequence[int]) -> dict[int, ProjectScore]:
    heads = _grouped(scale, "projects", batch, "project")
    rows = _grouped(scale, "indicators", batch, "project, position")
    made = {}
    for n in batch:
        head = dict(zip(PROJECTS, heads[n][0], strict=True))
        lines = [dict(zip(INDICATORS, row, strict=True)) for row in rows.get(n, [])]
        plan, actuals = plan_of_rows(head, lines)
        made[n] = score(plan, actuals, policy=scale.policy, on=scale.on).projects[0]
    return made


def _grouped(
    scale: Scale, table: str, batch: Sequence[int], order: str
) -> dict[int, list[tuple[Any, ...]]]:
    chosen = ", ".join(map(str, batch))
    rows = scale.connection.execute(
        f"SELECT * FROM {table} WHERE project IN ({chosen}) ORDER BY {order}"
    ).fetchall()
    return {n: list(same) for n, same in groupby(rows, key=lambda row: int(row[0]))}


def _of_sql(whole: tuple[object, ...], lines: list[tuple[object, ...]]) -> object:
    return whole[2:7], [line[3:] for line in lines]


def _of_words(said: ProjectScore) -> object:
    execution = said.execution
    head = (
        _scaled(execution.rate, 2), _scaled(execution.points, 2), _scaled(said.total, 2),
        len(said.open), said.grade,
    )  # fmt: skip
    return head, [
        (
            _scaled(i.weight, 2), i.open, "not-applicable" in i.flags, _scaled(i.ratio, 4),
            _scaled(i.points, 2), "over-achieved" in i.flags,
        )
        for i in said.indicators
    ]  # fmt: skip


def _scaled(value: Decimal | None, places: int) -> int | None:
    return None if value is None else int(value.scaleb(places))


@pytest.mark.parametrize("policy", POLICIES)
def test_projects_by_chance_score_alike(policy: str) -> None:
    scale, chance = _scale(policy), random.Random(policy)
    numbers = list(range(400))
    rows = [r for n in numbers for r in indicator_rows(chance, n, chance.randint(1, 9))]
    for name, columns, made in (
        ("projects", PROJECTS, [project_row(chance, n) for n in numbers]),
        ("indicators", INDICATORS, rows),
    ):
        scale.connection.execute(ddl(name, columns))
        marks = ", ".join("?" * len(columns))
        scale.connection.executemany(f"INSERT INTO {name} VALUES ({marks})", made)
    scale.score()
    assert differences(scale, numbers)[:3] == []


@pytest.mark.parametrize("count", [62, 63, 150])
def test_a_project_of_very_many_indicators(count: int) -> None:
    row = {"level1": "产出指标", "level2": "数量指标", "target": "≥3件", "name": "件数"}
    rows = [{**row, "id": f"p/{n}"} for n in range(count)]
    rows += [
        {**row, "id": f"p/{count + n}", "level1": f"{w}指标", "level2": None}
        for n, w in enumerate(("效益", "满意度"))
    ]
    plan = Plan.model_validate({"projects": [{"id": "p", "name": "甲", "indicators": rows}]})
    actuals = Actuals(indicators={r["id"]: "2" for r in rows})
    scale = _scale("central-2020")
    scale.load(plan, actuals)
    scale.score()
    assert differences(scale, [0]) == []


@pytest.mark.parametrize("policy", POLICIES)
def test_a_real_plan_scores_alike(seed_plan: Plan, policy: str) -> None:
    actuals = loads(
        json.dumps(
            {
                "indicators": {
                    i.id: "" if i.target.value is None else str(round(i.target.value * n / 9, 3))
                    for n, (_, i) in enumerate(seed_plan.indicators())
                },
                "execution": {
                    p.id: {"adjusted": "3", "executed": "2.7"} for p in seed_plan.projects
                },
            }
        )
    )
    scale = _scale(policy)
    scale.load(seed_plan, actuals)
    scale.score()
    said = score(seed_plan, actuals, policy=policy, on=DAY)
    whole = scale.connection.execute("SELECT * FROM scored_projects ORDER BY project").fetchall()
    assert [w[4] for w in whole] == [_scaled(p.total, 2) for p in said.projects]
    assert [w[5] for w in whole] == [len(p.open) for p in said.projects]


def test_a_judgement_outside_its_band_is_refused_alike() -> None:
    scale = _scale("central-2020")
    row = {"id": "p/1", "name": "效果", "target": "有效提升"}
    plan = Plan.model_validate({"projects": [{"id": "p", "name": "甲", "indicators": [row]}]})
    actuals = Actuals.model_validate({"judged": {"p/1": {"band": "partly", "percent": "80"}}})
    scale.load(plan, actuals)
    with pytest.raises(ActualsError, match="不含80%"):
        scale.score()


def test_a_number_the_columns_cannot_hold_is_refused_not_rounded() -> None:
    row = {"id": "p/1", "name": "件数", "target": "≥3件", "weight": "33.333"}
    plan = Plan.model_validate({"projects": [{"id": "p", "name": "甲", "indicators": [row]}]})
    with pytest.raises(ActualsError, match="小数2位以内"):
        _scale("central-2020").load(plan, Actuals())
