"""What all pages of a plan share: who looks, which version, what the review found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest

from jixiao.acts.disputing import Dispute
from jixiao.plan.model import Plan, Project
from jixiao.terms.findings import Level
from jixiao.web import access, disputes
from jixiao.web.marks import Numbered, numbered
from jixiao.web.models import Membership, PlanRecord
from jixiao.web.remembered import review_of
from jixiao.web.versions import Version


@dataclass(frozen=True)
class Count:
    """How many findings there are of a level."""

    level: Level
    number: int


def counts(findings: list[Numbered]) -> list[Count]:
    """Findings by level, heaviest first, zeros too: none is also a result."""
    found = Counter(one.finding.level for one in findings)
    return [Count(level, found[level]) for level in Level]


class PlanPage:
    """A plan as one page needs it; made from the request, by membership alone."""

    def __init__(self, member: Membership, record: PlanRecord, version: Version) -> None:
        self.member, self.record, self.version = member, record, version
        self.department = record.department

    @classmethod
    def of(cls, request: HttpRequest, department_id: int, year: int) -> PlanPage:
        """The newest version, for anyone of the department."""
        member = access.membership(request, department_id)
        record = access.plan_record(member, year)
        return cls(member, record, record.head)

    @classmethod
    def for_editor(cls, request: HttpRequest, department_id: int, year: int) -> PlanPage:
        """The newest version, for who may change it."""
        member = access.editor(request, department_id)
        record = access.plan_record(member, year)
        return cls(member, record, record.head)

    @classmethod
    def for_decider(cls, request: HttpRequest, department_id: int, year: int) -> PlanPage:
        """The newest version, for who reviews and decides."""
        member = access.decider(request, department_id)
        record = access.plan_record(member, year)
        return cls(member, record, record.head)

    def at(self, version: Version) -> PlanPage:
        """The same page of another version."""
        return PlanPage(self.member, self.record, version)

    @property
    def plan(self) -> Plan:
        return self.version.plan

    @cached_property
    def findings(self) -> list[Numbered]:
        """What the review found in this version, heaviest first."""
        return numbered(review_of(self.version.content).findings)

    @cached_property
    def disputes(self) -> dict[str, list[Dispute]]:
        """Digest of a finding → the disputes of it that stand."""
        return disputes.standing(self.record)

    @property
    def counts(self) -> list[Count]:
        return counts(self.findings)

    def project(self, number: int) -> Project:
        """The project of that number, counted from 1, or 404."""
        if not 1 <= number <= len(self.plan.projects):
            raise Http404
        return self.plan.projects[number - 1]

    @property
    def number_of(self) -> dict[str, int]:
        """Project id → its number in the plan."""
        return {project.id: number for number, project in enumerate(self.plan.projects, 1)}

    @property
    def address(self) -> tuple[int, int]:
        """What every address of this plan begins with."""
        return self.department.pk, self.record.year
