"""Monitoring as commands ask for it: what cannot be done is one line."""

from __future__ import annotations

from datetime import date

from jixiao.cli.evidence import own_declarations
from jixiao.cli.exits import UsageError
from jixiao.law.packs import Packs, UnknownPolicyError
from jixiao.monitoring.monitor import monitor
from jixiao.monitoring.records import records_of
from jixiao.monitoring.report import MonitoringError, Report
from jixiao.plan.model import Plan
from jixiao.registers.store import Store


def monitored(
    plan: Plan, store: Store, as_of: date, policy: str | None = None, among: Packs | None = None
) -> Report:
    """The report of a day, with what people decided laid over it.

    Raises:
        UsageError: no such day or pack, or a declaration of the folder's own that is wrong.
    """
    decisions = records_of(store.record, store.known_until).decisions
    try:
        with own_declarations():
            return monitor(plan, store, as_of, policy=policy, among=among, decisions=decisions)
    except (UnknownPolicyError, MonitoringError) as wrong:
        raise UsageError(str(wrong)) from wrong
