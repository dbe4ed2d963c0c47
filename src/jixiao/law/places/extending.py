"""``extends``: one place's words over those of the place under it, by one set of rules.

1. A value or a list that is stated replaces the one under it.
2. Tables go together name by name, all the way down.
3. A few tables are one whole (points that make a hundred, grades with what follows them): stated, they
   replace the one under them.
4. What has days goes on from its day: a warning rule with a later ``since`` leaves the older one in
   force until then; a version of a time limit cuts the older ones; a holiday is set day by day.
5. What is changed without its source carries the source of the place that changed it, never the old one.
6. Its name, its divisions and when it is used nationwide are a place's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from jixiao.law.places.errors import PackError
from jixiao.law.places.folders import Stated
from jixiao.law.places.laxness import laxer
from jixiao.law.shelf import Verified

Tables = dict[str, Any]
_DAY = timedelta(days=1)
_WHOLE = {"weights", "grades", "outcomes", "scoring.department", "evaluation.points"}
_OWN = ("name", "label", "divisions", "nationwide", "policy", "extends")
#: Parts whose source stands under ``basis``: key of the part → its name there.
_BASIS = {
    "cost": "frame", "weights": "weights", "grades": "grades", "deductions": "deductions",
    "items": "items", "outcomes": "outcomes", "forms": "forms", "scoring.frames": "frames",
    "scoring.bands": "bands", "scoring.department": "department",
}  # fmt: skip
#: Tables of entries that each carry their source.
_SOURCED = {"thresholds", "monitoring.rules", "timers"}
_SOURCED_ALONE = {"monitoring.possibility", "finance", "evaluation", "scoring.department_zero"}
_SOURCED_LISTS = ("checkpoints", "warnings")


def extended(name: str, every: Mapping[str, Stated]) -> Tables:
    """What a place states, over all it builds on.

    Raises:
        PackError: it builds on itself, in a circle, or on a place that is not there.
    """
    made: Tables = {}
    for one in reversed(chain(name, every)):
        made = _over(made, one)
    return made


def chain(name: str, every: Mapping[str, Stated]) -> tuple[Stated, ...]:
    """The place, the one under it, and so on down.

    Raises:
        PackError: as :func:`extended`.
    """
    found = [every[name]]
    while (base := found[-1].extends) is not None:
        at = found[-1].file_of("extends")
        if base not in every:
            raise PackError(at, f"extends 的“{base}”不存在；有：{'、'.join(every)}")
        if base in {one.name for one in found}:
            raise PackError(at, f"extends 的“{base}”绕成了圈；请改成别的地方，例如 central-2021")
        found.append(every[base])
    return tuple(found)


def _over(below: Tables, one: Stated) -> Tables:
    """A place's words over what stands under it, every changed part with its source."""
    own = _with_sources(one)
    kept = {key: value for key, value in below.items() if key not in _OWN}
    made = _merged(kept, own, "")
    made.setdefault("label", one.name)
    if "limits" in own:
        _refuse_laxer(below.get("limits", {}), own["limits"], one)
        made["limits"] = _limits(below.get("limits", {}), own["limits"], one)
    if "calendar" in own:
        made["calendar"] = _calendar(below.get("calendar", {}), own["calendar"])
    return _with_entered(made, one)


def _with_entered(stated: Tables, one: Stated) -> Tables:
    """What people entered of the place goes over what its files say, by the same rules."""
    made, own = dict(stated), one.entered
    if own.get("limits"):
        made["limits"] = _limits(made.get("limits", {}), own["limits"], one)
    if own.get("calendar"):
        made["calendar"] = _calendar(made.get("calendar", {}), own["calendar"])
    return made


def _merged(below: Mapping[str, Any], own: Mapping[str, Any], path: str) -> Tables:
    made = dict(below)
    for key, value in own.items():
        at = f"{path}.{key}" if path else key
        under = made.get(key)
        if at.startswith("monitoring.rules.") and at.count(".") == 2:
            made[key] = _rule(under, value)
        elif isinstance(value, dict) and isinstance(under, dict) and at not in _WHOLE:
            made[key] = _merged(under, value, at)
        else:
            made[key] = value
    return made


def _rule(below: Mapping[str, Any] | None, own: Mapping[str, Any]) -> Tables:
    """A rule over the one it changes, which holds until the day the change is in force."""
    if below is None or "since" not in own or own["since"] <= below["since"]:
        return {**(below or {}), **own}
    return {**below, **own, "earlier": below}


# -- sources ----------------------------------------------------------------------------------------


