"""The articles and rules that a point's reason rests on, with their words and how far each was verified.

So a page can open the article beside the arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jixiao.findings.finding import Cite, unread
from jixiao.law.scoring import ScoringRules
from jixiao.law.shelf import Citation, Verified, cite, with_statutes
from jixiao.scoring.basis import EVALUATION_LAW
from jixiao.scoring.result import ExecutionScore, IndicatorScore, Scores

#: The article that sets the points of types and of the execution rate.
WEIGHTS_ARTICLE = "自评指标与权重"
_OWN = re.compile(r"（计分规则“(?P<key>[^”]+)”")

Pointed = IndicatorScore | ExecutionScore


@dataclass(frozen=True)
class Reason:
    """What a point rests on: law and article as printed (of a rule of ours its key), the words, how far read.

    ``cites``: the citation itself; none for a rule of ours.
    """

    law: str
    words: str
    verified: Verified
    cites: tuple[Cite, ...] = ()


def reasons_of(made: Pointed, rules: ScoringRules, on: date | None = None) -> tuple[Reason, ...]:
    """What a reason rests on, each once; a law that was not read has the statute that was beside it."""
    cited = (one for matter in made.matters for one in articles(matter, on))
    return tuple(dict.fromkeys([*cited, *_own(made.why, rules)]))


def articles(matter: str, on: date | None = None) -> tuple[Reason, ...]:
    """A matter of the evaluation law, and the statute that was read beside it."""
    return tuple(map(_reason, with_statutes((cite(EVALUATION_LAW, matter),), on)))


def unread_in(scores: Scores) -> tuple[str, ...]:
    """The laws that the scores cite whose articles were not at hand: said once."""
    pointed: list[Pointed] = [project.execution for project in scores.projects]
    pointed += [line for project in scores.projects for line in project.indicators]
    return unread_of(pointed, scores.on)


def unread_of(pointed: Iterable[Pointed], on: date | None) -> tuple[str, ...]:
    """The same of some points."""
    matters = dict.fromkeys(matter for one in pointed for matter in one.matters)
    return unread(c for matter in matters for one in articles(matter, on) for c in one.cites)


def _reason(one: Citation) -> Reason:
    printed = Cite(law=one.law, article=one.article.number, verified=one.verified)
    return Reason(printed.words(), one.article.words, one.article.verified, (printed,))


def _own(why: str, rules: ScoringRules) -> Iterator[Reason]:
    for found in _OWN.finditer(why):
        basis = rules.basis[found["key"]]
        yield Reason(f"计分规则“{found['key']}”", basis.source, basis.verified)
