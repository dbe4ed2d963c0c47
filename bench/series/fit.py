"""How far each expert is believed, and how wide a forecast has to be: learned from the series developed on.

``python -m bench.series.fit REAL.json``, in a side environment with numpy, pandas and scipy. Writes
``learned.json`` beside the forecast. The logarithm of a year's rest is a t-distribution about the experts'
weighted mean; weights, width and freedom are those under which the rests that came were likeliest, every
family counting by the root of its size. One set of numbers for each length of history.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import gammaln

from bench.series.samples import HISTORIES, load, samples
from jixiao.monitoring.forecast.experts import ALONE, EXPERTS, said
from jixiao.monitoring.forecast.roughness import roughness

LEARNED = Path("src/jixiao/monitoring/forecast/learned.json")
_ONE = ("season", "recent", "level", "pace", "aimed")
USED = {0: ALONE, 1: _ONE, 2: tuple(EXPERTS), 3: tuple(EXPERTS), 4: tuple(EXPERTS)}
ROUGH = {0: 0, 1: 1, 2: 3, 3: 3, 4: 3}
_HELD = 0.001


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


def main() -> None:
    """Learn, and write."""
    rows = table(load(Path(sys.argv[1])))
    learned = {str(n): Fit(rows, n).learn() for n in HISTORIES}
    LEARNED.write_text(json.dumps(learned, indent=1) + "\n")


if __name__ == "__main__":
    main()
