"""A source nobody knew: mapped once beside its rows, kept, given to the next county, known there at once."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.conftest import Bureau
from tests.web.ledgers import CASES, decide, waiting

#: Headings of a made-up system, of which no synonym knows the first two.
TEXT = "卷宗甲号,立起来的日子,结案时间,罚款金额（万元）\n甲1,2023-01-10,2023-01-28,0.5\n甲2,2023-02-10,,0.5\n"


def _keep(bureau: Bureau) -> str:
    ledger = waiting(bureau, TEXT)
    decide(bureau, ledger, "mapping", **{"column-A": "case_no", "column-B": "filed_on"})
    decide(bureau, ledger, "confirm", speaks_for="2023-12-31")
    assert bureau.store.imports(CASES)
    told = {"register": CASES, "label": "我县办案系统"}
    done = bureau.client("clerk").post(bureau.place("sources/keep/"), told, follow=True)
    return done.content.decode()


def test_a_mapped_file_becomes_a_source_that_another_county_knows(bureau: Bureau) -> None:
    page = _keep(bureau)
    assert "已收下来源“我县办案系统”" in page and "下载，交给别的县" in page
    given = bureau.client("reader").get(bureau.place("sources/own_source_1/")).content
    assert "卷宗甲号" in given.decode()
    other = bureau.people["outsider"].memberships.get().department_id
    there, client = f"/departments/{other}/", bureau.client("outsider")
    told = {"file": SimpleUploadedFile("我县.toml", given)}
    assert (
        "我县办案系统"
        in client.post(f"{there}sources/receive/", told, follow=True).content.decode()
    )
    file = {"file": SimpleUploadedFile("案件.csv", TEXT.encode()), "year": "2023"}
    seen = client.post(f"{there}registers/{CASES}/upload/", file, follow=True).content.decode()
    assert "我县办案系统" in seen and "照来源的说明" in seen


def test_unknown_columns_are_asked_about_beside_their_rows_and_nobody_is_named(
    bureau: Bureau,
) -> None:
    ledger = waiting(bureau, "卷宗甲号,谁的姓名,打给谁\n甲1,王某某,13812345678\n")
    path = bureau.place(f"registers/{CASES}/ledgers/{ledger.pk}/")
    page = bureau.client("clerk").get(path).content.decode()
    assert "这个文件的来源还不认得" in page and "卷宗甲号" in page and "甲1" in page
    assert "王某某" not in page and "13812345678" not in page and "〔电话〕" in page
    wrong = decide(bureau, ledger, "mapping", **{"column-A": "-"})
    assert wrong.status_code == 422 and "这个文件的来源还不认得" in wrong.content.decode()
    assert decide(bureau, ledger, "confirm", speaks_for="2023-12-31").status_code == 200
    assert not bureau.store.imports()


def test_what_cannot_be_a_source_is_refused_with_its_place(bureau: Bureau) -> None:
    _keep(bureau)
    clerk, place = bureau.client("clerk"), bureau.place("sources/")
    twice = clerk.post(f"{place}keep/", {"register": CASES, "label": "我县办案系统"})
    assert twice.status_code == 422 and "已有叫" in twice.content.decode()
    never = clerk.post(f"{place}keep/", {"register": "payments", "label": "甲"})
    assert never.status_code == 422 and "还没有导入过" in never.content.decode()
    good = clerk.get(f"{place}own_source_1/").content.decode()
    for wrong, words in (
        (good.replace("case_no", "no_such"), "columns.卷宗甲号"),
        ("不是", "不是 TOML"),
        (good.replace(CASES, "own_9"), "没有名为“own_9”的台账"),
    ):
        file = SimpleUploadedFile("x.toml", wrong.replace("我县办案系统", "别的").encode())
        said = clerk.post(f"{place}receive/", {"file": file})
        assert said.status_code == 422 and words in said.content.decode(), words
    assert clerk.get(f"{place}../../etc/").status_code == 404
    assert len(list((bureau.store.folder / "connectors").iterdir())) == 1
