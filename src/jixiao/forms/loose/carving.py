"""Text without anything between its cells is carved at the words a form prints: headings, labels, levels.

Only what stands between two of them is left to :mod:`.aligning`, digit by digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.forms.loose.cutting import START
from jixiao.forms.loose.headings import column_of, goals_of, identity_of, is_end, is_other
from jixiao.forms.loose.money_words import money_head_of, money_row_of
from jixiao.forms.loose.scripts import simplified, without_readings
from jixiao.forms.loose.units import is_unit
from jixiao.forms.loose.words import Gap, Word

_LEVEL = re.compile(
    r"(?:产出|效益|效果|满意度|成本|決策|决策|过程|產出)(?:指标|指標|目標)(?:[(（]\d{1,3}分?[)）])?|"
    r"(?:数量|质量|时效|成本|数量|經濟效益|经济效益|社会效益|生态效益|环境效益|可持续影响|服务对象满意度|社会公众满意度|受益对象满意度|"
    r"经济成本|社会成本|生态环境成本|社会公众或服务对象满意度)(?:指标|指標|目標)"
)
#: Levels without 指标 behind them, as some provinces print all of them; amid others they are words.
_SHORT = re.compile(
    _LEVEL.pattern
    + r"|(?:产出(?:数量|质量|时效|成本)|(?:社会|经济|生态)效益|可持续影响|服务对象满意度|社会公众满意度)(?!指)"
)
_LONG = re.compile(r"(?:数量|质量|时效)指标.*(?:数量|质量|时效|效益|影响)指标", re.S)
_BRACKETS = re.compile(r"[(（][^)）]{1,12}[)）]")
_SIGN_WORDS = r"不低于|不少于|不高于|不超过|不超過|大于等于|小于等于|大于|小于|大於|小於"
_ATOM = re.compile(
    rf"[\d]|[≥≤=><≧≦═%.]|(?:{_SIGN_WORDS})(?=\d)|(?:(?!(?:{_SIGN_WORDS})\d)[^\d≥≤=><≧≦═%.])+"
)
_LONGEST = 24
#: 指标1 in front of a name: one digit, for the next may belong to the name.
_NUMBERED = re.compile(r"指标\d[:：]?")


def is_carved_level(printed: str) -> bool:
    """Whether a piece is a level's name as it is carved out, not the beginning of an indicator's."""
    return _SHORT.fullmatch(simplified(printed)) is not None


def carved(words: Sequence[Word]) -> list[Word]:
    """The words of a run-together text, cut at headings, labels and levels."""
    made: list[Word] = []
    body = False
    words = _without_heads_again(words)
    whole = simplified(without_readings("".join(w.text for w in words)))
    levels = _LEVEL if _LONG.search(whole) else _SHORT
    for word in words:
        pieces, body = _carve(word, body, levels)
        made += pieces
    return made


_HEADS = re.compile(
    r"(?:(?:一级(?:绩效)?指标|(?:绩效)?指标分类)?二级(?:绩效)?指标(?:三级(?:绩效)?指标|指标名称|指标内容)).{4,60}?"
    r"(?=产出|成本|效益|决策|投入|数量|经济|(?:[-—–]\d{1,3}[-—–]))"
)
_PAGE = r"(?:[-—–]+\s*\d{1,4}\s*[-—–]+)?"


def _without_heads_again(words: Sequence[Word]) -> list[Word]:
    """Without the headings that come again where a page began, and the page's number before them."""
    whole = "".join(w.text for w in words)
    found = _HEADS.search(whole)
    if found is None:
        return list(words)
    heads = found[0]
    made, first = [], True
    for word in words:
        head, mark, rest = word.text.partition(heads) if first else ("", "", word.text)
        first = first and not mark
        made.append(replace(word, text=head + mark + re.sub(_PAGE + re.escape(heads), "", rest)))
    return made


