"""Headings of a ledger → fields of a register: by normalised synonyms, wherever the headings stand.

Titles may stand above them, two rows of headings may be merged, money headings may carry a unit.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jixiao.registers.declaration import Field, FieldType, Register

#: How many rows from the top may stand before or in the headings.
SEARCHED_ROWS = 20
_UNITS = {
    "元": "1",
    "千元": "1000",
    "万元": "10000",
    "百万元": "1000000",
    "亿元": "100000000",
    "分": "0.01",
}
_UNIT = r"(?:人民币)?(元|千元|万元|百万元|亿元)"
_BRACKETED = re.compile(r"[(\[{<【〔《「](.*?)[)\]}>】〕》」]")
_BRACKETED_UNIT = re.compile(rf"[(\[【〔](?:单位[::])?\s*(?:{_UNIT}|(分))\s*[)\]】〕]")
_TRAILING_UNIT = re.compile(rf"^(.{{2,}}?)[/:_\-,\s]*{_UNIT}$")
_SHEET_UNIT = re.compile(rf"单位\s*[::]\s*{_UNIT}")
_NOT_WORDS = re.compile(r"[\W_]+")
_SAME = (
    ("时间", "日期"),
    ("编码", "编号"),
    ("代码", "编号"),
    ("号码", "编号"),
    ("编号", "号"),
    ("電話", "电话"),
)
_TRADITIONAL = str.maketrans(
    "編號碼稱時間類別處罰決結額單費項稅據觀點電話聯繫檢驗測試樣場監營業務機構執員關產質標誌廣種設備備註證號"
    "數狀態總計實際應預畫劃進開發報來還張聽講學習題滿評價調問卷賬戶帳資訊網絡絡錄創審長屬縣區鄉鎮參與違規製",
    "编号码称时间类别处罚决结额单费项税据观点电话联系检验测试样场监营业务机构执员关产质标志广种设备备注证号"
    "数状态总计实际应预画划进开发报来还张听讲学习题满评价调问卷账户账资讯网络络录创审长属县区乡镇参与违规制",
)


@dataclass(frozen=True)
class Column:
    """One column of a ledger: ``index`` from 0, its heading as printed, its field or why it has none.

    ``how``: ``given`` by the user, ``remembered`` from last time, by ``label`` or by ``synonym``.
    ``factor`` turns a printed amount into 元; ``unit`` is the unit printed.
    """

    index: int
    heading: str
    field: str | None = None
    how: str = ""
    unit: str | None = None
    factor: str = "1"


@dataclass(frozen=True)
class Headings:
    """The headings found: ``row`` is their last row (from 1), ``rows`` how many there are."""

    row: int
    rows: int
    columns: tuple[Column, ...]

    @property
    def mapped(self) -> dict[str, Column]:
        """Field → column."""
        return {c.field: c for c in self.columns if c.field}

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Columns with a heading and no field; they are left out."""
        return tuple(c for c in self.columns if c.heading and not c.field)

    @property
    def mapping(self) -> dict[str, str]:
        """Heading → field."""
        return {c.heading: c.field for c in self.columns if c.field}

    @property
    def digest(self) -> str:
        """A hash of the headings as printed, whatever their order."""
        return digest(c.heading for c in self.columns if c.heading)


def digest(headings: Iterator[str] | Sequence[str]) -> str:
    """A hash that is the same for the same set of headings."""
    words = sorted({canonical(h) for h in headings})
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


@lru_cache(maxsize=20_000)
def canonical(text: str) -> str:
    """A heading without case, width, spaces, punctuation, and with one word for 时间/日期, 编号/号码 …"""
    bare = unicodedata.normalize("NFKC", text[:200]).lower().translate(_TRADITIONAL)
    bare = _NOT_WORDS.sub("", bare)
    for written, usual in _SAME:
        bare = bare.replace(written, usual)
    return bare


def forms(heading: str) -> Iterator[str]:
    """Canonical forms of a heading, fullest first: whole, without brackets, without a trailing unit."""
    flat = unicodedata.normalize("NFKC", heading[:200])
    yield canonical(flat)
    bare = _BRACKETED.sub("", flat)
    yield canonical(bare)
    if found := _TRAILING_UNIT.match(bare.strip()):
        yield canonical(found[1])


def unit_of(heading: str) -> str | None:
    """The money unit a heading carries (金额（万元）), or ``None``."""
    flat = unicodedata.normalize("NFKC", heading[:200])
    found = _BRACKETED_UNIT.search(flat)
    if found:
        return found[1] or found[2]
    trailing = _TRAILING_UNIT.match(_BRACKETED.sub("", flat).strip())
    return trailing[2] if trailing else None


