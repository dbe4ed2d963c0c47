"""The nature of what an indicator counts, read from its name by a small grammar.

A name is a row of words (:mod:`jixiao.plan.target_lexicon`); each later word re-decides, so the head
on the right has the last say: 投诉举报**件数** is harm, 投诉举报**办理件数** is work, 投诉**下降率** is harm
going down. What the words do not settle stays open. Source: field guide §14.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jixiao.plan.target_lexicon import (
    ABOUT,
    ANYWHERE,
    AWAITED,
    BADLY,
    CUTTING,
    DARK,
    EVENTS,
    EXTENT,
    LASTING,
    LEXICON,
    LIGHT,
    MAKING,
    PUBLIC,
    REACHING,
    RISKY,
    SOLVING,
    THING_ENDS,
    TWOFOLD,
    UNDONE,
    WELL,
    Sense,
)  # fmt: skip
from jixiao.terms.targets import Better
from jixiao.terms.units import UNITS

_HARMS = (Sense.HARM, Sense.VOICE, Sense.FAIL, Sense.WRONGLY, Sense.COST)
_WORKS = (Sense.WORK, Sense.ANSWER, Sense.CURE)
_WANTED = (*_WORKS, Sense.GOOD, Sense.GAIN, Sense.TRIM)
_TURNING = (
    Sense.DOWN,
    Sense.UP,
    Sense.NOT,
    Sense.ANSWER,
    Sense.CURE,
    Sense.GAIN,
    Sense.TRIM,
    Sense.FOUND,
)
#: Of these, the ones that reach over other work to the noun: 减免检定费, 压缩办理时限.
_LASTING = (Sense.DOWN, Sense.TRIM, Sense.GAIN)
#: Words that say nothing about the direction of themselves.
_DOING = (Sense.WORK, Sense.GOOD, Sense.GAIN)
_SILENT = (Sense.PLAIN, Sense.GROUP, Sense.THING)
_OBJECTS = {
    Sense.ANSWER: (Sense.HARM, Sense.VOICE, Sense.WRONGLY, Sense.OPEN, Sense.MATTER),
    Sense.CURE: (Sense.HARM, Sense.WRONGLY, Sense.OPEN, Sense.MATTER),
}
#: Words between a verb and a noun after which the noun is no longer what the verb works on.
_NOT_OBJECT = re.compile("的|行为|过程|期间|中|后|人员|工作|单位|质量")
#: Work that is on harm: whatever unknown stands before it, less of that is wanted.
_ON_HARM = (Sense.ANSWER, Sense.CURE, Sense.TRIM)
_REACH = 5
_NEAR = 2
#: First character → the lengths of the words that begin with it, longest first.
_LENGTHS = {
    first: sorted({len(w) for w in LEXICON if w[0] == first}, reverse=True)
    for first in {word[0] for word in LEXICON}
}
#: Words beside which an unknown hint at harm says nothing by itself.
_KNOWN = tuple(s for s in Sense if s not in (Sense.PLAIN, Sense.THING, Sense.GROUP))
_DOUBTED = (*_HARMS, Sense.OPEN, Sense.USED, Sense.MATTER, Sense.NOT, Sense.GROUP, Sense.FOUND)
_MEASURES = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
#: What may stand beside the words of a name and say nothing: units, heads, numbers, the year.
_HEADS = re.compile(
    rf"标志|同比|较上年|比上年|本年|当年|全年|{_MEASURES}"
    "|[数量率额度值例起件次个人户家处条项宗头只辆批平均总年月日性的等及和与、尾幅·“”0-9]"
)
#: Known words that only say how things are counted.
_HEADS_ONLY = re.compile(".*[数量率次额]|比例|占比|比重|面积|里程|长度|规模|点位|人次")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]?")
_CLAUSES = re.compile("[,，;；。]")
_RATE = re.compile("(?:率|比例|占比|比率|比重|程度|度|指数)$")
#: Spans that are long or short only by what they span; of these some are waits by themselves.
_FROM_TO = ("周期", "期限", "间隔", "时限", "工期", "用时", "耗时", "历时", "时间", "时效")
_AWAITING = ("时限", "工期", "用时", "耗时", "历时")
_BECOMING = re.compile("化(?:率|比例|程度|水平|面积|里程)$")
_OPPOSITE = {Better.HIGHER: Better.LOWER, Better.LOWER: Better.HIGHER}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon in a name, and what stands between it and the word before."""

    text: str
    sense: Sense
    gap: str


