"""Forms that wait for the leader's signature, on one page: looked at one by one, signed together.

Each is signed by an act of its own, bound to exactly what stood on this page; one that changed
meanwhile is not signed, and the page says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jixiao.acts.kind import ActRefusedError
from jixiao.acts.self_evaluation import Status, status_of
from jixiao.terms.acts import FormState, FormStep
from jixiao.web import self_evaluation_steps as life
from jixiao.web.house.numbers import whole
from jixiao.web.models import Role
from jixiao.web.pages import errors
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.saying import speaker
from jixiao.web.score import CannotScoreError, scored
from jixiao.web.self_evaluation import Form


@dataclass(frozen=True)
class Waiting:
    """A submitted form. ``seen`` is the number of its last step; ``lost``: the indicators that lost points."""

    number: int
    form: Form
    status: Status
    seen: int

    @property
    def name(self) -> str:
        """The project's short name."""
        return self.form.project.short_name or self.form.project.name

    @property
    def lost(self) -> list[tuple[str, Decimal | None, str]]:
        """Indicators that lost points: name, points, the reason written for it."""
        rows = zip(self.form.project.indicators, self.form.made.indicators, strict=True)
        return [
            (row.name, line.points, row.deviation or "")
            for row, line in rows
            if line.points is not None and line.points != line.weight
        ]


def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    here = PlanPage.of(request, department_id, year)
    try:
        waiting = _waiting(here)
    except CannotScoreError as wrong:
        return errors.cannot(request, str(wrong))
    if request.method == "POST":
        return _signed(request, here, waiting)
    may = here.member.role == Role.LEADER
    words = {"here": here, "waiting": waiting, "can_sign": may}
    made_up = any(one.form.made_up for one in waiting)
    return render(request, "signing.html", words | {"made_up": made_up})


def _waiting(here: PlanPage) -> list[Waiting]:
    steps = life.steps_of_all(here.record)
    if not steps:
        return []
    found, waiting = scored(here.record, here.version), []
    for number, project in enumerate(here.plan.projects, 1):
        few = steps.get(project.id, ())
        if not few:
            continue
        form = Form.of(found, project, few)
        status = status_of(few, form.hash)
        if status.state is FormState.SUBMITTED:
            waiting.append(Waiting(number, form, status, few[-1].number))
    return waiting


def _signed(request: HttpRequest, here: PlanPage, waiting: list[Waiting]) -> HttpResponse:
    if here.member.role != Role.LEADER:
        raise PermissionDenied(_("自评表由部门负责人确认或退回。没有任何改动。"))
    shown = [name.removeprefix("seen-") for name in request.POST if name.startswith("seen-")]
    picked = shown if "all" in request.POST else request.POST.getlist("picked")
    mine = [one for one in waiting if str(one.number) in picked]
    done = [one.name for one in mine if _confirmed(request, here, one)]
    if done:
        messages.success(request, _("已确认 %(count)s 张：%(names)s。") % {
            "count": len(done), "names": _("、").join(done),
        })  # fmt: skip
    if not picked:
        messages.error(request, _("没有勾选任何一张，没有签字。"))
    elif len(mine) < len(picked):
        messages.error(request, _("有的表已经不在“等签字”里，没有签；请看过再决定。"))
    return redirect("signing", *here.address)


def _confirmed(request: HttpRequest, here: PlanPage, one: Waiting) -> bool:
    """Sign one form as it stood on the page; what hinders is said."""
    told, said = request.POST, speaker(request.user, here.department)
    seen = whole(told.get(f"seen-{one.number}"))
    shown = told.get(f"hash-{one.number}", "")
    try:
        life.sign(
            here.record, one.form, FormStep.CONFIRMED, -1 if seen is None else seen, shown, said
        )
    except ActRefusedError as wrong:
        messages.error(request, f"{one.name}：{wrong}")
    except life.StaleStepError:
        words = _("%(name)s：您打开之后又有动作，没有签；请看过再决定。")
        messages.error(request, words % {"name": one.name})
    else:
        return True
    return False
