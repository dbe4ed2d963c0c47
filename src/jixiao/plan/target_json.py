"""A target value in a plan's JSON: what it may say, and how it is written (contract §3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic_core import CoreSchema, core_schema

from jixiao.plan.money import decimal_of
from jixiao.plan.target import Target
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind, TargetNote


def _own_notes(notes: object) -> object:
    """Remarks of another program's reader are left out: only this one's codes have a meaning."""
    if isinstance(notes, list):
        return [note for note in notes if not isinstance(note, str) or note in set(TargetNote)]
    return notes


class TargetFields(BaseModel):
    """The fields of :class:`Target`, as JSON carries them."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Target")

    raw: str
    kind: TargetKind
    operator: Operator | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    dimension: Dimension = Dimension.OTHER
    better: Better | None = None
    canonical: str = ""
    notes: Annotated[
        tuple[Annotated[TargetNote, PlainSerializer(str, return_type=str)], ...],
        BeforeValidator(_own_notes),
    ] = ()
    unread: Annotated[tuple[str, ...], Field(exclude_if=lambda pieces: not pieces)] = ()

    @model_validator(mode="after")
    def _numbers_are_numbers(self) -> TargetFields:
        """A number or a range carries decimals; anything else would be computed with wrongly."""
        if self.kind in (TargetKind.NUMBER, TargetKind.DURATION):
            for bound in (self.low, self.high):
                if bound is not None and decimal_of(bound) is None:
                    raise ValueError("low/high 应为十进制数字")
        return self


def from_json(value: Mapping[str, Any]) -> Target:
    """The target a JSON object says.

    Raises:
        pydantic.ValidationError: a field is not what contract §3 says.
    """
    return _made(TargetFields.model_validate(value))


def field_schema(handler: Any) -> CoreSchema:
    """How a record that holds a target checks it and writes it."""
    fields = handler.generate_schema(TargetFields)
    return core_schema.no_info_wrap_validator_function(
        lambda value, check: value if isinstance(value, Target) else _made(check(value)),
        fields,
        serialization=core_schema.plain_serializer_function_ser_schema(
            lambda target: TargetFields.model_construct(**target._asdict()), return_schema=fields
        ),
    )


def _made(fields: TargetFields) -> Target:
    return Target(**dict(fields))
