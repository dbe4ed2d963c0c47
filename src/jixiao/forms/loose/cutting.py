"""Where a field of a record may end, by what its column can hold, and what each end costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from jixiao.forms.loose.phrases import ABOUT, BOUND, NOUN, PHRASE, amounts_at, numbers_at, of_name
from jixiao.forms.loose.scripts import folded, simplified
from jixiao.forms.loose.units import LONGEST, is_unit, unit_at_end

#: A record begins here: it numbers itself.
START = "\v"
LONGEST_NAME, _LONGEST_TEXT = 48, 60
_MOST_POINTS = 60
_LONGEST_PHRASE, _LONGEST_VALUE = 14, 20
_WORDS = re.compile(r"[\u3400-\u9fff、,，]+")
_SIGN = re.compile(r">=|<=|[≥≤=＝><≧≦═]|定性|大于等于|小于等于|大于|小于|等于")
#: So much of a name's end says what may follow it.
_ENOUGH = 12
_WORDS_OF_KIND = ("定性",)
#: So many ways to go on are kept at one place and in all; what costs this much more is never the best.
_MOST_AT_ONE, _MOST_WAYS, _TOO_DEAR = 3, 20, 3.0
Spans = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Tail:
    """What may follow a name: the other fields, each from where the one before it ends."""

    end: int
    cost: float
    spans: Spans = ()
    known: Mapping[str, str] = field(default_factory=dict)


class Cutter:
    """The fields of records in one text; what may follow a place is found once."""

    def __init__(self, text: str, order: Sequence[str]) -> None:
        self.text, self.plain = text, simplified(text)
        self.rest = tuple(order[1:])
        self.units = "unit" in order
        self.is_open = bool({"note", "deviation"} & set(order))
        self._tails: dict[int, list[Tail]] = {}
        self._phrases_at: dict[int, list[int]] = {}

    def name(self, start: int, end: int) -> float:
        """What it costs that a name stands there."""
        said = self.text[start:end]
        torn = self.text[max(0, start - 1) : start].isdigit() and (
            is_unit(said[:1]) or is_unit(said[:2])
        )
        if (
            "\n" in said
            or said.count("(") != said.count(")")
            or said.count("（") != said.count("）")
        ):
            return inf
        amid = self.text[max(0, start - 1) : start + 1].isdigit() and start > 0
        return of_name(said) + (1.5 if torn else 0.0) + (1.0 if amid else 0.0)

    def ends_of_names(self, first: int, last: int) -> Iterator[int]:
        """Places where a name may end, for something may follow."""
        return (at for at in range(first, last + 1) if self.tails(at))

    def tails(self, at: int) -> list[Tail]:
        """Every tail that may follow a name ending at a place, the dear ones left out."""
        found = self._tails.get(at)
        if found is None:
            found = self._tails[at] = self._grown(at)
        return found

    def _grown(self, at: int) -> list[Tail]:
        if self.rest[:1] == ("weight",) and not self.text[at : at + 1].isdigit():
            return []
        ways = [Tail(at, 0.0, (), {"name": self.text[max(0, at - _ENOUGH) : at]})]
        for name in self.rest:
            ways = _kept([longer for way in ways for longer in self._longer(way, name)])
        return ways

    def _longer(self, way: Tail, name: str) -> Iterator[Tail]:
        begin = way.end + (1 if self.text[way.end : way.end + 1] == "\n" else 0)
        for end, cost in self._ends(name, begin, dict(way.known)):
            known = {**way.known, name: self.text[begin:end]}
            yield Tail(end, way.cost + cost, (*way.spans, (name, begin, end)), known)

    def _ends(self, name: str, at: int, known: dict[str, str]) -> Iterator[tuple[int, float]]:
        if name in ("weight", "score"):
            yield from self._points(name, at, known)
        elif name in ("target", "actual", "target half"):
            yield from self._values(name, at, known)
        elif name == "sign":
            yield from self._signs(at)
        elif name == "unit":
            yield from self._units(at, known)
        elif name == "description":
            yield from self._descriptions(at)
        else:
            yield from self._open(name, at, known)

    def _points(self, name: str, at: int, known: dict[str, str]) -> Iterator[tuple[int, float]]:
        for found in numbers_at(self.text, at):
            number = float(found)
            other = known.get("weight" if name == "score" else "score", "").rstrip("%分") or None
            if number > _MOST_POINTS or (name == "weight" and number == 0):
                continue
            weight, score = (number, other) if name == "weight" else (other, number)
            if other is not None and float(score or 0) > float(weight or 0):
                continue
            less = other is not None and float(other) != number
            end = at + len(found)
            end += 1 if self.text[end : end + 1] in ("%", "分") and name == "weight" else 0
            odd = 0.3 if "." in found and found[-1] != "5" else 0.0
            odd += 1.5 if number == 0 and self.text[at - 1].isdigit() else 0.0
            lost = 1 - float(score or 0) / float(weight or 1) if less else 0.0
            yield end, (0.4 + lost if less else 0.0) + odd + (0.4 if number < 1 else 0.0)

    def _values(self, name: str, at: int, known: dict[str, str]) -> Iterator[tuple[int, float]]:
        signed = "sign" in known
        if known.get("sign") in _WORDS_OF_KIND:
            yield from self._phrases(name, at, known)
            return
        for end, cost in amounts_at(
            self.plain, at, bare=signed and self.units and name != "actual", alone=not self.is_open
        ):
            dear = cost + self._unlike(name, self.text[at:end], known)
            dear += self._unequal(name, at, end, known)
            yield end, dear
            if name == "actual" and (more := _REACHED.match(self.plain, end)):
                yield more.end(), dear + 0.3
        if not signed or name == "actual":
            yield from self._phrases(name, at, known)

    def _unlike(self, name: str, said: str, known: dict[str, str]) -> float:
        """An actual value mostly has the unit of its target."""
        target = known.get("target")
        if name != "actual" or target is None:
            return 0.0
        one, two = (re.sub(r"[\d.,≥≤=><]", "", folded(t)) for t in (said, target))
        return 0.0 if one == two or ("sign" in known and two == "") else 0.6

    def _unequal(self, name: str, at: int, end: int, known: dict[str, str]) -> float:
        """Amid digits what was reached is mostly what was aimed at."""
        target = known.get("target")
        if name != "actual" or not target or not self.text[at - 1 : at].isdigit():
            return 0.0
        if not self.text[at : at + 1].isdigit():
            return 0.0
        return 0.0 if number_in(target) == number_in(self.text[at:end]) else 0.8

    def _phrases(self, name: str, at: int, known: dict[str, str]) -> Iterator[tuple[int, float]]:
        target = known.get("target")
        if name == "actual" and target and self.text.startswith(target, at):
            yield at + len(target), 0.0
        unclear = (
            name == "target"
            and tuple(known)[-1:] == ("name",)
            and not NOUN.search(simplified(known["name"][-4:]))
            and not self.text[at : at + 1].isdigit()
        )
        about = name == "target" and ABOUT.match(self.plain, at) is not None
        for size in self._sizes_of_phrases(at):
            if self.text[at : at + size] != target and (about or not unclear):
                yield at + size, 0.2 if about else 0.5 if size > 1 else 1.0
        if name == "target":
            yield from ((at + size, 0.1) for size in self._sizes_of_twins(at))

    def _sizes_of_phrases(self, at: int) -> list[int]:
        """How long a phrase may be that begins at a place."""
        found = self._phrases_at.get(at)
        if found is None:
            line = self.plain[at : at + _LONGEST_VALUE].partition("\n")[0]
            ends = range(1, len(line) + 1) if PHRASE.match(line) else ()
            found = [size for size in ends if PHRASE.fullmatch(line, 0, size)]
            self._phrases_at[at] = found
        return found

    def _sizes_of_twins(self, at: int) -> list[int]:
        """How long words are that stand there twice, one right behind the other."""
        words = _WORDS.match(self.text, at)
        most = min(_LONGEST_VALUE, (words.end() - at) // 2) if words else 0
        return [
            n for n in range(2, most + 1) if self.text.startswith(self.text[at : at + n], at + n)
        ]

    def _signs(self, at: int) -> Iterator[tuple[int, float]]:
        found = _SIGN.match(self.text, at)
        if found:
            yield found.end(), 0.0

    def _units(self, at: int, known: dict[str, str]) -> Iterator[tuple[int, float]]:
        if known.get("sign") in _WORDS_OF_KIND:
            yield at, 0.0
            return
        own = unit_at_end(known["name"])
        for size in range(1, min(LONGEST, len(self.text) - at) + 1):
            said = self.text[at : at + size]
            if is_unit(said.strip("()（）")):
                if more := BOUND.match(self.plain, at + size):
                    yield more.end(), 0.0
                yield at + size, 1.0 if own and folded(said) != folded(own) else 0.0
        yield at, 0.3 if own else 1.5

    def _descriptions(self, at: int) -> Iterator[tuple[int, float]]:
        if not re.match(r"反映|考核|考察|按照|是否|该指标|用于|指", self.text[at : at + 3]):
            return
        for end in range(at + 5, min(len(self.text), at + _LONGEST_TEXT) + 1):
            if "\n" in self.text[at:end]:
                return
            ends = re.search(r"(?:情况|比率|比例|程度|数量|率|水平)$", self.text[at:end])
            figures = len(re.findall(r"\d+", self.text[at:end]))
            yield end, (0.3 if ends else 1.5) + 0.7 * figures

    def _open(self, name: str, at: int, known: dict[str, str]) -> Iterator[tuple[int, float]]:
        """A remark that most rows leave empty; behind it the segment ends, or nothing shows where it does.

        A stock phrase and a full stop show it.
        """
        yield at, 0.0
        reached = "score" in known and known["score"] == known.get("weight")
        phrases = {n for n in self._sizes_of_phrases(at) if 4 <= n <= _LONGEST_PHRASE}
        for size in range(4, min(len(self.text) - at, _LONGEST_TEXT) + 1):
            if size in phrases or self.plain[at + size - 1] in "。；;":
                yield at + size, (0.3 if name == "deviation" and not reached else 1.2)
        said = self.text[at:]
        if said and "\n" not in said:
            figures = len(re.findall(r"[\d≥≤%]", said))
            yield (
                len(self.text),
                (0.5 if name == "deviation" else 1.2) + 0.02 * len(said) + 0.7 * figures,
            )


def number_in(printed: str) -> str:
    """The figures of a value, without its sign and unit."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", printed)
    return found[0] if found else ""


#: The stock phrase for what was reached may stand behind a figure.
_REACHED = re.compile(r"达成预期(?:指标|目标)")


def _kept(ways: list[Tail]) -> list[Tail]:
    """The cheapest few ways to each place."""
    ways.sort(key=lambda way: way.cost)
    made: list[Tail] = []
    seen: dict[int, int] = {}
    for way in ways:
        if way.cost > ways[0].cost + _TOO_DEAR or len(made) >= _MOST_WAYS:
            break
        seen[way.end] = seen.get(way.end, 0) + 1
        if seen[way.end] <= _MOST_AT_ONE:
            made.append(way)
    return made
