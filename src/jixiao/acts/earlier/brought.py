"""An act as a file of an earlier version tells it, and the reading of such a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from jixiao.acts.errors import EarlierFileError
from jixiao.acts.kind import Draft
from jixiao.acts.proof import FOLDER, Proof

M = TypeVar("M", bound=BaseModel)
SHAPED = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Brought:
    """An act to be said, the moment written of it, its name in its file, and whose entry it is about."""

    draft: Draft
    written: str | None = None
    name: str = ""
    of: str = ""


def kept_proof(written: str, folder: Path) -> Proof | None:
    """A proof by its hash where its file is kept; the command line left files where they were."""
    if not written:
        return None
    proof = Proof.read(written)
    kept = proof.sha256 and (folder / FOLDER / proof.sha256).exists()
    return proof if kept else Proof(written, None)


def shaped(path: Path, model: type[M]) -> M:
    """What a file holds, as its shape.

    Raises:
        EarlierFileError: no JSON, or of another shape; the first place is named.
        FileNotFoundError: it is gone.
    """
    try:
        data: Any = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise  # somebody else has put it aside
    except (OSError, ValueError, RecursionError) as wrong:
        raise EarlierFileError(str(path), "全文", f"应为 JSON，却不能解析：{wrong}") from wrong
    if isinstance(data, dict) and "schema" in data:
        data["schema_"] = data.pop("schema")
    try:
        return model.model_validate(data)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])).replace("schema_", "schema") or "全文"
        raise EarlierFileError(str(path), place, _said(first)) from wrong


def _said(first: Any) -> str:
    """A fault in words: our own as they are, else what was expected, after its kind."""
    context = first.get("ctx", {})
    own = context.get("error")
    expected = {
        "missing": "少了这一项", "extra_forbidden": "多了这一项",
        "literal_error": f"应为 {context.get('expected')}", "dict_type": "应为以编号为键的对象",
        "tuple_type": "应为列表", "string_type": "应为文字",
        "model_type": "应为对象", "int_type": "应为整数",
    }  # fmt: skip
    if own:
        return str(own)
    if first["type"].startswith("date"):
        return "应为日期，例如 2023-06-30"
    return expected.get(first["type"], str(first["msg"]))
