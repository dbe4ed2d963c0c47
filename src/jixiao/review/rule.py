"""What a rule is: words first (the docstring is its page), then the few lines that decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from jixiao.findings.coded import Coded, basis_of
from jixiao.findings.finding import Finding, Where
from jixiao.law.packs import Pack
from jixiao.review.examination import Examination, Row, Sheet
from jixiao.terms.findings import Kind

#: Which item of the review form a kind of rule speaks to, where the rule does not say.
ITEMS = {
    Kind.STRUCTURE: "complete",
    Kind.NUMBER: "scientific",
    Kind.TEXT: "clear",
    Kind.INDICATORS: "scientific",
    Kind.PROJECTS: "scientific",
    Kind.YEARS: "reasonable",
    Kind.RESULTS: "complete",
    Kind.PEERS: "reasonable",
}


class Rule(Coded):
    """A rule over the whole plan; :class:`ProjectRule` and :class:`RowRule` look at less.

    ``item`` is the key of the review form's item. A rule holds on a day when one of the regulations
    it cites is in force.
    """

    kind: ClassVar[Kind]
    item: ClassVar[str] = ""

    def __init__(self, pack: Pack, on: date) -> None:
        """The rule as it weighs in a policy pack on a day."""
        self.pack = pack
        self.weight = pack.levels.get(self.code, self.level)
        self.basis = basis_of((c for c in self.cites if c.regulation.in_force(on)), on)
        self.holds = bool(self.basis) and self.code not in pack.off

    @classmethod
    def speaks_to(cls) -> str:
        """The key of the review form's item its findings count for."""
        return cls.item or ITEMS[cls.kind]

    def check(self, exam: Examination) -> Iterator[Finding]:
        """Every finding of this rule in the plan."""
        raise NotImplementedError

    def finding(
        self, at: Where, fault: str, remedy: str, also: Iterable[Where] = (), to: str | None = None
    ) -> Finding:
        """A finding: place, fault and remedy in a sentence each, further places, what to write there."""
        return self.found(at, fault, remedy, also=also, to=to, level=self.weight, cites=self.basis)


class ProjectRule(Rule):
    """A rule that looks at one project at a time."""

    def check(self, exam: Examination) -> Iterator[Finding]:
        for sheet in exam.sheets:
            yield from self.look(sheet)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        """The findings in one project."""
        raise NotImplementedError


class RowRule(Rule):
    """A rule that looks at one row of the indicator table at a time."""

    def check(self, exam: Examination) -> Iterator[Finding]:
        for row in exam.rows:
            yield from self.look(row)

    def look(self, row: Row) -> Iterator[Finding]:
        """The findings in one row."""
        raise NotImplementedError
