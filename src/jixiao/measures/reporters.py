"""Who reports what cannot be computed, on what proof; and which measures speak for a duty."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jixiao.plan.model import DutyGoal, Indicator


@dataclass(frozen=True)
class Reporter:
    """Who reports an indicator stated in words, and the proof it needs."""

    id: str
    label: str
    words: tuple[str, ...]
    who: str
    proof: str


@dataclass(frozen=True)
class Duty:
    """The measures that speak for a duty; ``who`` reports what none of them says, on ``proof``."""

    words: tuple[str, ...]
    measures: tuple[str, ...]
    unless: tuple[str, ...] = ()
    who: str = ""
    proof: str = ""


def reporter_of(indicator: Indicator) -> Reporter | None:
    """Who reports an indicator stated in words (定性); ``None`` where it has a number."""
    if not indicator.target.is_words:
        return None
    text = f"{indicator.name}{indicator.description or ''}"
    return next(r for r in reporters() if not r.words or any(w in text for w in r.words))


def duty_of(goal: DutyGoal) -> Duty | None:
    """What speaks for a duty, by the words of its name."""
    text = goal.duty or goal.text
    for duty in duties():
        if any(w in text for w in duty.words) and not any(w in text for w in duty.unless):
            return duty
    return None


@lru_cache(maxsize=1)
def reporters() -> tuple[Reporter, ...]:
    """Every reporter, the general one last."""
    return tuple(Reporter(**_frozen(one)) for one in _read("reported.toml", "reporter"))


@lru_cache(maxsize=1)
def duties() -> tuple[Duty, ...]:
    """Every duty declared."""
    return tuple(Duty(**_frozen(one)) for one in _read("duties.toml", "duty"))


def _frozen(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def _read(name: str, key: str) -> list[dict[str, Any]]:
    data = tomllib.loads((files("jixiao.measures") / name).read_text("utf-8"))
    return list(data[key])
