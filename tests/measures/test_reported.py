"""Reported values: a person, a day, a proof by its hash; appended, never changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jixiao.measures.reported import ReportError, history, latest_reported, proof_of, report_value

_PROOF = {"proof": b"minutes", "proof_name": "会议纪要.pdf"}


def test_the_last_day_spoken_for_holds(tmp_path: Path) -> None:
    for value, day in (("部分达成", date(2023, 6, 30)), ("达成", date(2023, 12, 31))):
        report_value(tmp_path, "1/5", value, person="王五", speaks_for=day, **_PROOF)
    held = latest_reported(tmp_path, "1/5", date(2023, 9, 1))
    assert held and held.value == "部分达成" and proof_of(tmp_path, held) == b"minutes"
    assert latest_reported(tmp_path, "1/5", date(2023, 1, 1)) is None
    assert [h.value for h in history(tmp_path, "1/5")] == ["部分达成", "达成"]


def test_the_same_report_twice_changes_nothing(tmp_path: Path) -> None:
    first = report_value(
        tmp_path, "1/5", "达成", person="王五", speaks_for=date(2023, 6, 30), **_PROOF
    )
    files = sorted(tmp_path.rglob("*"))
    assert (
        report_value(tmp_path, "1/5", "达成", person="王五", speaks_for=date(2023, 6, 30), **_PROOF)
        == first
    )
    assert sorted(tmp_path.rglob("*")) == files


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"person": " "}, "报送人"),
        ({"proof": b""}, "佐证文件"),
        ({"proof_name": ""}, "佐证文件"),
        ({"value": ""}, "报送值"),
        ({"value": "长" * 300}, "报送值"),
    ],
)
def test_refused(change: dict[str, object], said: str, tmp_path: Path) -> None:
    given = {"value": "达成", "person": "王五", "speaks_for": date(2023, 6, 30), **_PROOF, **change}
    with pytest.raises(ReportError, match=said):
        report_value(tmp_path, "1/5", **given)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_what_was_tampered_with_is_no_report(tmp_path: Path) -> None:
    told = report_value(
        tmp_path, "1/5", "达成", person="王五", speaks_for=date(2023, 6, 30), **_PROOF
    )
    (tmp_path / "reported/proofs" / told.proof_sha256).write_bytes(b"other")
    with pytest.raises(ReportError, match="已被改动"):
        proof_of(tmp_path, told)
    record = next((tmp_path / "reported").glob("*.json"))
    record.write_text(record.read_text().replace("达成", "超额"))
    assert latest_reported(tmp_path, "1/5", date(2023, 12, 31)) is None
