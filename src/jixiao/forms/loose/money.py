"""Numbers behind a money label → amounts: by their headings where all are there, else by what adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.contents import is_nothing
from jixiao.forms.loose.scripts import folded
from jixiao.plan.money import decimal_of

_AMOUNT = re.compile(
    r"(?:人民币)?(?P<number>[+-]?[\d,]+(?:\.\d+)?)\s*(?P<unit>万元|亿元|万|元|%|分)?"
)
_POINTS = frozenset(map(Decimal, (5, 10, 15, 20, 30)))


def amount_in(printed: str) -> tuple[Decimal, str | None] | None:
    """The number a money cell prints and the unit behind it; ``None`` where it is no number."""
    found = _AMOUNT.fullmatch(folded(printed))
    number = decimal_of(found["number"].replace(",", "")) if found else None
    return None if number is None or found is None else (number, found["unit"])


def placed(cells: Sequence[Cell], heads: Sequence[str]) -> dict[str, Cell] | None:
    """Which head each cell stands under, or ``None`` where more than one way adds up, or none does.

    As many cells as heads stand in their order. Fewer are believed only if every way in which the rate
    is what was executed of the budget, and the score is within the points, agrees.
    """
    if len(cells) == len(heads) - 1 and heads[-1] == "reason":
        heads = heads[:-1]
    if len(cells) == len(heads):
        return {h: c for h, c in zip(heads, cells, strict=True) if not is_nothing(c.text)}
    filled = [c for c in cells if not is_nothing(c.text)]
    if not filled or len(filled) > len(heads):
        return None
    ways = [
        dict(zip(chosen, filled, strict=True))
        for chosen in combinations(heads, len(filled))
        if _adds_up(dict(zip(chosen, (c.text for c in filled), strict=True)))
    ]
    return _agreed(ways)


def split(run: Cell, heads: Sequence[str]) -> dict[str, Cell] | None:
    """Numbers run together under their heads, ``202010100.00%10``, by the one way that adds up."""
    ways = [
        {h: Cell(t, run.place) for h, t in zip(heads, parts, strict=True)}
        for parts in _splits(folded(run.text), len(heads))
        if _adds_up(dict(zip(heads, parts, strict=True)), strict=True)
    ]
    return _agreed(ways)


def _agreed(ways: Sequence[dict[str, Cell]]) -> dict[str, Cell] | None:
    if not ways:
        return None
    texts = [{h: c.text for h, c in way.items()} for way in ways]
    return ways[0] if all(one == texts[0] for one in texts) else None


def _splits(run: str, parts: int) -> Iterator[tuple[str, ...]]:
    """Every way to cut a run of digits into so many numbers."""
    if parts == 1:
        if re.fullmatch(r"(?:0|[1-9]\d*)(?:\.\d{1,6})?%?", run):
            yield (run,)
        return
    for cut in range(1, min(len(run) - parts + 2, 14)):
        head = run[:cut]
        if re.fullmatch(r"(?:0|[1-9]\d*)(?:\.\d{1,6})?%?", head) and run[cut] not in ".%":
            for rest in _splits(run[cut:], parts - 1):
                yield (head, *rest)


def _adds_up(said: dict[str, str], *, strict: bool = False) -> bool:
    """Whether the rate proves the amounts: executed ÷ budget, to the places printed."""
    numbers = {k: n[0] for k, v in said.items() if (n := amount_in(v)) is not None}
    if len(numbers) < len(said):
        return False
    points, score, rate = numbers.get("points"), numbers.get("score"), numbers.get("rate")
    if points is not None and (points not in _POINTS or (score is not None and score > points)):
        return False
    if any("%" in v for k, v in said.items() if k != "rate"):
        return False
    budget, executed = numbers.get("adjusted", numbers.get("initial")), numbers.get("executed")
    if rate is None or executed is None or not budget:
        return False
    if (
        strict
        and points is not None
        and score is not None
        and not _is_score(score, points, executed / budget)
    ):
        return False
    return _is_rate(rate, executed / budget, said["rate"])


def _is_score(score: Decimal, points: Decimal, share: Decimal) -> bool:
    """Whether the score is the share of the points, to the places printed; one rounding may come before it."""
    whole = points * min(share, Decimal(1))
    step = max(Decimal(1).scaleb(int(score.as_tuple().exponent)), points / 10000)
    return abs(score - whole) <= min(step, Decimal("0.1"))


def _is_rate(rate: Decimal, share: Decimal, printed: str) -> bool:
    places = len(printed.rstrip("%").partition(".")[2])
    step = Decimal(1).scaleb(-places)
    return abs(rate - share * 100) <= step or ("%" not in printed and abs(rate - share) <= step / 2)
