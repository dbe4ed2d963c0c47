"""今天: by role, each thing to do with the address it is done at; nothing of it is stored."""

from __future__ import annotations

import re

import pytest

from jixiao.terms.roles import Role
from jixiao.web import desk
from jixiao.web.models import Membership
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.pages.today import address_of
from jixiao.year.to_do import Found, ToDo, kinds
from tests.web.conftest import Bureau
from tests.web.monitored import watched
from tests.web.test_self_evaluation import complete, sign, year

WHOLE = "today/?whole=1"


__all__ = ["year"]  # the fixture


@pytest.fixture
def submitted(year: Bureau) -> Bureau:
    """The small plan with its form handed to the leader."""
    complete(year)
    sign(year, "submit", "clerk")
    return year


def _text(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def _here(bureau: Bureau, who: str) -> PlanPage:
    member = Membership.objects.get(user=bureau.people[who], department=bureau.department)
    return PlanPage(member, bureau.record, bureau.record.head)


def test_the_clerk_sees_what_to_do_and_each_leads_to_where_it_is_done(bureau: Bureau) -> None:
    page = bureau.page(bureau.path(WHOLE))
    assert "审核提示里必须修改的：1 条" in _text(page)
    assert f'href="{bureau.path("findings/?level=return")}"' in page
    addresses = re.findall(r'class="go"><a [^>]*href="([^"]+)"', page)
    assert len(addresses) >= 3
    for one in addresses:
        assert bureau.client("clerk").get(one.replace("&amp;", "&")).status_code == 200, one


def test_every_kind_of_thing_to_do_has_its_page(bureau: Bureau) -> None:
    here = _here(bureau, "clerk")
    for kind in kinds():
        assert address_of(here, ToDo(kind, Found(1))).startswith(
            f"/departments/{bureau.department.pk}/"
        )


def test_it_is_computed_anew_and_remembered_until_anything_changes(bureau: Bureau) -> None:
    here, member = _here(bureau, "clerk"), _here(bureau, "clerk").member
    assert desk.waiting(member, bureau.record) is None, "the head of a page makes nothing"
    first = desk.desk(here)
    assert desk.desk(here) is first
    assert desk.waiting(member, bureau.record) == len(first.to_dos(Role.CLERK))
    watched(bureau)
    assert desk.waiting(member, bureau.record) is None
    assert desk.desk(_here(bureau, "clerk")) is not first


def test_the_head_of_a_page_counts_once_it_is_known(bureau: Bureau) -> None:
    before = bureau.page(bureau.path("history/"))
    assert 'hx-get="' + bureau.path("today/count/") in before
    counted = _text(bureau.page(bureau.path("today/count/")))
    after = bureau.page(bureau.path("history/"))
    assert "today/count/" not in after and f"待办 {counted}" in _text(after)


def test_what_is_not_known_yet_is_fetched_beside_its_frame(bureau: Bureau) -> None:
    frame = bureau.page(bureau.path("today/"))
    assert 'hx-trigger="load"' in frame and "?whole=1" in frame
    assert "要做的" in bureau.page(bureau.path(WHOLE))
    assert "要做的" in bureau.page(bureau.path("today/")), "remembered now"


def test_the_projects_are_sorted_filtered_and_exported(bureau: Bureau) -> None:
    page = bureau.page(bureau.path("today/?sort=-budget"))
    names = re.findall(r'class=" lead"><a [^>]+>([^<]+)</a>', page)
    assert names[:2] == ["办案及业务", "食品质量安全抽检经费"]
    found = bureau.page(bureau.path("today/?q=执法"))
    assert re.findall(r'class=" lead"><a [^>]+>([^<]+)</a>', found) == ["执法办案"]
    answer = bureau.client("clerk").get(bureau.path("today/?q=抽检&export=csv"))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("项目,序号,预算（万元）") and len(lines) == 3


def test_the_leader_decides_and_signs_from_one_screen(submitted: Bureau) -> None:
    bureau = submitted
    page = bureau.page(bureau.path(WHOLE), "leader")
    assert "等您签字的自评表：1 张" in _text(page)
    signing = bureau.page(bureau.path("today/signing/"), "leader")
    told = dict(re.findall(r'name="((?:seen|hash)-\d+)" value="([^"]+)"', signing))
    client = bureau.client("leader")
    none = client.post(bureau.path("today/signing/"), told, follow=True)
    assert "没有勾选任何一张" in none.content.decode() and not bureau.said(
        "self_evaluation_confirmed"
    )
    done = client.post(bureau.path("today/signing/"), told | {"all": "1"}, follow=True)
    assert "已确认 1 张" in done.content.decode()
    (act,) = bureau.said("self_evaluation_confirmed")
    assert act.act.binds == told["hash-1"], "bound to what was looked at"


def test_a_form_that_changed_meanwhile_is_not_signed(submitted: Bureau) -> None:
    bureau = submitted
    told = {"seen-1": "1", "hash-1": "0" * 64, "all": "1"}
    page = bureau.client("leader").post(bureau.path("today/signing/"), told, follow=True)
    assert not bureau.said("self_evaluation_confirmed")
    assert "没有签" in page.content.decode() or "请刷新" in page.content.decode()


def test_nobody_but_the_leader_signs(bureau: Bureau) -> None:
    for who in ("clerk", "reviewer", "reader"):
        answer = bureau.client(who).post(bureau.path("today/signing/"), {"all": "1"})
        assert answer.status_code == 403
