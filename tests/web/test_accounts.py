"""People are added by who looks after the server, by a command or the staff's pages."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from jixiao.web.models import Department, Membership, Role
from tests.web.conftest import Bureau


def _add(monkeypatch: pytest.MonkeyPatch, password: str, *arguments: str) -> str:
    said = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(password))
    call_command("add_account", *arguments, stdout=said)
    return said.getvalue()


def test_a_first_account_makes_its_department(
    forgotten: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _add(
        monkeypatch,
        "长长的不常见的密码一\n",
        "zhang",
        "某局",
        "--name",
        "张三",
        "--code",
        "414002",
        "--staff",
    )
    assert "已添加 zhang · 某局 · 绩效专管员" in said
    member = Membership.objects.get(user__username="zhang")
    assert (member.role, member.department.code, member.user.is_staff) == (
        Role.CLERK,
        "414002",
        True,
    )
    assert member.user.check_password("长长的不常见的密码一")


@pytest.mark.parametrize("password", ["", "short\n", "password123\n", "1234567890\n"])
def test_a_weak_password_is_refused_and_nothing_is_stored(
    forgotten: None, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    with pytest.raises(CommandError):
        _add(monkeypatch, password, "zhang", "某局")
    assert not User.objects.exists() and not Department.objects.exists()


def test_an_account_is_not_added_twice(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="已有账号"):
        _add(monkeypatch, "长长的不常见的密码一\n", "clerk", "某局")


def test_the_staffs_pages_are_the_staffs(bureau: Bureau) -> None:
    assert bureau.client("clerk").get("/admin/", follow=True).status_code == 403
    assert bureau.client("nobody").get("/admin/login/")["Location"] == "/sign-in/?next=/admin/"
    bureau.people["clerk"].is_staff = bureau.people["clerk"].is_superuser = True
    bureau.people["clerk"].save()
    client = bureau.client("clerk")
    assert client.get("/admin/jixiao/department/").status_code == 200
    for kept in ("version", "change", "planrecord", "intake"):
        assert client.get(f"/admin/jixiao/{kept}/").status_code == 404, "not changed from here"


def test_several_departments_are_chosen_from(bureau: Bureau) -> None:
    other = Department.objects.exclude(pk=bureau.department.pk).get()
    Membership.objects.create(user=bureau.people["clerk"], department=other, role=Role.READER)
    page = bureau.client("clerk").get("/").content.decode()
    assert bureau.department.name in page and other.name in page


def test_an_account_of_no_department_is_told_so(bureau: Bureau) -> None:
    bureau.people["lone"] = User.objects.create_user("lone")
    assert "还不属于任何部门" in bureau.client("lone").get("/").content.decode()


def test_changing_ones_password(bureau: Bureau) -> None:
    client = bureau.client("clerk")
    told = {
        "old_password": "clerk-password-1",
        "new_password1": "另一个很长的密码",
        "new_password2": "另一个很长的密码",
    }
    told |= {"new_password1": "另一个很长的新密码啊", "new_password2": "另一个很长的新密码啊"}
    assert "密码已修改" in client.post("/password/", told, follow=True).content.decode()
