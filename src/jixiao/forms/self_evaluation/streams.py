"""Reading self-evaluations whose cells lost their rows: one after another, or one line of words.

A text export gives the cells in order, empty ones as empty lines; a document library drops the empty
ones and every border. Where the cells are all there they are dealt out in the order of the headings;
where they are not, a row is believed only when it ends in two numbers, points and score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao.forms.matching import Value
from jixiao.forms.self_evaluation.headings import bare, field_of, is_end, is_total
from jixiao.forms.self_evaluation.printed import NOTHING, Printed, amount_of
from jixiao.forms.self_evaluation.tables import _MONEY_UNIT
from jixiao.grids.document import Document
from jixiao.plan.words import squeeze
from jixiao.terms.indicators import Level2, level1_of, level2_of

_LEVELS = ("level1", "level2", "name")
_TARGET = ("sign", "target", "unit")
_MONEY = ("initial", "adjusted", "executed", "points", "rate", "score")
_DENSE = ("name", "target", "actual", "weight", "score")


@dataclass(frozen=True)
class Token:
    """A cell, or a word of a line, with its place."""

    value: Value

    @property
    def text(self) -> str:
        """What it prints."""
        return self.value.text


def read_stream(document: Document) -> list[Printed]:
    """The self-evaluations a document without usable rows prints; none where it prints none."""
    tokens = list(_tokens(document))
    dense = bool(tokens) and not any(token.text == "" for token in tokens)
    head = _header_at(tokens)
    if head is None:
        return []
    start, end = head
    printed = Printed()
    _take_identity(tokens[:start], printed)
    _take_money(tokens[:start], printed)
    _take_goals(tokens[:start], printed)
    fields = _order(tokens[start:end])
    rows = (
        _dense_rows(tokens[end:], printed) if dense else _dealt_rows(tokens[end:], fields, printed)
    )
    printed.rows.extend(rows)
    return [printed] if printed.rows else []


def _tokens(document: Document) -> Iterator[Token]:
    for line in document.lines:
        if line.cells:
            yield from (Token(Value(c.text, c.place)) for c in line.cells)
        else:
            yield from (Token(Value(w, line.place)) for w in line.text.split())


def _header_at(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The longest run of column headings, which must name indicator, target and actual."""
    best: tuple[int, int] | None = None
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and field_of("column", tokens[end].text):
            end += 1
        names = {field_of("column", t.text) for t in tokens[start:end]}
        if {"name", "target"} <= names and names & {"actual", "score"}:
            best = best or (start, end)
        start = max(end, start + 1)
    return best


def _order(head: Sequence[Token]) -> list[str]:
    """The fields in the order of a row: levels and name first, a split target at the target's place."""
    names = [name for t in head if (name := field_of("column", t.text))]
    rest = [n for n in dict.fromkeys(names) if n not in (*_LEVELS, "sign", "unit")]
    split = [n for n in dict.fromkeys(names) if n in _TARGET]
    if len(split) > 1:
        order = sorted(split, key=lambda n: max(k for k, one in enumerate(names) if one == n))
        at = rest.index("target")
        rest[at : at + 1] = order
    return [*(n for n in _LEVELS if n in names), *rest]


def _dealt_rows(
    tokens: Sequence[Token], fields: Sequence[str], printed: Printed
) -> Iterator[dict[str, Value]]:
    """Cells dealt out by the headings; a row begins at a level's name or goes on under the same."""
    inner = [f for f in fields if f not in ("level1", "level2")]
    at = 0
    while at < len(tokens):
        if is_end(tokens[at].text):
            _take_sum(tokens[at:], printed)
            return
        row: dict[str, Value] = {}
        if "level1" in fields and _opens_level1(tokens[at:]):
            row["level1"], at = tokens[at].value, at + 1
        if "level2" in fields and at < len(tokens) and _is_level2(tokens[at].text):
            row["level2"], at = tokens[at].value, at + 1
        cells = tokens[at : at + len(inner)]
        if len(cells) < len(inner) - 1 or (not row and not cells[0].text):
            printed.unread.extend(t.value for t in tokens[at:] if t.text)
            return
        yield row | {name: t.value for name, t in zip(inner, cells, strict=False)}
        at += len(inner)


def _dense_rows(tokens: Sequence[Token], printed: Printed) -> Iterator[dict[str, Value]]:
    """Words of one line: name, target, actual, points, score; what does not fit ends the reading."""
    at, levels = 0, dict[str, Value]()
    while at < len(tokens):
        text = tokens[at].text
        if is_end(text):
            _take_sum(tokens[at:], printed)
            return
        if _opens_level1(tokens[at:]):
            levels = {"level1": tokens[at].value}
            at += 1
        elif _is_level2(text):
            levels["level2"] = tokens[at].value
            at += 1
        elif _fits(tokens[at : at + 5]):
            values = (t.value for t in tokens[at : at + 5])
            yield levels | dict(zip(_DENSE, values, strict=True))
            levels = {}
            at += 5
        else:
            printed.unread.append(
                Value(" ".join(t.text for t in tokens[at:]), tokens[at].value.place)
            )
            return


