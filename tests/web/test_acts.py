"""What every record of acts does, in a folder and in the application's database alike."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from jixiao.acts.act import subject_text
from jixiao.acts.errors import ClockError
from jixiao.acts.folder import FolderBack
from jixiao.acts.kind import ActRefusedError, Draft
from jixiao.acts.record import Record, StaleActError, on_subject
from jixiao.acts.verification import verify
from jixiao.web.acts import DatabaseBack
from jixiao.web.models import Department
from tests.acts.saying import Ticking, said


def _faults(record: Record) -> list[str]:
    return [one.fault for one in verify(record.back, record.signer().verifier).faults]


def test_what_was_said_is_told_with_its_words(record: Record) -> None:
    told = record.add(said(who="王敏"), None)
    (again,) = on_subject(record.reading(), told.act.subject)
    assert (again.who, again.says, again.on) == ("王敏", {"possibility": "1"}, date(2023, 6, 30))
    assert again.act == told.act and "王敏" not in told.act.leaf.decode()


def test_the_same_name_never_looks_the_same(record: Record) -> None:
    one, two = record.add(said("P1/1"), None), record.add(said("P1/2"), None)
    assert one.act.by.who != two.act.by.who


def test_nobody_speaks_over_what_they_have_not_seen(record: Record) -> None:
    first = record.add(said(value="1", who="甲"), None)
    with pytest.raises(StaleActError) as stale:
        record.add(said(value="2", who="乙"), None)
    assert stale.value.newest and stale.value.newest.who == "甲"
    record.add(said(value="2", who="乙"), first.act.hash)
    with pytest.raises(StaleActError):
        record.add(said(value="3", who="丙"), first.act.hash)
    assert record.reading().size == 2 and not _faults(record)


def test_other_subjects_are_in_nobodys_way(record: Record) -> None:
    record.add(said("P1/1"), None)
    record.add(said("P1/2"), None)
    about = [subject_text(said(name).subject) for name in ("P1/2", "P1/1", "P1/3")]
    assert [one.act.seq for one in record.reading().about(about)] == [1, 2]
    assert [one.act.seq for one in record.reading().of_kinds(["possibility"])] == [1, 2]
    assert record.reading().of_kinds(["band"]) == []


def test_what_was_said_up_to_a_moment(record: Record) -> None:
    first = record.add(said(value="1"), None)
    second = record.add(said(value="2"), first.act.hash)
    until = second.act.recorded - timedelta(milliseconds=1)
    assert [one.act.seq for one in record.reading().of_kinds(["possibility"], until)] == [1]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"who": "  "}, "是谁"),
        ({"kind": "gossip"}, "没有“gossip”"),
        ({"says": {}}, "少了 possibility"),
        ({"says": {"possibility": "1", "more": "x"}}, "多了 more"),
        ({"says": {"possibility": "4"}}, "应为确定能"),
        ({"subject": {}}, "对象应有"),
    ],
)
def test_what_may_not_be_said(record: Record, wrong: dict[str, object], word: str) -> None:
    right = vars(said())
    with pytest.raises(ActRefusedError, match=word):
        record.add(Draft(**{**right, **wrong}), None)
    assert record.reading().size == 0


def test_a_clock_that_jumped_back_records_nothing(record: Record) -> None:
    clock = record.clock
    assert isinstance(clock, Ticking)
    first = record.add(said(), None)
    clock.now -= timedelta(minutes=2)  # it may stray a little: the moment stays the last one's
    second = record.add(said(value="2"), first.act.hash)
    assert second.act.recorded == first.act.recorded
    clock.now -= timedelta(days=1)
    with pytest.raises(ClockError, match="时钟"):
        record.add(said(value="3"), second.act.hash)
    assert record.reading().size == 2


def test_a_checkpoint_every_hundred_acts(record: Record) -> None:
    with record.writing() as writer:
        for number in range(205):
            writer.add(said(f"P/{number}"), None)
    assert [note.split("\n")[1] for note in record.back.notes()] == ["100", "200"]
    assert not _faults(record)


def test_a_record_moves_from_one_back_into_the_other(record: Record, tmp_path: Path) -> None:
    for number in range(3):
        record.add(said(f"P/{number}", who=f"人{number}"), None)
    record.checkpoint()
    others = (FolderBack(tmp_path / "copy"), DatabaseBack(Department.objects.create(name="乙").pk))
    for other in others:
        other.load(record.back.origin, record.back.lines(), record.back.notes())
        assert list(other.lines()) == list(record.back.lines())
        assert list(other.notes()) == list(record.back.notes())
        assert other.origin == record.back.origin
        assert [one.who for one in other.reading().of_kinds(["possibility"])] == [
            "人0",
            "人1",
            "人2",
        ]
        went_on = Record(other, record.signer, record.clock)
        went_on.add(said("P/3"), None)
        assert not _faults(went_on)
        with pytest.raises(ActRefusedError, match="已有记录"):
            other.load(record.back.origin, record.back.lines(), record.back.notes())
