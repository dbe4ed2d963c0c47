"""Whose, which year, where: the head of every page; a project has one address."""

from __future__ import annotations

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from jixiao.terms.plans import Reason
from jixiao.web import versions
from jixiao.web.house.navigation import standing
from tests.web.conftest import Bureau

#: What is a page of a department and no file, no form's target.
NO_PAGE = {
    "monitoring-moved", "scores-moved", "to-do-count", "proof", "money-proof", "mending-proof",
}  # fmt: skip


def _names(patterns: list[URLPattern | URLResolver], below: str = "") -> dict[str, str]:
    found = {}
    for one in patterns:
        route = below + str(one.pattern)
        if isinstance(one, URLResolver):
            found |= _names(one.url_patterns, route)
        elif one.name:
            found[one.name] = route
    return found


def test_every_page_of_a_department_stands_in_a_section(bureau: Bureau) -> None:
    routes = _names(get_resolver().url_patterns)
    posts = re.compile(
        "(accept|dispute|withdraw|answer|cell-.*|undo|bind|report|.*-add|.*-save|confirm|discard|restore|"
        "bindings-confirm|take-in-withdraw|judged-.*|self-evaluation-.*|honesty-(draw|recheck|original)|"
        "mending-(open|step|from-warning)|money-withdraw|monitoring-(outcomes?|possibilit.*|cause|tables?)|"
        "finding-.*|ledger-.*|.*-file|score-report|download|indicator-rows|take-in-rows|register-empty)"
    )
    pages = {
        name for name, route in routes.items()
        if route.startswith("departments/") and name not in NO_PAGE and not posts.fullmatch(name)
    }  # fmt: skip
    assert sorted(name for name in pages if standing(name) is None) == []


def _header(page: str) -> str:
    return page[page.index("<header") : page.index("</header>")]


@pytest.mark.parametrize(
    "rest", ["", "findings/", "projects/1/", "history/", "monitoring/", "scores/"]
)
def test_every_page_says_whose_and_which_year_and_offers_the_five(
    bureau: Bureau, rest: str
) -> None:
    head = _header(bureau.page(bureau.path(rest)))
    assert bureau.department.name in head and "2023" in head
    tabs = re.findall(r"<a [^>]+>([^<]+)</a>", head[head.index('class="tabs"') :])
    assert tabs == ["今天", "编制与审核", "监控", "自评", "台账与资料"]


def test_the_year_is_chosen_on_every_page_and_goes_along(bureau: Bureau) -> None:
    plan = bureau.plan.model_copy(update={"year": 2022})
    versions.start(bureau.department, 2022, plan, bureau.people["clerk"], Reason.LOADED)
    client = bureau.client("clerk")
    findings = client.get(bureau.path("findings/")).content.decode()
    other = f"/departments/{bureau.department.pk}/2022/"
    assert f'href="{other}findings/"' in _header(findings), "the same page of the other year"
    assert f'href="{other}"' in _header(client.get(bureau.path("projects/3/")).content.decode())

    client.get(f"{other}findings/")
    registers = _header(client.get(bureau.place("registers/")).content.decode())
    assert f'href="{other}today/"' in registers, "a page of no year keeps the year looked at"
    chosen = _header(client.get(bureau.place("registers/?year=2023")).content.decode())
    assert f'href="{bureau.path("today/")}"' in chosen
    assert f'href="{bureau.path("today/")}"' in _header(
        client.get(bureau.place("registers/")).content.decode()
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("monitoring/projects/6/?as_of=2023-06-30", "projects/6/monitoring/?as_of=2023-06-30"),
        ("monitoring/projects/6/table.docx", "projects/6/monitoring/table.docx"),
        ("scores/6/", "projects/6/score/"),
        ("scores/6/band/", "projects/6/score/band/"),
        ("scores/6/form/", "projects/6/self-evaluation/"),
        ("scores/6/form/submit/", "projects/6/self-evaluation/submit/"),
        ("scores/6/form.pdf", "projects/6/self-evaluation.pdf"),
        ("scores/6/evaluation/", "projects/6/evaluation/"),
    ],
)
def test_an_earlier_address_of_a_project_leads_to_its_own(
    bureau: Bureau, old: str, new: str
) -> None:
    answer = bureau.client("reader").get(bureau.path(old))
    assert (answer.status_code, answer["Location"]) == (308, bureau.path(new))


def test_one_strip_of_tabs_on_every_page_of_a_project(bureau: Bureau) -> None:
    for rest in (
        "",
        "money/",
        "monitoring/",
        "score/",
        "self-evaluation/",
        "indicators/1/",
        "evaluation/",
    ):
        page = bureau.page(bureau.path(f"projects/2/{rest}"))
        strip = page[page.index('class="project-tabs"') :]
        tabs = re.findall(r"<a [^>]+>([^<]+)</a>", strip[: strip.index("</nav>")])
        assert tabs == ["绩效目标表", "资金", "监控与预测", "计分", "自评表"], rest
        assert "项目 2 / 13" in page and strip.count('aria-current="page"') >= 1, rest


def test_what_is_not_there_still_has_the_way_back(bureau: Bureau) -> None:
    for path in (bureau.path("projects/99/"), bureau.path("nothing/"), "/nothing/"):
        head = _header(bureau.page(path, status=404))
        assert "编制与审核" in head and "退出" in head
    assert "编制与审核" in bureau.page("/about/") and "编制与审核" in bureau.page("/password/")
