"""Matters to be mended, from the results that found them and into what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from jixiao.acts.matter import Matter, Step
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
        "steps": [_step(one) for one in matter.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    seen = step.recheck
    told = {
        "kind": step.kind.value,
        "on": step.on.isoformat(),
        "by": step.by,
        "text": step.text,
        "due": step.due.isoformat() if step.due else None,
        "proof": str(step.proof) if step.proof else None,
    }
    if seen is None:
        return told
    looked = {"result": seen.result.value, "why": seen.why, "on": seen.on.isoformat()}
    return told | {"recheck": looked | {"evidence": seen.evidence}}


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
