"""Matters to be mended, from the results that found them and into what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from jixiao.monitoring.mending import Matter, State, with_recurrence
from jixiao.monitoring.store import Records
from jixiao.terms.findings import Level


def matter_of(said: Mapping[str, Any], found_on: date) -> Matter:
    """A matter somebody wrote down, still without its id."""
    return Matter(
        id="",
        rule=said["rule"],
        project=said["project"],
        project_name=said.get("name") or said["project"],
        fault=said["fault"],
        year=said.get("year") or found_on.year,
        found_on=found_on,
        indicator=said.get("indicator") or None,
        indicator_name=said.get("indicator_name") or "",
    )


def from_report(report: Any, found_on: date) -> list[Matter]:
    """What must be mended of a monitoring report's JSON: red warnings nobody accepted."""
    if not isinstance(report, Mapping) or not isinstance(report.get("projects"), list):
        return []
    return [m for one in report["projects"] for m in _of_project(one, report, found_on)]


def _of_project(
    one: Mapping[str, Any], report: Mapping[str, Any], found_on: date
) -> Iterator[Matter]:
    names = {i["id"]: i["name"] for i in one.get("indicators", ())}
    for warning in one.get("warnings", ()):
        accepted = (warning.get("outcome") or {}).get("until") is not None
        if warning["level"] == Level.RETURN.value and not accepted:
            yield Matter(
                id="",
                rule=warning["rule"],
                project=one["id"],
                project_name=one["name"],
                fault=f"{warning['title']}：{warning['cause']}",
                year=report.get("year") or found_on.year,
                found_on=found_on,
                indicator=warning.get("indicator"),
                indicator_name=names.get(warning.get("indicator"), ""),
            )


def with_new(records: Records, new: Iterable[Matter]) -> tuple[Records, list[Matter]]:
    """The records with the new matters, numbered; one that is open already is not put in twice."""
    added = []
    for matter in new:
        if not any(_is_open_same(m, matter) for m in records.matters):
            numbered = replace(matter, id=records.next_id(matter.year))
            numbered = with_recurrence(numbered, records.matters)
            records = records.with_matter(numbered)
            added.append(numbered)
    return records, added


def _is_open_same(known: Matter, new: Matter) -> bool:
    same = (known.year, known.rule, known.project, known.indicator)
    return known.state is not State.CLOSED and same == (
        new.year, new.rule, new.project, new.indicator,
    )  # fmt: skip


def shown(matter: Matter, on: date) -> dict[str, Any]:
    """A matter as JSON."""
    return {
        "id": matter.id,
        "year": matter.year,
        "rule": matter.rule,
        "project": matter.project,
        "project_name": matter.project_name,
        "indicator": matter.indicator,
        "indicator_name": matter.indicator_name,
        "fault": matter.fault,
        "found_on": matter.found_on.isoformat(),
        "state": matter.state.value,
        "due": matter.due.isoformat() if matter.due else None,
        "overdue": matter.overdue(on),
        "extension_asked": matter.asked is not None,
        "again": matter.again,
        "steps": [
            {
                "kind": s.kind.value,
                "on": s.on.isoformat(),
                "by": s.by,
                "text": s.text,
                "due": s.due.isoformat() if s.due else None,
                "proof": s.proof,
            }
            for s in matter.steps
        ],
    }


def words_of(matter: Matter, on: date) -> str:
    """A matter in one line for people."""
    subject = " / ".join(part for part in (matter.project_name, matter.indicator_name) if part)
    notes: Sequence[str] = [
        f"期限 {matter.due}" if matter.due else "",
        "已逾期" if matter.overdue(on) else "",
        "有待批的延期申请" if matter.asked else "",
        f"去年也有（{matter.again}）" if matter.again else "",
    ]
    after = "；".join(note for note in notes if note)
    return f"{matter.id}  [{matter.state.label}] {matter.rule}  {subject}：{matter.fault}" + (
        f"（{after}）" if after else ""
    )
