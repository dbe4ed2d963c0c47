"""What a score cites: the article, where it was in force that day, else the pack itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.findings.coded import basis_of
from jixiao.findings.finding import Cite
from jixiao.law.packs import Pack
from jixiao.law.scoring import ScoringRules
from jixiao.law.shelf import cite

EVALUATION_LAW = "财预〔2020〕10号"


@dataclass(frozen=True)
class Basis:
    """A pack on a day."""

    pack: Pack
    on: date

    @property
    def rules(self) -> ScoringRules:
        """The pack's scoring rules."""
        return self.pack.scoring

    def words(self, article: str) -> str:
        """The citation in brackets that ends a sentence: an article that was read, else the law and the
        statute that was read beside it.
        """
        found = cite(EVALUATION_LAW, article)
        if not found.regulation.in_force(self.on):
            return f"（政策包“{self.pack.label}”；{self.on}时{EVALUATION_LAW}尚未施行）"
        return f"（{'、'.join(dict.fromkeys(one.words() for one in self.cites(article)))}）"

    def own(self, key: str) -> str:
        """The citation of a rule that is ours for want of one: says so."""
        verified = self.rules.basis[key].verified
        return f"（计分规则“{key}”：{verified.label}）"

    def cites(self, article: str) -> tuple[Cite, ...]:
        """The same for findings."""
        return basis_of((cite(EVALUATION_LAW, article),), self.on)

    def bound(self, key: str) -> Decimal:
        """A threshold of the pack."""
        return self.pack.threshold(key)
