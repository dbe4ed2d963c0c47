"""A self-evaluation from outside, examined against what this department's evidence says.

Its rows are matched with the approved goals by code and name; what is not approved has no evidence.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from django.http import Http404
from django.utils.translation import gettext as _

from jixiao.acts.kinds.audit import Audit, AuditKind, audit_says
from jixiao.forms.self_evaluation import Printed, printed_of
from jixiao.measures.observation import Observation
from jixiao.plan.model import Plan, Project
from jixiao.plan.money import plain
from jixiao.scoring.honesty.approved import matched, with_bindings
from jixiao.scoring.honesty.examine import Examination, Examined, examine_claims
from jixiao.scoring.honesty.sampling import Estimate, Sample, draw, estimate
from jixiao.web import evidence
from jixiao.web.acts import record_of
from jixiao.web.house.numbers import whole
from jixiao.web.models import HonestyClaim, HonestySample, PlanRecord
from jixiao.web.observed import observed
from jixiao.web.reading.document_json import unpack
from jixiao.web.remembered import plan_of
from jixiao.web.saying import Speaker
from jixiao.web.score import own_packs
from jixiao.web.versions import Version

LARGEST_SEED = 10**9
LONGEST = 500


class SamplingError(ValueError):
    """What was typed is no size, seed or result; the text says why, to who typed it."""


@dataclass(frozen=True)
class Held:
    """A claim with what was found. ``seen`` is ``None`` where the department has no evidence."""

    claim: HonestyClaim
    plan: Plan
    approved: Plan
    examination: Examination
    seen: Mapping[str, Observation] | None

    def rows(self) -> list[tuple[int, Project, Examined]]:
        """Each project with its number in the claim, whom to re-check first on top."""
        numbers = {p.id: (n, p) for n, p in enumerate(self.plan.projects, 1)}
        return [(*numbers[one.project], one) for one in self.examination.first()]

    def of(self, number: int) -> tuple[Project, Examined]:
        """A project of the claim by its number, or 404."""
        if not 1 <= number <= len(self.plan.projects):
            raise Http404
        return self.plan.projects[number - 1], self.examination.projects[number - 1]

    @cached_property
    def with_total(self) -> dict[str, Examined]:
        """The projects whose claimed points add up, by id: only those can be inflated."""
        return {one.project: one for one in self.examination.projects if one.claimed is not None}

    @property
    def made_up(self) -> bool:
        """Whether the evidence it is held against is simulated."""
        return any(one.made_up for one in (self.seen or {}).values())


def claim(record: PlanRecord, claim_id: int) -> HonestyClaim:
    """A claim of this plan that could be read, or 404."""
    found = record.claims.defer("content").select_related("author").filter(pk=claim_id).first()
    if found is None or not found.plan:
        raise Http404
    return found


def held(one: HonestyClaim, version: Version) -> Held:
    """The claim examined against the approved plan and the evidence as they are now."""
    store = evidence.store_of(version.record.department_id)
    state = evidence.state(store)
    approved, day = version.plan, date(version.record.year, 12, 31)
    plan, tables = _read(one.pk, one.plan, one.document)
    plan = with_bindings(plan, approved)
    seen = None
    if state:
        seen = matched(plan, approved, observed(store, approved, day))
    made = examine_claims(plan, tables, seen, approved=approved, among=own_packs())
    return Held(one, plan, approved, made, seen)


@lru_cache(maxsize=16)
def _read(_claim: int, plan: str, document: str) -> tuple[Plan, tuple[Printed, ...]]:
    return plan_of(plan), tuple(printed_of(unpack(json.loads(document))))


def draw_sample(one: Held, size: str, seed: str, author: object) -> HonestySample:
    """Draw projects to re-check and keep how; without a seed typed, chance gives one.

    Raises:
        SamplingError: no size, no seed, or no project whose points add up.
    """
    known = one.with_total
    if not known:
        raise SamplingError(_("没有一个项目的自评得分能合计，抽不出样本。"))
    count = whole(size)
    if count is None or not 1 <= count <= len(known):
        words = _("抽取的个数应是 1 到 %(most)s 的整数，写的是“%(typed)s”。")
        raise SamplingError(words % {"most": len(known), "typed": size.strip()[:20]})
    number = secrets.randbelow(LARGEST_SEED) if not seed.strip() else whole(seed)
    if number is None or number >= LARGEST_SEED:
        words = _("种子应是小于 10 亿的整数，写的是“%(typed)s”；不写则随机给一个。")
        raise SamplingError(words % {"typed": seed.strip()[:20]})
    return HonestySample.objects.create(
        claim=one.claim, size=count, seed=number, author=author,
        claimed={key: plain(e.claimed) for key, e in known.items() if e.claimed is not None},
        priorities={key: plain(e.priority) for key, e in known.items()},
    )  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """One project drawn, what it claims, and what its re-check came to (``None``: not yet)."""

    project: str
    claimed: Decimal
    recheck: Audit | None


@dataclass(frozen=True)
class Shown:
    """A sample with its re-checks; the estimate only when every project drawn was re-checked."""

    kept: HonestySample
    drawn: list[Drawn]
    left: int
    of: int
    estimate: Estimate | None


def shown(kept: HonestySample) -> Shown:
    """The sample drawn again from what was kept, with what the re-checks found."""
    sample = _again(kept)
    done = _audits(kept)
    drawn = [Drawn(key, Decimal(kept.claimed[key]), done.get(key)) for key in sample.drawn]
    left = sum(one.recheck is None for one in drawn)
    over = {one.project: one.claimed - one.recheck.points for one in drawn if one.recheck}
    claimed = {key: Decimal(points) for key, points in kept.claimed.items()}
    made = None if left else estimate(sample, over, claimed=claimed)
    return Shown(kept, drawn, left, len(kept.priorities), made)


def _again(kept: HonestySample) -> Sample:
    return draw({key: Decimal(p) for key, p in kept.priorities.items()}, kept.size, kept.seed)


def record_recheck(
    kept: HonestySample, project: str, points: str, reason: str, said: Speaker
) -> None:
    """Keep what the re-check of a drawn project came to.

    Raises:
        SamplingError: not drawn.
        ActRefusedError: no points of a hundred, or no word of what was looked at.
    """
    if project not in _again(kept).drawn:
        raise SamplingError(_("这个项目没有被抽中。"))
    says = audit_says(points, reason)
    subject = {"sample": kept.pk, "project": project}
    draft = said.draft("audit", subject, says, binds=kept.claim.sha256)
    with record_of(kept.claim.record.department_id).writing() as writer:
        writer.say(draft)


def _audits(kept: HonestySample) -> dict[str, Audit]:
    told = record_of(kept.claim.record.department_id).reading().of_kinds(["audit"])
    mine = (one for one in told if one.act.subject["sample"] == kept.pk)
    return {one.act.subject["project"]: AuditKind().fold([one]) for one in mine}
