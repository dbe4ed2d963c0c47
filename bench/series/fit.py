"""How far each expert is believed, and how wide a forecast has to be: learned from the series developed on.

``python -m bench.series.fit REAL.json``, in a side environment with numpy, pandas and scipy. Writes
``learned.json`` beside the forecast. The logarithm of a year's rest is a t-distribution about the experts'
weighted mean; weights, width and freedom are those under which the rests that came were likeliest, every
family counting by the root of its size. One set of numbers for each length of history.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import gammaln

from bench.series.samples import HISTORIES, load, samples
from bench.years import count_year
from jixiao.monitoring.forecast.experts import ALONE, EXPERTS, said
from jixiao.monitoring.forecast.known import Known
from jixiao.monitoring.forecast.roughness import roughness

LEARNED = Path("src/jixiao/monitoring/forecast/learned.json")
_ONE = ("season", "recent", "level", "pace", "aimed")
USED = {0: ALONE, 1: _ONE, 2: tuple(EXPERTS), 3: tuple(EXPERTS), 4: tuple(EXPERTS)}
ROUGH = {0: 0, 1: 1, 2: 3, 3: 3, 4: 3}
_HELD = 0.001


#: Real series without a past are all of things that go on; a department also has work that begins in the
#: middle of a year or comes at once. Where no earlier year tells which, made-up years stand in for it.
_MADE_SEED, _MADE_YEARS = 20_230_101, 400
#: So far from what real series alone teach to what both together do: further, and real ones are covered
#: too widely; not at all, and work of a department's kind too narrowly.
_MADE_SHARE = 0.25


def made_up() -> pd.DataFrame:
    """Forecasts without a past out of the generator's counts, one family for each shape."""
    rng, rows = random.Random(_MADE_SEED), []
    for _ in range(_MADE_YEARS):
        year = count_year(rng)
        months = tuple(map(float, year.months))
        for month in range(1, 12) if sum(months) else ():
            known = Known(True, float(month), months[:month], (), year.target)
            rows.append(
                {
                    "family": year.shape, "name": year.shape, "history": 0, "month": known.months,
                    "money": 0.0, "rest": np.log(sum(months) - known.done + known.trifle), **said(known),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def table(real: dict[str, Any], parts: tuple[str, ...] = ("develop",)) -> pd.DataFrame:
    """One row a forecast: what the experts say, how rough the years are, what came."""
    rows = []
    for s in samples(real, parts, range(1, 12)):
        rough = {f"rough{n}": v for n, v in enumerate(roughness(s.known))}
        rows.append(
            {
                "family": s.family, "name": s.name, "history": s.history, "month": s.known.months,
                "money": float(not s.known.counted),
                "rest": np.log(s.truth - s.known.done + s.known.trifle), **said(s.known), **rough,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


class Fit:
    """The likelihood of the rests that came, for one length of history."""

    def __init__(self, rows: pd.DataFrame, history: int) -> None:
        mine = rows[rows["history"] == history]
        self.names, self.rough = USED[history], ROUGH[history]
        self.rest, self.money = mine["rest"].to_numpy(), mine["money"].to_numpy()
        self.when = (mine["month"].to_numpy() - 6) / 6
        self.said = mine[list(self.names)].to_numpy()
        self.roughness = mine[[f"rough{n}" for n in range(self.rough)]].to_numpy()
        size = mine.groupby("family")["family"].transform("size").to_numpy() ** -0.5
        self.weight = size / size.mean()
        self.last = self.roughness[:, -1] if self.rough else np.zeros(len(mine))

    def parts(self, p: Any) -> tuple[Any, ...]:
        """The parameters by what they are for."""
        k, r = len(self.names), self.rough
        return (
            p[: 3 * k].reshape(3, k),
            p[3 * k : 3 * k + 3],
            p[3 * k + 3 : 3 * k + 3 + r],
            p[-2],
            p[-1],
        )

    def loss(self, p: Any) -> float:
        weights, wide, rough, money, free = self.parts(p)
        turned = weights[0] + np.outer(self.when, weights[1]) + np.outer(self.last, weights[2])
        shares = np.exp(turned - turned.max(1, keepdims=True))
        middle = (shares / shares.sum(1, keepdims=True) * self.said).sum(1)
        spread = wide[0] + wide[1] * self.when + wide[2] * self.when**2 + self.roughness @ rough
        variance = np.exp(np.clip(spread + money * self.money, -20, 6))
        scale = np.sqrt(variance + (1 - self.money) / np.exp(middle))
        z, nu = (self.rest - middle) / scale, 2.5 + np.exp(free)
        log = gammaln((nu + 1) / 2) - gammaln(nu / 2) - 0.5 * np.log(nu * np.pi) - np.log(scale)
        log -= (nu + 1) / 2 * np.log1p(z * z / nu)
        return float(
            -(self.weight * log).mean()
            + _HELD * ((weights**2).sum() + 0.3 * (p[weights.size :] ** 2).sum())
        )

    def learn(self) -> dict[str, Any]:
        start = np.zeros(3 * len(self.names) + 5 + self.rough)
        start[3 * len(self.names)], start[-1] = -4, 0.5
        found = minimize(
            self.loss, start, method="L-BFGS-B", options={"maxiter": 200, "maxfun": 20000}
        )
        weights, wide, rough, money, free = self.parts(found.x)

        def few(values: Any) -> list[float]:
            return [round(float(v), 3) for v in values]

        return {
            "experts": dict(zip(self.names, map(few, weights.T), strict=True)),
            "spread": few(wide), "rough": few(rough), "money": round(float(money), 3),
            "freedom": round(2.5 + float(np.exp(free)), 2),
        }  # fmt: skip


def _between(real: Any, both: Any) -> Any:
    """Number by number, :data:`_MADE_SHARE` of the way."""
    if isinstance(real, dict):
        return {name: _between(real[name], both[name]) for name in real}
    if isinstance(real, list):
        return [_between(a, b) for a, b in zip(real, both, strict=True)]
    return round(real * (1 - _MADE_SHARE) + both * _MADE_SHARE, 3)


def main() -> None:
    """Learn, and write."""
    rows = table(load(Path(sys.argv[1])))
    learned = {str(n): Fit(rows, n).learn() for n in HISTORIES}
    both = Fit(pd.concat([rows, made_up()], ignore_index=True), 0).learn()
    learned["0"] = _between(learned["0"], both)
    LEARNED.write_text(json.dumps(learned, indent=1) + "\n")


if __name__ == "__main__":
    main()
