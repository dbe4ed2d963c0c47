"""Text without anything between its cells: what stands between two level names is parsed as records.

A record is a name and its values in the order of the headings. What a value can be is told by its column:
points are small numbers, a score is at most its points, a target is a sign, a number and a known unit or
a phrase that says how well. Every way to cut is weighed; a record is believed by what the best cut
without it costs more (its margin), so where two cuts are near, neither is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, zip_longest

from jixiao.findings.place import Place
from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.carving import is_carved_level
from jixiao.forms.loose.contents import is_level1, is_level2
from jixiao.forms.loose.cuts import Parse, Record
from jixiao.forms.loose.cutting import START, number_in
from jixiao.forms.loose.raw import MARGIN
from jixiao.forms.loose.scripts import folded, simplified
from jixiao.forms.loose.settling import SUMS
from jixiao.forms.loose.words import Gap, Word

#: Columns of a record that a run can be cut into; with any other nothing shows where cells end.
FIELDS = frozenset((
    "level1", "level2", "name", "weight", "target", "target half", "actual", "score", "sign", "unit", "deviation",
    "note", "description",
))  # fmt: skip
_LONGEST_TEXT = 60
#: What stands under one level in any table met is a tenth of it; more is no table.
_LONGEST_SEGMENT = 1500
#: Characters of run-together text that are cut in a few seconds; what is longer is said to be unread.
_LONGEST_RUN = 100_000


@dataclass
class _Segment:
    """What stands under a level, with the levels printed before it."""

    levels: dict[str, Cell]
    text: str = ""
    place: Place | None = None


def rows_of(
    words: Sequence[Word], fields: Sequence[str], *, by_rows: bool
) -> list[dict[int, Cell]]:
    """The rows of run-together text: column → cell; what was not understood is a row of a doubtful name."""
    if "name" not in fields or not set(fields) <= FIELDS or len(set(fields)) < len(fields):
        said = "".join(w.text for w in words)[:_LONGEST_TEXT]
        return [{0: Cell(said, words[0].place, 0.0)}] if words else []
    order = tuple(f for f in fields if not f.startswith("level"))
    columns = {f: n for n, f in enumerate(fields)}
    return _proven(list(_all_rows(words, order, columns, by_rows=by_rows)), columns)


def _proven(rows: list[dict[int, Cell]], columns: dict[str, int]) -> list[dict[int, Cell]]:
    """Cells parted amid digits are believed where the points add up, or the score is all of them."""
    proven = _adds_up(rows, columns) and ("score" in columns or _ways_to_add_up(rows, columns) == 1)
    return [_judged(row, columns, proven=proven) for row in rows]


def _ways_to_add_up(rows: Sequence[dict[int, Cell]], columns: Mapping[str, int]) -> int:
    """In how many ways the points add up, were each cut from the digits before it anywhere else."""
    weight = columns["weight"]
    sums = Counter({Decimal(0): 1})
    for row in rows:
        if columns["name"] not in row:
            continue
        before = [row[n].text for n in sorted(row) if n < weight][-1]
        digits = re.search(r"\d*$", before)
        run = (digits[0] if digits else "") + row[weight].text.rstrip("%分")
        cuts = {Decimal(run[n:]) for n in range(len(run)) if _POINTS.fullmatch(run[n:])}
        sums = Counter({}) if not cuts else _added(sums, cuts)
    return sum(count for total, count in sums.items() if total in SUMS)


def _added(sums: Counter[Decimal], cuts: set[Decimal]) -> Counter[Decimal]:
    made: Counter[Decimal] = Counter()
    for total, count in sums.items():
        for one in cuts:
            made[total + one] += count
    return made


_POINTS = re.compile(r"(?:[1-9]|[1-5]\d|60|\d(?=\.))(?:\.\d)?|[1-5]\d\.\d")


def _judged(row: dict[int, Cell], columns: dict[str, int], *, proven: bool) -> dict[int, Cell]:
    amid = dict(_amid_digits(row, columns, proven=proven))
    sure = row[columns["name"]].margin if columns["name"] in row else 0.0
    return {
        n: replace(c, margin=max(c.margin, sure) if amid[n] else 0.0) if n in amid else c
        for n, c in row.items()
    }


def _adds_up(rows: Sequence[dict[int, Cell]], columns: dict[str, int]) -> bool:
    weight = columns.get("weight")
    named = [r for r in rows if columns["name"] in r]
    if (
        weight is None
        or not named
        or any(weight not in r or r[columns["name"]].margin < MARGIN for r in named)
    ):
        return False
    return sum((Decimal(r[weight].text.rstrip("%分")) for r in named), Decimal(0)) in SUMS


def _amid_digits(
    row: dict[int, Cell], columns: dict[str, int], *, proven: bool
) -> Iterator[tuple[int, bool]]:
    """The cells that were parted between two digits, and whether something says that it was there."""
    if columns["name"] not in row:
        return
    said = {f: row[n].text for f, n in columns.items() if n in row}
    whole = "weight" in said and said["weight"] == said.get("score")
    reached = whole and said.get("target") == said.get("actual")
    fields = {n: f for f, n in columns.items()}
    unscored = "score" not in columns
    for a, b in pairwise(sorted(row)):
        if not (re.search(r"\d$", row[a].text) and re.match(r"\d", row[b].text)):
            continue
        one, other = fields[a], fields[b]
        if proven and (other == "weight" and unscored):
            yield from ((a, True), (b, True))
        elif not (
            _is_shown(one, other, proven=proven, whole=whole, reached=reached)
            or (one != "target" and row[a].text == row[b].text)
            or (
                {one, other} == {"target", "actual"}
                and number_in(row[a].text) == number_in(row[b].text)
                and (whole or "weight" not in columns)
            )
        ):
            yield from ((a, False), (b, False))


def _is_shown(one: str, other: str, *, proven: bool, whole: bool, reached: bool) -> bool:
    """Points are shown by their sum or by a score that is all of them; then the cell before them too, if reached."""
    if {one, other} <= {"weight", "score"}:
        return proven or whole
    if one == "weight":
        return whole
    return other == "weight" and (reached or (whole and proven))


def _all_rows(
    words: Sequence[Word], order: tuple[str, ...], columns: dict[str, int], *, by_rows: bool
) -> Iterator[dict[int, Cell]]:
    read = 0
    for segment in _segments(words, columns, by_rows):
        read += len(segment.text)
        if read > _LONGEST_RUN:
            yield {columns["name"]: Cell(segment.text[:_LONGEST_TEXT], segment.place, 0.0)}
            continue
        levels = {columns[f]: c for f, c in segment.levels.items() if f in columns}
        for row in _rows_in(segment, order, columns):
            yield {**levels, **row}
            levels = {}
        if levels:
            yield levels


def _segments(words: Sequence[Word], printed: Iterable[str], by_rows: bool) -> Iterator[_Segment]:
    own_costs = any("成本指标" in simplified(w.text) and len(w.text) > 4 for w in words)
    current, level1 = _Segment({}), ""
    for n, word in enumerate(words):
        found = _level_of(words, n, level1, own_costs)
        if found and found not in printed:
            found = "level2" if is_level2(word.text) and "level2" in printed else found
        if found:
            if current.text.strip(f"\n{START}") or found in current.levels:
                yield current
                current = _Segment({})
            current.levels[found] = Cell(word.text, word.place)
            level1 = word.text if found == "level1" else level1
        else:
            if by_rows and word.gap is Gap.ROW and current.text:
                yield current
                current = _Segment({})
            current.place = current.place or word.place
            current.text += ("\n" if word.gap is Gap.ROW and current.text else "") + word.text
    if current.text or current.levels:
        yield current


def _level_of(words: Sequence[Word], at: int, level1: str, own_costs: bool) -> str | None:
    """Whether a carved word is a level's name, and which; 成本指标 and 满意度指标 are names of both."""
    text = words[at].text
    if words[at].gap is Gap.NONE or not is_carved_level(text):
        return None
    if not (is_level1(text) or is_level2(text)):
        return None
    if not is_level2(text):
        return "level1"
    if not is_level1(text):
        return "level2"
    if "成本" in text:
        return "level1" if own_costs or not level1 else "level2"
    whole = folded(text).startswith("满意度") and not folded(level1).startswith("满意度")
    return "level1" if whole else "level2"


