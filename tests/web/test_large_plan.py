"""A plan of very many projects: every page is bounded in bytes, and its parts together show all of it once."""

from __future__ import annotations

import json
import re

import pytest
from django.test import RequestFactory

from jixiao.cli.commands.demo import example
from jixiao.plan.model import Plan
from jixiao.terms.plans import Reason
from jixiao.web import versions
from jixiao.web.house.parts import part
from jixiao.web.models import Intake
from tests.web.conftest import Bureau

_MANY = 250
_MOST_BYTES = 800_000


def _many() -> Plan:
    plan = example()
    made = []
    for n in range(_MANY):
        one = plan.projects[n % len(plan.projects)]
        rows = [i.model_copy(update={"id": f"X{n}/{k}"}) for k, i in enumerate(one.indicators)]
        told = {
            "id": f"X{n}",
            "code": None,
            "short_name": f"项目第{n}号",
            "indicators": tuple(rows),
        }
        made.append(one.model_copy(update=told))
    return plan.model_copy(update={"projects": tuple(made), "year": 2024})


@pytest.fixture
def large(bureau: Bureau) -> Bureau:
    clerk = bureau.department.memberships.get(user__username="clerk").user
    versions.start(bureau.department, 2024, _many(), clerk, Reason.LOADED)
    return bureau


def _page(bureau: Bureau, path: str) -> str:
    page = bureau.page(path)
    assert len(page.encode()) < _MOST_BYTES, path
    return page


def _all(bureau: Bureau, path: str, name: str, pattern: str) -> list[str]:
    """What a pattern finds on the parts of a page, one after the other."""
    found, number = [], 1
    while number:
        page = _page(bureau, f"{path}?{name}={number}")
        found += re.findall(pattern, page)
        number = number + 1 if f"{name}={number + 1}#" in page else 0
    return found


def test_every_page_is_bounded_and_leaves_no_project_out(large: Bureau) -> None:
    root = f"/departments/{large.department.pk}/2024/"
    wanted = [str(n) for n in range(1, _MANY + 1)]
    lines = r'<td class="what"><a href="[^"]*/projects/(\d+)/'
    assert _all(large, root, "part", lines) == wanted
    watched = r'<td class="what"><a href="[^"]*/projects/(\d+)/monitoring/'
    assert _all(large, f"{root}monitoring/", "part", watched) == wanted
    scored = r'<td class="what"><a href="[^"]*/projects/(\d+)/score/'
    assert _all(large, f"{root}scores/", "part", scored) == wanted


def test_the_findings_are_all_there_under_counts_of_the_whole(large: Bureau) -> None:
    path = f"/departments/{large.department.pk}/2024/findings/"
    found = _all(large, path, "part", r'<tr id="f-(\d+)"')
    first = _page(large, path)
    every = re.search(r"共 (\d+) 条，列出 (\d+) 条", first)
    assert every and every[1] == every[2] == str(len(found)) == str(len(set(found)))


def test_a_preview_is_bounded_and_shows_every_project(large: Bureau) -> None:
    kept = Intake.objects.create(
        department=large.department, file_name="a.json", size=1, sha256="0" * 64, content=b"",
        uploaded_by=large.department.memberships.get(user__username="clerk").user,
        plan=versions.content_of(_many()), document=json.dumps(None),
    )  # fmt: skip
    path = f"/departments/{large.department.pk}/intake/{kept.pk}/"
    shown = _all(large, path, "projects", r'class="paper-title">(\d+)\.')
    assert shown == [str(n) for n in range(1, _MANY + 1)]


@pytest.mark.parametrize(
    ("asked", "shown"), [("1", "ab"), ("2", "c"), ("9", "c"), ("x", "ab"), ("0", "ab")]
)
def test_a_part_is_of_what_weighs_so_much(asked: str, shown: str) -> None:
    made = part(RequestFactory().get("/", {"part": asked, "level": "a&b"}), "abc", 2)
    assert (made.shown, made.total, made.parts) == (shown, 3, 2)
    assert made.query == "level=a%26b&"


def test_one_that_weighs_more_than_a_part_stands_alone() -> None:
    made = part(RequestFactory().get("/", {"part": "2"}), [1, 9, 1], 4, weight=lambda one: one)
    assert (list(made.shown), made.parts) == ([9], 3)
    assert part(RequestFactory().get("/"), [], 4).parts == 1
