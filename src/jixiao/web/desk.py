"""What is known of a year for its desk: gathered once for what it rests on, then remembered.

Nothing here is stored: stages and things to do follow from the plan, the evidence, the record of acts,
the places' files and the day, and what was made of the same five is given again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db import connection
from django.utils import timezone

from jixiao.acts.errors import RecordError
from jixiao.acts.kind import kinds
from jixiao.acts.self_evaluation import Status, status_of
from jixiao.law.packs import Pack, PackError, UnknownPolicyError, packs_at_hand, stamp
from jixiao.monitoring.decisions import Decisions
from jixiao.monitoring.report import Report, policy_of
from jixiao.registers.seals import BrokenStoreError
from jixiao.terms.roles import Role
from jixiao.web import evidence
from jixiao.web.acts import record_of
from jixiao.web.disputes import digest_of
from jixiao.web.models import Membership, PlanRecord
from jixiao.web.monitoring import CannotMonitorError
from jixiao.web.pages.monitoring_page import MonitoringPage
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.score import CannotScoreError, scored
from jixiao.web.self_evaluation import Form
from jixiao.web.self_evaluation_steps import steps_of_all
from jixiao.year.known import Known, Ledger
from jixiao.year.lately import Change, lately
from jixiao.year.stage import Stage, stages
from jixiao.year.to_do import ToDo, to_dos


@dataclass(frozen=True)
class Desk:
    """A year on a day. ``cannot``: why there is no report of monitoring, in words."""

    known: Known
    cannot: str = ""
    changes: tuple[Change, ...] = ()

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The line of the year."""
        return stages(self.known)

    def to_dos(self, role: Role) -> tuple[ToDo, ...]:
        """What waits for a role."""
        return to_dos(self.known, role)


def desk(here: PlanPage) -> Desk:
    """The desk of a plan's year as of now."""
    known = remembered(here)
    if known is None:
        key = _rests_on(here.record)  # first: what is said meanwhile makes the next one new
        known = _made(here.at(here.record.head))
        _keep(_whose(here.record), key, known)
    return known


def remembered(here: PlanPage) -> Desk | None:
    """The desk, where it was made lately of what there is now."""
    return _found(here.record)


def waiting(member: Membership, record: PlanRecord) -> int | None:
    """How many kinds of things wait for somebody; ``None`` where that was not made lately.

    For the head of every page: it looks up what is remembered, and makes nothing. A record, a store or
    a pack that is broken hinders no page that does not need it; today itself says what is wrong.
    """
    try:
        made = _found(record)
    except (RecordError, BrokenStoreError, PackError):
        return None
    return None if made is None else len(made.to_dos(Role.of(member.role)))


#: "This week", and among how many of the last acts it is looked for.
_LATELY, _MOST_ACTS = timedelta(days=7), 500
#: Plan → what its last desk was made of, and that desk: one a plan, for a desk holds the whole year.
_MADE: OrderedDict[Hashable, tuple[Hashable, Desk]] = OrderedDict()
_MOST_MADE = 16
_ALONE = threading.Lock()


def _found(record: PlanRecord) -> Desk | None:
    known = _MADE.get(_whose(record))
    return known[1] if known and known[0] == _rests_on(record) else None


def _keep(whose: Hashable, key: Hashable, made: Desk) -> None:
    with _ALONE:
        _MADE[whose] = key, made
        _MADE.move_to_end(whose)
        while len(_MADE) > _MOST_MADE:
            _MADE.popitem(last=False)


def _whose(record: PlanRecord) -> Hashable:
    return str(connection.settings_dict["NAME"]), record.pk


def _rests_on(record: PlanRecord) -> Hashable:
    """All that a desk follows from: a version of the plan is an act as well."""
    store = evidence.store_of(record.department_id)
    said = record_of(record.department_id).reading().edge
    return said, evidence.files(store), stamp(), timezone.localdate()


def _made(here: PlanPage) -> Desk:
    at = MonitoringPage(here)
    report, cannot = _report(at)
    known = Known(
        plan=here.plan, year=at.year, today=timezone.localdate(), pack=_pack(here, at.year),
        findings=tuple(one.finding for one in here.findings), report=report,
        decisions=report.decisions if report else Decisions(), ledgers=_ledgers(at),
        forms=_forms(here), unanswered=_unanswered(here), matters=at.records.matters,
    )  # fmt: skip
    return Desk(known, cannot, _changes(here))


def _changes(here: PlanPage) -> tuple[Change, ...]:
    """What was said in the last days, among the last acts."""
    book = record_of(here.department.pk).reading()
    told = book.of_kinds(tuple(kinds()), after=max(book.size - _MOST_ACTS, 0))
    return lately(told, here.plan, timezone.now() - _LATELY)


def _report(at: MonitoringPage) -> tuple[Report | None, str]:
    try:
        return at.report, ""
    except CannotMonitorError as wrong:
        return None, str(wrong)


def _pack(here: PlanPage, year: int) -> Pack | None:
    try:
        pack, _reason = policy_of(here.plan, date(year, 12, 31), None, packs_at_hand())
    except UnknownPolicyError:
        return None
    return pack


def _ledgers(at: MonitoringPage) -> tuple[Ledger, ...]:
    """Every register with a take-in, and the last day that any of them speaks for."""
    spoken: dict[str, date | None] = {}
    for one in at.store.imports():
        days = (spoken.get(one.register_name), one.speaks_for)
        spoken[one.register_name] = max(filter(None, days), default=None)
    known = at.store.registers()
    return tuple(
        Ledger(name, known[name].label if name in known else name, day)
        for name, day in spoken.items()
    )


def _forms(here: PlanPage) -> Mapping[str, Status]:
    """How far each form is that somebody has touched; where nothing can be scored, none is known."""
    every = steps_of_all(here.record)
    if not every:
        return {}
    try:
        found = scored(here.record, here.version)
    except CannotScoreError:
        return {}
    mine = ((one, every[one.id]) for one in here.plan.projects if one.id in every)
    return {one.id: status_of(few, Form.of(found, one, few).hash) for one, few in mine}


def _unanswered(here: PlanPage) -> int:
    """Disputes without an answer, of findings that there still are."""
    digests = {digest_of(one.finding) for one in here.findings}
    mine = (said for digest, few in here.disputes.items() if digest in digests for said in few)
    return sum(said.answer is None for said in mine)
