"""A finding: what is wrong with a plan, where, and how to mend it (contract §4)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from jixiao.findings.place import Place
from jixiao.terms.findings import Level

_NUMBERED = re.compile("第[一二三四五六七八九十百零〇]+条")


class Cite(BaseModel):
    """A regulation and article a finding rests on; ``verified`` says whether the text was read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    law: str
    article: str | None = None
    verified: bool = False

    def words(self) -> str:
        """As it is printed: law and article; a text that was not at hand by its name alone.

        ``article`` then holds the matter in our words, which is no article of the law.
        """
        numbered = self.verified or _NUMBERED.match(self.article or "")
        return f"{self.law}{self.article or ''}" if numbered else self.law


def unread(cites: Iterable[Cite]) -> tuple[str, ...]:
    """The laws among the citations whose article was not at hand, each once: said once a page."""
    return tuple(dict.fromkeys(c.law for c in cites if not c.verified))


def unread_note(laws: Iterable[str]) -> str:
    """What is said once a page or a document of laws whose text was not at hand; nothing where there are none."""
    names = "、".join(laws)
    return f"{names}的条文不在手边，只引文号；并列的法律、法规条文读过原文" if names else ""


class Where(BaseModel):
    """What a finding is about: project id, indicator id, field name, and the place in the file.

    Field names are those of the plan's JSON (``target``, ``name``, ``budget.total``, ``goals`` …).
    ``indicators``: all rows that a finding is true of, where it is said once for all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    project: str | None = None
    indicator: str | None = None
    field: str | None = None
    place: Place | None = None
    indicators: tuple[str, ...] | None = None


class Proposal(BaseModel):
    """What to write instead, where it can be computed: the field at the finding's place, its new text.

    Accepting it is up to a person; it is never written by itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str
    value: str


class Finding(BaseModel):
    """One fault with its remedy. ``also`` names further places of the same fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    level: Level
    where: Where
    fault: str
    remedy: str
    cites: tuple[Cite, ...] = ()
    also: tuple[Where, ...] = ()
    proposal: Proposal | None = None
