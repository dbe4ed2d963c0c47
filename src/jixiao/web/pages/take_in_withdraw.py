"""Taking a take-in back, with the reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.acts.kind import ActRefusedError
from jixiao.registers.withdrawal import WithdrawalError, withdraw
from jixiao.web import access
from jixiao.web.pages.ledger_decide import person
from jixiao.web.saying import speaker


@require_POST
def act(request: HttpRequest, department_id: int, name: str, sha256: str) -> HttpResponse:
    """Withdraw it; without a reason, or a second time, the page says why not."""
    member = access.editor(request, department_id)
    taken = access.taken(member, name, sha256)
    reason = request.POST.get("reason", "")[:1000]
    said = speaker(request.user, member.department)
    try:
        withdraw(
            access.store(member), taken.sha256, who=person(request), reason=reason, role=said.role,
            organisation=said.organisation,
        )  # fmt: skip
    except (WithdrawalError, ActRefusedError) as wrong:
        messages.error(request, str(wrong))
    else:
        told = _("已撤回“%(file)s”：它的行不再计数，它更正过的行恢复原样。")
        messages.success(request, told % {"file": taken.original_name})
    return redirect("take-in", department_id, name, sha256)
