"""录入节假日: the holidays of a year as the notice has them, by which working days are counted from then on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.law_entries import (
    ABOUT,
    HOLIDAYS,
    Entry,
    entered_of,
    entries_of,
    entry_of,
    refusal,
)
from jixiao.law.entered import Entered, EnteredYear
from jixiao.law.notice import left_out, unnamed
from jixiao.law.packs import places_at_hand
from jixiao.law.places.reading import time_law_in
from jixiao.terms.roles import Role

#: Days without which no notice of a whole year is whole: New Year, Labour Day, National Day.
_ALWAYS = ("01-01", "05-01", "10-01")
_WEEKEND = 5


class LawHolidaysKind(Kind[tuple[Entry, ...]]):
    """``off`` and ``worked`` are days (``MM-DD``) of ``year`` at ``place``; ``notice`` names the document."""

    name, label = HOLIDAYS, "录入节假日"
    about = ABOUT
    facts = frozenset({"place", "year", "off", "worked"})
    words = frozenset({"notice", "file", "reason"})
    may = frozenset({Role.ADMINISTRATOR.value})
    signs = True

    def sentence(self, told: Told) -> str:
        """What happened."""
        says = told.says
        return (
            f"录入 {says['year']} 年节假日：放假 {'、'.join(says['off'])}；"
            f"上班 {'、'.join(says['worked']) or '没有'}（{says['notice']}）"
        )

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """Days of a year that is next or known, weekdays off and weekends worked, with the notice."""
        says = entry_of(draft)
        assert isinstance(says, EnteredYear)
        return (
            _year_fault(says, draft, entered_of(entries_of(before)))
            or next(_day_faults(says), "")
            or _whole_fault(says, draft, entered_of(entries_of(before)))
            or ("" if says.notice.strip() else "没有写是哪个通知；请写通知的名称和文号")
            or refusal(draft, says, before)
        )

    def fold(self, told: Sequence[Told]) -> tuple[Entry, ...]:
        """Everything entered."""
        return entries_of(told)


def _year_fault(says: EnteredYear, draft: Draft, found: Entered) -> str:
    every = places_at_hand(found)
    if says.place not in every:
        return f"没有“{says.place}”这个地方；有：{'、'.join(every)}"
    calendar = time_law_in(says.place, every).calendar()
    first, last = calendar.first_year, calendar.last_year
    if not first <= says.year <= last + 1:
        return (
            f"{says.year} 年在界限以外：现有 {first} 年至 {last} 年，"
            f"可以录 {last + 1} 年的，或者调整已有的；年份要连续"
        )
    if says.year > draft.on.year + 1:
        return f"{says.year} 年的安排还没有公布（通知在上一年的十一月前后印发）；请等通知"
    return ""


def _whole_fault(says: EnteredYear, draft: Draft, found: Entered) -> str:
    """A new year has its holidays all; one that is known is changed for a reason."""
    last = time_law_in(says.place, places_at_hand(found)).calendar().last_year
    own = any((one.place, one.year) == (says.place, says.year) for one in found.years)
    if says.year <= last and not own and not draft.says["reason"].strip():
        return f"{says.year} 年的安排已有；这一次是调整其中几天的，请写明理由"
    if not own and says.year <= last:
        return ""
    if lacking := _lacking(says):
        return f"没有 {'、'.join(lacking)}；一年的安排要写全，元旦、劳动节、国庆节都在内"
    return _doubt(says, draft.says["reason"])


def _doubt(says: EnteredYear, reason: str) -> str:
    """What a whole notice would name and this one does not, unless the reason says why by its name."""
    lacking = [n for n in unnamed(says.year, says.off, says.on) if n not in reason]
    if lacking:
        return (
            f"没有{'、'.join(lacking)}的放假日子；一年的通知写元旦、春节、清明节、劳动节、端午节、中秋节、国庆节，"
            f"请照通知补上；通知确实没有工作日放假的，请在理由里写明，例如“{lacking[0]}恰逢周日，不调休”"
        )
    between = [day for day in left_out(says.year, says.off, says.on) if day not in reason]
    if between:
        return (
            f"{'、'.join(between)} 夹在放假的日子中间，却要上班；请照通知核对、补上；"
            f"通知确实如此的，请在理由里写明，例如“{between[0]} 照常上班”"
        )
    return ""


def _lacking(says: EnteredYear) -> list[str]:
    days = (date.fromisoformat(f"{says.year}-{text}") for text in _ALWAYS)
    weekdays = (f"{day:%m-%d}" for day in days if day.weekday() < _WEEKEND)
    return [text for text in weekdays if text not in says.off]


def _day_faults(says: EnteredYear) -> Iterator[str]:
    days = {}
    for text in (*says.off, *says.on):
        try:
            days[text] = date.fromisoformat(f"{says.year}-{text}")
        except ValueError:
            yield f"“{text}”不是 {says.year} 年的日子；请写成 10-01"
            return
    if not says.off:
        yield "没有写放假的日子；请照通知写全"
    if both := sorted(set(says.off) & set(says.on)):
        yield f"{'、'.join(both)} 又放假又上班；请核对通知"
    for text in says.off:
        if days[text].weekday() >= _WEEKEND:
            yield f"{text} 是{_weekday(days[text])}，本来不上班；放假的只写周一到周五"
    for text in says.on:
        if days[text].weekday() < _WEEKEND:
            yield f"{text} 是{_weekday(days[text])}，本来上班；调休上班的只写周六周日"


def _weekday(day: date) -> str:
    return f"周{'一二三四五六日'[day.weekday()]}"
