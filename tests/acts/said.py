"""Acts as the cases of specs/acts word them: what is not worded is as usual for the kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from jixiao.acts.kind import Draft, kind_of
from jixiao.acts.record import Record
from tests.acts.saying import DAY
from tests.needs import ROOT

_FAULT = {"year": 2023, "rule": "W101", "project": "甲", "indicator": None}
_USUAL: dict[str, dict[str, Any]] = {
    "possibility": {"of": "possibility", "year": 2023, "indicator": "甲/1", "possibility": "1"},
    "cause": {"of": "cause", "year": 2023, "indicator": "甲/1", "category": "staff", "text": "缺人"},
    "outcome": {**_FAULT, "of": "outcome", "outcome": "postpone", "reason": "等检测", "until": None,
                "role": "leader"},
    "matter_opened": {**_FAULT, "of": "matter", "id": "2023-001", "fault": "支付慢", "again": None,
                      "project_name": "项目甲", "indicator_name": ""},
    "matter_withdrawn": {**_FAULT, "of": "matter", "text": "点错了", "role": "leader"},
    "money_typed": {"of": "money", "project": "甲", "part": "payments", "amount": "3.00",
                    "unit": "万元", "proof": "支付凭证1号", "file": ""},
    "money_withdrawn": {"of": "money", "project": "甲", "entry": "last", "reason": "抄错"},
    "reported": {"of": "value", "indicator": "甲/1", "value": "80", "unit": None, "person": "李科长",
                 "proof": "纪要.pdf", "made_up": False, "binds": "0" * 64},
    "take_in_withdrawn": {"of": "take_in", "take_in": "1" * 64, "register": "penalty_cases",
                          "reason": "是别的局的", "binds": "0" * 64},
}  # fmt: skip


def cases(stem: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    return list(yaml.safe_load((ROOT / "specs" / "acts" / f"{stem}.yml").read_text("utf-8")))


def draft(told: dict[str, Any], record: Record) -> Draft:
    """One act of a case; ``entry: last`` and ``same`` mean the entry typed last."""
    kind, given = kind_of(told["kind"]), {**_USUAL[told["kind"]], **told}
    if given.get("entry") in ("last", "same"):
        typed = record.reading().of_kinds(["money_typed"])
        given["entry"] = typed[-1].act.hash
    on: date = given.get("day", DAY)
    return Draft(
        kind.name, {key: given[key] for key in kind.about},
        {key: given[key] for key in kind.words | kind.facts}, given.get("by", "王敏"),
        given.get("role", "clerk"), "414001", on, given.get("binds"),
    )  # fmt: skip
