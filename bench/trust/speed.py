"""How much processor the small commands take, and taking a ledger in against copying it."""

from __future__ import annotations

from fractions import Fraction
from statistics import median

from bench import intake
from bench.trust.figure import Bound
from bench.trust.program import processor_seconds

_RUNS = 7


def figures() -> list[Bound]:
    """Seconds of processor; intake as a ratio of rounds taken in turns."""
    return [
        _seconds("jixiao --help", "0.25", "--help"),
        _seconds("jixiao target，一行", "0.3", "target", "--json", told="≥95%\n"),
        *_intake(),
    ]


def _seconds(what: str, most: str, *words: str, told: str | None = None) -> Bound:
    taken = median(processor_seconds(*words, told=told) for _ in range(_RUNS))
    return Bound(what, "处理器秒数", Fraction(taken), Fraction(most), " 秒")


def _intake() -> list[Bound]:
    return [
        Bound(
            f"{one.what}，一百万行",
            f"自编的，对{one.floor}",
            Fraction(one.times),
            Fraction(3),
            " 倍",
        )
        for one in intake.run()
        if one.times is not None
    ]
