"""Where a field of a record may end, by what its column can hold, and what each end costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from jixiao.forms.loose.contents import UNITS
from jixiao.forms.loose.phrases import NOUN, PHRASE, amounts_at, numbers_at, of_name
from jixiao.forms.loose.scripts import folded, simplified

#: A record begins here: it numbers itself.
START = "\v"
_LONGEST_NAME, _LONGEST_TEXT = 48, 60
_MOST_POINTS = 60
_WORDS_OF_KIND = ("定性",)
Spans = tuple[tuple[str, int, int], ...]


@dataclass
class Cutter:
    """The fields of one record, each from where the one before it ends; ``units``: units have a column of their own."""

    text: str
    units: bool = False

    def cuts(
        self, at: int, order: tuple[str, ...], known: dict[str, str]
    ) -> Iterator[tuple[Spans, int, float]]:
        """The spans of the fields still to come."""
        if not order:
            yield (), at, 0.0
            return
        name, rest = order[0], order[1:]
        begin = at + 1 if name != "name" and at < len(self.text) and self.text[at] == "\n" else at
        for end, cost in self._ends(name, begin, known, rest):
            said = {**known, name: self.text[begin:end]}
            for spans, last, more in self.cuts(end, rest, said):
                yield ((name, begin, end), *spans), last, cost + more

    def _ends(
        self, name: str, at: int, known: dict[str, str], rest: tuple[str, ...]
    ) -> Iterator[tuple[int, float]]:
        if name == "name":
            yield from self._names(at, rest)
        elif name in ("weight", "score"):
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
            yield from self._open(name, at)

    def _names(self, at: int, rest: tuple[str, ...]) -> Iterator[tuple[int, float]]:
        if not re.match(r"[\d\u3400-\u9fff“《★☆*(（A-Za-z]", self.text[at : at + 1]):
            return
        numeric = rest[:1] in (("weight",),)
        for end in range(at + 3, min(len(self.text), at + _LONGEST_NAME) + 1):
            said = self.text[at:end]
            if (
                "\n" in said
                or said.count("(") != said.count(")")
                or said.count("（") != said.count("）")
            ):
                continue
            if numeric and not self.text[end : end + 1].isdigit():
                continue
            if (cost := of_name(said)) < inf:
                yield end, cost

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
            yield end, (0.5 if less else 0.0) + odd + (0.4 if number < 1 else 0.0)

    def _values(self, name: str, at: int, known: dict[str, str]) -> Iterator[tuple[int, float]]:
        signed = "sign" in known
        if known.get("sign") in _WORDS_OF_KIND:
            yield from self._phrases(name, at, known)
            return
        for end, cost in amounts_at(self.text, at, bare=signed and self.units):
            yield end, cost + self._unlike(name, self.text[at:end], known)
        if not signed or name == "actual":
            yield from self._phrases(name, at, known)

    def _unlike(self, name: str, said: str, known: dict[str, str]) -> float:
        """An actual value mostly has the unit of its target."""
        target = known.get("target")
        if name != "actual" or target is None:
            return 0.0
        one, two = (re.sub(r"[\d.,≥≤=><]", "", folded(t)) for t in (said, target))
        return 0.0 if one == two or ("sign" in known and two == "") else 0.6

    def _phrases(self, name: str, at: int, known: dict[str, str]) -> Iterator[tuple[int, float]]:
        target = known.get("target")
        unclear = (
            name == "target"
            and tuple(known)[-1:] == ("name",)
            and not NOUN.search(simplified(known["name"][-4:]))
        )
        if name == "actual" and target and self.text.startswith(target, at):
            yield at + len(target), 0.0
        for size in range(1, 21):
            said = self.text[at : at + size]
            if len(said) < size or "\n" in said:
                return
            if said != target and not unclear and PHRASE.fullmatch(simplified(said)):
                yield at + size, 0.5 if size > 1 else 1.0
            twice = name == "target" and size >= 2 and self.text.startswith(said, at + size)
            if twice and re.fullmatch(r"[\u3400-\u9fff、,，]+", said):
                yield at + size, 0.1

    def _signs(self, at: int) -> Iterator[tuple[int, float]]:
        found = re.compile(r">=|<=|[≥≤=＝><≧≦═]|定性|大于等于|小于等于|大于|小于|等于").match(
            self.text, at
        )
        if found:
            yield found.end(), 0.0

    def _units(self, at: int, known: dict[str, str]) -> Iterator[tuple[int, float]]:
        if known.get("sign") in _WORDS_OF_KIND:
            yield at, 0.0
            return
        for size in range(1, 7):
            if self.text[at : at + size] in UNITS and len(self.text[at : at + size]) == size:
                yield at + size, 0.0
        yield at, 1.5

    def _descriptions(self, at: int) -> Iterator[tuple[int, float]]:
        if not re.match(r"反映|考核|考察|按照|是否|该指标|用于|指", self.text[at : at + 3]):
            return
        for end in range(at + 5, min(len(self.text), at + _LONGEST_TEXT) + 1):
            if "\n" in self.text[at:end]:
                return
            ends = re.search(r"(?:情况|比率|比例|程度|数量|率|水平)$", self.text[at:end])
            yield end, 0.3 if ends else 1.5

    def _open(self, name: str, at: int) -> Iterator[tuple[int, float]]:
        """A remark that most rows leave empty; behind it the segment ends, or nothing shows where it does."""
        yield at, 0.0
        said = self.text[at:]
        if said and "\n" not in said:
            figures = len(re.findall(r"[\d≥≤%]", said))
            yield (
                len(self.text),
                (1.0 if name == "deviation" else 1.4) + 0.03 * len(said) + 0.7 * figures,
            )
