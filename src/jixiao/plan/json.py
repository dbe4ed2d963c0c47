"""A plan as the JSON of contract §2, and back; the schema that outsiders check against."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from jixiao.plan.model import Plan, Project


class PlanError(ValueError):
    """A plan's JSON that breaks the schema: ``place`` is the path in it, the text says the rest."""

    def __init__(self, place: str, message: str) -> None:
        """Keep the path (``projects.0.budget.total``) beside the message."""
        super().__init__(message)
        self.place = place


def dumps(plan: Plan, *, indent: int | None = 2) -> str:
    """The plan's JSON, keys in the order of the contract, Chinese left readable."""
    return json.dumps(to_json(plan), ensure_ascii=False, indent=indent)


def to_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON values."""
    return plan.model_dump(mode="json", by_alias=True)


def loads(text: str | bytes) -> Plan:
    """The plan a JSON text holds.

    Raises:
        PlanError: not JSON, or the schema is broken; all faults are named, the first one's place kept.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise PlanError(
            "全文", f"应为计划的 JSON，却不能解析：{wrong}；请检查文件是否完整"
        ) from wrong
    try:
        return Plan.model_validate(data)
    except ValidationError as wrong:
        raise _explained(wrong) from wrong


def loads_with(text: str, project: Callable[[str], Project]) -> Plan:
    """As :func:`loads`, but ``project`` reads each project's own text: who keeps them reads none twice.

    Raises:
        ValueError: not a plan; :func:`loads` says what is wrong with it.
    """
    members: dict[str, Any] = {}
    for key, at, end in _members(text, _next(text, 0, "{")):
        if key == "projects" and text[at] == "[":
            members[key] = [project(text[a:b]) for a, b in _items(text, at + 1)]
        else:
            members[key] = json.loads(text[at:end])
    return Plan.model_validate(members)


def read_project(text: str) -> Project:
    """The project a JSON text holds.

    Raises:
        ValueError: it is none.
    """
    return Project.model_validate(json.loads(text))


_DECODE = json.JSONDecoder().raw_decode
_SPACE = re.compile(r"[ \t\n\r]*")


def _members(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Each member of an object from behind its brace: key, where its value begins and ends."""
    while text[at := _next(text, at)] != "}":
        key, at = _DECODE(text, at)
        at = _next(text, _next(text, at, ":"))
        end = _DECODE(text, at)[1]
        yield key, at, end
        at = _next(text, end)
        at += text[at] == ","
    if text[at + 1 :].strip():
        raise ValueError("more behind the object")


def _items(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Each item of a list from behind its bracket: where it begins and ends."""
    while text[at := _next(text, at)] != "]":
        end = _DECODE(text, at)[1]
        yield at, end
        at = _next(text, end)
        at += text[at] == ","


def _next(text: str, at: int, mark: str = "") -> int:
    """Where the next character stands that is no space; behind it, where it has to be ``mark``."""
    found = _SPACE.match(text, at)
    at = found.end() if found else at
    if not text.startswith(mark, at):
        raise ValueError(f"{mark} wanted at {at}")
    return at + len(mark)


def schema() -> dict[str, Any]:
    """JSON schema of a plan (draft 2020-12)."""
    return Plan.model_json_schema(by_alias=True, mode="serialization")


def _explained(wrong: ValidationError) -> PlanError:
    faults = wrong.errors(include_url=False, include_context=False)
    first = ".".join(str(part) for part in faults[0]["loc"]) or "全文"
    shown = "；".join(
        f"{'.'.join(map(str, f['loc'])) or '全文'} {_fault_words(f)}" for f in faults[:5]
    )
    more = f"；另有 {len(faults) - 5} 处" if len(faults) > 5 else ""
    return PlanError(
        first, f"不符合 jixiao/plan/1：{shown}{more}；请按 jixiao forms --schema 的结构修改"
    )


def _fault_words(fault: Any) -> str:
    kinds = {
        "missing": "缺少此项",
        "extra_forbidden": "没有这个项目名",
        "string_type": "应为文字",
        "model_type": "应为一个对象",
        "tuple_type": "应为一个列表",
        "int_type": "应为整数",
        "literal_error": "不是允许的值",
        "enum": "不是允许的值",
    }
    return kinds.get(fault["type"], str(fault["msg"]).removeprefix("Value error, "))
