"""Versions and changes are added and never changed: not by a record, a query, or the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from jixiao.web import disputes
from jixiao.web.acts import record_of
from jixiao.web.models import (
    ActCheckpoint,
    ActRow,
    AppendOnlyError,
    BoundContent,
    HonestyClaim,
    HonestySample,
    PlanRecord,
)
from jixiao.web.remembered import review_of
from jixiao.web.saying import speaker
from tests.web.conftest import Bureau


@pytest.fixture(autouse=True)
def _a_change(bureau: Bureau, edit: Callable[..., Any]) -> None:
    assert edit("≥31家").status_code == 200
    record_of(bureau.department.pk).checkpoint()
    finding = review_of(bureau.record.head.content).findings[0]
    clerk = bureau.people["clerk"]
    disputes.dispute(bureau.record, finding, "不对", speaker(clerk, bureau.department))
    claim = HonestyClaim.objects.create(
        record=bureau.record, author=clerk, file_name="自评表.docx", sha256="0" * 64, size=1
    )
    HonestySample.objects.create(
        claim=claim, size=1, seed=1, claimed={"p": "99"}, priorities={"p": "0"}, author=clerk
    )


@pytest.mark.parametrize(
    "model",
    [
        ActRow, ActCheckpoint, BoundContent, PlanRecord, HonestyClaim, HonestySample,
    ],
)  # fmt: skip
def test_the_program_cannot_change_a_record(model: type[Any]) -> None:
    kept = model.objects.first()
    refused: list[Callable[[], Any]] = [
        kept.save, kept.delete, model.objects.all().delete,
        lambda: model.objects.update(id=0), lambda: model.objects.bulk_update([kept], ["id"]),
        lambda: model.objects.update_or_create(pk=kept.pk),
    ]  # fmt: skip
    for action in refused:
        with pytest.raises(AppendOnlyError):
            action()


@pytest.mark.parametrize(
    "table",
    [
        f"jixiao_{name}"
        for name in (
            "actrow", "actcheckpoint", "planrecord", "honestyclaim", "honestysample",
        )
    ],
)  # fmt: skip
@pytest.mark.parametrize("statement", ["DELETE FROM {table}", "UPDATE {table} SET id = id + 1000"])
def test_the_database_refuses_too(table: str, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table))


def test_nothing_that_a_version_rests_on_can_go(bureau: Bureau) -> None:
    with pytest.raises(ProtectedError), transaction.atomic():
        bureau.department.delete()
