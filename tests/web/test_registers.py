"""The registers of a department: what there is, an own one without code, marks from the data."""

from __future__ import annotations

import re
from typing import Any

import pytest

from jixiao.registers.declaration import DeclarationError
from jixiao.web.models import Membership, Role
from jixiao.web.own_register import Draft, FieldRow, checked
from tests.web.conftest import Bureau
from tests.web.ledgers import CASES, decide, give, taken, waiting

TOLD = {
    "label": "信访台账", "keeper": "办公室", "source": "信访系统导出",
    "lines": "8", "label-1": "信访编号", "type-1": "text", "key-1": "on", "required-1": "on",
    "label-2": "收到日期", "type-2": "date", "event-2": "on",
    "label-3": "状态", "type-3": "code", "codes-3": "已办结、办理中", "synonyms-3": "办理状态",
    "label-4": "信访人", "type-4": "text", "personal-4": "drop",
}  # fmt: skip


def test_the_list_says_what_each_is_for_and_what_there_is(bureau: Bureau) -> None:
    taken(bureau)
    page = bureau.page(bureau.place("registers/"), "reader")
    assert page.count("<tr>") == len(bureau.store.registers()) + 1
    first = page.split("<tbody>")[1].split("</tr>")[0]
    assert "行政处罚案件台账" in first and ">6<" in first and "某人" in first
    assert "综合行政执法大队" in first and "案件办结率" in first


def test_one_register_shows_its_take_ins(bureau: Bureau) -> None:
    sha256 = taken(bureau)
    (one,) = bureau.store.imports()
    page = bureau.page(bureau.place(f"registers/{CASES}/"), "leader")
    assert one.original_sha256 in page and "2023-12-31" in page
    assert f"take-ins/{sha256}/" in page and "不留存" in page
    assert "/upload/" not in page, "a reader sees no way to upload"


@pytest.mark.parametrize(("who", "marked"), [("模拟数据", True), ("某人", False)])
def test_simulated_data_is_marked_by_what_the_data_says(
    bureau: Bureau, who: str, marked: bool
) -> None:
    sha256 = taken(bureau, who=who)
    for rest in ("", f"{CASES}/", f"{CASES}/rows/", f"{CASES}/take-ins/{sha256}/"):
        page = bureau.page(bureau.place(f"registers/{rest}"))
        assert ('class="made-up"' in page) is marked, rest
    assert 'class="made-up"' not in bureau.page(bureau.place("registers/payments/"))


def test_another_departments_evidence_is_its_own(bureau: Bureau) -> None:
    sha256 = taken(bureau)
    outsider = bureau.people["outsider"]
    other = Membership.objects.get(user=outsider).department_id
    path = f"/departments/{other}/registers/{CASES}/"
    client = bureau.client("outsider")
    assert "还没有入库" in client.get(path).content.decode()
    assert client.get(f"{path}take-ins/{sha256}/").status_code == 404
    ledger = waiting(bureau, "案号,立案日期\n1,2023-01-01\n")
    for rest in ("", "mapping/", "marked.xlsx", "confirm/", "discard/"):
        for method in (client.get, client.post):
            assert method(f"{path}ledgers/{ledger.pk}/{rest}").status_code in (404, 405), rest
    assert Membership.objects.filter(user=outsider, role=Role.CLERK).exists()


def test_an_own_register_without_code(bureau: Bureau) -> None:
    answer = bureau.client("clerk").post(bureau.place("registers/new/"), TOLD, follow=True)
    page = answer.content.decode()
    assert "已添加台账“信访台账”" in page and "信访系统导出" in page
    made = bureau.store.register("own_1")
    assert made.key == ("field_1",) and made.year_of == "field_2"
    assert [code.label for code in made.field("field_3").codes] == ["已办结", "办理中"]
    assert not made.field("field_4").stored
    assert "本部门自设" in bureau.page(bureau.place("registers/"))
    text = "信访编号,收到日期,办理状态,信访人\n1,2023-03-01,已办结,李某\n2,2023-04-01,办理中,王某\n"
    assert give(bureau, text, register="own_1").status_code == 302
    ledger = bureau.department.ledgers.get()
    decide(bureau, ledger, "confirm", speaks_for="2023-12-31")
    rows = bureau.page(bureau.place("registers/own_1/rows/"), "reader")
    assert "已办结" in rows and "李某" not in rows


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"label": "行政处罚案件台账"}, "已有这个名称的台账"),
        ({"label": ""}, "台账名称"),
        ({"label-2": "信访编号"}, "已用于"),
        ({"codes-3": ""}, "代码表"),
        ({"type-2": "text"}, "只有日期能是事件"),
        ({"type-1": "no"}, "“信访编号”"),
    ],
)
def test_what_the_registers_room_refuses_is_said_beside_the_form(
    bureau: Bureau, change: dict[str, str], words: str
) -> None:
    answer = bureau.client("clerk").post(bureau.place("registers/new/"), TOLD | change)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and 'value="信访系统导出"' in page
    told = page[page.index('role="alert"') :].split("</p>")[0]
    assert "field_" not in told and "own_" not in told and "toml" not in told
    assert not list(bureau.store.folder.glob("registers/*"))


