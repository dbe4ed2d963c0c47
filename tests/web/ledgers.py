"""Ledgers of penalty cases as offices export them, some with faults planted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jixiao.registers.intake import take_in
from jixiao.web.models import Ledger
from tests.web.conftest import Bureau

HEADINGS = "案号,案由,立案日期,结案时间,罚款金额（万元）,当事人,联系电话"
CASES = "penalty_cases"
#: Personal values that must be found nowhere afterwards.
PERSON, PHONE = "张某某", "13812345678"


def cases(count: int = 6, *, closed: int = 4, fine: str = "0.5") -> str:
    """So many cases of 2023, the first ``closed`` of them closed in time."""
    rows = [
        f"怀市监案〔2023〕{n}号,食品,2023-0{n % 9 + 1}-10,"
        f"{f'2023-0{n % 9 + 1}-28' if n <= closed else ''},{fine},{PERSON},{PHONE}"
        for n in range(1, count + 1)
    ]
    return "\n".join([HEADINGS, *rows]) + "\n"


def with_faults() -> str:
    """Two good rows; a date that is none; an end before its start; a row without its number."""
    return cases(2, closed=2) + (
        f"怀市监案〔2023〕91号,食品,2023.13.1,,1,{PERSON},{PHONE}\n"
        f"怀市监案〔2023〕92号,食品,2023-05-10,2023-05-01,1,{PERSON},{PHONE}\n"
        f",食品,2023-05-10,,1,{PERSON},{PHONE}\n"
    )


def give(
    bureau: Bureau, text: str | bytes, name: str = "案件台账.csv", who: str = "clerk",
    register: str = CASES,
) -> Any:  # fmt: skip
    """Upload a ledger as somebody."""
    data = text.encode() if isinstance(text, str) else text
    told = {"file": SimpleUploadedFile(name, data), "year": "2023"}
    return bureau.client(who).post(bureau.place(f"registers/{register}/upload/"), told)


def waiting(bureau: Bureau, text: str | bytes, name: str = "案件台账.csv") -> Ledger:
    """An uploaded ledger that waits for its answer."""
    answer = give(bureau, text, name)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return Ledger.objects.get(state=Ledger.State.PENDING)


def path_of(bureau: Bureau, ledger: Ledger, rest: str = "") -> str:
    """An address of an uploaded ledger."""
    return bureau.place(f"registers/{ledger.register}/ledgers/{ledger.pk}/{rest}")


def decide(bureau: Bureau, ledger: Ledger, what: str, **told: str) -> Any:
    """Say yes or no to it as the clerk."""
    return bureau.client("clerk").post(path_of(bureau, ledger, f"{what}/"), told, follow=True)


def taken(bureau: Bureau, text: str | None = None, who: str = "某人") -> str:
    """Take a ledger in, past the pages; the take-in's hash."""
    store = bureau.store
    done = take_in(
        store.register(CASES), (text or cases()).encode(), store=store, who=who,
        speaks_for=date(2023, 12, 31), name="案件台账.csv",
    )  # fmt: skip
    assert done.sha256
    return done.sha256
