"""Estimate, interval and chance of a forecast never contradict each other, whatever the target."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.law.monitoring import Possibility, PossibilityBounds
from jixiao.law.packs_values import Basis
from jixiao.law.shelf import Verified
from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.monitoring.forecast.indicator import Forecast, forecast_of
from jixiao.monitoring.forecast.known import MONTHS
from jixiao.monitoring.forecast.matter import Matter
from jixiao.monitoring.progress import meets, progress_of
from jixiao.monitoring.series import Reading, Series
from jixiao.plan.model import Indicator

LEVELS = PossibilityBounds(
    certain=Decimal("0.9"), impossible=Decimal("0.1"), basis=Basis("", Verified.GENERAL_KNOWLEDGE)
)
#: A target of every kind that a number answers: floors, ceilings, exact, strict, nothing, money, shares.
COUNTED = (
    "0次", "≤0次", "＝0次", "≥1次", "1次", "≤1次", "＜3次", "＞3次", "≥20家", "20家", "≤20次", "＞500件",
    "≥1349批次", "10—20次", "≥12.5万元", "≤19.84万元",
)  # fmt: skip
SHARED = ("≥95%", "95%", "100%", "≤5%", "＜5%", "＞90%", "＝33.3%", "0%", "90%—95%")
NAMES = ("检查次数", "重大案件发生次数", "事项")


def _matter(
    target: str, name: str, month: int, added: list[tuple[int, int]], *, share: bool
) -> Matter:
    row = Indicator(id="甲/1", level1="产出指标", level2="数量指标", name=name, target=target)
    readings, above, below = [], 0, 0
    for at, (done, of) in enumerate(added[:month], 1):
        above, below = above + min(done, of if share else done), below + of
        value = (100 * above / below if below else None) if share else float(above)
        day = date(2023, at, monthrange(2023, at)[1])
        readings.append(
            Reading(day, value, float(above), float(below)) if share else Reading(day, value)
        )
    last = readings[-1]
    now = Observation(
        "甲/1", last.on, Status.MISSING if last.value is None else Status.COMPUTED,
        value=None if last.value is None else f"{Decimal(repr(last.value)):.2f}",
        numerator=str(above) if share else None, denominator=str(below) if share else None,
    )  # fmt: skip
    return Matter(row, now, Series(2023, tuple(readings)), (), last.on, 2023)


def _forecast(matter: Matter) -> Forecast:
    progress = progress_of(
        matter.target, matter.now.value, matter.as_of, matter.year, nature=matter.nature
    )
    return forecast_of(matter, progress, LEVELS)


_ADDED = st.lists(
    st.tuples(st.integers(0, 4) | st.integers(0, 300), st.integers(0, 300)),
    min_size=MONTHS, max_size=MONTHS,
)  # fmt: skip
_CASES = st.sampled_from([(t, False) for t in COUNTED] + [(t, True) for t in SHARED])


@given(_CASES, st.sampled_from(NAMES), st.integers(1, MONTHS), _ADDED)
def test_what_is_said_agrees(
    case: tuple[str, bool], name: str, month: int, added: list[tuple[int, int]]
) -> None:
    target, share = case
    matter = _matter(target, name, month, added, share=share)
    said = _forecast(matter)
    if said.p_meet is None or said.low80 is None or said.high80 is None:
        return
    ends = [meets(matter.target, end) for end in (said.low80, said.high80)]
    assert said.low80 <= said.high80
    if all(ends):
        assert said.p_meet >= Decimal("0.5"), said
    if not any(ends) and not meets(matter.target, (said.low80 + said.high80) / 2):
        inside = [b for b in (matter.target.low, matter.target.high) if b is not None]
        if not any(said.low80 <= Decimal(b) <= said.high80 for b in inside):
            assert said.p_meet <= Decimal("0.5"), said
    if said.p_meet == 1:
        assert all(ends)
    if said.p_meet == 0:
        assert not all(ends)


def test_nothing_has_happened_and_nothing_is_expected() -> None:
    """重大案件 0次, none by June: an estimate of one beside a chance of 98 % that none comes is nonsense."""
    said = _forecast(_matter("0次", "重大案件发生次数", 6, [(0, 0)] * 12, share=False))
    assert (said.low80, said.high80) == (0, 0)
    assert said.p_meet is not None and said.p_meet > Decimal("0.8")
    assert said.possibility is Possibility.CERTAIN and "年底估计 0 次" in said.why


@pytest.mark.parametrize("done", [0, 3, 12, 19])
def test_the_interval_follows_the_chance(done: int) -> None:
    said = _forecast(_matter("≥20家", "检查家数", 9, [(done, 0)] + [(0, 0)] * 11, share=False))
    assert said.p_meet is not None and said.high80 is not None
    assert (said.high80 >= 20) or said.p_meet < Decimal("0.5")
