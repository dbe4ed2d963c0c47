"""What can be found under a code of its own: its words are its page, its examples run as cases."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from jixiao.findings.finding import Cite, Finding, Proposal, Where
from jixiao.law.shelf import Citation, with_statutes
from jixiao.terms.findings import Level

BAD, GOOD = "反例", "正例"
_EXAMPLE = re.compile(rf"^(?P<label>{BAD}|{GOOD})：\n(?P<body>(?:(?:[ ]{{4}}.*)?\n?)+)", re.M)


class Coded:
    """One kind of fault: review rules, checks, warnings and what readers say are all of this shape.

    The docstring is the page: what is wrong in one line, why, then 反例 and 正例 in the words of the
    cases. The file's name begins with the code; cases and page bear the same name. ``code`` never
    changes and is never used again (:mod:`jixiao.findings.retired`).
    """

    code: ClassVar[str]
    english: ClassVar[str]
    level: ClassVar[Level]
    #: Empty where the fault is one of reading or computing, which no article speaks of.
    cites: ClassVar[tuple[Citation, ...]] = ()
    #: The unit of a room below that says the same fault: this one only decides it by more.
    extends: ClassVar[type[Coded] | None] = None
    #: How much it moves a project up the list of whom to re-check first.
    urgency: ClassVar[int] = 1

    def __init_subclass__(cls, extends: type[Coded] | None = None) -> None:
        """Take code and words of the unit whose fault is decided here again."""
        super().__init_subclass__()
        if extends is not None:
            cls.extends, cls.code, cls.level = extends, extends.code, extends.level
            cls.english, cls.cites, cls.urgency = extends.english, extends.cites, extends.urgency

    @classmethod
    def page(cls) -> str:
        """Its words; one that is decided again in another room has those of the unit it extends."""
        return inspect.getdoc(cls.extends or cls) or ""

    @classmethod
    def title(cls) -> str:
        """What is wrong, in one line: the first line of its page."""
        return cls.page().splitlines()[0].rstrip("。")

    @classmethod
    def why(cls) -> str:
        """Why it is wrong: the docstring without title and examples, wrapped lines joined."""
        text = _EXAMPLE.sub("", cls.page())
        paragraphs = [p.replace("\n", "") for p in text.split("\n\n")[1:] if p.strip()]
        return "\n\n".join(paragraphs)

    @classmethod
    def examples(cls, label: str) -> list[str]:
        """The examples under 反例 or 正例, in the vocabulary of the cases."""
        found = _EXAMPLE.finditer(cls.page() + "\n")
        return [textwrap.dedent(m["body"]).strip() for m in found if m["label"] == label]

    @classmethod
    def stem(cls) -> str:
        """The name its code, its cases and its page share."""
        return cls.__module__.rpartition(".")[2]

    @classmethod
    def found(
        cls, at: Where, fault: str, remedy: str, *, also: Iterable[Where] = (),
        to: str | None = None, level: Level | None = None, cites: tuple[Cite, ...] | None = None,
    ) -> Finding:  # fmt: skip
        """A finding: place, fault and remedy in a sentence each, further places, what to write there.

        ``level`` and ``cites`` where a policy or a day makes them other than the unit's own.
        """
        proposal = Proposal(field=at.field, value=to) if to and at.field else None
        return Finding(
            rule=cls.code, level=level or cls.level, where=at, fault=fault, remedy=remedy,
            cites=basis_of(cls.cites) if cites is None else cites, also=tuple(also), proposal=proposal,
        )  # fmt: skip


def basis_of(citations: Iterable[Citation], on: date | None = None) -> tuple[Cite, ...]:
    """Articles of the shelf as a finding cites them, with the statutes that were read beside them."""
    return tuple(
        Cite(law=c.law, article=c.article.number, verified=c.verified)
        for c in with_statutes(citations, on)
    )
