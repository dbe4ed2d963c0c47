"""``money.json`` (``jixiao/money/1``): per project what was typed, by pages or by hand, and withdrawals.

An entry without an id is named by its part and place (``payments.0``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from jixiao.acts.earlier.brought import SHAPED, Brought, kept_proof, shaped
from jixiao.acts.errors import EarlierFileError
from jixiao.acts.typed_money import Entry, Part, taking_back, typing
from jixiao.plan.money import decimal_of

NAME = "money.json"


def _number(text: str) -> str:
    if decimal_of(text) is None:
        raise ValueError('应为十进制数字的字符串，例如 "3.00"')
    return text


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError("应为时刻，例如 2023-06-30T08:00:00+00:00") from wrong
    return text


def _proved(text: str | None) -> str | None:
    if not (text or "").strip():
        raise ValueError("手工填报的支付要写凭据，例如支付凭证号")
    return text


_Moment = Annotated[str, AfterValidator(_moment)]


class _Amount(BaseModel):
    model_config = SHAPED

    on: date
    amount: Annotated[str, AfterValidator(_number)]
    proof: str | None = None
    id: str | None = None
    by: str = ""
    recorded: _Moment | None = None
    file: str | None = None


class _Payment(_Amount):
    proof: Annotated[str | None, AfterValidator(_proved)] = Field(None, validate_default=True)


class _Parts(BaseModel):
    model_config = SHAPED

    budgets: tuple[_Amount, ...] | None = None
    adjustments: tuple[_Amount, ...] | None = None
    received: tuple[_Amount, ...] | None = None
    payments: tuple[_Payment, ...] | None = None

    def of(self, part: Part) -> tuple[_Amount, ...] | None:
        """The entries of a part; ``None`` where the file does not name it."""
        found: tuple[_Amount, ...] | None = getattr(self, part.value)
        return found


class _Withdrawal(BaseModel):
    model_config = SHAPED

    project: str
    entry: str
    reason: str
    by: str
    recorded: _Moment


class _Money(BaseModel):
    model_config = SHAPED

    schema_: Literal["jixiao/money/1"]
    projects: dict[str, _Parts]
    withdrawals: tuple[_Withdrawal, ...] = ()


def read(path: Path) -> Iterator[Brought]:
    """What the file says: every entry, then what was withdrawn.

    Raises:
        EarlierFileError: it cannot be taken.
    """
    told = shaped(path, _Money)
    names = set()
    for project, parts in told.projects.items():
        for one in (*_typed(project, parts, path.parent), *_said_to_be_none(project, parts, path)):
            names.add(one.name)
            yield one
    for n, gone in enumerate(told.withdrawals):
        name = f"{gone.project}/{gone.entry}"
        if name not in names:
            raise EarlierFileError(str(path), f"withdrawals.{n}", f"没有“{gone.entry}”这一条")
        on = datetime.fromisoformat(gone.recorded).date()
        draft = taking_back(gone.project, "", gone.reason, gone.by, "", "", on)
        yield Brought(draft, gone.recorded, of=name)


def _typed(project: str, parts: _Parts, folder: Path) -> Iterator[Brought]:
    for part in Part:
        for n, one in enumerate(parts.of(part) or ()):
            amount = decimal_of(one.amount) or Decimal(0)
            file = kept_proof(one.file or "", folder)
            made = Entry(project, part, one.on, amount, None, one.proof or "", one.by, file)
            name = f"{project}/{one.id or f'{part.value}.{n}'}"
            yield Brought(typing(made, "", ""), one.recorded, name)


def _said_to_be_none(project: str, parts: _Parts, path: Path) -> Iterator[Brought]:
    """An empty list says that nothing was received or paid, which is not that nothing is known."""
    for part in (Part.RECEIVED, Part.PAYMENTS):
        if parts.of(part) == ():
            on = date.fromtimestamp(path.stat().st_mtime)
            made = Entry(project, part, on, Decimal(0), None, f"{NAME} 写明没有", "")
            yield Brought(typing(made, "", ""))
