"""What earlier versions kept in files is taken over, in a folder and in the database: all of it, once.

``tests/earlier_evidence`` was written by the program as it was at commit 5000082: `jixiao demo --data
demo --rows 400`; `jixiao mend add --from` of the monitoring of 2023-06-30; demand, measure, ask, extend
and evidence (with a file) of 2023-001, 2023-002 closed with a reason, `mend decide` twice on one warning
(无问题 until 2023-09-30, then 整改); what the pages wrote beside it through the same functions: two
confirmations, a cause and its withdrawal, two amounts of money (one with a file, one withdrawn again);
a budget written by hand. Of the reported values three are kept.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from jixiao.acts.errors import EarlierFileError
from jixiao.acts.folder import FolderBack
from jixiao.acts.key import signer_in
from jixiao.acts.matter import State, StepKind
from jixiao.acts.record import Record
from jixiao.acts.verification import verify
from jixiao.law.monitoring import Outcome
from jixiao.measures.reported import every_report, proof_of
from jixiao.monitoring.accounts import typed_money
from jixiao.monitoring.mending_proofs import content_of
from jixiao.monitoring.records import records_of
from jixiao.registers.store import Store
from jixiao.web.acts import DatabaseBack
from jixiao.web.models import Department
from tests.needs import ROOT

SOURCE = ROOT / "tests" / "earlier_evidence"
LEFT = ["money.json.moved", "monitoring.json.moved"]


@pytest.fixture(params=["folder", "database"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, forgotten: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Store]]:
    """The folder as that version left it, opened as a command or a page opens it."""
    place = tmp_path / "evidence"
    shutil.copytree(SOURCE, place)
    signer = lambda: signer_in(tmp_path)  # noqa: E731
    if request.param == "folder":
        yield lambda: Store(place, record=Record(FolderBack(place), signer))
    else:
        # The test never commits: what is done at a commit is done at once.
        monkeypatch.setattr(transaction, "on_commit", lambda do: do())
        bureau = Department.objects.create(name="某局")
        yield lambda: Store(place, record=Record(DatabaseBack(bureau.pk), signer))


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_decisions_keep_names_days_and_moments(store: Callable[[], Store]) -> None:
    decisions = records_of(store().record).decisions
    when = datetime(2023, 7, 3, 8, 12, 44, 120000, tzinfo=UTC)
    assert [(c.possibility.label, c.by, c.on, c.recorded) for c in decisions.confirmations] == [
        ("有可能", "王敏", date(2023, 6, 30), when),
        ("完全不可能", "王敏", date(2023, 10, 31), when),
    ]
    assert [(c.text, c.on, c.recorded) for c in decisions.causes] == [
        ("两人借调", date(2023, 6, 30), when),
        ("", date(2023, 10, 31), None),
    ]
    assert [(d.outcome, d.by, d.until, d.recorded) for d in decisions.outcomes] == [
        (Outcome.NO_PROBLEM, "李局长", date(2023, 9, 30), None),
        (Outcome.MEND, "赵审核", None, None),
    ]


def test_matters_keep_their_numbers_and_steps(store: Callable[[], Store]) -> None:
    first, second = records_of(store().record).matters
    assert (first.id, first.state, first.due) == ("2023-001", State.SUBMITTED, date(2023, 9, 15))
    assert [step.kind for step in first.steps] == [
        StepKind.DEMAND, StepKind.MEASURE, StepKind.ASK, StepKind.EXTEND, StepKind.EVIDENCE,
    ]  # fmt: skip
    proof = first.steps[-1].proof
    assert proof and proof.name.startswith("清单.txt sha256:")
    assert proof.sha256 is None  # that version left the file of a command where it was
    assert (second.id, second.state, second.steps[0].text) == (
        "2023-002", State.CLOSED, "项目已经取消",
    )  # fmt: skip
    assert second.steps[0].recheck is None  # nobody kept what was looked at


def test_money_keeps_amounts_proofs_and_withdrawals(store: Callable[[], Store]) -> None:
    opened = store()
    adjusted, received, budget = typed_money(opened)
    assert (adjusted.amount, adjusted.proof, adjusted.by) == (
        Decimal("-9.92"), "怀财字〔2023〕50号", "王敏",
    )  # fmt: skip
    assert adjusted.file and content_of(opened.folder, adjusted.file) == b"%PDF"
    assert received.withdrawn and received.withdrawn.reason == "抄错项目"
    assert received.withdrawn.by == "孙丽"
    assert (budget.amount, budget.proof, budget.by) == (Decimal("3.00"), "", "")


def test_reported_values_keep_their_proofs_and_order(store: Callable[[], Store]) -> None:
    opened = store()
    told = every_report(opened)
    assert len(told) == 3 and all(one.made_up and one.speaks_for == "2023-12-31" for one in told)
    assert all(proof_of(opened.folder, one) for one in told)
    moments = [one.recorded for one in told]
    assert moments == sorted(m for m in moments if m is not None)


def test_it_is_taken_over_once_and_the_files_stay_beside(store: Callable[[], Store]) -> None:
    first = store().record.reading().size
    folder = store().folder
    assert _names(folder) == LEFT
    assert [n.endswith(".json.moved") for n in _names(folder / "reported")] == [True] * 3
    assert store().record.reading().size == first
    found = verify(store().record.back, store().record.signer().verifier)
    assert found.acts == first and not found.faults


def test_who_was_cut_off_on_the_way_is_gone_on_with(store: Callable[[], Store]) -> None:
    """The acts are kept, and the files are there as if nobody had renamed them: nothing is said twice."""
    whole = store().record.reading().size
    folder = store().folder
    for path in (*folder.glob("*.moved"), *(folder / "reported").glob("*.moved")):
        path.rename(path.with_suffix(""))
    assert store().record.reading().size == whole and _names(folder) == LEFT


def test_a_file_that_comes_later_is_taken_over_too(store: Callable[[], Store]) -> None:
    whole = store().record.reading().size
    entry = {"on": "2023-02-10", "amount": "1.00", "proof": "到账通知"}
    told = {"schema": "jixiao/money/1", "projects": {"乙": {"received": [entry]}}}
    (store().folder / "money.json").write_text(json.dumps(told), "utf-8")
    assert store().record.reading().size == whole + 1
    assert _names(store().folder) == [LEFT[0], "money.json.moved.2", LEFT[1]]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("monitoring.json", "", "全文"),
        ("monitoring.json", "[]", "全文"),
        ("monitoring.json", "{}", "schema"),
        ("monitoring.json", '{"schema": "jixiao/mending/1", "matters": [{}]}', "matters.0.id"),
        ("money.json", '{"schema": "jixiao/money/1", "projects": []}', "projects"),
        ("money.json", '{"schema": "jixiao/money/1", "projects": {}, "withdrawals": "无"}', "withdrawals"),
        ("reported/x.json", "{}", "全文"),
    ],
)  # fmt: skip
def test_of_what_cannot_be_read_nothing_is_taken_over(
    store: Callable[[], Store], name: str, text: str, place: str
) -> None:
    path = store().folder / name
    path.write_text(text, "utf-8")
    before = _names(store().folder)
    with pytest.raises(EarlierFileError) as wrong:
        _ = store().record
    assert (Path(wrong.value.file), wrong.value.place) == (path, place)
    assert _names(store().folder) == before and path.read_text("utf-8") == text
    opened = store()
    assert not (opened.folder / "acts" / "log").exists()


def test_that_nothing_was_paid_is_not_that_nothing_is_known(store: Callable[[], Store]) -> None:
    told = {"schema": "jixiao/money/1", "projects": {"乙": {"payments": [], "budgets": []}}}
    (store().folder / "money.json").write_text(json.dumps(told), "utf-8")
    (one,) = (entry for entry in typed_money(store()) if entry.project == "乙")
    assert (one.part.value, one.amount) == ("payments", 0)
