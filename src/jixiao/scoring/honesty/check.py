"""What a check is: its words first, then the few lines that decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import ClassVar

from jixiao.findings.finding import Cite, Finding, Where
from jixiao.law.shelf import cite
from jixiao.scoring.basis import EVALUATION_LAW
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level

_MODULES = ("money", "points", "values", "prose", "evidence", "approved", "units")


class Check:
    """A check of one project's claim. ``weight`` is how much it moves a project up the re-check list."""

    code: ClassVar[str]
    english: ClassVar[str]
    level: ClassVar[Level]
    article: ClassVar[str] = "自评要求"
    weight: ClassVar[int] = 1

    @classmethod
    def title(cls) -> str:
        """The check in one line."""
        return (cls.__doc__ or "").strip().splitlines()[0].rstrip("。")

    def look(self, claim: Claim) -> Iterator[Finding]:
        """What this check finds in a claim."""
        raise NotImplementedError

    def finding(self, at: Where, fault: str, remedy: str, also: Iterable[Where] = ()) -> Finding:
        """A finding: place, fault and remedy in a sentence each."""
        found = cite(EVALUATION_LAW, self.article)
        basis = Cite(law=found.law, article=self.article, verified=found.verified)
        return Finding(
            rule=self.code, level=self.level, where=at, fault=fault, remedy=remedy,
            cites=(basis,), also=tuple(also),
        )  # fmt: skip


@lru_cache(maxsize=1)
def checks() -> Mapping[str, type[Check]]:
    """Every check by its code, in the order of codes."""
    for module in _MODULES:
        import_module(f"jixiao.scoring.honesty.{module}")
    return {one.code: one for one in sorted(Check.__subclasses__(), key=lambda c: c.code)}
