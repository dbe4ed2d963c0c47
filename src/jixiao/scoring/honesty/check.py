"""What a check is: its words first, then the few lines that decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from jixiao.findings.catalogue import units_in
from jixiao.findings.coded import Coded
from jixiao.findings.finding import Finding, Where
from jixiao.review.catalogue import rules
from jixiao.review.rule import Rule
from jixiao.scoring.honesty import checks as folder
from jixiao.scoring.honesty.claim import Claim


class Check(Coded):
    """A check of one project's claim against itself, the scale, the printed table or the evidence.

    What the plan alone shows is a rule of the review and is run here as it is; a check may decide the
    same fault by more (``extends=``), and then says it in the rule's words.
    """

    def look(self, claim: Claim) -> Iterator[Finding]:
        """What this check finds in a claim."""
        raise NotImplementedError

    def finding(self, at: Where, fault: str, remedy: str, also: Iterable[Where] = ()) -> Finding:
        """A finding: place, fault and remedy in a sentence each."""
        return self.found(at, fault, remedy, also=also)


@lru_cache(maxsize=1)
def checks() -> Mapping[str, type[Coded]]:
    """Every check by its code: those of the folder, and the review's rules about self-evaluations."""
    shared = {code: one for code, one in rules().items() if code.startswith("K")}
    return dict(sorted({**shared, **units_in(folder, Check)}.items()))


def findings_of(claim: Claim) -> Iterator[Finding]:
    """Everything found in a claim, in the order of codes."""
    for one in checks().values():
        if issubclass(one, Check):
            yield from one().look(claim)
        elif issubclass(one, Rule):
            yield from one(claim.basis.pack, claim.basis.on).check(claim.exam)
