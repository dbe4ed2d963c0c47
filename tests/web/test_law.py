"""The law as an administrator enters it on the page: from then on every page follows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jixiao.law import entered
from jixiao.law.packs import national_time
from jixiao.law.shelf import cite
from jixiao.web import law
from jixiao.web.installation.verifying import verify_installation
from tests.web.conftest import Bureau
from tests.web.test_scores import shown

ARTICLE = {
    "law": "财预〔2015〕88号", "article": "第五条", "matter": "绩效目标设定要求",
    "words": "照原文录入的话", "reason": "",
}  # fmt: skip
HOLIDAYS = {
    "year": "2027", "place": "china",
    "off": "1月1日、2月5日至2月11日、4月5日、5月3日至5月5日、6月9日、9月15日、10-01至10-07",
    "worked": "2月13日", "notice": "国办发明电〔2026〕1号（虚构）", "reason": "",
}  # fmt: skip
LIMIT = {
    "place": "hebei", "limit": "complaint-acceptance", "since": "2026-12-01", "number": "3",
    "unit": "working", "source": "怀市监发〔2026〕9号第三条（虚构）", "reason": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def followed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process follows the law as a served one does; it is the day the work was done."""
    law.follow()
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 28))
    yield
    entered.use(None)


def _administrator(bureau: Bureau) -> None:
    bureau.people["clerk"].is_staff = True
    bureau.people["clerk"].save()


def _post(bureau: Bureau, what: str, told: dict[str, str], who: str = "clerk", **more: Any) -> Any:
    seen = law.folder().seen() or ""
    document = SimpleUploadedFile("原文.txt", "文件的原文".encode())
    said = {"seen": seen, "document": document, **told, **more}
    return bureau.client(who).post(f"/law/{what}/", said, follow=True)


def test_an_article_entered_is_printed_with_every_finding(bureau: Bureau) -> None:
    _administrator(bureau)
    before = shown(bureau.page(bureau.path("findings/")))
    assert "第五条" not in before and "财预〔2015〕88号" in before
    page = shown(_post(bureau, "article", ARTICLE).content.decode())
    assert "已录入：财预〔2015〕88号 第五条" in page and "原文.txt" in page
    after = shown(bureau.page(bureau.path("findings/")))
    assert "财预〔2015〕88号第五条" in after or "财预〔2015〕88号 第五条" in after
    (one,) = law.folder().entries()
    answer = bureau.client("reader").get(f"/law/documents/{one.by.sha256}/")
    assert answer.content.decode() == "文件的原文"


def test_an_article_of_a_document_nobody_cites_is_entered_found_and_can_be_cited(
    bureau: Bureau,
) -> None:
    _administrator(bureau)
    other = {
        **ARTICLE,
        "matter": "",
        "article": "第三条",
        "other": "青财绩〔2026〕1号",
        "title": "监控办法",
    }
    page = shown(_post(bureau, "article", other).content.decode())
    assert "已录入：青财绩〔2026〕1号《监控办法》 第三条" in page
    found = cite("青财绩〔2026〕1号", "第三条")
    assert found.verified and found.article.words == "照原文录入的话"
    assert not found.regulation.dates_verified
    assert "青财绩〔2026〕1号" in shown(bureau.page(bureau.path("search/?q=照原文录入")))
    again = _post(bureau, "article", {**other, "article": "第四条", "title": "别的办法"})
    assert "以前录入的名称是《监控办法》" in again.content.decode()
    nameless = _post(bureau, "article", {**other, "other": "青财绩〔2026〕2号", "title": ""})
    assert "请写明文号和名称" in nameless.content.decode()


