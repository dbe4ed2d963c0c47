"""The frame of the pages: sign-in, errors without a traceback, what every answer carries."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import translation

from jixiao.plan.model import Plan
from jixiao.web.middleware import POLICY
from jixiao.web.pages import department
from jixiao.web.threads import threads
from tests.web.conftest import Bureau
from tests.web.ledgers import taken


def test_every_answer_carries_the_policy(bureau: Bureau) -> None:
    for path in ("/sign-in/", bureau.path(), "/nothing/", "/static/jixiao/base.css"):
        answer = bureau.client("clerk").get(path)
        assert answer["Content-Security-Policy"] == POLICY, path
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
    assert "unsafe" not in POLICY


def test_a_page_is_kept_by_nobody_a_style_for_long(bureau: Bureau) -> None:
    assert bureau.client("clerk").get(bureau.path())["Cache-Control"] == "no-store"
    assert "max-age" in Client().get("/static/jixiao/base.css")["Cache-Control"]


@pytest.mark.parametrize("rest", ["", "findings/", "projects/1/", "history/"])
def test_no_page_has_script_or_style_inside_or_asks_elsewhere(bureau: Bureau, rest: str) -> None:
    page = bureau.client("clerk").get(bureau.path(rest)).content.decode()
    assert (
        "<script>" not in page
        and "<style" not in page
        and " style=" not in page
        and " onclick=" not in page
    )
    assert 'src="http' not in page and 'href="http' not in page


@pytest.mark.parametrize(
    "path",
    [
        "registers/",
        "registers/new/",
        "registers/penalty_cases/",
        "registers/penalty_cases/rows/",
        "measures/",
        "measures/case_on_time_rate/",
        "{year}/bindings/",
        "{year}/projects/1/indicators/1/",
        "{year}/projects/1/indicators/5/",
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_of_evidence_has_script_or_style_inside(
    bureau: Bureau, path: str, language: str
) -> None:
    taken(bureau)
    with translation.override(language):
        page = bureau.page(bureau.place(path.format(year=bureau.record.year)))
    assert "<script>" not in page and " style=" not in page and " onclick=" not in page
    assert 'src="http' not in page and 'href="http' not in page
    navigation = page[page.index("<header") : page.index("</nav>")]
    assert bool(re.search("台账", navigation)) is (language == "zh-hans")


@pytest.mark.parametrize("name", ["htmx.min.js", "echarts.simple.min.js"])
def test_the_libraries_come_from_this_server(name: str) -> None:
    assert Client().get(f"/static/vendor/{name}").status_code == 200


def test_nothing_else_of_node_modules_is_served() -> None:
    for path in ("vendor/../package.json", "vendor/package.json", "htmx.org/package.json"):
        assert Client().get(f"/static/{path}").status_code in (302, 404)


def test_no_such_page(bureau: Bureau) -> None:
    answer = bureau.client("clerk").get("/nothing/")
    assert answer.status_code == 404 and "没有这一页" in answer.content.decode()


def test_a_fault_of_the_program_shows_no_traceback(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(department, "_money", broken)
    client = bureau.client("clerk")
    client.raise_request_exception = False
    answer = client.get(bureau.path())
    page = answer.content.decode()
    assert answer.status_code == 500 and "程序出了差错" in page
    assert "secret words" not in page and "Traceback" not in page
    part = client.get(bureau.path(), headers={"HX-Request": "true"})
    assert part["HX-Retarget"] == "#said" and "<html" not in part.content.decode()


def test_a_request_for_another_host_is_refused_in_words() -> None:
    answer = Client().get("/sign-in/", headers={"Host": "evil.example"})
    assert answer.status_code == 400 and "没有看懂这个请求" in answer.content.decode()


def test_a_forged_form_does_nothing(bureau: Bureau) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bureau.people["clerk"])
    answer = client.post(bureau.path("history/1/restore/"), {"seen": 1})
    assert answer.status_code == 403 and "页面已过期" in answer.content.decode()
    assert bureau.record.head.number == 1


def _sign_in(name: str, password: str) -> Any:
    return Client().post("/sign-in/", {"username": name, "password": password})


def test_signing_in_and_out(bureau: Bureau) -> None:
    client = Client()
    answer = client.post(
        "/sign-in/", {"username": "clerk", "password": "clerk-password-1"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == bureau.path("today/")
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    client.post("/sign-out/")
    assert client.get(bureau.path()).status_code == 302


def test_a_wrong_password_says_so(bureau: Bureau) -> None:
    answer = _sign_in("clerk", "wrong")
    assert answer.status_code == 200 and "账号或密码不对" in answer.content.decode()


def test_passwords_are_not_tried_without_end(bureau: Bureau) -> None:
    for _ in range(settings.SIGN_IN_FAILURES):
        _sign_in("clerk", "wrong")
    assert "尝试次数过多" in _sign_in("clerk", "clerk-password-1").content.decode()
    assert _sign_in("reader", "reader-password-1").status_code == 302, "others come in as ever"


def test_demo_accounts_show_in_a_demonstration_alone(bureau: Bureau) -> None:
    assert "演示账号" not in Client().get("/sign-in/").content.decode()
    with override_settings(DEMO=True):
        assert "演示账号" in Client().get("/sign-in/").content.decode()


def test_about_says_what_was_reworded_and_what_is_not_done() -> None:
    page = Client().get("/about/").content.decode()
    assert "叙述的句子作了改写" in page and "它不做什么" in page


def test_the_departments_money_is_what_is_printed(example_plan: Plan) -> None:
    money = department._money(example_plan.projects)
    assert (money.total, money.fiscal, money.other, money.without) == (
        Decimal("468.40"),
        Decimal("468.40"),
        None,
        0,
    )
    bare = example_plan.projects[0].model_copy(
        update={"budget": type(example_plan.projects[0].budget)()}
    )
    assert department._money((bare,)).without == 1, "missing is counted as missing, not as zero"


def test_duties_and_projects_are_tied_by_words_both_print(example_plan: Plan) -> None:
    tied, loose = threads(example_plan)
    assert len(tied) == len(example_plan.duty_goals)
    for thread in tied:
        for tie in thread.ties:
            assert tie.words in thread.duty.text
            assert any(
                tie.words in text
                for text in (tie.project.name, tie.project.use or "", *tie.project.goals)
            )
    named = {tie.number for thread in tied for tie in thread.ties} | {tie.number for tie in loose}
    assert named == set(range(1, 14)), "every project stands somewhere"


def test_findings_are_filtered_and_lead_to_their_project(bureau: Bureau) -> None:
    client = bureau.client("reader")
    whole = client.get(bureau.path("findings/")).content.decode()
    part = client.get(
        bureau.path("findings/?level=return"), headers={"HX-Request": "true"}
    ).content.decode()
    assert whole.count('<tr id="f-') > part.count('<tr id="f-') > 0
    assert 'class="level note"' not in part and "<html" not in part
    assert f'href="{bureau.path("projects/5/")}#f-1"' in part


def test_every_finding_shows_fault_remedy_and_law_and_what_was_not_read_is_said_once(
    bureau: Bureau,
) -> None:
    page = bureau.client("reader").get(bureau.path("projects/1/")).content.decode()
    cards = page.split('class="finding-card')[1:]
    assert all("改法" in card and ('class="level' in card) for card in cards)
    cited = [
        card.split('class="cites"')[1].split("</ul>")[0]
        for card in cards
        if 'class="cites"' in card
    ]
    assert cited and all("预算法" in words or "GB/T" in words for words in cited)
    assert "未核原文" not in page
    assert "绩效目标设定要求" not in "".join(cited), "our heading is no article of the law"
    assert page.count("的条文不在手边") == 1


HUGE = "9" * 40


@pytest.mark.parametrize(
    "path",
    [
        f"/departments/{HUGE}/",
        f"/departments/1/{HUGE}/",
        f"/departments/{HUGE}/intake/",
        f"/departments/1/intake/{HUGE}/",
    ],
)
def test_numbers_beyond_reason_are_no_page(bureau: Bureau, path: str) -> None:
    assert bureau.client("clerk").get(path).status_code == 404


@pytest.mark.parametrize(
    "rest",
    [
        f"projects/{HUGE}/",
        f"history/{HUGE}/",
        f"history/{HUGE}/download.json",
        "projects/0/",
        "projects/14/",
    ],
)
def test_numbers_beyond_the_plan_are_no_page(bureau: Bureau, rest: str) -> None:
    assert bureau.client("clerk").get(bureau.path(rest)).status_code == 404


def test_characters_no_database_takes(bureau: Bureau) -> None:
    assert _sign_in("a\0b", "x\0y").status_code == 200
    assert _sign_in("名" * 5000, "x").status_code == 200
    client = bureau.client("clerk")
    assert (
        client.get(
            bureau.path("findings/"),
            {"level": "\0", "project": "\ud800".encode("utf-8", "surrogatepass")},
        ).status_code
        == 200
    )
    told = {
        "indicator": bureau.plan.projects[0].indicators[0].id,
        "field": "basis",
        "value": "甲\0乙\u202e丙",
        "seen": 1,
    }
    assert client.post(bureau.path("projects/1/cell/"), told).status_code == 200
    assert bureau.plan.projects[0].indicators[0].basis == "甲乙丙"


def test_more_than_a_form_can_mean_is_refused_in_words(bureau: Bureau) -> None:
    client = bureau.client("clerk")
    for told in ({"value": "长" * 1_000_000}, {f"f{n}": "x" for n in range(500)}):
        answer = client.post(
            bureau.path("projects/1/cell/"),
            "&".join(f"{k}={v}" for k, v in told.items()),
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code == 400 and "没有看懂这个请求" in answer.content.decode()
