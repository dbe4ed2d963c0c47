"""``reported/*.json``: reported values, each file named by the SHA-256 of its own content."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from jixiao.acts.earlier.brought import SHAPED, Brought, shaped
from jixiao.acts.errors import EarlierFileError
from jixiao.acts.kinds.reported import ReportedValue, reporting

FOLDER = "reported"


class _Reported(BaseModel):
    model_config = SHAPED

    indicator: str
    value: str
    unit: str | None
    person: str
    speaks_for: date
    proof_sha256: str
    proof_name: str
    recorded: str
    made_up: bool = False


def read(path: Path) -> Brought:
    """The value a file reports.

    Raises:
        EarlierFileError: it cannot be taken, or is not what its name says.
    """
    if hashlib.sha256(path.read_bytes()).hexdigest() != path.stem:
        raise EarlierFileError(str(path), "全文", "内容与文件名里的摘要不符：被改动过")
    told = shaped(path, _Reported)
    made = ReportedValue(
        told.indicator, told.value, told.unit, told.person, told.speaks_for.isoformat(),
        told.proof_sha256, told.proof_name, told.person, None, told.made_up,
    )  # fmt: skip
    return Brought(reporting(made, "", ""), told.recorded)
