"""The first account of an empty server is made by who can read what the server printed; then never again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from jixiao.web.house import first_account
from jixiao.web.models import Membership, Role
from jixiao.web.server import DemoAccountsError, refuse_known_passwords
from tests.web.conftest import Bureau

TOLD = {
    "account": "zhang", "person": "张三", "department": "某县市场监督管理局", "unit_code": "414001",
    "password": "一句只有自己才知道的话", "again": "一句只有自己才知道的话",
}  # fmt: skip


def _given(**other: str) -> str:
    answer = Client().post("/first-account/", {"code": first_account.code()} | TOLD | other)
    return "made" if answer.status_code == 302 else answer.content.decode()


def test_the_sign_in_page_of_an_empty_server_leads_there(forgotten: None) -> None:
    assert Client().get("/sign-in/")["Location"] == "/first-account/"


def test_with_the_code_it_is_made_and_signed_in(forgotten: None) -> None:
    client = Client()
    told = {"code": first_account.code().lower().replace("-", " ")} | TOLD
    page = client.post("/first-account/", told, follow=True).content.decode()
    assert "张三" in page and "某县市场监督管理局" in page
    member = Membership.objects.get()
    assert (member.user.username, member.role, member.user.is_superuser) == (
        "zhang",
        Role.CLERK,
        True,
    )
    assert client.get("/first-account/").status_code == 404
    assert client.post("/first-account/", told).status_code == 404


@pytest.mark.parametrize(
    "other, said",
    [
        ({"code": "AAAA-BBBB-CCCC"}, "代码不对"),
        ({"again": "另外一句只有自己知道的"}, "两次输入的密码不一样"),
        ({"password": "zhang20231234", "again": "zhang20231234"}, "密码不能只是账号"),
        ({"department": " "}, "必填"),
        ({"account": "a\x00b"}, "不允许"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    forgotten: None, other: dict[str, str], said: str
) -> None:
    assert said in _given(**other)
    assert not User.objects.exists()


def test_codes_cannot_be_tried_without_end(forgotten: None) -> None:
    for number in range(8):
        assert "代码不对" in _given(code=f"AAAA-BBBB-000{number}")
    assert "尝试次数过多" in _given()


def test_known_passwords_are_not_served(bureau: Bureau) -> None:
    refuse_known_passwords()
    bureau.people["leader"].set_password("jixiao-demo-2023")
    bureau.people["leader"].save()
    with pytest.raises(DemoAccountsError, match="leader"):
        refuse_known_passwords()
