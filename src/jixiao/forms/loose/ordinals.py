"""Indicators that number themselves, 指标1：居民健康档案, where the headings above them are torn apart.

Each name is followed by as many values as every other; what they are follows from what they hold, and
is believed only where every row bears it out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.contents import is_level1, is_level2, is_number, is_target
from jixiao.forms.loose.headings import column_of, is_end
from jixiao.forms.loose.raw import Column, RawProject
from jixiao.forms.loose.words import Word

_NAMED = re.compile(r"^指标\s*\d{1,2}\s*[:：]\s*(?P<name>.*)$", re.S)
#: Values behind a name → their columns.
_SHAPES = {1: ("target",), 2: ("target", "actual"), 4: ("target", "actual", "weight", "score")}
_LEAST = 5


_ORDINAL = re.compile(
    r"^指标\s*\d{0,2}\s*[:：、.]?\s*(?=\D|$)|^[(（]?\d{1,2}[)）]?\s*[、.．]\s*(?=\D)|^[★*☆※]\s*"
)


def without_ordinal(name: str) -> str:
    """An indicator's name without the number or the star before it."""
    return _ORDINAL.sub("", name.strip())


def project_in(words: Sequence[Word]) -> RawProject | None:
    """The rows of a text whose indicators number themselves, or ``None`` where too few do."""
    starts = [n for n, w in enumerate(words) if _NAMED.match(w.text)]
    if len(starts) < _LEAST:
        return None
    records = [_record(words, a, b) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]
    sizes = Counter(len(r) - 1 for r in records)
    size, often = sizes.most_common(1)[0]
    shape = _SHAPES.get(size)
    if shape is None or often * 10 < len(records) * 6 or not _are_headed(words, shape):
        return None
    whole = [r for r in records if len(r) == size + 1 and _fits(r[1:], shape)]
    if len(whole) * 10 < often * 9:
        return None
    project = RawProject(columns=[Column("name"), *map(Column, shape)], headed=True)
    for record in records:
        cells = [Cell(_NAMED.sub(r"\g<name>", w.text), w.place) for w in record]
        if any(record is w for w in whole):
            project.rows.append(dict(zip(("name", *shape), cells, strict=True)))
        else:
            project.rows.append({"name": Cell(cells[0].text, cells[0].place, 0.0)})
    return project


def _record(words: Sequence[Word], start: int, stop: int) -> list[Word]:
    """A name with the values behind it, up to the first word that is none."""
    record = [words[start]]
    for word in words[start + 1 : stop]:
        if (
            is_end(word.text)
            or is_level1(word.text)
            or is_level2(word.text)
            or column_of(word.text)
        ):
            break
        record.append(word)
    return record


def _are_headed(words: Sequence[Word], shape: Sequence[str]) -> bool:
    """Whether what the values are is headed somewhere, be it in another order."""
    text = "".join(w.text for w in words)
    signs = {"target": "指标值", "actual": "完成值", "weight": "分值", "score": "得分"}
    return all(signs[field] in text for field in shape) or (
        "weight" in shape and "分值" in text and "得分" in text
    )


def _fits(values: Sequence[Word], shape: Sequence[str]) -> bool:
    texts = dict(zip(shape, (w.text for w in values), strict=True))
    if "weight" in texts:
        numbers = [texts[f] for f in ("weight", "score")]
        if not all(map(is_number, numbers)) or float(numbers[1]) > float(numbers[0]):
            return False
    return all(is_target(texts[f]) for f in ("target", "actual") if f in texts)