def _carve(word: Word, body: bool, levels: re.Pattern[str]) -> tuple[list[Word], bool]:
    """One word's pieces, and whether the indicators go on behind it."""
    printed = without_readings(word.text)
    text, at, start, gap = simplified(printed), 0, 0, word.gap
    chain = heads = False
    made: list[Word] = []
    while at < len(text):
        length = _known(text, at, body, chain, heads, levels)
        if not length:
            at, chain, heads = at + 1, False, False
            continue
        pieces = list(_piece(printed[start:at], word, body, gap))
        made += pieces
        gap = Gap.CELL if pieces else gap
        said = text[at : at + length]
        made.append(Word(printed[at : at + length], gap, word.place, word.line))
        gap = Gap.CELL
        level = levels.fullmatch(said) is not None
        heads = not level and (
            column_of(said) in ("level1", "level2", "name")
            or (heads and column_of(said) is not None)
        )
        body = heads or (body and not (is_end(said) or identity_of(said) == "name"))
        at = start = at + length
        chain = not level
    return [*made, *_piece(printed[start:], word, body, gap)], body


def _known(
    text: str, at: int, body: bool, chain: bool, heads: bool, levels: re.Pattern[str]
) -> int:
    """The length of the form's word that begins here; 0 where none does."""
    if text[at] in "(（、,，。:：;；0123456789":
        return 0
    if found := levels.match(text, at):
        return found.end() - at
    for length in range(min(_LONGEST, len(text) - at), 1, -1):
        said = text[at : at + length]
        if (length >= 4 or chain) and _is_printed(said, chain, body, heads):
            if said.startswith("项目") and _reaches_further(text, at + 2, at + length):
                return 0  # 培训项目|主管部门及代码, not 培训|项目主管部门
            if heads and said.endswith("单位") and column_of(said[:-2]) == "target":
                length -= 2  # 指标值|单位, two headings, where nothing parts them
            more = _BRACKETS.match(text, at + length)
            return length + (len(more[0]) if more and (heads or not body) else 0)
    return 0


def _reaches_further(text: str, at: int, end: int) -> bool:
    """Whether a label that begins at a place ends behind another."""
    return any(
        identity_of(text[at:stop]) or is_other(text[at:stop])
        for stop in range(end + 1, min(len(text), end + 8))
    )


def _is_printed(said: str, chain: bool, body: bool, heads: bool) -> bool:
    if heads and column_of(said):
        return re.search(r"[)）].", said) is None
    if body and not heads:
        return is_end(said) or identity_of(said) == "name"
    if column_of(said) in ("level1", "level2"):
        return True
    if len(said) < 4:
        return chain and bool(money_head_of(said))
    if found := re.fullmatch(r"([^()（）]+)[(（][^()（）]*[)）][:：]?", said):
        said = found[1]
    return bool(
        identity_of(said)
        or goals_of(said)
        or money_row_of(said)
        or money_head_of(said)
        or is_other(said)
    )


def _piece(text: str, word: Word, body: bool, gap: Gap) -> Iterator[Word]:
    """What stands between: atoms where columns must be found in it, else the whole."""
    if not text:
        return
    if not body:
        yield Word(text, gap, word.place, word.line)
        return
    for n, atom in enumerate(_atoms(_NUMBERED.sub(START, text))):
        yield Word(atom, Gap.NONE if n else gap, word.place, word.line)


def _unit_before(run: str) -> int:
    """The length of the unit that words behind a figure begin with; 0 where all of it is one, or none."""
    return next((n for n in range(min(4, len(run) - 1), 0, -1) if is_unit(run[:n])), 0)


def _atoms(text: str) -> Iterator[str]:
    """Single digits, signs, and runs of words; a run printed twice is two."""
    figure = False
    for found in _ATOM.finditer(text):
        run = found[0]
        unit = _unit_before(run) if figure else 0
        if unit:
            yield run[:unit]
            run = run[unit:]
        figure = run[-1:].isdigit()
        half = len(run) // 2
        if half and len(run) % 2 == 0 and run[:half] == run[half:]:
            yield from (run[:half], run[half:])
        else:
            yield run
