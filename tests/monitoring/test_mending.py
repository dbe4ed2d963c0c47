"""Decisions on warnings over the days; problems from a report onto the list, seen again next year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jixiao.acts.folder import folder_record
from jixiao.acts.matter import Matter
from jixiao.acts.matters import opening
from jixiao.acts.mending import put_on_list
from jixiao.law.monitoring import Outcome
from jixiao.monitoring.decisions import Decision, Decisions
from jixiao.monitoring.mending_json import from_report
from jixiao.monitoring.records import records_of
from jixiao.monitoring.warnings import Warning
from jixiao.terms.findings import Level
from tests.acts.saying import say


def _matter(**changes: Any) -> Matter:
    known = {
        "id": "", "rule": "W201", "project": "甲", "project_name": "项目甲", "fault": "慢",
        "year": 2023, "found_on": date(2023, 11, 1),
    }  # fmt: skip
    return Matter(**(known | changes))


def test_a_problem_that_comes_back_is_seen(tmp_path: Path) -> None:
    record = folder_record(tmp_path)
    for old in (
        _matter(id="2022-007", year=2022, project="旧码"),
        _matter(id="2022-008", year=2022, rule="W101"),
    ):
        say(record, opening(old, "王敏", "clerk", ""))
    with record.writing() as writer:
        again, _ = put_on_list(writer, _matter(), "王敏", "clerk", "")
        other, _ = put_on_list(
            writer, _matter(project="乙", project_name="项目乙"), "王敏", "clerk", ""
        )
    assert (again.id, again.again) == ("2023-001", "2022-007")
    assert (other.id, other.again) == ("2023-002", None)
    assert records_of(record).matter("2023-001") == again


def test_a_warning_is_put_on_the_list_once(tmp_path: Path) -> None:
    warning = {
        "rule": "W202",
        "level": "return",
        "title": "达不到",
        "cause": "慢",
        "indicator": "甲/1",
    }
    accepted = warning | {"rule": "W104", "outcome": {"until": "2023-12-31"}}
    yellow = warning | {"rule": "W101", "level": "improve"}
    project = {"id": "甲", "name": "项目甲", "indicators": [{"id": "甲/1", "name": "次数"}]}
    report = {"year": 2023, "projects": [project | {"warnings": [warning, accepted, yellow]}]}
    (found,) = from_report(report, date(2023, 11, 1))
    assert (found.rule, found.indicator_name) == ("W202", "次数")
    with folder_record(tmp_path).writing() as writer:
        assert put_on_list(writer, found, "王敏", "clerk", "")[1]
        assert not put_on_list(writer, found, "王敏", "clerk", "")[1]


WARNING = Warning("W101", "慢", Level.IMPROVE, "甲", None, "因", "法", ())


def test_an_accepted_deviation_lapses() -> None:
    made = Decision(
        "W101",
        "甲",
        None,
        Outcome.NO_PROBLEM,
        "等检测",
        "某人",
        date(2023, 7, 1),
        date(2023, 9, 30),
    )
    decisions = Decisions((made,))
    assert decisions.outcome(WARNING, date(2023, 9, 30)) is made
    assert decisions.outcome(WARNING, date(2023, 10, 1)) is None
    assert decisions.lapsed(WARNING, date(2023, 10, 1)) is made
    assert decisions.outcome(WARNING, date(2023, 6, 30)) is None
