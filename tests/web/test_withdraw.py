"""Taking a take-in back on its page, and what a clerk says of a ledger's span."""

from __future__ import annotations

from datetime import date

from tests.web.conftest import Bureau
from tests.web.ledgers import CASES, cases, decide, taken, waiting


def test_a_clerk_takes_a_take_in_back_with_the_reason(bureau: Bureau) -> None:
    sha256 = taken(bureau)
    place = f"registers/{CASES}/take-ins/{sha256}/"
    assert "撤回这次入库" in bureau.page(bureau.place(place))
    assert "撤回这次入库" not in bureau.page(bureau.place(place), "reader")
    clerk = bureau.client("clerk")
    said = clerk.post(bureau.place(f"{place}withdraw/"), {"reason": " "}, follow=True)
    assert "没有写撤回的理由" in said.content.decode() and bureau.store.imports()
    said = clerk.post(bureau.place(f"{place}withdraw/"), {"reason": "是别的局的台账"}, follow=True)
    page = said.content.decode()
    assert "撤回：是别的局的台账" in page and "撤回这次入库" not in page
    assert bureau.store.imports() == () and [*bureau.store.withdrawals()] == [sha256]
    (said,) = bureau.said("take_in_withdrawn")
    assert (said.who, said.act.by.role) == ("clerk", "clerk")
    again = clerk.post(bureau.place(f"{place}withdraw/"), {"reason": "再来"}, follow=True)
    assert "不能再撤一次" in again.content.decode()
    assert "已撤回" in bureau.page(bureau.place(f"registers/{CASES}/"))


def test_the_span_and_whether_it_is_all_are_said_with_the_yes(bureau: Bureau) -> None:
    ledger = waiting(bureau, cases())
    told = {"speaks_for": "2023-06-30", "since": "2023-07-01", "full": "yes"}
    assert "起日应是日期" in decide(bureau, ledger, "confirm", **told).content.decode()
    decide(bureau, ledger, "confirm", **told | {"since": "2023-01-01"})
    (one,) = bureau.store.imports(CASES)
    assert (one.first_day, one.last_day, one.full) == (date(2023, 1, 1), date(2023, 6, 30), True)
