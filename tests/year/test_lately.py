"""What changed lately: one sentence an act, the same said in a row once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from jixiao.acts.folder import FolderBack
from jixiao.acts.key import signer_in
from jixiao.acts.record import Record
from jixiao.year.lately import lately
from tests.acts.saying import Ticking, said, say
from tests.year.cases import known_of


def test_the_newest_first_and_what_repeats_once(tmp_path: Path) -> None:
    clock = Ticking()
    record = Record(FolderBack(tmp_path / "evidence"), lambda: signer_in(tmp_path), clock)
    for row in ("案件个数", "案件办结率", "抽检批次"):
        say(record, said(row, "2", "李四"))
    clock.now += timedelta(days=10)
    say(record, said("抽检批次", "3", "李四"))

    told = record.reading().of_kinds(("possibility",))
    plan = known_of({"today": clock.now.date()}, tmp_path).plan
    every = lately(told, plan, datetime(2023, 1, 1, tzinfo=UTC))
    assert [(one.about, one.says, one.times) for one in every] == [
        ("抽检·抽检批次", "确认年底完成目标：完全不可能", 1),
        ("抽检·抽检批次", "确认年底完成目标：有可能", 1),
        ("执法办案", "确认年底完成目标：有可能", 2),
    ]
    week = lately(told, plan, clock.now - timedelta(days=7))
    assert [(one.about, one.who) for one in week] == [("抽检·抽检批次", "李四")]
