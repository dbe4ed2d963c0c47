"""A take-in that is not what was taken in: the pages that need it name it, the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jixiao.measures.catalogue import measures
from jixiao.plan.model import Project
from jixiao.registers import seals
from jixiao.registers.seals import BrokenStoreError
from jixiao.registers.withdrawal import withdraw
from jixiao.web import versions
from jixiao.web.models import Ledger
from tests.registers.ledgers import HEAD, ROWS, csv_bytes, taken
from tests.web.conftest import Bureau
from tests.web.ledgers import decide, give
from tests.web.monitored import bound_to_cases

_NEED_IT = (
    "",
    "projects/1/",
    "projects/1/indicators/1/",
    "monitoring/",
    "scores/",
    "bindings/",
    "money/",
)
_TRAINING = "培训名称,培训日期,实际人数\n价格,2023-05-12,40\n".encode()
_NEED_IT_NOT = ("history/", "library/", "findings/")


def _forget() -> None:
    """As if the server had begun anew."""
    seals._CHECKED.clear()
    seals._sealed.cache_clear()


@pytest.mark.parametrize("damage", ["cut record", "no record", "flipped rows"])
def test_no_page_fails_and_what_needs_it_names_it(bureau: Bureau, damage: str) -> None:
    taken(bureau.store.folder, csv_bytes([HEAD, *ROWS]), name="案件.csv")
    (one,) = bureau.store.imports()
    taken(bureau.store.folder, _TRAINING, register="training", name="培训.csv")
    rows = bureau.store.file(one.sha256)
    record: Path = rows.with_suffix(".json")
    if damage == "no record":
        record.unlink()
    elif damage == "cut record":
        record.write_bytes(record.read_bytes()[:100])
    else:
        data = bytearray(rows.read_bytes())
        data[len(data) // 2] ^= 1
        rows.write_bytes(data)
    _forget()
    clerk = bureau.client("clerk")
    paths = [bureau.path(p) for p in (*_NEED_IT, *_NEED_IT_NOT)]
    paths += [bureau.place("registers/penalty_cases/"), "/", listed := bureau.place("registers/")]
    paths += [other := bureau.place("registers/training/")]
    answers = {path: clerk.get(path, follow=True) for path in paths}
    assert {one.status_code for one in answers.values()} <= {200, 503}, answers
    said = [one.content.decode() for one in answers.values() if one.status_code == 503]
    assert said, "some page needs it"
    for text in said:
        assert "penalty_cases" in text and "备份" in text and str(bureau.store.folder) not in text
    assert all(answers[bureau.path(path)].status_code == 200 for path in _NEED_IT_NOT)
    assert answers[other].status_code == 200 and "培训.csv" in answers[other].content.decode()
    assert answers[listed].status_code == 200
    assert "与入库时不一致" in answers[listed].content.decode()
    _forget()


@pytest.fixture
def broken(bureau: Bureau) -> Iterator[str]:
    """Cases are broken, trainings are not; the SHA-256 of the take-in."""
    taken(bureau.store.folder, csv_bytes([HEAD, *ROWS]), name="案件.csv")
    taken(bureau.store.folder, _TRAINING, register="training", name="培训.csv")
    (one,) = bureau.store.imports("penalty_cases")
    record = bureau.store.file(one.sha256).with_suffix(".json")
    record.write_bytes(record.read_bytes()[:100])
    _forget()
    yield one.sha256
    _forget()


def test_a_take_in_into_another_register_goes_on(bureau: Bureau, broken: str) -> None:
    more = _TRAINING + "计量,2023-06-12,20\n".encode()
    give(bureau, more, "培训二.csv", register="training")
    ledger = Ledger.objects.get(state=Ledger.State.PENDING)
    decide(bureau, ledger, "confirm", speaks_for="2023-06-30")
    assert [one.stored for one in bureau.store.imports("training")] == [1, 1]
    assert {*bureau.store.broken()} == {"penalty_cases"} and len(bureau.store.readable()) == 2


def test_a_project_that_needs_it_not_is_monitored_alone_and_says_so(
    bureau: Bureau, broken: str
) -> None:
    versions.bind(bureau.record, 1, bound_to_cases, bureau.people["clerk"], 1)
    needs = [bool(_reads(one)) for one in bureau.plan.projects]
    assert True in needs and False in needs
    clerk = bureau.client("clerk")
    for number, needed in enumerate(needs, 1):
        answer = clerk.get(bureau.path(f"projects/{number}/monitoring/"))
        text = answer.content.decode()
        assert "penalty_cases" in text, number
        assert answer.status_code == (503 if needed else 200), number
        assert ("下面只看本项目" in text) == (not needed)


def _reads(project: Project) -> list[str]:
    known = measures()
    bound = (known[row.measure.id] for row in project.indicators if row.measure)
    return [one.id for one in bound if one.register == "penalty_cases"]


def test_what_is_broken_can_be_withdrawn_and_taken_in_again(bureau: Bureau, broken: str) -> None:
    store = bureau.store
    withdraw(store, broken, who="王敏", reason="记录坏了")
    assert store.imports("penalty_cases") == () and not store.broken()
    taken(store.folder, csv_bytes([HEAD, *ROWS]), name="案件.csv")
    (again,) = store.imports("penalty_cases")
    assert again.sha256 != broken and again.stored == len(ROWS)
    with pytest.raises(BrokenStoreError, match="penalty_cases"):
        store.as_known_on(date(2020, 1, 1)).imports("penalty_cases")
