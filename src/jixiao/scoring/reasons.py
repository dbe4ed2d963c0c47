"""The articles and rules that a point's reason cites, with their words and how far each was verified.

A reason ends its sentences with citations (:class:`jixiao.scoring.basis.Basis`); here they are found
again, so that a page can open the article beside the arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.law.scoring import ScoringRules
from jixiao.law.shelf import Verified, cite
from jixiao.scoring.basis import EVALUATION_LAW

#: The article that sets the points of types and of the execution rate.
WEIGHTS_ARTICLE = "自评指标与权重"
_ARTICLE = re.compile(rf"（{EVALUATION_LAW}“(?P<article>[^”]+)”")
_OWN = re.compile(r"（计分规则“(?P<key>[^”]+)”")


@dataclass(frozen=True)
class Reason:
    """What a point rests on: the law's name (of a rule of ours its key), the words, how far read."""

    law: str
    article: str
    words: str
    verified: Verified


def reasons_of(why: str, rules: ScoringRules) -> tuple[Reason, ...]:
    """What a reason cites, each once, in the order cited."""
    return tuple(dict.fromkeys(_cited(why, rules)))


def article(name: str) -> Reason:
    """An article of the evaluation law."""
    found = cite(EVALUATION_LAW, name)
    return Reason(EVALUATION_LAW, name, found.article.words, found.article.verified)


def _cited(why: str, rules: ScoringRules) -> Iterator[Reason]:
    yield from (article(found["article"]) for found in _ARTICLE.finditer(why))
    for found in _OWN.finditer(why):
        basis = rules.basis[found["key"]]
        yield Reason("计分规则", found["key"], basis.source, basis.verified)
