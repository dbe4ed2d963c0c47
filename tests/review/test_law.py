"""The law shelf and the policy packs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jixiao.law.packs import chosen, pack, packs
from jixiao.law.shelf import NotOnShelfError, Verified, cite, regulations
from jixiao.review.catalogue import rules


def test_every_citation_stands_on_the_shelf() -> None:
    for one in rules().values():
        assert one.cites
        for cited in one.cites:
            assert cite(cited.law, cited.article.number) == cited


def test_every_regulation_is_cited_and_says_where_it_was_read() -> None:
    cited = {c.law for one in rules().values() for c in one.cites}
    for law in regulations().values():
        assert law.name in cited and law.source and law.articles
        assert law.in_force_from >= law.issued


def test_what_was_not_read_is_not_called_verified() -> None:
    assert cite("预算法", "第三十二条").verified
    assert not cite("财预〔2021〕101号", "指标值").verified
    assert not cite("财预〔2021〕101号", "指标权重").verified
    assert cite("财预〔2021〕101号", "指标权重").article.verified is Verified.PART


def test_what_is_not_there_is_named_with_what_is() -> None:
    with pytest.raises(NotOnShelfError, match="预算法"):
        cite("无此法", "第一条")
    with pytest.raises(NotOnShelfError, match="第三十二条"):
        cite("预算法", "第九百条")


@pytest.mark.parametrize("name", packs())
def test_weights_and_points_add_up(name: str) -> None:
    one = pack(name)
    assert sum(one.weights.values()) == 100
    assert sum(i.points for i in one.items) == 100
    assert one.source and one.label


def test_lower_bounds_belong_to_the_higher_grade() -> None:
    one = pack("central-2020")
    grades = [one.grade(Decimal(t)) for t in ("90", "89.99", "80", "60", "59.99", "0")]
    assert grades == ["优", "良", "良", "中", "差", "差"]


def test_a_pack_is_chosen_with_its_reason() -> None:
    choice = chosen("510124", date(2021, 9, 1), own_cost=True)
    assert choice.pack.name == "central-2021" and choice.reason == "成本指标单列为一级指标"
    assert chosen(None, date(2021, 9, 1)).pack.name == "central-2020"
