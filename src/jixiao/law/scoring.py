"""What scoring needs of a policy and nothing else does: bands, ties, late and exceeded targets.

One file a pack in ``law/scoring``; a pack of one's own without a file is scored by ``central-2020``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jixiao.law.packs_values import Basis
from jixiao.law.shelf import Verified

#: Whose rules hold for a pack that has no file of its own.
DEFAULT = "central-2020"
_ADDING = ("frames", "rules", "bands", "department", "basis")


@dataclass(frozen=True)
class Band:
    """A band of the qualitative scale, in percent of the points; ``low`` belongs to it."""

    key: str
    label: str
    low: Decimal
    high: Decimal

    def holds(self, percent: Decimal) -> bool:
        """Whether a percentage lies in it: below ``high``, or a hundred where that is its end."""
        return self.low <= percent < self.high or percent == self.high == 100

    @property
    def words(self) -> str:
        """The band as read aloud."""
        return f"{self.low}%—{self.high}%" + ("" if self.high == 100 else f"（不含{self.high}%）")


@dataclass(frozen=True)
class ScoringRules:
    """The scoring rules of a pack. ``frames`` names the packs whose weights serve either frame.

    ``department`` are the points of each type in the self-evaluation of a whole department.
    """

    pack: str
    frames: Mapping[str, str]
    bands: Mapping[str, Band]
    no_satisfaction: str
    exact_exceeded: str
    late: str
    too_low: str
    pass_mark: Decimal
    department: Mapping[str, Decimal]
    basis: Mapping[str, Basis]


@lru_cache(maxsize=64)
def scoring_rules(pack: str) -> ScoringRules:
    """The scoring rules of the pack of that name."""
    table = _table(pack if _file(pack).is_file() else DEFAULT)
    rules = dict(table["rules"])
    return ScoringRules(
        pack=pack,
        frames=table["frames"],
        bands={key: _band(key, one) for key, one in table["bands"].items()},
        no_satisfaction=rules["no_satisfaction"],
        exact_exceeded=rules["exact_exceeded"],
        late=rules["late"],
        too_low=rules["too_low"],
        pass_mark=Decimal(rules["pass_mark"]),
        department={key: Decimal(value) for key, value in table["department"].items()},
        basis={k: Basis(b["source"], Verified(b["verified"])) for k, b in table["basis"].items()},
    )


@dataclass(frozen=True)
class FrameItem:
    """One level-3 item of the evaluation frame; ``computed`` names what can be worked out for it."""

    level1: str
    level2: str
    name: str
    look: str
    computed: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class EvaluationFrame:
    """The frame of 决策, 过程, 产出, 效益: the points of each, customary only, and the items."""

    points: Mapping[str, Decimal]
    items: tuple[FrameItem, ...]
    basis: Basis


@lru_cache(maxsize=1)
def evaluation_frame() -> EvaluationFrame:
    """The frame annexed to 财预〔2020〕10号."""
    table = tomllib.loads(_file("evaluation-frame").read_text("utf-8"))
    return EvaluationFrame(
        points={key: Decimal(value) for key, value in table["points"].items()},
        items=tuple(FrameItem(**item) for item in table["items"]),
        basis=Basis(table["source"], Verified(table["verified"])),
    )


def _file(pack: str) -> Any:
    return files("jixiao.law") / "scoring" / f"{pack}.toml"


def _table(pack: str) -> dict[str, Any]:
    own: dict[str, Any] = tomllib.loads(_file(pack).read_text("utf-8"))
    base = own.pop("extends", None)
    if base is None:
        return own
    below = _table(base)
    return below | {key: below[key] | own.get(key, {}) for key in _ADDING}


def _band(key: str, table: Mapping[str, str]) -> Band:
    return Band(key, table["label"], Decimal(table["from"]), Decimal(table["to"]))