@dataclass(frozen=True, slots=True)
class Nature:
    """Which way is better by the name alone.

    ``better`` rests on words that are all known; ``presumed`` is what it would be if the words nobody
    knows, of which none hints at harm, say nothing. ``by`` is the class of the word that decided;
    ``bright`` says that every word is known and none hints at harm; ``thing`` that things or people
    provided are named; ``rate`` that the head is a rate; ``takes_time`` that it is work of which nobody
    wants a long time for its own sake. ``harmless`` says that nothing in the name, known or not, hints at
    harm, money or either way; ``harmful`` that an unknown part hints at harm and nothing known at work;
    ``known`` that no part is unknown.
    """

    better: Better | None
    presumed: Better | None
    by: Sense | None
    bright: bool
    thing: bool
    rate: bool
    takes_time: bool
    harmless: bool = False
    harmful: bool = False
    known: bool = True


def nature_of(name: str) -> Nature:
    """The nature of the thing an indicator's name counts; ``better`` is ``None`` where it is open."""
    bare = _CLAUSES.split(_BRACKETS.sub("", name).rstrip("。"))[-1]
    words = tuple(_words(bare))
    rate = _RATE.search(bare) is not None
    better, by, decider = _decide(words, rate)
    before, behind = _unread(bare, words, decider)
    unknown = _HEADS.sub("", before), _HEADS.sub("", behind)
    senses = {word.sense for word in words}
    harmless = senses.isdisjoint(_DOUBTED) and DARK.isdisjoint(before + behind)
    presumed = better if harmless and better is Better.HIGHER else None
    on_harm = not senses.isdisjoint(_HARMS)
    if better and not _is_settled(better, decider, before, unknown, on_harm):
        better = None
    bright = bool(words) and senses.isdisjoint(_DOUBTED) and unknown == ("", "")
    if by is None and bright and _BECOMING.search(bare):
        better, by = Better.HIGHER, Sense.GOOD
    takes_time = by in _WORKS and decider is not None and decider.text not in LASTING
    light = not LIGHT.isdisjoint(before + behind)
    dark = not DARK.isdisjoint(before + behind)
    return Nature(
        better, presumed, by, bright, _heads_thing(words), rate, takes_time,
        harmless and not light, dark and not light and senses.isdisjoint(_KNOWN),
        unknown == ("", ""),
    )  # fmt: skip


def _heads_thing(words: tuple[Word, ...]) -> bool:
    """Whether things provided are what is counted, whatever stands before: not 食堂餐厨垃圾量."""
    for word in reversed(words):
        if word.sense is Sense.THING or not _HEADS_ONLY.fullmatch(word.text):
            return word.sense is Sense.THING
    return False


def _unread(name: str, words: tuple[Word, ...], decider: Word | None) -> tuple[str, str]:
    """What no word of the lexicon covers, before the deciding word and behind it."""
    place = next((n + 1 for n, word in enumerate(words) if word is decider), 0)
    covered = sum(len(word.gap) + len(word.text) for word in words)
    gaps = [word.gap for word in words]
    return "".join(gaps[:place]), "".join(gaps[place:]) + name[covered:]


def _is_settled(
    better: Better,
    decider: Word | None,
    before: str,
    unknown: tuple[str, str],
    on_harm: bool,
) -> bool:
    """Whether what nobody knows in a name leaves the deciding word the last say.

    Behind the deciding word all must be known: an unknown word there may be its failure, or work on
    a harm. So it must before work, which may be work on a harm (活人墓建设), but not before what is well
    whatever it is of (合格, 及时); what is before a harm may be any thing but a word against it.
    """
    if decider is None:
        return unknown == ("", "")
    if decider.text in MAKING and _is_made(unknown[1]):
        return not unknown[0]
    if unknown[1] or (better is Better.HIGHER and decider.gap[-1:] in BADLY):
        return False
    if better is Better.LOWER:
        return LIGHT.isdisjoint(before)
    if decider.text in TWOFOLD:
        return on_harm and not unknown[0]
    return not unknown[0] or _is_wanted_of_any(decider, before)