def _rows_in(
    segment: _Segment, order: tuple[str, ...], columns: dict[str, int]
) -> Iterator[dict[int, Cell]]:
    text = segment.text
    if not text.strip(f"\n{START}"):
        return
    if len(text) > _LONGEST_SEGMENT:
        yield {columns["name"]: Cell(text[:_LONGEST_TEXT], segment.place, 0.0)}
        return
    for block in text.split(START):
        yield from _rows_of_block(block, segment, Parse(block, order).best(), columns)


def _rows_of_block(
    block: str,
    segment: _Segment,
    records: Sequence[tuple[Record, Mapping[str, float]]],
    columns: dict[str, int],
) -> Iterator[dict[int, Cell]]:
    for (record, margins), (after, _) in zip_longest(records, records[1:], fillvalue=_NOTHING):
        filled = [span for span in record.spans if span[2] > span[1]]
        if not record.spans:
            if said := block[record.start : record.end].strip("\n.…· "):
                yield {columns["name"]: Cell(said[:_LONGEST_TEXT], segment.place, 0.0)}
            continue
        # Words that nobody understands right behind a cell may be the rest of it.
        last = {filled[-1][0]} if _is_junk(after, block) else _before_remark(block, filled)
        if _goes_on_in_digits(block, filled):
            last |= {filled[-1][0]}
        yield {
            columns[name]: Cell(
                block[a:b].replace("\n", ""), segment.place, 0.0 if name in last else margins[name]
            )
            for name, a, b in filled
        }


def _goes_on_in_digits(block: str, filled: Sequence[tuple[str, int, int]]) -> bool:
    """A last figure with another digit behind it, and nothing that says where it ends."""
    said = {name: block[a:b] for name, a, b in filled}
    end = filled[-1][2]
    whole = filled[-1][0] in ("weight", "score") and said.get("weight") == said.get("score")
    return not whole and block[end - 1 : end + 1].isdigit() and end < len(block)


def _before_remark(block: str, filled: Sequence[tuple[str, int, int]]) -> set[str]:
    """A value in words with a remark right behind it: where the one ends and the other begins is open."""
    return {
        one
        for (one, a, b), (other, _, _) in pairwise(filled)
        if other in ("note", "deviation")
        and one in ("target", "actual")
        and not re.search(r"[\d%]", block[a:b])
    }


_NOTHING: tuple[Record, Mapping[str, float]] = (Record(0, 0, 0.0), {})


def _is_junk(record: Record, block: str) -> bool:
    return not record.spans and bool(block[record.start : record.end].strip("\n.…· "))
