"""What earlier versions kept in tables of their own, taken over into the record of acts.

Versions of plans with their changes, decisions of scoring, steps of self-evaluations, disputes, re-checks.
Names, moments and contents stay as they were; who had which role then, nobody wrote down: it is today's.
A content that is not what its hash says stops the move, and nothing is moved.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jixiao.acts.canonical import encoded
from jixiao.acts.disputing import DISPUTE, WITHDRAWN
from jixiao.acts.plans import BINDING, CELL_CHANGE, PLAN_VERSION, content_of, hash_of, patch_text
from jixiao.acts.record import Writer
from jixiao.acts.self_evaluation import cell, form
from jixiao.plan.money import plain
from jixiao.terms.acts import FormStep, JudgedAs
from jixiao.web.acts import record_of
from jixiao.web.models.bound_content import keep_content
from jixiao.web.saying import Speaker

_STEPS = {
    "written": FormStep.WRITTEN, "submitted": FormStep.SUBMITTED, "confirmed": FormStep.CONFIRMED,
    "returned": FormStep.RETURNED, "reopened": FormStep.REOPENED,
}  # fmt: skip


class EarlierContentError(ValueError):
    """A stored content that is not what its hash says: which one, and what to do."""


def take_over(apps: Any, schema_editor: Any) -> None:
    """A migration's step: every department's rows become acts, in the order they were made."""
    alias = schema_editor.connection.alias  # an empty database beside has nothing to move
    for department in apps.get_model("jixiao", "Department").objects.using(alias):
        rows = sorted(_rows(apps, department.pk), key=lambda one: (one.created, one.pk))
        if rows:
            with record_of(department.pk).writing() as writer:
                _Moving(apps, department, writer).take(rows)


def _rows(apps: Any, department: int) -> Iterator[Any]:
    of = {
        "Version": "record__department", "Judged": "record__department",
        "SelfEvaluationStep": "record__department", "FindingDispute": "record__department",
        "HonestyRecheck": "sample__claim__record__department",
    }  # fmt: skip
    for name, path in of.items():
        found = apps.get_model("jixiao", name).objects.filter(**{path: department})
        yield from found.select_related("author").order_by("pk")


@dataclass
class _Moving:
    """One department's move. ``hashes``: table and key of a row → the act it became."""

    apps: Any
    department: Any
    writer: Writer
    hashes: dict[tuple[str, int], str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)

    def take(self, rows: list[Any]) -> None:
        """Each row by what table it lies in."""
        for row in rows:
            table = type(row).__name__
            kind, subject, says, binds = getattr(self, f"_{table.lower()}")(row)
            draft = self._speaker(row.author).draft(
                kind, subject, says, on=row.created.date(), binds=binds
            )
            told = self.writer.bring(draft, _moment(row.created))
            self.hashes[table, row.pk] = told.act.hash

    def _speaker(self, author: Any) -> Speaker:
        members = self.apps.get_model("jixiao", "Membership").objects
        mine = members.filter(user=author, department=self.department).first()
        called = f"{author.first_name} {author.last_name}".strip() or author.username
        where = self.department.code or self.department.name
        return Speaker(called, mine.role if mine else "reader", where)

    def _version(self, row: Any) -> tuple[str, Mapping[str, Any], Mapping[str, Any], str]:
        if hash_of(row.content) != row.content_hash:
            raise EarlierContentError(
                f"{row.record.year}年计划第{row.number}版的内容与存下的摘要不符：被改动过；请从备份恢复后再升级"
            )
        before, after = self.heads.get(row.record_id), content_of(json.loads(row.content))
        self.heads[row.record_id] = after
        changes = [_change(one) for one in row.changes.order_by("pk")]
        told = encoded(changes).decode() if before else ""
        whole = {"plan": row.record.year}
        if row.reason == "edited" and before and after != before:
            says = {"patch": patch_text(before, after), "changes": told}
            kind, subject, more = _edit(row, changes, whole)
            return kind, subject, says | more, hash_of(after)
        keep_content(after)
        back = row.restored_from.number if row.restored_from else None
        reason = row.reason if row.reason != "edited" else "loaded"
        says = {"reason": reason, "intake": row.intake_id, "restored": back, "changes": told}
        return PLAN_VERSION, whole, says, hash_of(after)

    def _judged(self, row: Any) -> tuple[str, Mapping[str, Any], Mapping[str, Any], None]:
        subject = {"year": row.record.year, "indicator": row.indicator_id, "of": "score"}
        if row.kind == "undone":
            says = {"undoes": self.hashes["Judged", row.undoes_id]}
            return JudgedAs.WITHDRAWN.value, subject, says, None
        says = {"target": row.target, "reason": row.reason}
        if row.kind == "not-applicable":
            return JudgedAs.NOT_APPLICABLE.value, subject, says, None
        band = {"band": row.band, "percent": plain(row.percent)}
        return JudgedAs.BAND.value, subject, says | band, None

    def _selfevaluationstep(
        self, row: Any
    ) -> tuple[str, Mapping[str, Any], Mapping[str, Any], str | None]:
        kind, year = _STEPS[row.kind], row.record.year
        if kind is FormStep.WRITTEN:
            subject = cell(year, row.project_id, (row.indicator_id, row.field))
            says = {
                "indicator_name": row.indicator_name, "before": row.before, "after": row.after,
            }  # fmt: skip
            return kind.value, subject, says, None
        said = kind in (FormStep.RETURNED, FormStep.REOPENED)
        binds = keep_content(row.content) if row.content else None
        if binds and binds != row.content_hash:
            raise EarlierContentError(
                f"{row.project_name} 自评第{row.number}步的表与存下的摘要不符：被改动过；请从备份恢复后再升级"
            )
        says = {"reason": row.reason} if said else {}
        return kind.value, form(year, row.project_id), says, binds

    def _findingdispute(self, row: Any) -> tuple[str, Mapping[str, Any], Mapping[str, Any], None]:
        parts = (row.rule, row.project_id, row.indicator_id, row.field, row.fault_hash)
        subject = {"plan": row.record.year, "finding": hash_of("\n".join(parts))}
        if row.withdraws_id:
            says = {"dispute": self.hashes["FindingDispute", row.withdraws_id]}
            return WITHDRAWN, subject, says, None
        says = {
            "rule": row.rule, "project": row.project_id or None,
            "indicator": row.indicator_id or None, "field": row.field or None,
            "fault": row.fault, "reason": row.reason,
        }  # fmt: skip
        return DISPUTE, subject, says, None

    def _honestyrecheck(self, row: Any) -> tuple[str, Mapping[str, Any], Mapping[str, Any], str]:
        subject = {"sample": row.sample_id, "project": row.project_id}
        says = {"points": plain(row.points), "reason": row.reason}
        return "audit", subject, says, row.sample.claim.sha256


def _edit(
    row: Any, changes: list[dict[str, Any]], whole: Mapping[str, Any]
) -> tuple[str, Mapping[str, Any], Mapping[str, Any]]:
    """What an edited version was: measures bound, or a cell changed."""
    if changes and all(one["field"] == "measure" for one in changes):
        return BINDING, whole, {"indicators": len(changes)}
    first = changes[0] if changes else {"project_id": "", "indicator_id": "", "field": ""}
    subject = {
        "project": first["project_id"], "indicator": first["indicator_id"], "field": first["field"],
    }  # fmt: skip
    return CELL_CHANGE, whole | subject, {"rule": row.changes.first().rule if changes else None}


def _change(one: Any) -> dict[str, Any]:
    names = (
        "project_id",
        "project_name",
        "indicator_id",
        "indicator_name",
        "field",
        "before",
        "after",
    )
    return {name: getattr(one, name) for name in names}


def _moment(created: datetime) -> str:
    return created.isoformat()
