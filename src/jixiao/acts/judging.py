"""What a person decides about an indicator when it is scored: its band, that it does not apply, or back.

A band and the points inside it are a person's, with a reason, never by default (财预〔2020〕10号). A
decision is about the target as it read then: when the target says something else, it stands no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from jixiao.acts.kind import ActRefusedError, Told
from jixiao.acts.reasons import reason
from jixiao.law.scoring import ScoringRules
from jixiao.plan.model import Indicator, Plan
from jixiao.plan.money import decimal_of, plain
from jixiao.terms.acts import JudgedAs
from jixiao.terms.targets import TargetKind

KINDS = tuple(one.value for one in JudgedAs)


@dataclass(frozen=True)
class Judged:
    """One decision; ``band`` and ``percent`` belong to a band alone."""

    kind: JudgedAs
    indicator: str
    target: str
    band: str | None
    percent: Decimal | None
    reason: str
    who: str
    recorded: datetime
    hash: str


@dataclass(frozen=True)
class Standing:
    """What stands of an indicator, everything decided about it, and the hash of the last of it.

    ``outdated``: there was a decision, about a target that reads otherwise now.
    """

    stands: Judged | None
    history: tuple[Judged, ...]
    outdated: Judged | None = None

    @property
    def seen(self) -> str:
        """By which a page says what it was made of."""
        return self.history[-1].hash if self.history else ""


NOTHING = Standing(None, ())


def can_be_judged(indicator: Indicator) -> bool:
    """Whether a person picks its band: words and dates, not numbers, not what has no target."""
    return not indicator.target.is_number and indicator.target.kind is not TargetKind.NONE


def about(year: int, indicator: Indicator) -> Mapping[str, Any]:
    """The subject of a decision."""
    return {"year": year, "indicator": indicator.id, "of": "score"}


def band_says(
    indicator: Indicator, band: str, percent: str, why: str, rules: ScoringRules
) -> Mapping[str, Any]:
    """What a band with the percentage of the points inside it says.

    Raises:
        ActRefusedError: no band, no percentage inside it, no reason, or an indicator that is a number.
    """
    if not can_be_judged(indicator):
        raise ActRefusedError("这条指标按数计分，不能由人定档；请核对实际值。")
    picked = rules.bands.get(band)
    if picked is None:
        raise ActRefusedError(f"请先选一档：{'、'.join(b.label for b in rules.bands.values())}。")
    share = _percent(percent)
    if share is None or not picked.holds(share):
        raise ActRefusedError(
            f"“{picked.label}”应在{picked.words}之间，最多两位小数，写的是“{percent.strip()[:20]}”。"
        )
    said = reason(why, "请写明定这一档的理由。")
    return {"band": band, "percent": plain(share), "target": indicator.target.raw, "reason": said}


def aside_says(indicator: Indicator, why: str) -> Mapping[str, Any]:
    """What it says that an indicator does not apply; its points are then left out of the hundred.

    Raises:
        ActRefusedError: no reason.
    """
    return {"target": indicator.target.raw, "reason": reason(why, "请写明为什么不适用。")}


def _percent(typed: str) -> Decimal | None:
    found = decimal_of(typed.strip().removesuffix("%"))
    whole = found is not None and -int(found.as_tuple().exponent) <= 2 and 0 <= found <= 100
    return Decimal(plain(found)) if whole and found is not None else None


def standing(told: Iterable[Told], plan: Plan, year: int) -> dict[str, Standing]:
    """Indicator → what was decided about it in a year; only of those the plan still holds."""
    rows = {row.id: row for _p, row in plan.indicators()}
    few: dict[str, list[Told]] = {}
    for one in told:
        if one.act.subject["year"] == year:
            few.setdefault(one.act.subject["indicator"], []).append(one)
    return {key: of_row(some, rows[key]) for key, some in few.items() if key in rows}


def of_row(told: Sequence[Told], row: Indicator) -> Standing:
    """What stands of one indicator."""
    history = tuple(map(judged_of, told))
    last = last_standing(told)
    if last is None:
        return Standing(None, history)
    misfits = last.kind is JudgedAs.BAND and not can_be_judged(row)
    if last.target != row.target.raw or misfits:
        return Standing(None, history, last)
    return Standing(last, history)


def last_standing(told: Sequence[Told]) -> Judged | None:
    """The last decision that was not taken back."""
    undone = {one.says["undoes"] for one in told if one.act.kind == JudgedAs.WITHDRAWN}
    left = [
        one for one in told if one.act.kind != JudgedAs.WITHDRAWN and one.act.hash not in undone
    ]
    return judged_of(left[-1]) if left else None


def judged_of(one: Told) -> Judged:
    """A decision as pages show it."""
    says, percent = one.says, one.says.get("percent")
    return Judged(
        JudgedAs.of(one.act.kind), one.act.subject["indicator"], says.get("target") or "",
        says.get("band"), Decimal(percent) if percent else None, says.get("reason") or "",
        one.who, one.moment or one.act.recorded, one.act.hash,
    )  # fmt: skip