def find(
    register: Register,
    head: Sequence[Sequence[str]],
    given: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
) -> Headings | None:
    """The headings among the first rows; ``None`` where too few of them are known.

    ``given`` and ``remembered`` map headings to field names; ``given`` may name a column by its
    letter, and ``-`` leaves a column out.
    """
    best: tuple[tuple[int, int, int], Headings] | None = None
    for row in range(min(len(head), SEARCHED_ROWS)):
        for rows in (1, 2):
            if row + rows > len(head):
                continue
            words = _joined(head[row], head[row + 1] if rows == 2 else None)
            columns = _matched(register, words, _sheet_unit(head[:row]), given, remembered)
            rank = (len({c.field for c in columns if c.field}), -rows, -row)
            if best is None or rank > best[0]:
                best = rank, Headings(row + rows, rows, columns)
    if best is None or not _enough(best[1]):
        return None
    return best[1]


def _enough(found: Headings) -> bool:
    """Two known headings, or one where there are hardly more columns, or what the user named."""
    known = len(found.mapped)
    width = sum(1 for c in found.columns if c.heading)
    given = any(c.how == "given" for c in found.columns)
    return known >= 2 or (known == 1 and (width <= 2 or given))


def _joined(upper: Sequence[str], lower: Sequence[str] | None) -> list[list[str]]:
    """Each column's possible headings. Of two rows, an empty upper cell goes on with its left one."""
    if lower is None:
        return [[_clean(cell)] for cell in upper]
    width = max(len(upper), len(lower))
    words, above = [], ""
    for i in range(width):
        top = _clean(upper[i]) if i < len(upper) else ""
        below = _clean(lower[i]) if i < len(lower) else ""
        above = top or (above if below else "")
        words.append([above + below, below] if below and above else [below or top])
    return words


def _clean(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _sheet_unit(above: Sequence[Sequence[str]]) -> str | None:
    """单位：万元, printed once above the headings."""
    for row in above:
        if found := _SHEET_UNIT.search(
            unicodedata.normalize("NFKC", " ".join(c or "" for c in row))
        ):
            return found[1]
    return None


def _matched(
    register: Register,
    words: Sequence[Sequence[str]],
    sheet_unit: str | None,
    given: Mapping[str, str] | None,
    remembered: Mapping[str, str] | None,
) -> tuple[Column, ...]:
    """Every column with its field; of two columns for one field the better heading has it."""
    claims = [_claim(register, i, w, given or {}, remembered or {}) for i, w in enumerate(words)]
    best: dict[str, tuple[int, int]] = {}
    for i, (field, rank, _) in enumerate(claims):
        if field and (field not in best or (rank, i) < best[field]):
            best[field] = rank, i
    columns = []
    for i, (field, _, how) in enumerate(claims):
        heading = words[i][0] if words[i] else ""
        if not field or best[field][1] != i:
            columns.append(Column(i, heading, None, "taken" if field else ""))
            continue
        unit = unit_of(heading) or (
            sheet_unit if register.field(field).type is FieldType.MONEY else None
        )
        if register.field(field).type is not FieldType.MONEY:
            unit = None
        columns.append(Column(i, heading, field, how, unit, _UNITS[unit] if unit else "1"))
    return tuple(columns)


def _claim(
    register: Register,
    index: int,
    words: Sequence[str],
    given: Mapping[str, str],
    remembered: Mapping[str, str],
) -> tuple[str | None, int, str]:
    """A column's field, how good the match is (0 best), and how it was found."""
    for heading in words:
        for asked in (heading, canonical(heading), letter(index)):
            if asked in given:
                return (None if given[asked] == "-" else given[asked]), 0, "given"
        if heading in remembered and remembered[heading] in register:
            return remembered[heading], 1, "remembered"
    known = _index(register)
    for weight, heading in enumerate(words):
        for form in forms(heading) if heading else ():
            if form in known:
                name, rank = known[form]
                return name, 2 + rank + 1000 * weight, "label" if rank == 0 else "synonym"
    return None, 0, ""


@lru_cache(maxsize=200)
def _index(register: Register) -> Mapping[str, tuple[str, int]]:
    """Canonical heading → field and its rank among that field's synonyms; labels win over synonyms."""
    found: dict[str, tuple[str, int]] = {}
    for rank_of in (_labels, _synonyms):
        for field in register.fields:
            for rank, word in rank_of(field):
                found.setdefault(canonical(word), (field.name, rank))
    return found


def _labels(field: Field) -> Iterator[tuple[int, str]]:
    yield 0, field.label
    yield 0, field.name


def _synonyms(field: Field) -> Iterator[tuple[int, str]]:
    return enumerate(field.synonyms, start=1)


def letter(index: int) -> str:
    """A column's letter as spreadsheets name it: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
