"""Signing in: passwords cannot be tried without end, whatever way the account is spelled."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client, override_settings

from jixiao.web.house.passwords import NotGuessed
from tests.web.conftest import Bureau

CLOSED = "尝试次数过多"


def tried(account: str, password: str, address: str = "10.1.1.1", **headers: str) -> str:
    told = {"username": account, "password": password}
    answer = Client().post("/sign-in/", told, REMOTE_ADDR=address, headers=headers)
    return "in" if answer.status_code == 302 else answer.content.decode()


def failed(times: int, account: str = "clerk", **where: Any) -> None:
    for number in range(times):
        assert "账号或密码不对" in tried(account, f"wrong-{number}", **where)


def test_after_so_many_failures_the_door_is_closed_to_this_address_alone(bureau: Bureau) -> None:
    failed(settings.SIGN_IN_FAILURES)
    assert CLOSED in tried("clerk", "clerk-password-1")
    assert tried("clerk", "clerk-password-1", "10.1.1.2") == "in"
    assert tried("leader", "leader-password-1") == "in"


@pytest.mark.parametrize("spelled", ["ｃｌｅｒｋ", "ⓒⓛⓔⓡⓚ", " clerk ", "𝐜lerk"])
def test_another_spelling_of_the_account_is_no_fresh_count(bureau: Bureau, spelled: str) -> None:
    failed(settings.SIGN_IN_FAILURES)
    assert CLOSED in tried(spelled, "clerk-password-1")


def test_one_password_against_many_accounts_is_slowed_from_wherever_it_comes(
    bureau: Bureau,
) -> None:
    for number in range(settings.SIGN_IN_ACCOUNTS_OF_A_PASSWORD):
        assert "账号或密码不对" in tried(f"person{number}", "Spring-2026!", f"10.2.0.{number}")
    assert CLOSED in tried("person9", "Spring-2026!", "10.2.0.9")
    assert tried("clerk", "clerk-password-1", "10.2.0.9") == "in"


def test_many_accounts_from_one_address_close_it(bureau: Bureau) -> None:
    for number in range(settings.SIGN_IN_ACCOUNTS_OF_AN_ADDRESS):
        assert "账号或密码不对" in tried(f"person{number}", f"Guess-{number}")
    assert CLOSED in tried("clerk", "clerk-password-1")
    assert tried("clerk", "clerk-password-1", "10.1.1.2") == "in"


def test_behind_a_proxy_its_header_tells_callers_apart(bureau: Bureau) -> None:
    with override_settings(ADDRESS_HEADER="X-Forwarded-For"):
        for number in range(settings.SIGN_IN_FAILURES):
            tried("clerk", f"wrong-{number}", **{"X-Forwarded-For": "6.6.6.6, 10.9.0.1"})
        assert CLOSED in tried("clerk", "clerk-password-1", **{"X-Forwarded-For": "10.9.0.1"})
        assert tried("clerk", "clerk-password-1", **{"X-Forwarded-For": "10.9.0.2"}) == "in"


def test_without_it_such_a_header_is_anybodys_and_is_not_believed(bureau: Bureau) -> None:
    for number in range(settings.SIGN_IN_FAILURES):
        tried("clerk", f"wrong-{number}", **{"X-Forwarded-For": f"10.9.0.{number}"})
    assert CLOSED in tried("clerk", "clerk-password-1", **{"X-Forwarded-For": "10.9.9.9"})


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "abababababab",
        "clerkclerk",
        "Clerk2026-11",
        "jixiao2023!",
        "绩效2024绩效2024",
    ],
)
def test_what_is_guessed_at_once_is_refused_in_the_pages_language(
    bureau: Bureau, password: str
) -> None:
    told = {
        "old_password": "clerk-password-1",
        "new_password1": password,
        "new_password2": password,
    }
    page = bureau.client("clerk").post("/password/", told).content.decode()
    assert "密码" in page.split('role="alert"')[1].split("</p>")[0]
    bureau.people["clerk"].refresh_from_db()
    assert bureau.people["clerk"].check_password("clerk-password-1")


@pytest.mark.parametrize(
    "password", ["correct horse battery", "一句只有自己才知道的话", "1a2b3c4d5e6f"]
)
def test_what_takes_more_than_a_guess_is_taken(bureau: Bureau, password: str) -> None:
    NotGuessed().validate(password, bureau.people["clerk"])
    with pytest.raises(ValidationError):
        NotGuessed().validate("clerk-2026", bureau.people["clerk"])
