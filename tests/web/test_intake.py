"""Taking in a document: what is read is shown first; what cannot be read is said, and stored by no half."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from jixiao.grids.reading import read
from jixiao.plan.json import dumps
from jixiao.plan.model import Plan
from jixiao.terms.plans import Reason
from jixiao.web.models import ActRow, Intake, PlanRecord
from jixiao.web.reading import bounded, document_json, reader
from tests.web import hostile
from tests.web.conftest import Bureau


def give(
    bureau: Bureau, name: str, data: bytes, who: str = "clerk", department: int | None = None
) -> Any:
    path = f"/departments/{department or bureau.department.pk}/intake/"
    return bureau.client(who).post(path, {"file": SimpleUploadedFile(name, data)})


def taken(bureau: Bureau, data: bytes, name: str = "绩效文本.docx") -> Intake:
    answer = give(bureau, name, data)
    assert answer.status_code == 302, answer.content.decode()
    return Intake.objects.get(state=Intake.State.PENDING)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf", "html"])
def test_a_document_is_shown_beside_what_was_understood(bureau: Bureau, ending: str) -> None:
    intake = taken(bureau, hostile.of_plan(bureau.plan, ending), f"绩效文本.{ending}")
    page = (
        bureau.client("clerk")
        .get(f"/departments/{bureau.department.pk}/intake/{intake.pk}/")
        .content.decode()
    )
    assert "13 个项目，79 项指标，预算合计 468.40 万元" in page
    source, understood = page.split('id="understood-title"')
    assert "“30家”没有写符号" in source
    assert 'class="cell-mark' in source.split('id="source-title"')[1]
    assert 'class="cell-mark' in understood


def test_a_yes_makes_the_next_version(bureau: Bureau) -> None:
    first = bureau.record.head
    intake = taken(bureau, hostile.of_plan(_with_target(bureau.plan, "≥30家")))
    assert bureau.record.head == first, "nothing is stored before the yes"
    page = _decide(bureau, intake, "confirm").content.decode()
    assert "存为2023年第2版" in page
    head = bureau.record.head
    assert (head.reason, head.intake, head.who) == (Reason.TAKEN_IN, intake, "clerk")
    assert head.plan.projects[0].indicators[0].target.raw == "≥30家"
    assert [(c.before, c.after) for c in head.changes if c.field == "target"] == [("30家", "≥30家")]


def test_the_preview_says_what_would_change(bureau: Bureau) -> None:
    intake = taken(bureau, hostile.of_plan(_with_target(bureau.plan, "≥30家")))
    page = (
        bureau.client("clerk")
        .get(f"/departments/{bureau.department.pk}/intake/{intake.pk}/")
        .content.decode()
    )
    assert "与现行第1版相比，1 处不同" in page and "<ins>≥30家</ins>" in page


def test_a_second_yes_makes_no_second_version(bureau: Bureau) -> None:
    intake = taken(bureau, hostile.of_plan(bureau.plan))
    for _ in range(2):
        _decide(bureau, intake, "confirm")
    assert bureau.record.head.number == 2


def test_a_no_stores_nothing_and_forgets_the_content(bureau: Bureau) -> None:
    intake = taken(bureau, hostile.of_plan(bureau.plan))
    _decide(bureau, intake, "discard")
    intake.refresh_from_db()
    assert (intake.state, intake.content, intake.plan) == (Intake.State.DISCARDED, None, "")
    _decide(bureau, intake, "confirm")
    assert bureau.record.head.number == 1


def test_the_first_plan_of_a_year_is_version_1(bureau: Bureau) -> None:
    plan = bureau.plan.model_copy(update={"year": 2024})
    _decide(bureau, taken(bureau, dumps(plan).encode(), "计划.json"), "confirm")
    assert PlanRecord.objects.get(year=2024).head.number == 1


def test_a_plan_without_year_asks_for_it(bureau: Bureau) -> None:
    intake = taken(
        bureau, dumps(bureau.plan.model_copy(update={"year": None})).encode(), "计划.json"
    )
    for wrong in ({}, {"year": "二〇二三"}, {"year": "99999"}):
        answer = _decide(bureau, intake, "confirm", wrong)
        assert answer.status_code == 422 and "没有写年度" in answer.content.decode()
    _decide(bureau, intake, "confirm", {"year": "2025"})
    assert PlanRecord.objects.get(year=2025).head.plan.year == 2025


def test_another_units_document_is_not_stored_under_this_department(bureau: Bureau) -> None:
    department = bureau.plan.department.model_copy(update={"code": "999001"})
    plan = bureau.plan.model_copy(update={"department": department})
    answer = _decide(bureau, taken(bureau, dumps(plan).encode(), "计划.json"), "confirm")
    assert answer.status_code == 422 and "文件的单位编码是 999001" in answer.content.decode()
    assert ActRow.objects.count() == 1


WRONG: dict[str, tuple[str, Callable[[Plan], bytes], str]] = {
    "empty": ("空.docx", lambda plan: b"", "空文件"),
    "wrong ending": ("文本.pdf", hostile.of_plan, "应为"),
    "an ending nobody reads": ("文本.exe", lambda plan: b"MZ\x90\0" * 99, "应为"),
    "truncated": ("断.docx", lambda plan: hostile.of_plan(plan)[:9000], "应为"),
    "encrypted": ("密.docx", lambda plan: hostile.encrypted(), "密码"),
    "zip bomb": ("弹.docx", lambda plan: hostile.bomb(), "没有收入"),
    "entities": ("实体.docx", lambda plan: hostile.entities(), "没有收入"),
    "outside entity": ("外.docx", lambda plan: hostile.outside_entity(), "没有收入"),
    "no table": ("通知.docx", lambda plan: hostile.without_table(), "没有表格"),
    "no form": ("名单.docx", lambda plan: hostile.no_form(), "不是已知的绩效表"),
    "broken json": (
        "计划.json",
        lambda plan: b'{"schema": "jixiao/plan/1", "projects": [',
        "不能解析",
    ),
    "json of another shape": (
        "计划.json",
        lambda plan: b'{"schema": "jixiao/plan/1", "projects": 7}',
        "projects",
    ),
    "deep json": ("计划.json", lambda plan: b"[" * 200_000, "没有收入"),
    "a picture": ("扫描.png", lambda plan: b"\x89PNG\r\n\x1a\n" + b"\0" * 999, "应为"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_read_is_said_and_nothing_is_stored(bureau: Bureau, case: str) -> None:
    name, made, words = WRONG[case]
    answer = give(bureau, name, made(bureau.plan))
    page = answer.content.decode()
    assert answer.status_code == 422, page
    assert words in page
    assert "Traceback" not in page and "root:" not in page
    assert not Intake.objects.filter(state=Intake.State.PENDING).exists()
    failed = Intake.objects.filter(state=Intake.State.FAILED)
    assert all(one.content is None and one.plan == "" and one.error["message"] for one in failed)
    assert ActRow.objects.count() == 1
    assert bureau.client("clerk").get(bureau.path()).status_code == 200, "the server goes on"


def test_no_file_at_all(bureau: Bureau) -> None:
    answer = bureau.client("clerk").post(f"/departments/{bureau.department.pk}/intake/", {})
    assert answer.status_code == 422 and "还没有选择文件" in answer.content.decode()


@override_settings(UPLOAD_MAX_BYTES=200_000)
def test_over_the_limit(bureau: Bureau) -> None:
    for size in (200_001, 400_000):  # one caught as it arrives, one by the length it declares
        answer = give(bureau, "大.docx", b"x" * size)
        assert answer.status_code == 413 and "文件太大" in answer.content.decode()
    assert not Intake.objects.exists()


@override_settings(UPLOAD_READ_MEMORY=30 * 1024 * 1024)
def test_a_reader_out_of_memory_is_only_a_message(bureau: Bureau) -> None:
    answer = give(bureau, "文本.docx", hostile.of_plan(bureau.plan))
    assert answer.status_code == 422 and "没有收入" in answer.content.decode()


@override_settings(UPLOAD_READ_SECONDS=0)
def test_a_reader_out_of_time_is_only_a_message(bureau: Bureau) -> None:
    answer = give(bureau, "文本.docx", hostile.of_plan(bureau.plan))
    assert answer.status_code == 422 and "已停止" in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "words"),
    [(-9, "内存"), (-11, "内存"), (-24, "还没有读完"), (None, "还没有读完"), (1, "中途停止")],
)
def test_a_killed_reader_is_explained(code: int | None, words: str) -> None:
    found = reader._explained(code, b"")
    assert isinstance(found, reader.Refusal) and words in found.message


def test_the_reader_gets_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_DATABASE", "postgresql://u:p@h/d")
    assert "JIXIAO_DATABASE" not in bounded.bare_environment()
    assert "JIXIAO_DATA" not in bounded.bare_environment()


def test_a_name_that_is_a_path_or_markup_stays_a_name(bureau: Bureau) -> None:
    give(bureau, "../../etc/<b>x</b>\n.docx", hostile.without_table())
    assert Intake.objects.get().file_name == "b>.docx" or "/" not in Intake.objects.get().file_name
    page = (
        bureau.client("clerk").get(f"/departments/{bureau.department.pk}/intake/").content.decode()
    )
    assert "<b>x" not in page


def _decide(bureau: Bureau, intake: Intake, what: str, told: dict[str, str] | None = None) -> Any:
    path = f"/departments/{bureau.department.pk}/intake/{intake.pk}/{what}/"
    return bureau.client("clerk").post(path, told or {}, follow=True)


def _with_target(plan: Plan, raw: str) -> Plan:
    project = plan.projects[0]
    rows = (project.indicators[0].with_target(raw), *project.indicators[1:])
    return plan.model_copy(
        update={"projects": (project.model_copy(update={"indicators": rows}), *plan.projects[1:])}
    )


def test_of_a_huge_document_the_plan_is_shown_and_the_source_said_to_be_left_out(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_json, "MOST_CELLS", 10)
    document = read(hostile.of_plan(bureau.plan), "x.docx")
    shown = document_json.unpack(document_json.pack(document))
    assert shown.blocks == () and "不在这里显示" in shown.notes[-1][0]


def test_a_plan_too_large_to_keep_is_refused(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MAX_PLAN_BYTES", 1000)
    answer = give(bureau, "文本.docx", hostile.of_plan(bureau.plan))
    assert answer.status_code == 422 and "内存超过上限" in answer.content.decode()


def test_what_is_shown_of_a_document_is_the_document(bureau: Bureau) -> None:
    document = read(hostile.of_plan(bureau.plan), "x.docx")
    again = document_json.unpack(document_json.pack(document))
    assert [c.text for g in again.grids() for c in g.cells] == [
        c.text for g in document.grids() for c in g.cells
    ]
