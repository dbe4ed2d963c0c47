"""Finding in the indicator library: by the meaning of words, by name, and what class a name is of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jixiao.plan.words import squeeze
from jixiao.review.library import ClassWords, Entries, Entry, classes, entries, synonyms
from jixiao.review.words import LONGEST, core_of, is_ratio_name
from jixiao.terms.indicators import Level2

_WEIGHTS = {"name": 3.0, "alias": 2.0, "slogan": 2.0, "duty": 1.0, "definition": 0.7}
_SYNONYM = 0.6


@dataclass(frozen=True)
class Hit:
    """An entry found, how well, and the words that led to it."""

    entry: Entry
    score: float
    why: str


@dataclass(frozen=True)
class Explanation:
    """The class a name speaks of, why, and how to tell it from the class it stands under."""

    level2: Level2
    why: str
    words: ClassWords
    apart: str | None = None


def search(text: str, folder: Path | None = None, limit: int = 10) -> list[Hit]:
    """Entries by the meaning of words, best first; words that mean alike count less than the same."""
    index = _index() if folder is None else Index(entries(folder))
    return index.search(text[:LONGEST], limit)


def nearest(name: str, description: str = "") -> Entry | None:
    """The entry of that very name or alias; where several share it, the one the description suits."""
    found = _index().named.get(core_of(name), ())
    described = _index().named.get(core_of(description), ()) if description else ()
    both = [e for e in found if e in described]
    if both or described:
        return (both or list(described))[0]
    if len(found) <= 1:
        return found[0] if found else None
    said = set(_grams(description))
    return max(found, key=lambda e: len(said & set(_grams(e.name + e.definition))))


def instead_of(name: str) -> tuple[Entry, ...]:
    """Entries that can stand in for a slogan, those of the closest wording first."""
    return _index().slogans.get(core_of(name), ())


def explain(name: str, description: str = "", printed: Level2 | None = None) -> Explanation | None:
    """The class a name speaks of, by the library, else by its own words; ``None`` if it cannot tell."""
    entry = nearest(name, description)
    if entry is not None:
        why = f"指标库中的“{entry.name}”属于这一类：{entry.definition}。"
        return _explained(entry.level2, why, printed)
    return next((_explained(kind, why, printed) for kind, why in _by_words(name)), None)


def _explained(kind: Level2, why: str, printed: Level2 | None) -> Explanation:
    words = classes()[Level2.COST if kind.is_cost else kind]
    other = Level2.COST if printed and printed.is_cost else printed
    apart = words.pairs.get(other) if other and other is not kind else None
    return Explanation(kind, why, words, apart)


def _by_words(name: str) -> Iterator[tuple[Level2, str]]:
    bare = squeeze(name)
    if "满意" in bare:
        yield Level2.SATISFACTION, "名称说的是满意，要向人调查。"
    if any(w in bare for w in ("及时", "按时", "按期", "时间", "时限", "周期", "期限")):
        yield Level2.TIMELINESS, "名称说的是快慢或者期限。"
    if any(w in bare for w in ("成本", "费用", "单价", "造价")):
        yield Level2.COST, "名称说的是花多少钱。"
    if any(w in bare for w in ("节约", "增收", "收入", "产值", "利润")):
        yield Level2.ECONOMIC, "名称说的是省下或者增加的钱。"
    if any(w in bare for w in ("排放", "能耗", "绿化", "水质", "空气")):
        yield Level2.ECOLOGICAL, "名称说的是环境的变化。"
    if is_ratio_name(bare):
        yield Level2.QUALITY, "名称是比率，说的是做得怎样。"
    if bare.endswith(("数", "数量", "次数", "人次", "批次", "面积", "长度", "里程")):
        yield Level2.QUANTITY, "名称说的是个数、次数、长短、大小。"


class Index:
    """Entries by the pairs of characters of their texts, rare pairs counting more."""

    def __init__(self, known: Entries) -> None:
        """Read every entry once."""
        self.known = known
        self.weights: dict[str, dict[str, float]] = defaultdict(dict)
        for entry in known.values():
            for part, text in _texts(entry):
                for gram in set(_grams(text)):
                    held = self.weights[gram]
                    held[entry.id] = max(held.get(entry.id, 0.0), _WEIGHTS[part])
        self.named = _by_name(known)
        self.slogans = _by_slogan(known)

    def search(self, text: str, limit: int) -> list[Hit]:
        """The best entries for a text."""
        scores: dict[str, float] = defaultdict(float)
        words: dict[str, list[str]] = defaultdict(list)
        for gram, strength in _meant(text).items():
            holders = self.weights.get(gram, {})
            rarity = math.log(1 + len(self.known) / (1 + len(holders)))
            for identity, weight in holders.items():
                scores[identity] += strength * weight * rarity
                words[identity].append(gram)
        exact = {e.id for e in self.named.get(core_of(text), ())}
        best = sorted(scores, key=lambda i: (i not in exact, -scores[i], i))[:limit]
        return [Hit(self.known[i], round(scores[i], 2), _why(words[i], i in exact)) for i in best]


def _why(grams: list[str], exact: bool) -> str:
    led = "、".join(dict.fromkeys(grams[:6]))
    return f"{'名称相同；' if exact else ''}由“{led}”查到"


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "name", entry.name
    yield from (("alias", alias) for alias in entry.aliases)
    yield from (("slogan", slogan) for slogan in entry.instead_of)
    yield from (("duty", duty) for duty in entry.duties)
    yield "definition", entry.definition


def _grams(text: str) -> list[str]:
    bare = squeeze(text)
    pairs = [bare[i : i + 2] for i in range(len(bare) - 1)]
    return pairs or ([bare] if bare else [])


def _meant(text: str) -> dict[str, float]:
    """The pairs of a text, and those of words that mean alike, weaker."""
    bare = squeeze(text)
    meant = dict.fromkeys(_grams(bare), 1.0)
    for group in synonyms():
        if any(word in bare for word in group):
            for gram in (g for word in group for g in _grams(word)):
                meant.setdefault(gram, _SYNONYM)
    return meant


def _by_name(known: Entries) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in known.values():
        for name in dict.fromkeys(core_of(n) for n in (entry.name, *entry.aliases)):
            found[name].append(entry)
    return {name: tuple(same) for name, same in found.items()}


def _by_slogan(known: Entries) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in known.values():
        for slogan in entry.instead_of:
            found[core_of(slogan)].append(entry)
    return {slogan: tuple(same) for slogan, same in found.items()}


@lru_cache(maxsize=1)
def _index() -> Index:
    return Index(entries())
