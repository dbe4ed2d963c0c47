"""The law shelf."""

from __future__ import annotations

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
    assert all(cite("财预〔2015〕88号", f"第二十{n}条").verified for n in "五六七八九")
