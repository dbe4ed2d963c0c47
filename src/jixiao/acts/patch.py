"""What differs between two JSON values, as small as a saved cell: places with what stands there now.

A patch is a list of ``[path, value]``, the path a list of member names and positions. Lists of unequal
length are replaced whole. It says nothing of what a field means, so that a change saved by one version
of the program is the same change for every later one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Patch = list[list[Any]]


class PatchError(ValueError):
    """A patch that does not fit the value it is applied to."""


def between(before: Any, after: Any) -> Patch:
    """The patch that makes ``after`` of ``before``."""
    return list(_between(before, after, []))


def _between(before: Any, after: Any, path: list[Any]) -> Iterator[list[Any]]:
    if before == after and type(before) is type(after):
        return
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        for key in before:
            yield from _between(before[key], after[key], [*path, key])
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for at, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _between(old, new, [*path, at])
    else:
        yield [path, after]


def patched(value: Any, patch: Patch) -> Any:
    """The value with the patch applied; ``value`` itself is left as it is.

    Raises:
        PatchError: a place is not there.
    """
    for path, new in patch:
        value = _put(value, path, new)
    return value


def _put(value: Any, path: list[Any], new: Any) -> Any:
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and step in value:
        return value | {step: _put(value[step], rest, new)}
    if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
        return [*value[:step], _put(value[step], rest, new), *value[step + 1 :]]
    raise PatchError(f"没有 {step!r} 这个位置")
