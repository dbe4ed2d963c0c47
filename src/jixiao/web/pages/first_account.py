"""Making the first account; once there is one, this address is none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.web.house import first_account
from jixiao.web.house.addresses import address
from jixiao.web.models import SignInFailure

_DOOR = "first-account"  # the name under which wrong codes are counted


class FirstAccount(forms.Form):
    """The code, the person, the department."""

    code = forms.CharField(
        label=gettext_lazy("一次性代码（启动时显示在服务器的窗口里）"), max_length=40
    )
    account = UsernameField(label=gettext_lazy("账号"), max_length=150)
    person = forms.CharField(label=gettext_lazy("姓名"), max_length=100)
    department = forms.CharField(label=gettext_lazy("部门名称"), max_length=200)
    unit_code = forms.CharField(
        label=gettext_lazy("单位编码（可以不填）"), max_length=20, required=False
    )
    password = forms.CharField(label=gettext_lazy("密码"), widget=forms.PasswordInput, strip=False)
    again = forms.CharField(
        label=gettext_lazy("再输一次密码"), widget=forms.PasswordInput, strip=False
    )

    def __init__(self, *told: Any, caller: str = "", **more: Any) -> None:
        super().__init__(*told, **more)
        self.caller = caller

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        if SignInFailure.too_many(_DOOR, self.caller, typed):
            raise ValidationError(_("尝试次数过多，请稍后再试。"))
        if not first_account.is_code(typed):
            SignInFailure.note(_DOOR, self.caller, typed)
            raise ValidationError(_("代码不对；请照服务器启动时显示的输入。"))
        return typed

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("password") != told.get("again"):
            self.add_error("again", _("两次输入的密码不一样。"))
        elif told.get("password"):
            user = get_user_model()(username=told.get("account", ""))
            try:
                validate_password(told["password"], user)
            except ValidationError as weak:
                self.add_error("password", weak)
        return told


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    if not first_account.wanted():
        raise Http404
    form = FirstAccount(request.POST or None, caller=address(request))
    if request.method == "POST" and form.is_valid():
        return _made(request, form.cleaned_data)
    words = {"form": form, "help": password_validators_help_texts()}
    return render(request, "first_account.html", words)


def _made(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    try:
        user = first_account.make(
            told["account"], told["person"], told["password"], told["department"], told["unit_code"]
        )
    except first_account.TakenError as taken:
        raise Http404 from taken
    login(request, user)
    return redirect("home")
