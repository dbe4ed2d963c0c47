"""One matter: problem, demand, measure, evidence, acceptance; what may be done next, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jixiao.acts.matter import NEEDS_DUE, Matter, Step, StepKind, allowed, may
from jixiao.acts.recheck import Recheck
from jixiao.monitoring.mending_proofs import ProofError, content_of
from jixiao.monitoring.rechecking import grounds_of, recheck
from jixiao.review.catalogue import rules
from jixiao.web import monitoring
from jixiao.web.attachment import attachment
from jixiao.web.models import Membership
from jixiao.web.pages import errors
from jixiao.web.pages.mending import line_of
from jixiao.web.pages.monitoring_page import MonitoringPage, plainly
from jixiao.web.pages.monitoring_project import Typed
from jixiao.web.remembered import review_of

#: In the order of the work, for the line at the top of the page.
STAGES = (StepKind.DEMAND, StepKind.MEASURE, StepKind.EVIDENCE, StepKind.CLOSE)


@dataclass(frozen=True)
class Stage:
    """A stage of the way: the step that reached it last, or none yet."""

    kind: StepKind
    step: Step | None


@plainly
def page(request: HttpRequest, department_id: int, year: int, identity: str) -> HttpResponse:
    at = MonitoringPage.of(request, department_id, year)
    return render(request, "mending_matter.html", words(at, identity))


def words(at: MonitoringPage, identity: str, typed: Typed | None = None) -> dict[str, Any]:
    """What the page's template is given."""
    matter = matter_of(at, identity)
    kinds = [kind for kind in allowed(matter) if takes(at.here.member, kind)]
    earlier = at.records.matter(matter.again) if matter.again else None
    return {
        "made_up": at.any_made_up,
        "here": at.here, "at": at, "matter": matter, "line": line_of(at, matter),
        "steps": list(reversed(matter.steps)),
        "stages": [Stage(kind, _last(matter, kind)) for kind in STAGES], "kinds": kinds,
        "needs_due": NEEDS_DUE, "earlier": earlier, "today": timezone.localdate(),
        "recheck": looked_at(at, matter) if StepKind.CLOSE in kinds else None,
        "typed": typed or Typed(), "waits_for_others": matter.is_open and not kinds,
    }  # fmt: skip


def matter_of(at: MonitoringPage, identity: str) -> Matter:
    """The matter of that id, or 404."""
    found = at.records.matter(identity)
    if found is None:
        raise Http404
    return found


def takes(member: Membership, kind: StepKind) -> bool:
    """Whether somebody's role takes that step."""
    return member.role in may(kind)


def looked_at(at: MonitoringPage, matter: Matter) -> Recheck:
    """Whether the rule that found it still does, on all the evidence there is."""
    report = monitoring.report(at.store, at.here.version.content, at.latest)
    reviewed = review_of(at.here.version.content).findings
    return recheck(matter, report, reviewed, rules().keys(), grounds_of(at.here.plan, at.store))


@plainly
def proof(
    request: HttpRequest, department_id: int, year: int, identity: str, sha256: str
) -> HttpResponse:
    """A proof as it was handed in, checked against its hash; never shown as a page."""
    at = MonitoringPage.of(request, department_id, year)
    proofs = (step.proof for step in matter_of(at, identity).steps)
    found = next((one for one in proofs if one and one.sha256 == sha256), None)
    if found is None:
        raise Http404
    try:
        data = content_of(at.store.folder, found)
    except ProofError as gone:
        return errors.cannot(request, str(gone))
    return attachment(data, found.name)


def _last(matter: Matter, kind: StepKind) -> Step | None:
    return next((s for s in reversed(matter.steps) if s.kind is kind), None)
