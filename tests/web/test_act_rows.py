"""Questions to the record of acts: each is one, finds what it asks for by an index, and as others see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jixiao.web.acts import record_of
from jixiao.web.house import act_rows
from jixiao.web.models import Department
from tests.acts.saying import said


@pytest.fixture
def bureau(forgotten: None) -> int:
    return int(Department.objects.create(name="某局").pk)


@contextmanager
def _asked() -> Iterator[list[str]]:
    """Statements of the block, those that only begin and end transactions left out."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    every = [one["sql"] for one in captured.captured_queries]
    found += [
        one for one in every if not one.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]


def test_an_act_is_added_by_one_look_and_one_write(bureau: int) -> None:
    record = record_of(bureau)
    record.add(said("P/1"), None)
    record.reading()  # a test's transaction is never committed: what it adds is looked at once more
    with _asked() as asked:
        record.add(said("P/2"), None)
    looks = [one for one in asked if one.startswith("SELECT")]
    whole = {"postgresql": (1, 2), "sqlite": (3, 5)}[
        connection.vendor
    ]  # in one message, or in none at all
    assert (len(looks), len(asked)) == whole, asked


def test_reading_what_was_looked_at_before_is_one_look(bureau: int) -> None:
    record = record_of(bureau)
    record.add(said("P/1"), None)
    record.reading()
    with _asked() as asked:
        assert record.reading().size == 1
    assert len(asked) == {"postgresql": 1, "sqlite": 2}[connection.vendor], asked


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL 按各表的统计选用索引")
def test_no_question_walks_through_all_acts(bureau: int) -> None:
    record = record_of(bureau)
    record.add(said("P/1"), None)
    with _asked() as asked:
        book = record.reading()
        book.about(["x", "y"])
        book.of_kinds(["possibility", "band"])
        book.newest_of(["possibility", "band"])
        list(act_rows.every(bureau, 5))
    found = [
        line for one in asked for line in _plan(one) if "jixiao_actrow" in line or " a " in line
    ]
    assert len(found) >= 5 and all("SEARCH" in line for line in found), found
    by = " ".join(found)
    assert "act_about (department_id=? AND about=?)" in by
    assert "act_newest_of_kind (department_id=? AND kind=?" in by


def _plan(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement.replace('%', '%%')}", [])
        return [str(one[3]) for one in cursor.fetchall()]


def test_some_of_many_and_all_of_them_in_their_order(
    bureau: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(act_rows, "_AT_ONCE", 3)
    with record_of(bureau).writing() as writer:
        for number in range(10):
            writer.say(said(f"P/{number % 4}", value=str(number % 3 + 1)))
    assert [row.seq for row in act_rows.every(bureau)] == list(range(1, 11))
    assert [row.seq for row in act_rows.every(bureau, 4, 8)] == [5, 6, 7, 8]
    assert (
        act_rows.newest_of(bureau, ["band", "possibility"]) == act_rows.head(bureau).last.leaf_hash
    )  # type: ignore[union-attr]
    assert act_rows.newest_of(bureau, ["band"]) is None
    with pytest.raises(Department.DoesNotExist):
        act_rows.head(0)


def test_what_was_fetched_ahead_is_not_told_once_something_was_added(bureau: int) -> None:
    record, draft = record_of(bureau), said("P/1")
    record.add(draft, None)
    with record.writing(draft) as writer:
        first = writer.say(draft)
        second = writer.say(draft)
    assert second.act.seen == first.act.hash


def test_what_was_taken_back_and_said_otherwise_is_looked_at_again(bureau: int) -> None:
    """A transaction that is undone behind a look leaves nothing that a later look believes."""
    record = record_of(bureau)
    record.add(said("P/1"), None)
    with transaction.atomic():
        record.add(said("P/2", who="甲"), None)
        assert record.reading().size == 2
        transaction.set_rollback(True)
    record.add(said("P/2", who="乙"), None)
    assert [one.who for one in record.reading().of_kinds(["possibility"])] == ["王敏", "乙"]