def _is_wanted_of_any(decider: Word, before: str) -> bool:
    """Whether what decides is wanted whatever unknown thing it is of, with nothing against it before."""
    light, dark = LIGHT.isdisjoint(before), DARK.isdisjoint(before)
    if decider.text in WELL:
        return dark
    if decider.text in ANYWHERE:
        return dark and light
    if decider.sense in _HARMS:  # less of a harm, whatever it is of: (单位GDP)能耗下降
        return UNDONE.isdisjoint(before) and light
    if decider.text in CUTTING:
        return False
    if decider.text in PUBLIC:
        return UNDONE.isdisjoint(before)
    if decider.sense is Sense.WORK and decider.text not in RISKY:
        return dark and light
    return decider.sense in _ON_HARM


def _is_made(unknown: str) -> bool:
    """Whether what stands behind a making verb is a thing nobody knows, and nothing against it."""
    ends = len(unknown) > 1 and unknown[-1] in THING_ENDS
    return ends and DARK.isdisjoint(unknown) and LIGHT.isdisjoint(unknown)


def _words(name: str) -> Iterator[Word]:
    """The lexicon's words in a name from left to right, the longest at each place."""
    place = last = 0
    while place < len(name):
        found = _word_at(name, place)
        if found:
            yield Word(found, LEXICON[found], name[last:place])
            place = last = place + len(found)
        else:
            place += 1


def _word_at(name: str, place: int) -> str | None:
    for length in _LENGTHS.get(name[place], ()):
        if (found := name[place : place + length]) in LEXICON:
            return found
    return None


