"""The law shelf."""

from __future__ import annotations

from datetime import date

import pytest

from jixiao.law.packs import packs
from jixiao.law.shelf import NotOnShelfError, Verified, cite, regulations
from jixiao.review.catalogue import rules


def test_every_citation_stands_on_the_shelf() -> None:
    for one in rules().values():
        assert one.cites
        for cited in one.cites:
            assert cite(cited.law, cited.article.number) == cited


def test_every_regulation_is_cited_and_says_where_it_was_read() -> None:
    cited = {c.law for one in rules().values() for c in one.cites}
    said = "".join(one.source for one in packs().values())
    for law in regulations().values():
        assert (law.name in cited or law.name.replace("川财绩〔2025〕", "") in said) and law.source
        assert law.articles
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


def test_what_the_review_leads_to_was_read() -> None:
    assert all(cite("财预〔2015〕88号", f"第二十{n}条").verified for n in "六七八")


def test_titles_dates_and_how_far_read_are_as_the_texts_say() -> None:
    shelf = regulations()
    evaluation, monitoring = shelf["川财绩〔2025〕5号"], shelf["川财绩〔2025〕10号"]
    assert evaluation.title == "四川省预算绩效评价管理办法"
    assert (evaluation.in_force_from, evaluation.in_force_to) == (
        date(2025, 3, 17),
        date(2030, 3, 17),
    )
    assert monitoring.title == "四川省部门预算绩效运行监控管理办法"
    assert monitoring.issued == date(2025, 9, 24) and "未能核实" in monitoring.source
    articles = shelf["财预〔2015〕88号"].articles
    read = {number for number, one in articles.items() if one.verified is Verified.FULL}
    assert read == {"第二十六条", "第二十七条", "第二十八条"}
    assert "公开" not in shelf["中发〔2018〕34号"].articles["目标与预算同步"].words