def _fits(row: Sequence[Token]) -> bool:
    if len(row) < 5:
        return False
    points, score = (amount_of(t.value) for t in row[3:])
    return (
        points is not None
        and score is not None
        and score <= points
        and amount_of(row[0].value) is None
    )


def _is_level1(text: str) -> bool:
    squeezed = squeeze(text)
    return level1_of(squeezed) is not None and "指标" in squeezed[:6] and len(squeezed) < 16


def _opens_level1(tokens: Sequence[Token]) -> bool:
    """A level 1 is followed by a level 2: 成本指标 before a name is one of the second level."""
    if not _is_level1(tokens[0].text):
        return False
    return len(tokens) == 1 or _is_level2(tokens[1].text)


def _is_level2(text: str) -> bool:
    """数量指标, 社会效益; 家长满意度 is the name of an indicator."""
    squeezed = bare(text)
    kind = level2_of(squeezed)
    if kind is Level2.SATISFACTION:
        return squeezed.startswith(("服务对象", "满意度", "社会公众"))
    ends = squeezed.endswith(("指标", "效益", "影响"))
    return kind is not None and ends and len(squeezed) < 12


def _take_identity(tokens: Sequence[Token], printed: Printed) -> None:
    for token, after in pairwise(tokens):
        name = field_of("identity", token.text)
        if name and not field_of("identity", after.text) and after.text:
            printed.values.setdefault(name, after.value)


def _take_money(tokens: Sequence[Token], printed: Printed) -> None:
    """After a row's label its numbers, in the order of the headings; an absent one is not guessed."""
    joined = " ".join(t.text for t in tokens)
    unit = _MONEY_UNIT.search(joined)
    printed.money_unit = unit[1] if unit else None
    heads = [name for t in tokens if (name := field_of("money", t.text))]
    order = [n for n in dict.fromkeys(heads) if n in _MONEY]
    printed.hebei = any(bare(t.text) == "调整预算数" for t in tokens)
    for at, token in enumerate(tokens):
        key = field_of("money row", token.text)
        if key is None or not order:
            continue
        numbers = []
        for after in tokens[at + 1 : at + 1 + len(order)]:
            if amount_of(after.value) is None and after.text not in NOTHING:
                break
            numbers.append(after.value)
        _deal_money(key, numbers, order, printed)


def _deal_money(key: str, numbers: Sequence[Value], order: Sequence[str], printed: Printed) -> None:
    """All the columns of the total row, or the amounts alone of a row under it."""
    amounts = [n for n in order if n in ("initial", "adjusted", "executed")]
    fields = (
        order if len(numbers) == len(order) else amounts if len(numbers) == len(amounts) else ()
    )
    for name, value in zip(fields, numbers, strict=False):
        printed.values.setdefault(f"{key}.{name}", value)
    if numbers and not fields:
        printed.unread.append(Value(" ".join(v.text for v in numbers), numbers[0].place))


def _take_goals(tokens: Sequence[Token], printed: Printed) -> None:
    heads = [(at, name) for at, t in enumerate(tokens) if (name := field_of("goals", t.text))]
    pairs = [
        (first, second) for first, second in pairwise(heads)
        if second[0] == first[0] + 1 and {first[1], second[1]} == {"goals", "results"}
    ]  # fmt: skip
    for (_, one), (at, other) in pairs[:1]:
        texts = _until_indicators(tokens[at + 1 :])
        if len(texts) == 2 or "" in (t.text for t in tokens):
            for name, token in zip((one, other), texts, strict=False):
                printed.values.setdefault(name, token.value)
        elif texts:  # blanks inside the texts: where one ends and the other begins is not known
            printed.unread.append(Value(" ".join(t.text for t in texts), texts[0].value.place))


def _until_indicators(tokens: Sequence[Token]) -> Sequence[Token]:
    stop = next(
        (n for n, t in enumerate(tokens) if bare(t.text) in ("绩效指标", "一级指标")), len(tokens)
    )
    return tokens[:stop]


def _take_sum(tokens: Sequence[Token], printed: Printed) -> None:
    total = next((n for n, t in enumerate(tokens) if is_total(t.text)), len(tokens))
    numbers = [t.value for t in tokens[total + 1 : total + 4] if amount_of(t.value) is not None]
    for name, value in zip(("weight", "score"), numbers, strict=False):
        printed.values.setdefault(f"sum.{name}", value)