def test_the_page_says_that_the_next_years_holidays_are_missing_until_they_are_entered(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    _administrator(bureau)
    page = bureau.page("/law/")
    assert "2027年的节假日还没有录入" in page
    assert national_time().calendar().last_year == 2026
    _post(bureau, "holidays", HOLIDAYS)
    assert "还没有录入" not in bureau.page("/law/")
    calendar = national_time().calendar()
    assert calendar.last_year == 2027 and not calendar.is_working(date(2027, 2, 8))
    assert calendar.is_working(date(2027, 2, 13))


def test_a_local_limit_entered_is_that_places_from_its_day_on(bureau: Bureau) -> None:
    from jixiao.law.packs import packs_at_hand

    _administrator(bureau)
    _post(bureau, "limit", LIMIT)
    limit = packs_at_hand()["hebei"].time.limit("complaint-acceptance")
    assert [limit.version(date(2026, 11, day)).number for day in (30,)] == [7]  # type: ignore[union-attr]
    assert limit.version(date(2026, 12, 1)).number == 3  # type: ignore[union-attr]
    assert national_time().limit("complaint-acceptance").versions[-1].number == 7


@pytest.mark.parametrize(
    ("what", "told", "says"),
    [
        ("article", ARTICLE | {"article": "五"}, "应照原文写"),
        ("article", ARTICLE | {"words": " "}, "没有写条文的内容"),
        ("holidays", HOLIDAYS | {"year": "2030"}, "2030 年在界限以外"),
        ("holidays", HOLIDAYS | {"off": "元旦"}, "不是日子"),
        (
            "holidays",
            HOLIDAYS | {"off": HOLIDAYS["off"].replace("6月9日、", "")},
            "没有端午节的放假日子",
        ),
        (
            "holidays",
            HOLIDAYS
            | {
                "off": "1月1日、2月5日、2月8日、2月11日、4月5日、5月3日至5月5日、6月9日、9月15日、"
                "10-01至10-07"
            },
            "02-09、02-10 夹在放假的日子中间",
        ),
        ("limit", LIMIT | {"number": "10"}, "宽于规定：它所依的规定是7工作日"),
        ("limit", LIMIT | {"number": "没有期限"}, "地方不得取消"),
        ("limit", LIMIT | {"since": "2010-01-01"}, "早于它所依的规定"),
        ("limit", LIMIT | {"number": "-1"}, "应是 1 到"),
        ("article", ARTICLE | {"document": ""}, "没有交文件"),
    ],
)
def test_what_cannot_be_entered_is_said_and_what_was_typed_stays(
    bureau: Bureau, what: str, told: dict[str, str], says: str
) -> None:
    _administrator(bureau)
    answer = _post(bureau, what, told)
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page and 'class="told error"' in page
    assert told.get("notice", told.get("source", told["reason"])) in page
    assert law.folder().entries() == ()


def test_only_an_administrator_enters_and_everybody_sees(bureau: Bureau) -> None:
    answer = _post(bureau, "article", ARTICLE, "leader")
    assert answer.status_code == 403 and "系统管理员" in answer.content.decode()
    page = bureau.page("/law/", "reader")
    assert "录入一条条文" not in page and "还没有" in page
    assert bureau.client("nobody").get("/law/").status_code == 302


def test_who_comes_second_is_told(bureau: Bureau) -> None:
    _administrator(bureau)
    _post(bureau, "article", ARTICLE)
    answer = _post(bureau, "limit", LIMIT, seen="")
    assert answer.status_code == 409 and "刚在这里作了记录" in answer.content.decode()
    assert len(law.folder().entries()) == 1


def test_it_is_withdrawn_with_a_reason_and_stays_on_record(bureau: Bureau) -> None:
    _administrator(bureau)
    _post(bureau, "article", ARTICLE)
    (one,) = law.folder().entries()
    told = {"entry": one.id, "reason": ""}
    assert "撤回要写明理由" in _post(bureau, "withdraw", told).content.decode()
    page = _post(bureau, "withdraw", told | {"reason": "不是这一版"}).content.decode()
    assert "不是这一版" in page and "第五条" not in shown(bureau.page(bureau.path("findings/")))


def test_it_is_verified_with_its_document(bureau: Bureau) -> None:
    _administrator(bureau)
    _post(bureau, "article", ARTICLE)
    assert verify_installation().faults == ()
    (one,) = law.folder().entries()
    path = law.folder().folder / "documents" / one.by.sha256
    path.write_bytes(b"other")
    (fault,) = verify_installation().faults
    assert fault.at.startswith("法规录入 file documents/")