def _with_sources(one: Stated) -> Tables:
    own, said = dict(one.tables), _said(one)
    _each(own, "thresholds", lambda entry: {"borrowed": "", **entry})  # one's own is no loan
    for at in _SOURCED:
        _each(own, at, lambda entry: {**said, **entry})
    for at in _SOURCED_ALONE:
        _put(own, at, lambda entry: {**said, **entry})
    for key in _SOURCED_LISTS:
        if key in own:
            own[key] = [{**said, **entry} for entry in own[key]]
    changed = {name for name in _changed(own) if name not in own.get("basis", {})}
    if changed:
        own["basis"] = {**dict.fromkeys(sorted(changed), said), **own.get("basis", {})}
    return own


def _said(one: Stated) -> Mapping[str, str]:
    """What stands as the source of a part for which its place gives none."""
    label = one.tables.get("label", one.name)
    words = one.tables.get("source") or f"{label}的规定，没有写明出处（{one.file}）"
    return {"source": words, "verified": Verified.GENERAL_KNOWLEDGE.value}


def _changed(own: Mapping[str, Any]) -> Iterator[str]:
    for at, name in _BASIS.items():
        if _at(own, at) is not None:
            yield name
    yield from _at(own, "scoring.rules") or ()


def _at(own: Mapping[str, Any], path: str) -> Any:
    found: Any = own
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _put(own: Tables, path: str, change: Any) -> None:
    """Put another entry in the place of one, along a path of tables that are copied on the way."""
    *way, last = path.split(".")
    table = own
    for key in way:
        if not isinstance(table.get(key), dict):
            return
        table[key] = dict(table[key])
        table = table[key]
    if last in table:
        table[last] = change(table[last])


def _each(own: Tables, path: str, change: Any) -> None:
    _put(own, path, lambda entries: {name: change(entry) for name, entry in entries.items()})


# -- what has days ----------------------------------------------------------------------------------


def _limits(below: Mapping[str, Any], own: Mapping[str, Any], one: Stated) -> Tables:
    made = dict(below)
    for name, limit in own.items():
        under = below.get(name, {})
        versions = limit.get("version", [])
        _refuse_bad_days(name, versions, one)
        if under and versions:
            _refuse_before_the_law(name, under["version"], versions, one)
        went_on = under.get("version", [])
        for version in versions:
            went_on = [*_cut(went_on, version), version]
        made[name] = {**under, **limit, "version": sorted(went_on, key=lambda v: v["from"])}
    return made


def _cut(older: list[Tables], new: Tables) -> Iterator[Tables]:
    """The older versions where the new one does not hold."""
    last = new.get("to", date.max)
    for one in older:
        first, end = one["from"], one.get("to", date.max)
        if end < new["from"] or first > last:
            yield one
            continue
        if first < new["from"]:
            yield {**one, "to": new["from"] - _DAY}
        if end > last:
            yield {**one, "from": last + _DAY}


def _refuse_laxer(below: Mapping[str, Any], own: Mapping[str, Any], one: Stated) -> None:
    for name, limit in own.items():
        if name in below and (why := next(laxer(name, below[name], limit), "")):
            raise PackError(one.file_of("limits"), why)


def entered_laxer(every: Mapping[str, Stated]) -> Iterator[tuple[str, str]]:
    """Limits that people entered and that are laxer than the law their place builds on: place and sentence.

    Asked before one is recorded: an entry that stands hinders no page.
    """
    for name, one in every.items():
        if one.extends is not None and (own := one.entered.get("limits")):
            below = extended(one.extends, every).get("limits", {})
            for limit, said in own.items():
                if limit in below:
                    yield from ((name, why) for why in laxer(limit, below[limit], said))


def _refuse_bad_days(name: str, versions: list[Tables], one: Stated) -> None:
    for version in versions:
        if "to" in version and version["to"] < version["from"]:
            raise PackError(
                one.file_of("limits"),
                f"limits.{name} 的一个版本到 {version['to']} 止，早于它开始的 {version['from']}；请改正",
            )
        if "number" not in version and not version.get("none", False) and version.get("verified"):
            raise PackError(
                one.file_of("limits"),
                f"limits.{name} 自 {version['from']} 起的版本没有写 number；"
                "请写多少天，或者写 none = true（规定没有期限）",
            )


def _refuse_before_the_law(
    name: str, law: list[Tables], versions: list[Tables], one: Stated
) -> None:
    first = min(version["from"] for version in law)
    for version in versions:
        if version["from"] < first:
            raise PackError(
                one.file_of("limits"),
                f"limits.{name} 的本地版本自 {version['from']} 起，早于它所依的规定（{first}）；"
                f"请把 from 写成 {first} 或者以后",
            )


def _calendar(below: Mapping[str, Any], own: Mapping[str, Any]) -> Tables:
    """Year by year, day by day: a day that is stated is as stated, every other stays."""
    made = dict(below)
    for year, days in own.items():
        under = below.get(year, {})
        off, on = set(days.get("off", ())), set(days.get("on", ()))
        made[year] = {
            **under,
            **days,
            "off": sorted((set(under.get("off", ())) - on) | off),
            "on": sorted((set(under.get("on", ())) - off) | on),
        }
    return made