def test_a_text_that_tries_to_be_more_is_only_a_text(bureau: Bureau) -> None:
    told = TOLD | {"source": 'x"\n[fields.y]\nlabel = "z', "synonyms-1": 'a"], x = ["b'}
    assert bureau.client("clerk").post(bureau.place("registers/new/"), told).status_code == 302
    made = bureau.store.register("own_1")
    assert len(made.fields) == 4 and made.source == 'x"[fields.y]label = "z'


def test_a_key_is_wanted(bureau: Bureau) -> None:
    draft = Draft("甲", rows=(FieldRow("编号"),))
    with pytest.raises(DeclarationError, match="区分各行"):
        checked(draft, bureau.store.folder)


def test_more_lines_keep_what_was_typed(bureau: Bureau) -> None:
    answer = bureau.client("clerk").post(bureau.place("registers/new/"), TOLD | {"more": "yes"})
    page = answer.content.decode()
    assert 'name="label-16"' in page and 'value="信访编号"' in page
    assert bureau.client("clerk").post(
        bureau.place("registers/new/"), TOLD | {"more": "yes", "lines": "99999999999"}
    ).status_code == 200  # fmt: skip


def test_a_broken_own_declaration_is_said_in_words(bureau: Bureau) -> None:
    place = bureau.store.folder / "registers"
    place.mkdir(parents=True)
    (place / "bad.toml").write_text("label = 3")
    page = bureau.page(bureau.place("registers/"), status=500)
    assert "本部门自己的台账或算法声明有错" in page and "bad.toml" in page
    assert str(place) not in page and "Traceback" not in page


@pytest.mark.parametrize(
    "rest", ["?page=0", "?page=99", "?page=x", "?show=nothing", "?key=a&key=b"]
)
def test_odd_questions_about_rows(bureau: Bureau, rest: str) -> None:
    taken(bureau)
    answer = bureau.client("reader").get(bureau.place(f"registers/{CASES}/rows/{rest}"))
    assert answer.status_code in (200, 404)


def test_a_key_that_is_no_day_where_a_day_is_the_key(bureau: Bureau) -> None:
    told = TOLD | {"key-2": "on"}
    del told["key-1"]
    bureau.client("clerk").post(bureau.place("registers/new/"), told)
    path = bureau.place("registers/own_1/rows/?key=abc")
    assert bureau.client("reader").get(path).status_code == 404


def test_no_such_register(bureau: Bureau) -> None:
    for rest in ("nothing/", "nothing/rows/", "nothing/empty.xlsx", f"{CASES}/take-ins/abc/"):
        assert bureau.client("clerk").get(bureau.place(f"registers/{rest}")).status_code == 404


def test_the_catalogue_of_measures(bureau: Bureau) -> None:
    page = bureau.page(bureau.place("measures/"), "reader")
    assert "办案及时率" in page and "投诉举报按时办结率" in page
    few = bureau.page(bureau.place("measures/?register=penalty_cases"), "reader")
    assert "办案及时率" in few and "投诉举报按时办结率" not in few
    one = bureau.page(bureau.place("measures/case_on_time_rate/"), "reader")
    assert "行政处罚法第六十条" in one and "已核原文" in one and "SELECT" in one
    ratio = bureau.page(bureau.place("measures/case_closing_rate/"), "reader")
    assert "分子" in ratio and "结案日期" in ratio
    assert bureau.client("reader").get(bureau.place("measures/nothing/")).status_code == 404


def test_every_measure_has_its_page(bureau: Bureau) -> None:
    from jixiao.measures.catalogue import measures

    for name in measures():
        bureau.page(bureau.place(f"measures/{name}/"), "reader")


def test_rows_are_searched_by_what_the_page_prints_sorted_and_exported(bureau: Bureau) -> None:
    taken(bureau)
    path = bureau.place(f"registers/{CASES}/rows/")
    every = bureau.page(path, "reader")
    total = int(re.search(r"共 (\d+) 行", every)[1])
    client = bureau.client("reader")
    lines = _lines(client.get(f"{path}?export=csv"))
    assert len(lines) == total + 1 and "案件编号" in lines[0]
    number = lines[1].split(",")[0]
    found = bureau.page(f"{path}?q={number}", "reader")
    assert "共 1 行" in found and number in found
    assert "共 0 行" in bureau.page(f"{path}?q=%27%20OR%201=1%20--", "reader"), (
        "words are only words"
    )
    forwards = _lines(client.get(f"{path}?export=csv&sort=filed_on"))
    backwards = _lines(client.get(f"{path}?export=csv&sort=-filed_on"))
    assert sorted(forwards) == sorted(backwards) and forwards[1] != backwards[1]
    assert bureau.page(f"{path}?sort=officers%22", "reader"), "a column there is not is none"


def _lines(answer: Any) -> list[str]:
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
