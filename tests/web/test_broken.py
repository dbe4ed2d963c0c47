"""A take-in that is not what was taken in: the pages that need it name it, the others go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.registers import seals
from tests.registers.ledgers import HEAD, ROWS, csv_bytes, taken
from tests.web.conftest import Bureau

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
    paths += [bureau.place("registers/"), bureau.place("registers/penalty_cases/"), "/"]
    paths += [other := bureau.place("registers/training/")]
    answers = {path: clerk.get(path, follow=True) for path in paths}
    assert {one.status_code for one in answers.values()} <= {200, 503}, answers
    said = [one.content.decode() for one in answers.values() if one.status_code == 503]
    assert said, "some page needs it"
    for text in said:
        assert "penalty_cases" in text and "备份" in text and str(bureau.store.folder) not in text
    assert all(answers[bureau.path(path)].status_code == 200 for path in _NEED_IT_NOT)
    assert answers[other].status_code == 200 and "培训.csv" in answers[other].content.decode()
    _forget()
