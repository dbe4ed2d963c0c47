"""What people enter of the law: articles, holidays, time limits, each bound to the document it was read from.

All of an installation's entries are acts about one subject: whoever enters has seen them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from jixiao.acts.kind import Draft, Told
from jixiao.law.entered import (
    Entered,
    EnteredArticle,
    EnteredLimit,
    EnteredYear,
    Provenance,
)
from jixiao.law.packs import label_of, limit_label
from jixiao.law.time_limits import DayKind

ARTICLE, HOLIDAYS, LIMIT, WITHDRAWN = (
    "law_article", "law_holidays", "law_limit", "law_withdrawn",
)  # fmt: skip
KINDS = (ARTICLE, HOLIDAYS, LIMIT, WITHDRAWN)
SUBJECT: Mapping[str, Any] = {"of": "law"}
ABOUT = frozenset(SUBJECT)
LONGEST = 5000

One = EnteredArticle | EnteredYear | EnteredLimit


@dataclass(frozen=True)
class Entry:
    """One thing entered and its fate; ``id`` is the hash of its act.

    ``gone``: why it stands no more, with who and when; ``reason`` why it took the place of an earlier one.
    """

    id: str
    says: One
    recorded: datetime | None
    reason: str = ""
    gone: str = ""

    @property
    def by(self) -> Provenance:
        """Who entered it, from what."""
        return self.says.by

    @property
    def key(self) -> tuple[Any, ...]:
        """What it is an entry of: a later one of the same takes its place."""
        return key_of(self.says)


def key_of(says: One) -> tuple[Any, ...]:
    """What an entry is of."""
    if isinstance(says, EnteredArticle):
        return ARTICLE, says.law, says.number
    if isinstance(says, EnteredYear):
        return HOLIDAYS, says.place, says.year
    return LIMIT, says.place, says.limit, says.since


def entries_of(told: Iterable[Told]) -> tuple[Entry, ...]:
    """Every entry, those that stand no more too, in the order of recording."""
    found: dict[str, Entry] = {}
    for one in told:
        if one.act.kind == WITHDRAWN:
            _withdraw(found, one)
        elif one.act.kind in KINDS:
            made = _entry(one)
            _replace(found, made, one)
            found[made.id] = made
    return tuple(found.values())


def entered_of(entries: Iterable[Entry]) -> Entered:
    """What stands of the entries."""
    stand = [one.says for one in entries if not one.gone]
    return Entered(
        tuple(one for one in stand if isinstance(one, EnteredArticle)),
        tuple(one for one in stand if isinstance(one, EnteredYear)),
        tuple(one for one in stand if isinstance(one, EnteredLimit)),
    )


def refusal(draft: Draft, says: One, before: Sequence[Told]) -> str:
    """What every entry must have: its document, and a reason where one stands in its place."""
    if draft.binds is None:
        return "没有交文件；请交上写着它的文件（通知、规定的原文），录入的内容以它为凭"
    key = key_of(says)
    there = next((one for one in entries_of(before) if not one.gone and one.key == key), None)
    if there is None:
        return ""
    if _same(there.says, says):
        return f"{_where(there)}，内容一样，不用再录"
    if not draft.says["reason"].strip():
        return f"{_where(there)}；要用这一次的代替，请写明理由"
    return ""


def entry_of(draft: Draft) -> One:
    """What a draft enters, before it is recorded."""
    return _said(draft.kind, draft.says, _provenance(draft.who, draft.on, draft.says, draft.binds))


def title(says: One) -> str:
    """What an entry is of."""
    if isinstance(says, EnteredArticle):
        named = f"{says.law}《{says.title}》" if says.title else says.law
        return f"{named} {says.number}"
    if isinstance(says, EnteredYear):
        return f"{label_of(says.place)} {says.year}年节假日"
    label = limit_label(says.limit)
    return f"{label_of(says.place)} 时限“{label}”自 {says.since} 起"


def content(says: One) -> str:
    """What an entry says, in a sentence."""
    if isinstance(says, EnteredArticle):
        settled = f"（即“{says.matter}”）" if says.matter else ""
        return f"{says.words}{settled}"
    if isinstance(says, EnteredYear):
        return f"放假 {'、'.join(says.off)}；上班 {'、'.join(says.on) or '没有'}（{says.notice}）"
    days = f"{says.number} {DayKind.of(says.unit).label}" if says.number else "没有期限"
    return f"{days}（{says.source}）"


def told_in_words(one: Entry) -> str:
    """An entry as lists print it."""
    gone = f"；{one.gone}" if one.gone else ""
    return f"{one.id[:12]}  {title(one.says)}：{content(one.says)}；{one.by.words}{gone}"


def told_in_json(one: Entry) -> dict[str, Any]:
    """An entry for machines."""
    kind, *of = one.key
    return {
        "id": one.id, "kind": kind.removeprefix("law_"), "of": [str(part) for part in of],
        "says": content(one.says), "by": one.by.who, "on": one.by.on.isoformat(),
        "document": {"name": one.by.file, "sha256": one.by.sha256},
        "stands": not one.gone, "gone": one.gone or None,
    }  # fmt: skip


def _where(there: Entry) -> str:
    return f"{title(there.says)} 已由{there.by.who}于 {there.by.on} 录入"


def _same(one: One, other: One) -> bool:
    by = Provenance("", date.min, "", other.by.sha256)
    mine = Provenance("", date.min, "", one.by.sha256)
    return replace(one, by=mine) == replace(other, by=by)


def _withdraw(found: dict[str, Entry], one: Told) -> None:
    entry = one.says["entry"]
    why = f"{one.who} {one.on} 撤回：{one.says['reason']}"
    found[entry] = replace(found[entry], gone=why)


def _replace(found: dict[str, Entry], made: Entry, one: Told) -> None:
    for id_, there in found.items():
        if not there.gone and there.key == made.key:
            why = f"{one.who} {one.on} 另录代替：{made.reason}"
            found[id_] = replace(there, gone=why)


def _entry(one: Told) -> Entry:
    by = _provenance(one.who, one.on, one.says, one.act.binds)
    says = _said(one.act.kind, one.says, by)
    return Entry(one.act.hash, says, one.moment, one.says["reason"])


def _provenance(who: str, on: date, says: Mapping[str, Any], binds: str | None) -> Provenance:
    return Provenance(who, on, says["file"], binds or "")


def _said(kind: str, says: Mapping[str, Any], by: Provenance) -> One:
    if kind == ARTICLE:
        title = says.get("title", "")  # entries of before it could be said have none
        return EnteredArticle(
            says["law"], says["article"], says["words"], says["matter"], by, title
        )
    if kind == HOLIDAYS:
        off, on = tuple(says["off"]), tuple(says["worked"])
        return EnteredYear(says["place"], says["year"], off, on, says["notice"], by)
    return EnteredLimit(
        says["place"], says["limit"], date.fromisoformat(says["since"]), says["number"],
        says["unit"], says["source"], by,
    )  # fmt: skip
