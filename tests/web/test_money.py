"""A project's money on its page: typed with proof, withdrawn with a reason, and used wherever money is."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jixiao.acts.typed_money import Entry
from jixiao.monitoring.accounts import account_of
from jixiao.monitoring.money_typed import entries
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.evidence import from_evidence
from jixiao.web.templatetags.house import amount, exact_amount
from tests.web.conftest import Bureau
from tests.web.monitored import NUMBER, payments, take

#: 执法办案 has a budget of 19.84 万元 in the plan.
PAGE = f"projects/{NUMBER}/money/"
CUT = {"kind": "adjustments", "on": "2023-05-01", "amount": "-9.92", "proof": "怀财字〔2023〕50号"}
PAID = {"kind": "payments", "on": "2023-02-10", "amount": "49,600元", "proof": "Z-0001"}


def send(bureau: Bureau, told: dict[str, Any], what: str = "add", **more: Any) -> Any:
    """As a page sends it that is opened now, unless ``seen`` is said."""
    client, seen = bureau.client(more.pop("who", "clerk")), more.pop("seen", _saw(bureau))
    return client.post(bureau.path(f"{PAGE}{what}/"), {**told, "seen": seen, **more})


def _saw(bureau: Bureau) -> str:
    newest = bureau.store.record.reading().newest_of(("money_typed", "money_withdrawn"))
    return newest or ""


def typed(bureau: Bureau) -> tuple[Entry, ...]:
    return entries(bureau.store, bureau.plan.projects[NUMBER - 1].id)


def account(bureau: Bureau) -> Any:
    return account_of(bureau.plan.projects[NUMBER - 1], typed(bureau), None, 2023)


def test_an_adjustment_and_a_payment_reach_monitoring_and_scores(bureau: Bureau) -> None:
    assert send(bureau, CUT).status_code == 302
    assert send(bureau, PAID).status_code == 302
    page = bureau.page(bureau.path(PAGE))
    assert "怀财字〔2023〕50号" in page and "Z-0001" in page
    assert "<strong>50.00%</strong>" in page  # 4.96 ÷ (19.84 − 9.92)
    watched = bureau.page(bureau.path(f"projects/{NUMBER}/monitoring/?as_of=2023-06-30"))
    assert "<strong>50.00%</strong>" in watched and "怀财字〔2023〕50号" in watched
    told = from_evidence(bureau.plan, bureau.store, Actuals(), date(2023, 12, 31))
    money = told.execution[bureau.plan.projects[NUMBER - 1].id]
    assert (money.adjusted, money.executed) == (Decimal("9.92"), Decimal("4.96"))
    whole = bureau.page(bureau.path("money/"))
    assert "9.92" in whole and "50.00%" in whole


def test_who_typed_it_and_when_is_kept_and_nothing_is_taken_out(bureau: Bureau) -> None:
    send(bureau, PAID)
    (row,) = typed(bureau)
    assert (row.amount, row.unit, row.by) == (Decimal("4.96"), "万元", "clerk") and row.recorded
    bare = send(bureau, {"entry": row.id, "reason": " "}, "withdraw")
    assert bare.status_code == 422 and "撤回要写明原因" in bare.content.decode()
    send(bureau, {"entry": row.id, "reason": "凭证号抄错"}, "withdraw")
    assert account(bureau).paid(date(2023, 12, 31)) is None  # unknown again, not nought
    page = bureau.page(bureau.path(PAGE))
    assert "凭证号抄错" in page and "Z-0001" in page
    (gone,) = typed(bureau)
    assert gone.withdrawn and gone.withdrawn.by == "clerk" and gone.id == row.id
    again = send(bureau, {"entry": row.id, "reason": "再撤"}, "withdraw")
    assert again.status_code == 422 and "已经撤回" in again.content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"on": "5月1日"}, "日期写的是“5月1日”，应写成 2023-06-30 这样"),
        ({"on": "2023-02-30"}, "日期写的是“2023-02-30”"),
        ({"on": "2022-12-31"}, "日期 2022-12-31 不在2023年"),
        ({"amount": "三万"}, "金额写的是“三万”，应为数字"),
        ({"amount": "1,23.5"}, "金额写的是“1,23.5”"),
        ({"amount": "0"}, "没有发生的不用填"),
        ({"proof": " "}, "预算调整要写调整文件的文号"),
        ({"amount": "-20"}, "执行率算不出"),  # more than the whole budget of 19.84
        ({"kind": "payments", "proof": ""}, "手工填报的支付要写支付凭证号"),
        ({"kind": "payments"}, "退回的钱多于付出的钱"),
        ({"kind": "gifts"}, "请选记的是哪一种"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_still_there(
    bureau: Bureau, told: dict[str, str], said: str
) -> None:
    answer = send(bureau, CUT | told)
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page
    for name in ("on", "amount"):
        assert f'value="{(CUT | told)[name]}"' in page
    assert typed(bureau) == ()


def test_two_budgets_on_one_day_are_refused(bureau: Bureau) -> None:
    budget = {"kind": "budgets", "on": "2023-01-01", "amount": "20", "proof": "甲号"}
    assert send(bureau, budget).status_code == 302
    again = send(bureau, budget | {"amount": "21"})
    assert again.status_code == 422 and "2023-01-01 有两个预算数" in again.content.decode()
    assert account(bureau).full_year(date(2023, 12, 31)) == 20


@pytest.mark.parametrize(
    ("typed", "kept"), [("1,234.5", "1234.5"), ("3.5万元", "3.5"), ("500元", "0.05")]
)
def test_amounts_as_people_write_them(bureau: Bureau, typed: str, kept: str) -> None:
    assert send(bureau, PAID | {"amount": typed}).status_code == 302
    assert account(bureau).paid(date(2023, 12, 31)) == Decimal(kept)


def test_two_people_at_once(bureau: Bureau) -> None:
    send(bureau, PAID)
    second = send(bureau, CUT, seen="")
    page = second.content.decode()
    assert second.status_code == 409 and "clerk 刚在这里作了记录" in page
    assert 'value="-9.92"' in page and f'name="seen" value="{_saw(bureau)}"' in page
    assert not account(bureau).adjustments


def test_a_payment_cannot_go_while_a_refund_leans_on_it(bureau: Bureau) -> None:
    send(bureau, PAID)
    send(bureau, PAID | {"on": "2023-03-01", "amount": "-1万元", "proof": "T-1"})
    first = typed(bureau)[0].id
    answer = send(bureau, {"entry": first, "reason": "重复"}, "withdraw")
    assert answer.status_code == 422 and "退回的钱多于付出的钱" in answer.content.decode()
    assert account(bureau).paid(date(2023, 12, 31)) == Decimal("3.96")


def test_where_the_register_speaks_payments_are_not_typed(bureau: Bureau) -> None:
    take(bureau, "payments", payments(("2023-02-10", "30000")))
    answer = send(bureau, PAID)
    assert answer.status_code == 422 and "支付以台账为准" in answer.content.decode()
    page = bureau.page(bureau.path(PAGE))
    assert 'value="payments"' not in page and "Z1" in page and "registers/payments/rows/" in page


def test_a_proof_file_is_kept_by_its_hash(bureau: Bureau) -> None:
    file = SimpleUploadedFile("回单.pdf", b"%PDF paid")
    assert send(bureau, PAID, file=file).status_code == 302
    page = bureau.page(bureau.path(PAGE))
    at = page.index("/proofs/") + len("/proofs/")
    answer = bureau.client("reader").get(bureau.path(f"{PAGE}proofs/{page[at : at + 64]}/"))
    assert answer.content == b"%PDF paid" and "attachment" in answer["Content-Disposition"]
    empty = send(bureau, CUT, file=SimpleUploadedFile("空.pdf", b""))
    assert empty.status_code == 422 and "佐证“空.pdf”是空的" in empty.content.decode()


def test_a_file_written_by_hand_is_taken_over_and_added_to(bureau: Bureau) -> None:
    project, paid = bureau.plan.projects[NUMBER - 1].id, ("2023-02-10", "3.00", "凭证1")
    rows = [dict(zip(("on", "amount", "proof"), paid, strict=True))]
    told = {"schema": "jixiao/money/1", "projects": {project: {"payments": rows}}}
    bureau.store.folder.mkdir(parents=True)
    (bureau.store.folder / "money.json").write_text(json.dumps(told), "utf-8")
    assert account(bureau).paid(date(2023, 12, 31)) == 3
    send(bureau, {"entry": typed(bureau)[0].id, "reason": "记错项目"}, "withdraw")
    send(bureau, PAID)
    assert account(bureau).paid(date(2023, 12, 31)) == Decimal("4.96")


def test_others_read_and_do_not_type(bureau: Bureau) -> None:
    assert send(bureau, CUT, who="reader").status_code == 403
    assert "id_amount" not in bureau.page(bureau.path(PAGE), "reader")


def test_simulated_payments_carry_their_mark(bureau: Bureau) -> None:
    assert "本页含有虚构的台账" not in bureau.page(bureau.path(PAGE))
    take(bureau, "payments", payments(("2023-02-10", "30000")), "模拟数据")
    for path in ("money/", PAGE):
        assert "本页含有虚构的台账" in bureau.page(bureau.path(path)), path


def test_pages_round_sums_and_lists_keep_every_place() -> None:
    assert amount(Decimal("1234567.895")) == "1,234,567.90"
    assert amount(Decimal("-3.1")) == "-3.1" and amount(None) == "—"
    assert exact_amount(Decimal("1234.0030")) == "1,234.0030"
