"""The versions of a department's plan of a year, folded from acts; and the content of each of them.

Content is the contract's plan JSON as RFC 8785 spells it; an act binds to its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jixiao.acts.canonical import encoded
from jixiao.acts.errors import ContentError
from jixiao.acts.kind import Draft, Told
from jixiao.acts.patch import Patch, between, patched
from jixiao.acts.record import StaleActError, Writer

#: Kinds of act that make a version of the plan.
PLAN_VERSION, CELL_CHANGE, BINDING = "plan_version", "cell_change", "binding_confirmed"
KINDS = (PLAN_VERSION, CELL_CHANGE, BINDING)


@dataclass(frozen=True)
class PlanVersion:
    """One version: numbered from 1 through the year, made by one act."""

    number: int
    told: Told

    @property
    def hash(self) -> str:
        """SHA-256 of its content."""
        return self.told.act.binds or ""

    @property
    def reason(self) -> str:
        """How it came to be: taken-in, loaded, restored, edited."""
        says = self.told.says
        return str(says["reason"]) if self.told.act.kind == PLAN_VERSION else "edited"

    @property
    def restored_from(self) -> int | None:
        """The number of the version whose content it has again."""
        return self.told.says.get("restored")

    @property
    def intake(self) -> int | None:
        """The number of the document it was taken from."""
        return self.told.says.get("intake")

    @property
    def rule(self) -> str | None:
        """The rule whose proposal was taken."""
        return self.told.says.get("rule")

    @property
    def changes(self) -> list[dict[str, Any]]:
        """Every field it changed, as it was kept; none where those words were deleted."""
        return _json(self.told.says.get("changes")) or []

    @property
    def patch(self) -> Patch | None:
        """What makes its content of the version before; none of a version with content of its own."""
        return None if self.told.act.kind == PLAN_VERSION else _json(self.told.says["patch"])


def add_version(
    writer: Writer, versions: Sequence[PlanVersion], draft: Draft, seen: int
) -> PlanVersion:
    """One more version on top of ``versions``; its author has seen the one numbered ``seen``.

    Who speaks of the whole plan has seen its last version; who changes a cell, the last one that
    speaks of the cell or of the whole.

    Raises:
        StaleActError: there is one they have not seen.
        ActRefusedError: as :meth:`jixiao.acts.record.Record.add`.
    """
    unseen = [one for one in versions[max(seen, 0) :] if _in_the_way(one, draft)]
    if unseen or seen > len(versions):
        raise StaleActError((unseen or versions)[-1].told if unseen or versions else None)
    return PlanVersion(len(versions) + 1, writer.say(draft))


def _in_the_way(one: PlanVersion, draft: Draft) -> bool:
    whole = one.told.act.kind != CELL_CHANGE or draft.kind != CELL_CHANGE
    return whole or one.told.act.subject == draft.subject


def versions_of(told: Iterable[Told], first: int = 1) -> tuple[PlanVersion, ...]:
    """The versions that acts about one plan made, numbered from ``first``."""
    return tuple(PlanVersion(number, one) for number, one in enumerate(told, first))


def content_of(plan: Mapping[str, Any]) -> str:
    """A plan's JSON as it is kept and hashed."""
    return encoded(dict(plan)).decode()


def hash_of(content: str) -> str:
    """What an act binds to."""
    return hashlib.sha256(content.encode()).hexdigest()


def patch_text(before: str, after: str) -> str:
    """The patch between two contents, as an act keeps it."""
    return encoded(between(json.loads(before), json.loads(after))).decode()


def content(
    versions: Sequence[PlanVersion], number: int, kept: Callable[[PlanVersion], str | None]
) -> str:
    """The content of a version; ``kept`` gives that of one which is stored, where it is.

    Raises:
        ContentError: it cannot be made any more, or is not what the act binds to.
    """
    base, patches = _base(versions, number, kept)
    made = _patched(base, patches, number) if patches else base
    if hash_of(made) != versions[number - 1].hash:
        raise ContentError(f"第{number}版的内容与记录里的摘要不符：被改动过")
    return made


def _patched(base: str, patches: Sequence[Patch], number: int) -> str:
    try:
        value = json.loads(base)
        for patch in patches:
            value = patched(value, patch)
        return content_of(value)
    except (TypeError, ValueError) as wrong:
        raise ContentError(f"第{number}版的改动接不上：{wrong}") from wrong


def contents(
    versions: Sequence[PlanVersion], kept: Callable[[PlanVersion], str | None]
) -> Iterator[tuple[PlanVersion, str | ContentError]]:
    """Every version with its content, or with what is wrong with it; each made of the one before."""
    made: dict[int, str] = {}
    last = 0

    def known(one: PlanVersion) -> str | None:
        return made.get(one.number) or kept(one)

    for one in versions:
        try:
            made[one.number] = content(versions, one.number, known)
        except ContentError as wrong:
            yield one, wrong
            continue
        yield one, made[one.number]
        if last and versions[last - 1].patch is not None:
            made.pop(last, None)  # one that a patch made can be made again
        last = one.number


def _base(
    versions: Sequence[PlanVersion], number: int, kept: Callable[[PlanVersion], str | None]
) -> tuple[str, list[Patch]]:
    """The nearest content that is stored, and the patches from there on."""
    patches: list[Patch] = []
    at = number
    while True:
        one = versions[at - 1]
        if (stored := kept(one)) is not None:
            return stored, patches[::-1]
        if one.restored_from:
            at = one.restored_from
        elif one.patch is None:
            raise ContentError(f"第{at}版的内容不见了；请从备份恢复")
        else:
            patches.append(one.patch)
            at -= 1


def _json(text: Any) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:  # the words were deleted
        return None
