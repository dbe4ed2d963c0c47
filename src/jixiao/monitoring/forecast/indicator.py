"""One indicator's forecast: which model, the probability that the target is met, the sentence.

It proposes 确定能, 有可能 or 完全不可能; a person confirms. What no model can tell has no probability,
and says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

from jixiao.law.monitoring import Possibility, PossibilityBounds
from jixiao.measures.kinds import Status
from jixiao.monitoring.deadlines import due_of
from jixiao.monitoring.forecast.changes import forecast_change
from jixiao.monitoring.forecast.growing import forecast_growing
from jixiao.monitoring.forecast.known import MONTHS, Known
from jixiao.monitoring.forecast.matter import Matter, settled_later
from jixiao.monitoring.forecast.parts import Part
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.ratios import forecast_ratio
from jixiao.monitoring.forecast.season import unseen
from jixiao.monitoring.progress import Nature, Progress, bounds
from jixiao.plan.money import decimal_of, half_up, money_words, shortest
from jixiao.plan.target import Target
from jixiao.terms.targets import Dimension, Operator


@dataclass(frozen=True)
class Forecast:
    """``p_meet`` and the interval are ``None`` where nothing can be told; ``why`` always says.

    ``years``: on how many earlier years it stands.
    """

    p_meet: Decimal | None
    low80: Decimal | None
    high80: Decimal | None
    possibility: Possibility | None
    why: str
    years: int = 0


def forecast_of(matter: Matter, progress: Progress, levels: PossibilityBounds) -> Forecast:
    """The forecast of one indicator, or why there is none."""
    if progress.nature is Nature.DATE or due_of(matter.target, matter.year) is not None:
        return _of_deadline(progress, levels)
    made = predictive_of(matter)
    if isinstance(made, str):
        return Forecast(None, None, None, None, made)
    chance = probability(matter.target, made)
    if chance is None:
        return Forecast(None, None, None, None, "目标没有可比的数，由人判断")
    return _forecast(matter, made, chance, levels)


def _of_deadline(progress: Progress, levels: PossibilityBounds) -> Forecast:
    if progress.met is None:
        return Forecast(None, None, None, None, f"{progress.why}；能否按期由人判断")
    chance = Decimal(int(progress.met))
    return Forecast(chance, None, None, levels.of(chance), progress.why)


def predictive_of(matter: Matter) -> Predictive | str:
    """The distribution of the year-end value, or in words why there is none."""
    now = matter.now
    if matter.nature is Nature.WORDS:
        return "定性目标，由人判断"
    if now.status is Status.MISSING:
        return f"没有数据，不作预测：{now.reason or '缺'}"
    if matter.months >= MONTHS:
        return Predictive.certain(matter.series.total)
    if matter.paid is not None:
        return matter.paid
    if matter.nature is Nature.GROWING:
        return _growing(matter)
    if matter.nature is Nature.STANDING:
        return "当前水平，年底会怎样没有规律可循，由人判断"
    if now.numerator is None or now.denominator is None:
        return "只有一个比率，没有分子分母，不作预测"
    made = _changing(matter) if matter.nature is Nature.CHANGE else _sharing(matter)
    return made or "还没有分母，不作预测"


def _growing(matter: Matter) -> Predictive:
    """With an exact chance at each bound of the target."""
    edges = [float(b) for b in bounds(matter.target) if b is not None]
    return _grown(matter.known(), tuple(edges))


def _sharing(matter: Matter) -> Predictive | None:
    later = settled_later(matter.measure)
    parts = matter.series.parts()
    if _covers(parts):
        return _covering(matter, parts)
    return _shared(tuple(parts), matter.months, matter.usual, matter.parts(), later)


#: The same numbers give the same distribution: a report after an edit works out only what changed.
_KEPT = 20_000


@lru_cache(maxsize=_KEPT)
def _grown(known: Known, edges: tuple[float, ...]) -> Predictive:
    return forecast_growing(known, edges)


@lru_cache(maxsize=_KEPT)
def _shared(
    parts: tuple[Part, ...], months: float, usual: float, earlier: tuple[tuple[Part, ...], ...],
    settled: bool,
) -> Predictive | None:  # fmt: skip
    return forecast_ratio(parts, months, usual, earlier, settled_later=settled)


def _covers(parts: Sequence[Part]) -> bool:
    """Whether the denominator stood from the start and only the numerator grows: a coverage."""
    whole = sum(p.denominator for p in parts)
    grows = sum(p.numerator > 0 for p in parts[1:]) > 0
    return len(parts) >= 2 and whole > 0 and grows and parts[0].denominator >= 0.9 * whole


def _covering(matter: Matter, parts: Sequence[Part]) -> Predictive:
    """A coverage grows like a count, up to the whole."""
    whole = sum(p.denominator for p in parts)
    low, _ = bounds(matter.target)
    grown = tuple(max(p.numerator, 0.0) for p in parts)
    aim = float(low) / 100 * whole if low is not None else whole
    made = _grown(Known(True, matter.months, grown, (), aim), ())
    pairs = zip(made.values, made.weights, strict=True)
    return Predictive.of((round(100 * min(v / whole, 1.0), 3), w) for v, w in pairs)


def _changing(matter: Matter) -> Predictive | None:
    now = matter.now
    last, change = float(now.denominator or 0), float(now.numerator or 0)
    rising = matter.measure.rising if matter.measure else True
    this = last + change if rising else last - change
    return forecast_change(this, last, matter.months, unseen(), rising=rising)


def probability(target: Target, made: Predictive) -> float | None:
    """The probability that the target is met at the end of the year."""
    low, high = bounds(target)
    if low is None and high is None:
        return None
    if target.operator is Operator.MORE_THAN and low is not None:
        return 1 - made.at_most(float(low))
    if target.operator is Operator.LESS_THAN and high is not None:
        return 1 - made.at_least(float(high))
    if low is not None and high is not None:
        return made.within(float(low), float(high))
    return made.at_least(float(low)) if low is not None else made.at_most(float(high or 0))


def rounded(chance: float) -> Decimal:
    """To two places; what is not quite certain is never printed as 0 or 1."""
    if chance <= 1e-9 or chance >= 1 - 1e-9:
        return Decimal(round(chance))
    return min(max(half_up(Decimal(repr(chance))), Decimal("0.01")), Decimal("0.99"))


def _forecast(
    matter: Matter, made: Predictive, chance: float, levels: PossibilityBounds
) -> Forecast:
    p_meet = rounded(chance)
    low, high = (_printed(v, matter) for v in made.interval())
    why = "，".join(
        [_done_words(matter), *_season_words(matter), _end_words(matter, low, high, p_meet)]
    )
    return Forecast(p_meet, low, high, levels.of(p_meet), why, years_of(matter))


def _printed(value: float, matter: Matter) -> Decimal:
    """Counts whole, shares and money to two places, and on the same side of the target as unrounded."""
    exact, meets = Decimal(repr(value)), matter.meets(value)
    places = 0 if matter.target.dimension is Dimension.COUNT else 2
    one = Decimal(1).scaleb(-places)
    near = (
        half_up(exact, places),
        exact.quantize(one, ROUND_FLOOR),
        exact.quantize(one, ROUND_CEILING),
    )
    return next((v for v in near if matter.meets(float(v)) is meets), exact)


def _done_words(matter: Matter) -> str:
    now, unit = matter.now, matter.now.unit or matter.target.unit or ""
    parts = f"（{now.numerator}÷{now.denominator}）" if now.denominator else ""
    known = decimal_of(now.value)
    near = known is not None and matter.meets(float(half_up(known))) is matter.meets(float(known))
    said = (
        money_words(f"{now.value}{unit}") if near and unit.endswith("元") else f"{now.value} {unit}"
    )
    return f"已有 {said}{parts}"


def _season_words(matter: Matter) -> list[str]:
    if matter.months >= MONTHS:
        return []
    if matter.paid is not None:
        return ["按各项目付款的先后"]
    when = f"{matter.as_of.month}月{'底' if matter.months == int(matter.months) else f'{matter.as_of.day}日'}"
    years, share = years_of(matter), matter.usual_share()
    if years and share is not None:
        came = "收到" if matter.nature is Nature.SHARE else "完成"
        return [f"依据往年 {years} 年：到{when}平均{came}全年的 {share:.0%}"]
    return ["没有往年数据，按今年的进度和指标值估计，区间较宽"]


def years_of(matter: Matter) -> int:
    """On how many earlier years a forecast stands: those of payments and of changes on none."""
    stands = matter.nature in (Nature.GROWING, Nature.SHARE) and matter.paid is None
    return len(matter.whole_years) if stands and matter.months < MONTHS else 0


def _end_words(matter: Matter, low: Decimal, high: Decimal, p_meet: Decimal) -> str:
    unit = matter.target.unit or ""
    aim = matter.target.raw
    if matter.months >= MONTHS:
        return f"一年已过，{'达到' if p_meet else '没有达到'} {aim}"
    span = shortest(low) if low == high else f"{shortest(low)}–{shortest(high)}"
    return f"年底估计 {span} {unit}，达到 {aim} 的可能性 {p_meet:.0%}"
