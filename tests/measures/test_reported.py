"""Reported values: a person, a day, a proof by its hash; said once, never changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jixiao.acts.kind import ActRefusedError
from jixiao.acts.kinds.reported import ReportedValue, subject_of
from jixiao.acts.record import StaleActError, head, on_subject
from jixiao.measures.reported import (
    ProofFile,
    ProofGoneError,
    history,
    latest_reported,
    proof_of,
    report_value,
)
from jixiao.registers.store import Store

_PROOF = ProofFile("会议纪要.pdf", b"minutes")


def _report(
    store: Store, value: str = "达成", day: str = "2023-06-30", proof: ProofFile = _PROOF
) -> ReportedValue:
    made = ReportedValue("1/5", value, None, "王五", day, "", "", by="王敏")
    seen = head(on_subject(store.record.reading(), subject_of("1/5")))
    return report_value(store, made, proof, "clerk", "414001", seen)


def test_the_last_day_spoken_for_holds(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _report(store, "部分达成")
    _report(store, "达成", "2023-12-31")
    told = history(store, "1/5")
    held = latest_reported(told, date(2023, 9, 1))
    assert held and held.value == "部分达成" and proof_of(tmp_path, held) == b"minutes"
    assert latest_reported(told, date(2023, 1, 1)) is None
    assert [(h.value, h.person, h.by) for h in told] == [
        ("部分达成", "王五", "王敏"),
        ("达成", "王五", "王敏"),
    ]


def test_what_holds_already_is_not_said_twice(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _report(store)
    files = sorted(tmp_path.rglob("*"))
    assert _report(store).recorded == history(store, "1/5")[0].recorded
    assert sorted(tmp_path.rglob("*")) == files and store.record.reading().size == 1


def test_going_back_to_an_earlier_value_is_said(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for value in ("达成", "超额", "达成"):
        _report(store, value)
    held = latest_reported(history(store, "1/5"), date(2023, 12, 31))
    assert held and held.value == "达成" and store.record.reading().size == 3


def test_nobody_reports_over_what_they_have_not_seen(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _report(store)
    made = ReportedValue("1/5", "超额", None, "李四", "2023-06-30", "", "", by="李敏")
    with pytest.raises(StaleActError) as stale:
        report_value(store, made, _PROOF, "clerk", "", None)
    assert stale.value.newest and stale.value.newest.who == "王敏"


def test_a_proof_is_kept_only_of_a_report_that_is_recorded(tmp_path: Path) -> None:
    for proof in (ProofFile("空.pdf", b""), ProofFile("", b"minutes")):
        with pytest.raises(ActRefusedError, match="应附佐证文件"):
            _report(Store(tmp_path), proof=proof)
    with pytest.raises(ActRefusedError, match="报送值应为"):
        _report(Store(tmp_path), "长" * 300)
    assert not (tmp_path / "reported").exists()


def test_a_proof_that_was_tampered_with_is_not_given(tmp_path: Path) -> None:
    told = _report(Store(tmp_path))
    (tmp_path / "reported/proofs" / told.proof_sha256).write_bytes(b"other")
    with pytest.raises(ProofGoneError, match="已被改动"):
        proof_of(tmp_path, told)
