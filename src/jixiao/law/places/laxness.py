"""A place's own time limit against the one under it: the law binds the authority, a place may only bind it more.

A period that the law fixes for others (to ask for a hearing, to pay, a public notice) is nobody's to change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from jixiao.law.time_limits import DayKind

Tables = Mapping[str, Any]


def laxer(name: str, law: Tables, own: Tables) -> Iterator[str]:
    """Why a limit of a place's own cannot stand over the one it builds on: a sentence each, with the remedy."""
    yield from _other_days(name, law, own)
    allowed, said = (one.get("extension", {}).get("days", 0) for one in (law, own))
    if said > allowed:
        yield (
            f"limits.{name} 写了可以延长{said}天，它所依的规定是{f'{allowed}天' if allowed else '不得延长'}；"
            "地方只能更严，请改成不超过规定的天数"
        )
    for version in own.get("version", ()):
        for under in law["version"]:
            why = _why(law, under, own, version) if _meet(under, version) else ""
            if why:
                yield f"limits.{name} 自 {version['from']} 起写的是{_words(own, version, law)}，{why}"


def _other_days(name: str, law: Tables, own: Tables) -> Iterator[str]:
    """Another kind of day said of the whole limit would change the law's own versions."""
    if own.get("unit", law["unit"]) != law["unit"]:
        yield (
            f"limits.{name} 把天的种类改成了{_label(own['unit'])}，规定的是{_label(law['unit'])}；"
            "请只在自己的 version 里写 unit"
        )


def _why(law: Tables, under: Tables, own: Tables, version: Tables) -> str:
    """What is wrong with a version where the law's holds; a law whose number nobody verified binds to none."""
    number = under.get("number")
    if number is None or not under.get("verified", False):
        return ""
    rule = f"它所依的规定是{_words(law, under, law)}（{under['source']}）"
    if law.get("fixed") and _days(own, version, law) != _days(law, under, law):
        return f"{rule}，是法定的期间，地方不得改；请不写这个时限"
    if version.get("none", False):
        return f"{rule}，地方不得取消；请写不超过{_words(law, under, law)}的天数"
    said = version.get("number")
    if said is None or (said <= number and _surely(own, version, law, under)):
        return ""
    if _days(own, version, law)[1] != _days(law, under, law)[1]:
        return (
            f"{rule}，两种天比不出宽严；请按{_label(_days(law, under, law)[1])}写，不超过{number}"
        )
    return f"宽于规定：{rule}；地方只能更严，请写不超过{_words(law, under, law)}的天数"


def _surely(own: Tables, version: Tables, law: Tables, under: Tables) -> bool:
    """Not more days are not longer where both count the same, or the law counts working days and this all."""
    kind, lawful = _days(own, version, law)[1], _days(law, under, law)[1]
    return kind == lawful or (kind, lawful) == (DayKind.CALENDAR.value, DayKind.WORKING.value)


def _days(one: Tables, version: Tables, law: Tables) -> tuple[int | None, str]:
    unit = version.get("unit", one.get("unit", law["unit"]))
    return (None if version.get("none", False) else version.get("number")), str(unit)


def _words(one: Tables, version: Tables, law: Tables) -> str:
    number, unit = _days(one, version, law)
    return "没有期限" if number is None else f"{number}{_label(unit)}"


def _label(unit: str) -> str:
    return DayKind.of(unit).label


def _meet(under: Tables, version: Tables) -> bool:
    """Whether there is a day on which both would hold."""
    first: date = max(under["from"], version["from"])
    last: date = min(under.get("to", date.max), version.get("to", date.max))
    return first <= last
