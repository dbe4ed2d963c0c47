"""Signing in and out, and one's own password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.views import SuccessMessageMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.web.demo_accounts import ACCOUNTS
from jixiao.web.house import first_account
from jixiao.web.house.addresses import address
from jixiao.web.models import SignInFailure
from jixiao.web.pages import errors


class CountedForm(AuthenticationForm):
    """The sign-in form; after too many failures it no longer asks whether the password is right."""

    error_messages = {
        "invalid_login": gettext_lazy("账号或密码不对，请核对大小写后再试。"),
        "inactive": gettext_lazy("这个账号已停用，请联系管理人员。"),
    }

    def clean(self) -> Any:
        # The name as it will be looked up: full-width letters are the same account, and one count.
        name, caller = self.cleaned_data.get("username") or "", address(self.request)
        password = self.cleaned_data.get("password") or ""
        if SignInFailure.too_many(name, caller, password):
            minutes = {"minutes": settings.SIGN_IN_MINUTES}
            raise ValidationError(_("尝试次数过多，请 %(minutes)s 分钟后再试。") % minutes)
        try:
            return super().clean()
        except ValidationError:
            SignInFailure.note(name, caller, password)
            raise


class SignIn(views.LoginView):
    """The sign-in page; in a demonstration it offers the made-up accounts."""

    template_name = "sign_in.html"
    authentication_form = CountedForm
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """On a server without any account, to where the first one is made."""
        if first_account.wanted():
            return redirect("first-account")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        accounts = ACCOUNTS if settings.DEMO else ()
        return super().get_context_data(**kwargs, demo_accounts=accounts)


@login_not_required
def of_staff(request: HttpRequest) -> HttpResponse:
    """The staff's pages send here whom they do not let in: to sign in, or to hear that they may not."""
    if request.user.is_authenticated:
        return errors.forbidden(request)
    return redirect_to_login(request.GET.get("next", "/admin/"))


class SignOut(views.LogoutView):
    """Signing out."""


class Password(SuccessMessageMixin, views.PasswordChangeView):
    """Changing one's own password."""

    template_name = "password.html"
    success_url = reverse_lazy("home")
    success_message = gettext_lazy("密码已修改。")
