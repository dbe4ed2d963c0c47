"""One field for everything: exact, from two characters on, each result with where it stands."""

from __future__ import annotations

import re

import pytest

from jixiao.web.house.bigrams import Bigrams
from tests.web.conftest import Bureau

TEXTS = ["案件办结率", "办案件数", "案结事了", "投诉举报按时办结率 ≥９５％", "ABC 检查", "件案"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("案件", ["案件办结率", "办案件数"]),
        ("办结率", ["案件办结率", "投诉举报按时办结率 ≥９５％"]),
        ("案件 办结", ["案件办结率"]),
        ("95%", ["投诉举报按时办结率 ≥９５％"]),
        ("abc", ["ABC 检查"]),
        ("案", []),
        ("案结率", []),
        ("", []),
    ],
)
def test_every_pair_of_characters_leads_to_what_holds_the_words_and_to_nothing_else(
    asked: str, found: list[str]
) -> None:
    assert Bigrams(TEXTS, lambda one: one).find(asked) == found


def test_what_is_found_is_what_a_scan_of_every_text_finds(bureau: Bureau) -> None:
    names = [row.name for _project, row in bureau.plan.indicators()]
    index = Bigrams(names, lambda one: one)
    pairs = {name[at : at + 2] for name in names for at in range(len(name) - 1)}
    for pair in sorted(one for one in pairs if not one.isspace() and " " not in one):
        wanted = [one for one in names if pair.casefold() in one.casefold()]
        assert index.find(pair) == wanted, pair


def _groups(page: str) -> dict[str, int]:
    return {
        name: int(count)
        for name, count in re.findall(r'<h2 id="r-(\w+)">[^<]+<small[^>]*>(\d+)', page)
    }


def test_results_stand_by_kind_and_lead_to_where_they_stand(bureau: Bureau) -> None:
    page = bureau.page(bureau.path("search/?q=办案"), "reader")
    found = _groups(page)
    assert found["project"] >= 2 and found["indicator"] >= 1
    assert f'href="{bureau.path("projects/6/")}"' in page
    assert _groups(bureau.page(bureau.path("search/?q=预算法")))["article"] >= 3
    assert _groups(bureau.page(bureau.path("search/?q=reviewer"))) == {"person": 1}


def test_one_character_is_asked_to_become_two_and_nothing_found_is_said(bureau: Bureau) -> None:
    assert "请至少写 2 个字" in bureau.page(bureau.path("search/?q=案"))
    nothing = bureau.page(bureau.path("search/?q=没有这几个字"))
    assert "的 0 处" in nothing and _groups(nothing) == {}


def test_scripts_and_odd_characters_are_only_text(bureau: Bureau) -> None:
    page = bureau.page(bureau.path("search/?q=%3Cscript%3Ealert(1)%3C/script%3E%00%E2%80%AE"))
    assert "<script>alert" not in page


def test_another_bureaus_people_are_not_found(bureau: Bureau) -> None:
    assert _groups(bureau.page(bureau.path("search/?q=outsider"))) == {}