@dataclass(slots=True)
class _Walk:
    """A name read from left to right: what it says so far, and the word that turns the next noun."""

    rate: bool
    better: Better | None = None
    by: Sense | None = None
    turn: Word | None = None
    last: Word | None = None
    decider: Word | None = None
    undone: bool = False
    solves: bool = False
    average: bool = False
    thing: Word | None = None
    silent: bool = False  # the word right before says nothing: 未供(土地)消化

    def take(self, word: Word) -> None:
        """Let one word re-decide."""
        sense = word.sense
        self.solves = self._still_solves(word)
        self.undone = self.undone and sense in _WANTED
        if sense in _HARMS:
            self._harm(word)
        elif sense in _WANTED:
            if not (sense is Sense.WORK and self.by is Sense.BOUGHT):
                self._wanted(word)
        elif sense is Sense.MATTER and self.last_is(Sense.FAIL) and word.gap == "":
            pass  # 被盗案件 is as bad as 被盗
        elif sense in (Sense.OPEN, Sense.USED, Sense.MATTER, Sense.FOUND):
            self._open(word)
        elif sense is Sense.SPAN:
            self._span(word)
        elif sense is Sense.CONTROL:
            self._control()
        elif sense in (Sense.FIXED, Sense.BOUGHT):
            self._say(Better.EXACT, word)
        if sense in _TURNING and not (self.undone or self._turned_by(*_LASTING)):
            self.turn = word
        self.last = word

    def close(self) -> tuple[Better | None, Sense | None]:
        """What the whole name says; a change at its end is a change of what stands before."""
        if self.last and self.last.sense is Sense.DOWN:
            return _OPPOSITE.get(self.better) if self.better else None, self.by or Sense.DOWN
        if self.last and self.last.sense is Sense.UP and self.by is None:
            return Better.HIGHER, Sense.UP
        return self.better, self.by

    def _say(self, better: Better | None, word: Word) -> None:
        self.better, self.by, self.decider = better, word.sense, word

    def _turned_by(self, *senses: Sense) -> bool:
        return self.turn is not None and self.turn.sense in senses

    def _harm(self, word: Word) -> None:
        spared = self._turned_by(Sense.GAIN) and word.sense is Sense.COST
        if (
            self.by in _HARMS
            and self.last_is(Sense.DOWN)
            and word.gap == ""
            and word.text[0] in "不未"
        ):
            self._say(Better.LOWER, word)  # 接待费下降不到位: the fall fell short
            return
        if self._turned_by(Sense.NOT) and word.gap:
            self._say(None, word)  # what stands between may be anything: 无(故)缺课
            return
        if word.sense is not Sense.HARM and self._turned_by(Sense.TRIM) and not self._reaches():
            self.turn = None  # 退税减税延误: what was cut is named already
        solved = self.solves and not self.rate and word.sense in (Sense.HARM, Sense.VOICE)
        if spared or solved or self._turned_by(Sense.NOT, Sense.DOWN, Sense.TRIM):
            self._say(Better.HIGHER, word)
        elif self.turn and self._is_object(word):
            # 处理投诉率 may be the share handled or the share complained: open
            self._say(None if self.rate else Better.HIGHER, word)
        elif self._turned_by(Sense.FOUND) and word.sense is not Sense.FAIL:
            self._say(None, word)
        else:
            self._say(Better.LOWER, word)
            self.turn = word if word.sense is Sense.WRONGLY else None

    def _reaches(self) -> bool:
        return self.turn is not None and self.turn.text in REACHING

    def _still_solves(self, word: Word) -> bool:
        """Whether the name began with a verb that does away with harm, and nothing ended its reach."""
        if self.last is None:
            return word.text in SOLVING and word.gap == ""
        return self.solves and not _NOT_OBJECT.search(word.gap)

    def _is_object(self, word: Word) -> bool:
        reached = _OBJECTS.get(self.turn.sense, ()) if self.turn else ()
        near = len(word.gap) <= _REACH and not _NOT_OBJECT.search(word.gap)
        spent = word.text.endswith("耗")  # 处理(吨水)电耗 is what the handling used up
        return word.sense in reached and near and not spent

    def _wanted(self, word: Word) -> None:
        close = word.gap == "" and (self.last is not None or self.thing is not None)
        self.undone = close and not self.silent and (self.undone or self.last_is(Sense.NOT))
        down = self._turned_by(Sense.DOWN) or (
            word.text in CUTTING and close and self.thing is not None
        )
        self.turn = self.turn if self._turned_by(*_LASTING) else None
        wrongly = close and self.last_is(Sense.WRONGLY) and word.sense in _DOING
        if self.undone or wrongly:
            self._say(Better.LOWER, word)
        else:
            self._say(None if down or self._may_be_harm(word) else Better.HIGHER, word)

    def _may_be_harm(self, word: Word) -> bool:
        """Whether what is wanted elsewhere may here be the harm going on: 集资参与, 中断缴费."""
        if self.last is None or self.better is not Better.LOWER or word.sense not in _DOING:
            return False
        if self.last_is(Sense.WRONGLY) and word.text not in WELL and word.text not in PUBLIC:
            return True  # 非法(卫星接收)设施: how far behind does not matter
        near = self.last.sense in _HARMS and len(word.gap) <= _NEAR
        if word.sense is Sense.GOOD and word.text not in WELL:
            return near
        if word.sense is Sense.WORK and word.text not in ABOUT:
            return near  # 超限运输 is no work on 超限
        failing = self.last_is(Sense.FAIL) and word.gap == ""
        return word.text not in WELL and (
            failing or (self.last_is(Sense.WRONGLY) and len(word.gap) <= _NEAR)
        )

    def _open(self, word: Word) -> None:
        if word.text in EXTENT and self.by is Sense.HARM and self.better is Better.LOWER:
            return
        if self.turn and self._is_object(word):
            self._say(Better.HIGHER, word)
        elif word.sense is not Sense.MATTER or self.by not in _WORKS:
            self._say(None, word)

    def last_is(self, sense: Sense) -> bool:
        """Whether the word before is of this class."""
        return self.last is not None and self.last.sense is sense

    def _span(self, word: Word) -> None:
        if self._turned_by(Sense.DOWN, Sense.TRIM):
            self._say(Better.HIGHER, word)
        elif self.last and self.last.text in AWAITED:
            self._say(Better.LOWER, word)
        elif self.last and self.last.sense is Sense.WORK and self.last.text not in LASTING:
            self._say(Better.LOWER if self.average else None, word)
        elif word.text in _FROM_TO and self.by not in _HARMS:
            self._say(Better.LOWER if word.text in _AWAITING else None, word)

    def _control(self) -> None:
        if self.by is not Sense.COST:
            harm = self.by in _HARMS and self.better is Better.LOWER
            self.better, self.by = (Better.HIGHER if harm else None), Sense.CONTROL


def _decide(words: Iterable[Word], rate: bool) -> tuple[Better | None, Sense | None, Word | None]:
    walk = _Walk(rate)
    for word in words:
        walk.average = walk.average or "平均" in word.gap + word.text
        if word.sense not in _SILENT:
            walk.take(word)
        if word.sense is Sense.THING and walk.decider and walk.decider.text in EVENTS:
            walk.better = None  # 地震避难场所 is no earthquake
        walk.thing = word if word.sense is Sense.THING else None
        walk.silent = word.sense in _SILENT
    return (*walk.close(), walk.decider)
