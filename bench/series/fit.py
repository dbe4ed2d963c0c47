"""How far each expert is believed, and how wide a forecast has to be: learned from the series developed on.

``python -m bench.series.fit REAL.json``, in a side environment with numpy, pandas and scipy. Writes
``learned.json`` beside the forecast. The logarithm of a year's rest is a t-distribution about the experts'
weighted mean; or else the year's total is log-normal about its target, no less than what is done. Weights,
widths and freedom are those under which the rests that came were likeliest, every family counting by the root
of its size; the width is then set so that intervals of 80 % hold as much on the real series developed on.
One set of numbers for each length of history.

Real series are all of things that go on; a department also has work that begins in the middle of a year,
stops and goes, comes at once. Made-up years stand in for it, all shapes alike, with a small say
(:data:`MADE_SHARE`): its size is a judgement of ours, since nobody has counted how common such work is.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import expit, gammaln
from scipy.stats import norm

from bench.series.samples import HISTORIES, Sample, load, samples
from bench.years import count_year
from jixiao.monitoring.forecast.experts import ALONE, EXPERTS, said
from jixiao.monitoring.forecast.growing import forecast_growing
from jixiao.monitoring.forecast.known import Known
from jixiao.monitoring.forecast.pooling import learned
from jixiao.monitoring.forecast.predictive import INTERVAL
from jixiao.monitoring.forecast.roughness import roughness

CHECKPOINTS = (3, 6, 10)
LEARNED = Path("src/jixiao/monitoring/forecast/learned.json")
_ONE = ("season", "recent", "level", "pace", "aimed")
USED = {0: ALONE, 1: _ONE, 2: tuple(EXPERTS), 3: tuple(EXPERTS), 4: tuple(EXPERTS)}
ROUGH = {0: 0, 1: 1, 2: 3, 3: 3, 4: 3}
_HELD = 0.001
_MADE_SEED, _MADE_YEARS = 20_230_101, 1_200
#: What all made-up years together count for against all real ones together: half as much where a year is
#: known, which tells of what shape the work is.
MADE_SHARE = {0: 0.2, 1: 0.1, 2: 0.1, 3: 0.1, 4: 0.1}
#: A year is steered to its target no more exactly than so (logarithm).
_LEAST_STEERED = 0.05


def made_up() -> pd.DataFrame:
    """Forecasts out of the generator's counts, one family for each shape."""
    rng, rows = random.Random(_MADE_SEED), []
    for _ in range(_MADE_YEARS):
        year = count_year(rng)
        months = tuple(map(float, year.months))
        earlier = tuple(tuple(map(float, y)) for y in year.earlier)
        for month in range(1, 12) if sum(months) else ():
            known = Known(True, float(month), months[:month], earlier, year.target)
            rows.append(_row(known, sum(months), year.shape, len(earlier), made=True))
    return pd.DataFrame(rows)


def table(real: dict[str, Any], parts: tuple[str, ...] = ("develop",)) -> pd.DataFrame:
    """One row a forecast: what the experts say, how rough the years are, what came."""
    every = samples(real, parts, range(1, 12))
    return pd.DataFrame([_row(s.known, s.truth, s.family, s.history, made=False) for s in every])


def _row(known: Known, truth: float, family: str, history: int, *, made: bool) -> dict[str, Any]:
    return {
        "family": family, "made": made, "history": history, "month": known.months,
        "money": float(not known.counted), "aim": known.aim or np.nan, "done": known.done,
        "truth": truth, "rest": np.log(truth - known.done + known.trifle), **said(known),
        **{f"rough{n}": value for n, value in enumerate(roughness(known))},
    }  # fmt: skip


