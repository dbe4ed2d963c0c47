"""What was reached and spent: the actuals file of contract §8, and its faults said with a place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BeforeValidator, ValidationError

from jixiao.plan.model import Amount, Record


def _printed(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError('应为十进制数字的字符串，例如 "80"')
    return value


#: Under this key stands, beside the projects, the department's money that belongs to no project.
BASIC_SPENDING = "department/basic"

#: A value as printed; a JSON number has become its digits by now, never a float.
Printed = Annotated[str, BeforeValidator(_printed)]


class ActualsError(ValueError):
    """An actuals file that cannot be used: ``place`` is the path in it, the text says the rest."""

    def __init__(self, place: str, message: str) -> None:
        """Keep the path beside the message."""
        super().__init__(message)
        self.place = place


class Money(Record):
    """A project's money in its own unit: budget at start, full-year budget, spent, received."""

    initial: Amount | None = None
    adjusted: Amount | None = None
    executed: Amount | None = None
    received: Amount | None = None


class Judgement(Record):
    """A band a person picked, and the percentage of the points inside it."""

    band: Literal["met", "partly", "unmet"]
    percent: Amount


class Actuals(Record):
    """Actual values by indicator id, money by project id, judgements, what does not apply.

    ``set_too_low`` names the targets a person found set clearly too low; ``finance`` is the grade the
    finance bureau's own evaluation gave, by project id.
    """

    indicators: Mapping[str, Printed] = {}
    execution: Mapping[str, Money] = {}
    judged: Mapping[str, Judgement] = {}
    not_applicable: tuple[str, ...] = ()
    set_too_low: tuple[str, ...] = ()
    finance: Mapping[str, str] = {}


def loads(text: str | bytes) -> Actuals:
    """The actuals a JSON text holds.

    Raises:
        ActualsError: no JSON, a key twice, or not the structure of contract §8.
    """
    try:
        data = json.loads(
            text, object_pairs_hook=_once, parse_float=str, parse_int=str, parse_constant=_refuse
        )
    except ActualsError:
        raise
    except (ValueError, RecursionError) as wrong:
        raise ActualsError("全文", f"应为实际值的 JSON，却不能解析：{wrong}") from wrong
    try:
        return Actuals.model_validate(data)
    except ValidationError as wrong:
        raise _explained(wrong) from wrong


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Two values under one name (two budgets for a project) are a fault, not the later one's victory."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise ActualsError(key, f"“{key}”写了两次，不知以哪个为准")
        made[key] = value
    return made


def _refuse(word: str) -> NoReturn:
    raise ActualsError("全文", f"{word} 不是数字")


def _explained(wrong: ValidationError) -> ActualsError:
    faults = wrong.errors(include_url=False, include_context=False)
    places = [".".join(map(str, f["loc"])) or "全文" for f in faults]
    shown = "；".join(
        f"{place} {_words(fault)}" for place, fault in zip(places[:5], faults, strict=False)
    )
    more = f"；另有 {len(faults) - 5} 处" if len(faults) > 5 else ""
    return ActualsError(places[0], shown + more)


def _words(fault: Any) -> str:
    kinds = {
        "missing": "缺少此项",
        "extra_forbidden": "没有这个项目名",
        "model_type": "应为一个对象",
        "mapping_type": "应为一个对象",
        "dict_type": "应为一个对象",
        "tuple_type": "应为一个列表",
        "string_type": "应为文字",
        "literal_error": "应为 met、partly、unmet 之一",
    }
    return kinds.get(fault["type"], str(fault["msg"]).removeprefix("Value error, "))
