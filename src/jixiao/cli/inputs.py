"""Files → plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.cli.files import file_bytes
from jixiao.cli.progress import progress
from jixiao.forms.reading import read_plan
from jixiao.grids.errors import ReadError
from jixiao.grids.reading import read as read_document
from jixiao.plan.json import PlanError, loads
from jixiao.plan.model import Plan


def load_plan(name: str) -> Plan:
    """A plan from its JSON or from any document of a known form.

    Raises:
        ReadError: unreadable, no known form, or JSON that breaks the schema.
    """
    data = file_bytes(name)
    if is_json(data, name):
        return plan_of_json(data, name)
    return read_plan(read_document(data, name))


def is_json(data: bytes, name: str) -> bool:
    """Whether to take the bytes for a plan's JSON: by the ending, else by the first character."""
    return name.lower().endswith(".json") or (name == "-" and data.lstrip()[:1] == b"{")


def plan_of_json(data: bytes, name: str) -> Plan:
    """The plan of a JSON file, its errors as :class:`ReadError`."""
    try:
        return loads(data)
    except PlanError as wrong:
        raise ReadError(
            name, "符合 jixiao/plan/1 的计划", str(wrong), "按提示修改", wrong.place
        ) from wrong


def load_all(names: Sequence[str]) -> Iterator[Plan | ReadError]:
    """Each file's plan, or the error that kept it from being read, in order."""
    for name in progress(names, "读取"):
        try:
            yield load_plan(name)
        except ReadError as wrong:
            yield wrong
