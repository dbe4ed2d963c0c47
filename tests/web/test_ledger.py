"""Taking in a ledger: checked and shown first, corrected, taken in whole or in part; the original goes."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from jixiao.grids.reading import read
from jixiao.registers.template import template
from jixiao.web.models import Ledger
from jixiao.web.reading import ledgers
from jixiao.web.reading.ledgers import file_of, purge, start_again
from tests.web import hostile
from tests.web.conftest import Bureau
from tests.web.ledgers import (
    CASES,
    PERSON,
    PHONE,
    cases,
    decide,
    give,
    path_of,
    taken,
    waiting,
    with_faults,
)


def test_the_main_path(bureau: Bureau) -> None:
    ledger = waiting(bureau, cases())
    assert bureau.store.imports() == (), "nothing is taken in before the yes"
    page = bureau.page(path_of(bureau, ledger))
    assert "6 行：须退回 0 行" in page and "确认入库" in page
    answer = decide(bureau, ledger, "confirm", speaks_for="2023-12-31")
    page = answer.content.decode()
    assert "已入库“案件台账.csv”：6 行" in page and "上传的原件已删除" in page
    (one,) = bureau.store.imports(CASES)
    assert (one.accepted, one.who, one.speaks_for.isoformat()) == (6, "clerk", "2023-12-31")
    assert one.original_sha256 == ledger.sha256 and one.original_sha256 in page


def test_the_original_is_kept_only_while_it_waits(bureau: Bureau) -> None:
    for what, told in (("confirm", {"speaks_for": "2023-12-31"}), ("discard", {})):
        ledger = waiting(bureau, cases())
        path = file_of(ledger)
        assert path.exists() and path.stat().st_mode & 0o077 == 0
        decide(bureau, ledger, what, **told)
        ledger.refresh_from_db()
        assert not path.exists() and ledger.answer is None
    assert [one.state for one in Ledger.objects.order_by("id")] == ["taken", "discarded"]


def test_nothing_personal_stays_or_is_shown(bureau: Bureau, tmp_path: Path) -> None:
    ledger = waiting(bureau, with_faults())
    page = bureau.page(path_of(bureau, ledger))
    assert PERSON not in page and PHONE not in page
    assert PERSON not in str(ledger.answer) and PHONE not in str(ledger.answer)
    decide(bureau, ledger, "confirm", speaks_for="2023-12-31", accept_partial="yes")
    (one,) = bureau.store.imports(CASES)
    for rest in ("", "rows/", f"take-ins/{one.sha256}/"):
        page = bureau.page(bureau.place(f"registers/{CASES}/{rest}"))
        assert PERSON not in page and PHONE not in page, rest
    kept = (path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not any(word.encode() in data for data in kept for word in (PERSON, PHONE))


def test_findings_stand_at_their_rows(bureau: Bureau) -> None:
    page = bureau.page(path_of(bureau, waiting(bureau, with_faults())))
    rows = page.split('class="cells"')
    assert any("2023.13.1" in row and 'class="at return"' in row for row in rows)
    assert "怀市监案〔2023〕92号" in page and "必须修改" in page
    assert "退回有误的 3 行，其余入库" in page


def test_in_part_only_where_the_clerk_says_so(bureau: Bureau) -> None:
    ledger = waiting(bureau, with_faults())
    answer = decide(bureau, ledger, "confirm", speaks_for="2023-12-31")
    assert answer.status_code == 422 and "没有入库" in answer.content.decode()
    assert bureau.store.imports() == ()
    ledger.refresh_from_db()
    assert ledger.waits and file_of(ledger).exists()
    decide(bureau, ledger, "confirm", speaks_for="2023-12-31", accept_partial="yes")
    (one,) = bureau.store.imports(CASES)
    assert (one.accepted, one.refused) == (2, 3)
    page = bureau.page(bureau.place(f"registers/{CASES}/take-ins/{one.sha256}/"), "reader")
    assert "退回的行 3 行" in page and "2023.13.1" in page


def test_the_marked_file_comes_back(bureau: Bureau) -> None:
    ledger = waiting(bureau, with_faults())
    answer = bureau.client("clerk").get(path_of(bureau, ledger, "marked.xlsx"))
    assert answer.status_code == 200 and answer.content.startswith(b"PK")
    texts = [c.text for grid in read(answer.content, "x.xlsx").grids() for c in grid.cells]
    assert "2023.13.1" in texts


def test_headings_are_corrected_and_remembered(bureau: Bureau) -> None:
    odd = cases().replace("结案时间", "完结那天")
    ledger = waiting(bureau, odd)
    page = bureau.page(path_of(bureau, ledger))
    assert "完结那天" in page and "没有读入" in page
    told = {f"column-{one}": "-" for one in "ABCDEFG"}
    told |= {"column-A": "case_no", "column-C": "filed_on", "column-D": "closed_on"}
    page = decide(bureau, ledger, "mapping", **told).content.decode()
    assert "由您指明" in page
    decide(bureau, ledger, "confirm", speaks_for="2023-12-31")
    (one,) = bureau.store.imports(CASES)
    assert one.mapping["完结那天"] == "closed_on" and one.mapping["案由"] == "-"
    again = waiting(bureau, odd.replace("〔2023〕", "〔2024〕"))
    assert "照上次的理解" in bureau.page(path_of(bureau, again))


def test_a_mapping_that_cannot_be_read_changes_nothing(bureau: Bureau) -> None:
    ledger = waiting(bureau, cases())
    answer = decide(bureau, ledger, "mapping", **{f"column-{one}": "-" for one in "ABCDEFG"})
    assert answer.status_code == 422 and "列名的理解保持原样" in answer.content.decode()
    ledger.refresh_from_db()
    assert ledger.mapping == {} and ledger.waits
    decide(bureau, ledger, "mapping", **{"column-A": "no_such_field"})
    assert Ledger.objects.get(pk=ledger.pk).waits


def test_the_same_file_twice_changes_nothing(bureau: Bureau) -> None:
    first = taken(bureau)
    ledger = waiting(bureau, cases())
    assert "再入一次不会有任何改动" in bureau.page(path_of(bureau, ledger))
    page = decide(bureau, ledger, "confirm", speaks_for="2023-12-31").content.decode()
    assert "内容相同，没有任何改动" in page
    assert [one.sha256 for one in bureau.store.imports(CASES)] == [first]


def test_a_correction_supersedes_and_the_old_row_stays_readable(bureau: Bureau) -> None:
    taken(bureau)
    ledger = waiting(bureau, cases(fine="0.7"))
    assert "更正库中 6 行" in bureau.page(path_of(bureau, ledger))
    decide(bureau, ledger, "confirm", speaks_for="2023-12-31")
    rows = bureau.place(f"registers/{CASES}/rows/")
    assert "7,000.00" in bureau.page(rows, "reader")
    assert "5,000.00" not in bureau.page(rows, "reader")
    old = bureau.page(f"{rows}?show=superseded", "reader")
    assert "5,000.00" in old and "7,000.00" not in old
    key = "怀市监案〔2023〕1号"
    both = bureau.page(f"{rows}?key={key}", "reader")
    assert "5,000.00" in both and "7,000.00" in both and "已被更正" in both and "现行" in both
    assert bureau.client("reader").get(f"{rows}?key=没有").status_code == 404


def test_two_clicks_make_one_take_in(bureau: Bureau) -> None:
    ledger = waiting(bureau, cases())
    for _ in range(2):
        decide(bureau, ledger, "confirm", speaks_for="2023-12-31")
    assert len(bureau.store.imports()) == 1


@pytest.mark.parametrize("day", ["", "2023-13-01", "2999-01-01", "1066-10-14", "昨天"])
def test_the_day_it_speaks_for_is_asked(bureau: Bureau, day: str) -> None:
    ledger = waiting(bureau, cases())
    answer = decide(bureau, ledger, "confirm", speaks_for=day)
    assert answer.status_code == 422 and "截至哪一天" in answer.content.decode()
    assert bureau.store.imports() == () and Ledger.objects.get().waits


def test_the_empty_ledger_is_taken_for_what_it_is(bureau: Bureau) -> None:
    answer = bureau.client("reader").get(bureau.place(f"registers/{CASES}/empty.xlsx"))
    assert answer.content[:2] == b"PK" and len(answer.content) > 5000
    ledger = waiting(bureau, template(bureau.store.register(CASES)), "空白.xlsx")
    assert "0 行" in bureau.page(path_of(bureau, ledger))


WRONG: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("空.csv", lambda: b"", "空文件"),
    "headings over nothing": ("名单.csv", "姓名,年级\n".encode, "没有读懂"),
    "a picture": ("扫描.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 999, "应为"),
    "a program": ("台账.xlsx", lambda: b"MZ\x90\0" * 99, "应为"),
    "half a workbook": ("半.xlsx", lambda: b"PK\x03\x04" + b"x" * 900, "没有读懂"),
    "a bomb": ("弹.xlsx", hostile.bomb, "没有读懂"),
    "behind a password": ("密.xlsx", hostile.encrypted, "密码"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_read_is_said_and_not_kept(bureau: Bureau, case: str) -> None:
    name, made, words = WRONG[case]
    answer = give(bureau, made(), name)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page, page[-3000:]
    assert "Traceback" not in page and str(settings.DATA) not in page
    assert not Ledger.objects.filter(state=Ledger.State.PENDING).exists()
    assert not [p for p in Path(settings.DATA).rglob("uploads/*/*") if p.is_file()]
    assert bureau.store.imports() == ()


def test_no_file_at_all_and_a_year_that_is_none(bureau: Bureau) -> None:
    path = bureau.place(f"registers/{CASES}/upload/")
    answer = bureau.client("clerk").post(path, {})
    assert answer.status_code == 422 and "还没有选择文件" in answer.content.decode()
    answer = bureau.client("clerk").post(path, {"year": "二〇二三"})
    assert "年度应为四位数字" in answer.content.decode()


@override_settings(LEDGER_MAX_BYTES=100_000)
def test_over_the_limit(bureau: Bureau) -> None:
    for size in (100_001, 400_000):  # one caught as it arrives, one by the length it declares
        answer = give(bureau, b"x" * size)
        assert answer.status_code == 413 and "文件太大" in answer.content.decode()
    assert not Ledger.objects.exists()


@override_settings(LEDGER_READ_MEMORY=30 * 1024 * 1024)
def test_a_reader_out_of_memory_is_only_a_message(bureau: Bureau) -> None:
    answer = give(bureau, cases())
    assert answer.status_code == 422 and "没有读懂" in answer.content.decode()


@override_settings(LEDGER_READ_SECONDS=0)
def test_a_reader_out_of_time_is_only_a_message(bureau: Bureau) -> None:
    answer = give(bureau, cases())
    assert answer.status_code == 422 and "已停止" in answer.content.decode()


def test_what_waits_too_long_is_cleared_away(bureau: Bureau) -> None:
    ledger = waiting(bureau, cases())
    stray = file_of(ledger).with_name("999999")
    stray.write_text("stray")
    purge()
    assert file_of(ledger).exists() and not stray.exists()
    late = timezone.now() - timedelta(hours=25)
    Ledger.objects.filter(pk=ledger.pk).update(created=late)
    purge()
    ledger.refresh_from_db()
    assert not file_of(ledger).exists()
    assert (ledger.state, ledger.answer) == (Ledger.State.EXPIRED, None)
    page = bureau.page(bureau.place(f"registers/{CASES}/"))
    assert "过期清除" in page and "24 小时后清除" in page


def test_one_that_was_interrupted_waits_again(bureau: Bureau) -> None:
    ledger = waiting(bureau, cases())
    Ledger.objects.filter(pk=ledger.pk).update(state=Ledger.State.TAKING)
    purge()
    assert not Ledger.objects.get().waits, "another upload does not disturb a take-in"
    start_again()
    assert Ledger.objects.get().waits
    decide(bureau, ledger, "confirm", speaks_for="2023-12-31")
    assert len(bureau.store.imports()) == 1


def test_at_start_nothing_half_arrived_is_left_and_nothing_waits_without_its_file(
    bureau: Bureau,
) -> None:
    """Killed while a ledger with names in it came in; or restored from a backup, which holds no uploads."""
    arriving = Path(settings.FILE_UPLOAD_TEMP_DIR)
    assert stat.S_IMODE(arriving.stat().st_mode) == 0o700
    (arriving / "half.upload").write_text("张三,13800000000")
    ledger = waiting(bureau, cases())
    file_of(ledger).unlink()
    start_again()
    assert not list(arriving.iterdir())
    assert Ledger.objects.get().state == Ledger.State.EXPIRED


def test_characters_no_database_takes(bureau: Bureau) -> None:
    odd = with_faults().replace("案由", "案\0由").replace("食品", "食\0品").encode()
    answer = give(bureau, odd.replace("联系".encode(), b"\xff\xfe"), "案件\0台账.csv")
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        bureau.page(path_of(bureau, Ledger.objects.get()))


def test_half_an_answer_is_none(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "MAX_ANSWER_BYTES", 100)
    answer = give(bureau, cases())
    assert answer.status_code == 422 and "问题太多" in answer.content.decode()


def odd_payments() -> str:
    """A state no code lists, and a column that could be the amount applied for."""
    return (
        "支付凭证号,支付日期,支付金额,支付状态,原申请金额（元）,操作员备注\n"
        "P1,2023-03-01,100,挂起,120,略\nP2,2023-03-02,50,已支付,60,略\n"
    )


def test_a_question_is_answered_once_at_the_page(bureau: Bureau) -> None:
    give(bureau, odd_payments(), register="payments")
    ledger = Ledger.objects.get(state=Ledger.State.PENDING)
    page = bureau.page(path_of(bureau, ledger))
    asked = page[page.index("请先回答") : page.index("列名怎样理解")]
    assert "原申请金额（元）" in asked and "120" in asked and "挂起" in asked
    assert "操作员备注" not in asked
    done = decide(bureau, ledger, "mapping", **{"column-E": "-", "word-0": "pending"})
    assert "请先回答" not in done.content.decode()
    decide(bureau, ledger, "confirm", speaks_for="2023-12-31")
    assert [one.accepted for one in bureau.store.imports("payments")] == [2]
    give(bureau, odd_payments().replace("P1", "P3"), register="payments")
    later = Ledger.objects.get(state=Ledger.State.PENDING)
    assert "请先回答" not in bureau.page(path_of(bureau, later))


def test_what_is_asked_is_not_taken_in_unanswered(bureau: Bureau) -> None:
    give(bureau, odd_payments().replace("挂起", "已支付"), register="payments")
    ledger = Ledger.objects.get(state=Ledger.State.PENDING)
    answer = decide(bureau, ledger, "confirm", speaks_for="2023-12-31")
    assert answer.status_code == 422 and bureau.store.imports("payments") == ()


def test_the_rows_of_a_take_in_come_back_without_what_is_personal(bureau: Bureau) -> None:
    sha256 = taken(bureau)
    place = bureau.place(f"registers/{CASES}/take-ins/{sha256}/")
    assert "上传的原件没有留存" in bureau.page(place, "reader")
    answer = bureau.client("reader").get(f"{place}rows.csv")
    text = b"".join(answer.streaming_content).decode()
    head, first, *rest = text.removeprefix("\ufeff").splitlines()
    assert head.startswith("行,案号,案由,立案日期,结案时间") and len(rest) == 5
    assert first.startswith("2,怀市监案〔2023〕1号,食品,2023-02-10,2023-02-28") and ",5000" in first
    assert PERSON not in text and PHONE not in text


def test_columns_shown_as_not_read_are_not_thereby_said_to_be_left_out(bureau: Bureau) -> None:
    """Looking again after another correction must not answer what was asked of the whole list."""
    text = (
        "专项行动名称,检查日期,被检查单位,发现问题数\n"
        "守底线,2025-03-01,甲店,1\n守底线,2025-03-02,乙店,2\n"
    )
    give(bureau, text, register="campaigns")
    ledger = Ledger.objects.get(state=Ledger.State.PENDING)
    asked = "照收会数错"
    page = bureau.page(path_of(bureau, ledger))
    assert asked in page and "检查家次写检查的行数" in page
    decide(bureau, ledger, "mapping", **{"column-B": "started_on", "column-C": "-"})
    ledger.refresh_from_db()
    assert ledger.mapping == {"B": "started_on"}
    assert asked in bureau.page(path_of(bureau, ledger))
    refused = decide(bureau, ledger, "confirm", speaks_for="2025-12-31").content.decode()
    assert not bureau.store.imports() and asked in refused
