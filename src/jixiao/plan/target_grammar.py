"""The grammar of target values: cells → signs, refusals, dates, words, numbers.

A value is taken apart from the outside in: signs and their words before it, what it must not be
taken for, a date, signs behind it, and only then a number with its unit
(:mod:`jixiao.plan.target_numbers`). Source: field guide §3.7 and 279 published values of 35 forms.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jixiao.plan.target import Target
from jixiao.plan.target_change import change_target, states_change
from jixiao.plan.target_dates import read_deadline, read_period
from jixiao.plan.target_lexicon import LEXICON, Sense
from jixiao.plan.target_name import NameSays, says_of
from jixiao.plan.target_numbers import number_target, per_many, share_of_all, two_bounds, zero_of
from jixiao.plan.target_numerals import holds_number, into_digits
from jixiao.plan.target_patterns import CLASSES, Pattern, one_number, pattern_of, shown
from jixiao.plan.target_reading import Reading, take_cells
from jixiao.plan.target_refusals import is_year, names_document, refers_elsewhere, refusal_of
from jixiao.plan.target_remainder import remark_of
from jixiao.plan.target_signs import settle, take_leading, take_trailing
from jixiao.plan.target_spelling import GARBLED
from jixiao.plan.target_unread import read_by_name, unread_of
from jixiao.plan.words import clean
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind, TargetNote
from jixiao.terms.units import UNITS

_NOTHING = re.compile(
    r"[/\\\-—_…\.·、]*|无|没有|不适用|不涉及|无此项|空|本项目不适用此指标|无指标|暂无"
)
_MASK = re.compile(r"[*＊×xX]{2,}|[□○#＃]+")
_TOTAL = re.compile(
    "(?:共计|合计|总计|累计|总共|保持在|稳定在|维持在|确保|实现|全年|人民币|￥|¥|(?:总额|总量|总数|总价|总成本|总投资|总面积"
    "|总费用|金额|成本|费用|数量|面积|人数|次数|场次|里程|规模)(?=[≥≤<>=不小大低高至最控])"
    "|(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|压缩|缩短|降|升|增|减)[到至](?=[0-9])"
    "|(?:完成|达)(?=[0-9.]+[^0-9]{0,3}$)|控制在(?=[0-9.]+[^0-9]{0,4}?[-~—至到][0-9.]+[^0-9以]*$))(?=[^覆部])"
)
_CALLED = re.compile("^(?:年度)?(?:指标值|目标值|指标):(?=.)|^[A-Za-z](?=[≥≤<>=])")
_BRACKETED_SIGN = re.compile(r"^\(([≥≤<>=]+)\)")
_DAYS = "(?:个?工作日|个?日历[天日]|个?自然日|天|日|个?小时|分钟|个?月|周|年)"
_SPANNED = re.compile(
    "^(?:建设|施工|合同)?(?:工期|保修期|质保期|有效期|服务期|周期|时限|期限|使用年限|使用寿命|用时|耗时|时长)(?:为|:)?"
    f"(?=[^\u4e00-\u9fff]*[0-9.]+{_DAYS}(?:以?内|之内|以上)?$)"
)
#: An event from which days run: 合同签订后30日内, 自开工之日起180日历天; 推后5天 is none.
_FROM_EVENT = re.compile(
    f"^自?[\u4e00-\u9fff]{{1,12}}?(?:之日起|(?<![推延落滞拖前靠])后)(?=[0-9.]+{_DAYS}(?:以?内|之内)?$)"
)
_DONE_WITHIN = re.compile(f"(?P<span>[0-9.]+{_DAYS}(?:以|之)?内)(?P<done>[\u4e00-\u9fff]{{2,4}})")
_RUNNING = frozenset("后起内")  # in every such span
_DOINGS = (Sense.ANSWER, Sense.CURE, Sense.GOOD, Sense.WORK)
_INCLUDED = re.compile(
    r"(?P<before>\D*(?P<number>[0-9.]+).*)\((?P<not>不)?含(?:本数|(?P<same>[0-9.]+)[^0-9()]{0,3})?\)(?P<after>以[上下内])?"
)
_PER = re.compile(
    "每个?(?P<per>月|年|季度?|周|天|日|人|村|户|亩|家|场|次|期|校|学期|学年|半年|平方米|公里|吨|公斤|件|份|台|套|株|头|床|课时)(?![0-9]{1,2}[月日号底])"
)
_ALL = re.compile("(?:实现|达到|100%)?(?:全覆盖|全面覆盖|全员覆盖)|全部")
_ZERO = re.compile(r"零(?P<thing>[\u4e00-\u9fff]{0,8})")
_QUOTED = re.compile(r"^[“\"‘](.+)[”\"’]$")
_HARMS = (Sense.HARM, Sense.VOICE, Sense.FAIL)
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:率|满意度|知晓度|占比|比例)(?::|为)?(?=[≥≤<>=不大小达超高低稳保维控0-9])"
)


@lru_cache(maxsize=65536)
def read_target(raw: str, name: NameSays, level2: str, unit: str) -> Target:
    """Read one value by the whole grammar; see :func:`parse_target`."""
    kept = clean(raw)
    reading = Reading(kept, name, level2, clean(unit))
    take_cells(reading)
    if not reading.text or _NOTHING.fullmatch(reading.text):
        return Target(raw=kept, kind=TargetKind.NONE)
    if _MASK.search(reading.text):
        return _unclear(reading, TargetNote.MASKED)
    return _agreed(reading, two_bounds(reading) or _read_text(reading))


def _agreed(reading: Reading, target: Target) -> Target:
    """A number whose signs contradict is none: ≥≤95%, ≥100%以内."""
    against = bool(reading.signs) and reading.operator is None
    numeric = target.kind in (TargetKind.NUMBER, TargetKind.DURATION, TargetKind.DEADLINE)
    if numeric and (
        against or (target.operator is None and target.kind is not TargetKind.DEADLINE)
    ):
        reading.notes = [TargetNote.SIGNS_CONTRADICT]
        return _unclear(reading)
    return target


def _read_text(reading: Reading) -> Target:
    rest = _included(reading, _QUOTED.sub(r"\1", _take_head(reading)))
    if remark := remark_of(rest):
        rest = rest.removesuffix(remark)
        if "含" not in remark:
            reading.note(TargetNote.PARTLY_READ)
    if rest in UNITS:
        return _unclear(reading, TargetNote.MASKED)  # ≥ 次: the number was never filled in
    if _ALL.fullmatch(rest):
        return share_of_all(reading)
    if (zero := _ZERO.fullmatch(rest)) and _is_harm(zero["thing"]):
        return zero_of(reading)
    if found := per_many(reading, rest):
        return found
    digits = into_digits(rest)
    if reason := refusal_of(reading.raw, digits):
        reading.unread = unread_of(digits) if reason is TargetNote.PARTLY_READ else ()
        return _unclear(reading, reason)
    if digits != rest:
        return _from_words(reading, rest, digits)
    return _read_date(reading, rest) or _read_rest(reading, rest)


def _take_head(reading: Reading) -> str:
    """Signs, totals and 每月 before the value are noted; what is left is returned."""
    rest = reading.text
    if rest[0] in '(“"‘':
        rest = _BRACKETED_SIGN.sub(r"\1", _QUOTED.sub(r"\1", rest))
    while True:
        before = rest
        if rest[:1].isalpha():
            rest = _SPANNED.sub("", _CALLED.sub("", rest))
        signs, rest = take_leading(rest)
        reading.signs += signs
        if found := _PER.match(rest):
            reading.per += ("·" if reading.per else "") + found["per"]
            rest = rest[found.end() :]
        elif found := _TOTAL.match(rest):
            rest = rest[found.end() :]
        elif found := _NAMED.match(rest):
            reading.note(TargetNote.PARTLY_READ)
            rest = rest[found.end() :]
        if rest == before:
            break
    if settle(reading.signs)[1]:
        reading.note(TargetNote.SIGN_DOUBLED)
    return rest


def _included(reading: Reading, text: str) -> str:
    """Whether the bound itself counts, where a bracket says so (低于3%(含3%), 3%以上(不含)): noted, taken off."""
    found = _INCLUDED.fullmatch(text) if "含" in text else None
    if not found or found["same"] not in (None, found["number"]):
        return text
    reading.included = found["not"] is None
    return found["before"] + (found["after"] or "")


def _is_harm(thing: str) -> bool:
    """Whether nought of it is a number (零事故) and not a word (零距离)."""
    return not thing or any(
        LEXICON.get(thing[start:end]) in _HARMS
        for start in range(len(thing))
        for end in range(start + 2, len(thing) + 1)
    )


def _from_words(reading: Reading, rest: str, digits: str) -> Target:
    """A value with Chinese numbers: taken where all of it is understood, else it stays words."""
    if re.search(r"[0-9]", rest):
        reading.note(TargetNote.NUMBER_IN_WORDS)
        return _read_date(reading, digits) or _read_rest(reading, digits)
    trial = Reading(
        reading.raw, reading.name, reading.level2, reading.column, reading.text,
        [*reading.signs], reading.per, reading.direction, [*reading.notes], True,
    )  # fmt: skip
    trial.note(TargetNote.NUMBER_IN_WORDS)
    found = _read_date(trial, digits) or _read_rest(trial, digits)
    units = (found.unit or "").split("/")[0]
    known = found.kind is not TargetKind.UNCLEAR and (found.unit is None or units in UNITS)
    whole = TargetNote.PARTLY_READ not in found.notes or TargetNote.PARTLY_READ in reading.notes
    return found if known and whole else _read_rest(reading, rest)


def _read_rest(reading: Reading, rest: str) -> Target:
    if states_change(rest):
        if found := change_target(reading, rest):
            return found
        reading.unread = (rest,)
        return _unclear(reading)
    rest = _within(reading, rest)
    trailing, inner = take_trailing(rest)
    if trailing and re.search(r"[0-9]", inner):
        reading.signs.append(trailing)
        reading.trailing, rest = True, inner
    if not re.search(r"\d", names_document(rest)):
        return _words(reading)
    if is_year(rest, bool(reading.column) or reading.name.names_unit):
        return _unclear(reading, TargetNote.YEAR_OR_NUMBER)
    if found := number_target(reading, rest):
        return found
    reading.unread = () if reading.spelled else unread_of(rest)
    return _unclear(reading)


def _within(reading: Reading, text: str) -> str:
    """A span without what it runs from and what is done in it: 受理后5个工作日内办结 → 5个工作日内."""
    if _RUNNING.isdisjoint(text):
        return text
    found = _DONE_WITHIN.fullmatch(bare := _FROM_EVENT.sub("", text))
    if found and LEXICON.get(found["done"]) in _DOINGS:
        bare = found["span"]
    if bare != text:
        reading.note(TargetNote.PARTLY_READ)
    return bare


def _read_date(reading: Reading, rest: str) -> Target | None:
    period = read_period(rest)
    if period:
        return Target(
            raw=reading.raw, kind=TargetKind.RANGE, low=period[0], high=period[1],
            dimension=Dimension.TIME, canonical=f"{period[0]}至{period[1]}",
        )  # fmt: skip
    found = read_deadline(rest, reading.operator, reading.is_timely)
    if not found or (found.unit == "月" and _is_floor(reading)):
        return None
    if _is_floor(reading):
        return _unclear(reading, TargetNote.SIGN_AGAINST_NATURE)  # ≥2024年5月
    if not found.year:
        reading.note(TargetNote.YEAR_NOT_SAID)
    return Target(
        raw=reading.raw, kind=TargetKind.DEADLINE, operator=found.operator, high=found.when,
        unit=found.unit, dimension=Dimension.TIME, better=Better.LOWER, canonical=found.canonical,
        notes=tuple(reading.notes),
    )  # fmt: skip


def _is_floor(reading: Reading) -> bool:
    """A sign of ≥ before 12月 speaks of how long, not of by when."""
    return reading.operator in (Operator.AT_LEAST, Operator.MORE_THAN)


def _words(reading: Reading) -> Target:
    if holds_number(reading.text):
        return _unclear(reading, TargetNote.NUMBER_IN_WORDS)
    if GARBLED.search(reading.text):
        return _unclear(reading, TargetNote.GARBLED)
    if refers_elsewhere(reading.text):
        return _unclear(reading, TargetNote.REFERS_ELSEWHERE)
    return Target(
        raw=reading.raw, kind=TargetKind.LEVEL, canonical=reading.raw, notes=tuple(reading.notes)
    )


def _unclear(reading: Reading, reason: TargetNote | None = None) -> Target:
    if reason:
        reading.note(reason)
    if not reading.notes or reading.unread:
        reading.note(TargetNote.GARBLED if GARBLED.search(reading.text) else TargetNote.PARTLY_READ)
    partly = TargetNote.PARTLY_READ in reading.notes
    return Target(
        raw=reading.raw, kind=TargetKind.UNCLEAR, canonical=reading.raw,
        notes=tuple(reading.notes), unread=reading.unread if partly else (),
    )  # fmt: skip


def parse_target(
    raw: str, name: str = "", level2: str | None = None, unit: str | None = None
) -> Target:
    """Read a target value as published. Never raises and never guesses.

    What is not understood is ``unclear`` with the reason in ``notes``; the raw text is always kept.

    Args:
        raw: the cell's text; cells of a split target joined with ``|`` in any order.
        name: the indicator's name; settles direction, and the unit where it alone names it.
        level2: the printed level-2 type (``成本指标``); settles direction and money.
        unit: the unit column's text, where the form has one.
    """
    says = says_of(name)
    found = one_number(raw)
    if found is None:
        return _whole(raw, name, says, level2 or "", unit or "")
    before, number, after = found.groups()
    dotted = "." in number
    key = (before, after, says, level2, unit, bisect_left(CLASSES, float(number)), dotted)
    pattern = _PATTERNS.get(key, _UNSEEN)
    if pattern is _UNSEEN:
        pattern = _learn(key, raw, number)
    if pattern is None:
        return _whole(raw, name, says, level2 or "", unit or "")
    kind, operator, floor, unit_read, dimension, better, sign, tail, notes = pattern
    low, high = (number, None) if floor else (None, number)
    canonical = f"{sign}{shown(number) if dotted else number}{tail}"
    return _new(
        Target, (raw, kind, operator, low, high, unit_read, dimension, better, canonical, notes, ())
    )


def _whole(raw: str, name: str, says: NameSays, level2: str, unit: str) -> Target:
    """One value by the whole grammar; what it leaves unread is looked for in the name."""
    target = read_target(raw, says, level2, unit)
    if not target.unread:
        return target
    return read_by_name(target, name, lambda text: read_target(text, says, level2, unit))


_Key = tuple[str, str, NameSays, str | None, str | None, int, bool]
_UNSEEN: Any = object()
_PATTERNS: dict[_Key, Pattern | None] = {}
_MOST = 1 << 17
_new: Callable[[type[Target], tuple[Any, ...]], Target] = tuple.__new__  # ten fields in one step


def forget() -> None:
    """Forget every pattern learned, as a program just started has none."""
    _PATTERNS.clear()


def _learn(key: _Key, raw: str, number: str) -> Pattern | None:
    """Read one value by the grammar and keep what it teaches; forget all when there are too many."""
    if len(_PATTERNS) >= _MOST:
        forget()
    target = read_target(raw, key[2], key[3] or "", key[4] or "")
    _PATTERNS[key] = pattern = pattern_of(target, raw, number)
    return pattern
