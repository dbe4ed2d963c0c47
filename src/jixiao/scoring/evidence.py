"""Actual values and money from the registers: computed goes before what somebody typed.

Money is that of monitoring: payments of the register, budget with its recorded adjustments; what was
reported in the actuals goes before it, project by project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from jixiao.law.time_law import TimeLaw
from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.measures.observing import observe
from jixiao.measures.reported import every_report
from jixiao.monitoring.accounts import money_of
from jixiao.plan.model import Plan
from jixiao.plan.money import money_words
from jixiao.registers.store import Store
from jixiao.scoring.actuals import Actuals, Money
from jixiao.scoring.exact import ZERO
from jixiao.scoring.judgements import bands, not_applicable, recorded
from jixiao.terms.units import SPELLINGS, UNITS


def from_evidence(
    plan: Plan, store: Store, reported: Actuals, as_of: date | None = None,
    seen: Mapping[str, Observation] | None = None,
) -> Actuals:  # fmt: skip
    """The actuals with every value the registers give and every judgement on record.

    ``seen``: what :func:`observations` gave, where the caller has kept it.
    Judgements and money that are reported go before those. A value reported for an indicator the
    plan does not hold stays in, for scoring to find.

    Raises:
        BrokenRecordError: what was typed, reported or judged is not what was recorded.
    """
    seen = observations(plan, store, as_of) if seen is None else seen
    computed = {key: printed(one) for key, one in seen.items() if one.value is not None}
    values = {
        **{key: text for key, text in _told(store) if key not in seen},
        **{key: text for key, text in computed.items() if seen[key].status is Status.REPORTED},
        **reported.indicators,
        **{key: text for key, text in computed.items() if seen[key].status is Status.COMPUTED},
    }
    money = dict(_money(plan, store, as_of)) | dict(reported.execution)
    known = recorded(plan, store, plan.year or _day(plan, as_of).year)
    given = {key: told for key, told in known.items() if not _judges(reported, key)}
    judged = {**bands(given), **reported.judged}
    aside = (*reported.not_applicable, *not_applicable(given))
    return reported.model_copy(
        update={
            "indicators": values, "execution": money, "judged": judged, "not_applicable": aside,
        }
    )  # fmt: skip


def _judges(reported: Actuals, indicator: str) -> bool:
    """Whether what was reported decides about an indicator itself."""
    return indicator in reported.judged or indicator in reported.not_applicable


def _told(store: Store) -> Iterator[tuple[str, str]]:
    return ((one.indicator, f"{one.value}{one.unit or ''}") for one in every_report(store))


def _money(plan: Plan, store: Store, as_of: date | None) -> Iterator[tuple[str, Money]]:
    """Each project's money as of the day; what is not known stays unknown.

    Of a project without any payments known the money its own form prints stands, where it does.
    """
    day = _day(plan, as_of)
    accounts = money_of(plan, store, day, plan.year or day.year).accounts
    for project in plan.projects:
        account = accounts[project.id]
        if account.payments is None and project.executed is not None:
            continue
        received = (
            None
            if account.received is None
            else sum((a.amount for a in account.received if a.on <= day), ZERO)
        )
        made = Money(
            initial=account.initial(day), adjusted=account.full_year(day),
            executed=account.paid(day), received=received,
        )  # fmt: skip
        yield account.project, made


def observations(
    plan: Plan, store: Store, as_of: date | None = None, time: TimeLaw | None = None
) -> Mapping[str, Observation]:
    """Observations of every indicator by its id, at the end of the plan's year where no day is said.

    ``time``: limits and holidays to judge by; those of the plan's place where not given.
    """
    return {one.indicator: one for one in observe(plan, store, _day(plan, as_of), time=time)}


def _day(plan: Plan, as_of: date | None) -> date:
    return as_of or date(plan.year or date.today().year, 12, 31)


def printed(one: Observation) -> str:
    """A value with its unit, as a person would write it; a date has none."""
    unit = one.unit if one.unit in UNITS or one.unit in SPELLINGS else ""
    return f"{one.value}{unit or ''}"


def source_of(seen: Observation | None) -> str:
    """Where an actual value comes from, down to the take-in; nothing where there is no value."""
    if seen is None or seen.value is None:
        return ""
    made_up = "（模拟数据）" if seen.made_up else ""
    if seen.reported:
        return f"{seen.reported['person']}报送，佐证{seen.reported['proof'][:8]}{made_up}"
    over = f"，{seen.numerator}÷{seen.denominator}" if seen.denominator else ""
    imports = "、".join(one[:8] for one in seen.imports[:3])
    day = f"，截至{seen.as_of}，记号{seen.mark}"
    value = money_words(printed(seen))
    return f"台账{seen.measure}算出{value}{over}{day}，{seen.rows}行，导入{imports}{made_up}"