class Fit:
    """The likelihood of the rests that came, for one length of history."""

    def __init__(self, rows: pd.DataFrame, history: int) -> None:
        mine = rows[rows["history"] == history]
        self.names, self.rough = USED[history], ROUGH[history]
        self.made_share = MADE_SHARE[history]
        self.rest, self.money = mine["rest"].to_numpy(), mine["money"].to_numpy()
        self.month, self.made = mine["month"].to_numpy(), mine["made"].to_numpy()
        self.when = (self.month - 6) / 6
        self.said = mine[list(self.names)].to_numpy()
        self.roughness = mine[[f"rough{n}" for n in range(self.rough)]].to_numpy()
        self.last = self.roughness[:, -1] if self.rough else np.zeros(len(mine))
        self.asked, half = mine["aim"].notna().to_numpy(), 0.5 * (1 - self.money)
        self.aim = np.log(mine["aim"].fillna(1.0).to_numpy())
        self.truth = mine["truth"].to_numpy()
        self.log_truth = np.log(self.truth - half)
        self.log_done = np.log(np.maximum(mine["done"].to_numpy() - half, 1e-12))
        self.weight = self._weights(mine)

    def _weights(self, mine: pd.DataFrame) -> Any:
        size = mine.groupby("family")["family"].transform("size").to_numpy() ** -0.5
        real, made = size * ~self.made, size * self.made
        whole = real / real.sum() + (
            self.made_share * made / made.sum() if self.made.any() else 0.0
        )
        return whole / whole.sum()

    def parts(self, p: Any) -> tuple[Any, ...]:
        """The parameters by what they are for."""
        k, r = len(self.names), self.rough
        ends = np.cumsum([3 * k, 3, r, 1, 1, 3, 1])
        weights, *others = np.split(p, ends)
        return weights.reshape(3, k), *others

    def pooled(self, p: Any) -> tuple[Any, Any, float]:
        """Middle, scale and freedom of what the experts say."""
        weights, wide, rough, money, free, *_ = self.parts(p)
        turned = weights[0] + np.outer(self.when, weights[1]) + np.outer(self.last, weights[2])
        shares = np.exp(turned - turned.max(1, keepdims=True))
        middle = (shares / shares.sum(1, keepdims=True) * self.said).sum(1)
        spread = wide[0] + wide[1] * self.when + wide[2] * self.when**2 + self.roughness @ rough
        variance = np.exp(np.clip(spread + money * self.money, -20, 6))
        scale = np.sqrt(variance + (1 - self.money) / np.exp(middle))
        return middle, scale, 2.5 + float(np.exp(free[0]))

    def steered(self, p: Any) -> tuple[Any, Any, Any, float]:
        """Weight of the target's voice; how far truth and what is done lie from its middle."""
        *_, pull, above, narrow = self.parts(p)
        odds = pull[0] + pull[1] * self.when + pull[2] * self.money
        spread = _LEAST_STEERED + float(np.exp(narrow[0]))
        middle = self.aim + above[0]
        return (
            expit(odds) * self.asked,
            (self.log_truth - middle) / spread,
            (self.log_done - middle) / spread,
            spread,
        )

    def loss(self, p: Any) -> float:
        middle, scale, nu = self.pooled(p)
        z = (self.rest - middle) / scale
        one = gammaln((nu + 1) / 2) - gammaln(nu / 2) - 0.5 * np.log(nu * np.pi) - np.log(scale)
        one -= (nu + 1) / 2 * np.log1p(z * z / nu)
        weight, truth, done, spread = self.steered(p)
        other = norm.logpdf(truth) - norm.logsf(done) - np.log(spread * self.truth) + self.rest
        both = np.logaddexp(np.log1p(-weight) + one, np.log(weight + 1e-300) + other)
        held = (p[: 3 * len(self.names)] ** 2).sum() + 0.3 * (p[3 * len(self.names) :] ** 2).sum()
        return float(-(self.weight * both).sum() + _HELD * held)

    def learn(self) -> dict[str, Any]:
        k, r = 3 * len(self.names), self.rough
        start = np.zeros(k + 10 + r)
        start[k], start[k + 4 + r], start[k + 5 + r], start[-1] = -4, 0.5, -2, -1.2
        found = minimize(
            self.loss, start, method="L-BFGS-B", options={"maxiter": 300, "maxfun": 40000}
        )
        return self._named(found.x)

    def _named(self, p: Any) -> dict[str, Any]:
        weights, wide, rough, money, free, pull, above, narrow = self.parts(p)

        def few(values: Any) -> list[float]:
            return [round(float(v), 3) for v in values]

        return {
            "experts": dict(zip(self.names, map(few, weights.T), strict=True)),
            "spread": few(wide), "rough": few(rough), "money": round(float(money[0]), 3),
            "freedom": round(2.5 + float(np.exp(free[0])), 2),
            "steered": {
                "pull": few(pull), "above": round(float(above[0]), 3),
                "spread": round(_LEAST_STEERED + float(np.exp(narrow[0])), 3),
            },
        }  # fmt: skip


def set_widths(real: dict[str, Any]) -> dict[str, Any]:
    """The kept numbers, the width moved by month until real intervals at each checkpoint hold what they say.

    The likelihood alone leaves them a little too wide where most work is smoother than some.
    """
    kept = json.loads(LEARNED.read_text())
    every = list(samples(real, ("develop",), CHECKPOINTS))
    for history in HISTORIES:
        mine = [s for s in every if s.history == history]
        moved = [_moved([s for s in mine if s.known.months == m], history) for m in CHECKPOINTS]
        when = [(m - 6) / 6 for m in CHECKPOINTS]
        curve = np.polyfit(when, moved, 2)[::-1]
        spread = np.array(kept[str(history)]["spread"]) + curve
        kept[str(history)]["spread"] = [round(float(v), 3) for v in spread]
    return kept


def _moved(some: list[Sample], history: int) -> float:
    """By how much the logarithm of the variance has to move: halved until it is near."""
    table: dict[int, Any] = dict(learned())
    own, low, high = table[history], -3.0, 1.0

    def holds(move: float) -> float:
        table[history] = replace(own, spread=[own.spread[0] + move, *own.spread[1:]])
        inside = 0
        for s in some:
            end = forecast_growing(
                s.known, () if s.target is None else (s.target,), table
            ).interval()
            inside += end[0] - 1e-6 * s.truth <= s.truth <= end[1] + 1e-6 * s.truth
        return inside / len(some)

    for _ in range(6):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) < INTERVAL else (low, middle)
    return (low + high) / 2


def main() -> None:
    """Learn, and write; then set the widths, and write again."""
    real = load(Path(sys.argv[1]))
    rows = pd.concat([table(real), made_up()], ignore_index=True)
    for found in (
        lambda: {str(n): Fit(rows, n).learn() for n in HISTORIES},
        lambda: set_widths(real),
    ):
        LEARNED.write_text(json.dumps(found(), indent=1) + "\n")
        learned.cache_clear()


if __name__ == "__main__":
    main()
