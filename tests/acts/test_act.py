"""A leaf is one act in one spelling, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jixiao.acts.act import ForeignActError, act_of
from jixiao.acts.canonical import decoded, encoded
from jixiao.acts.folder import folder_record
from tests.acts.saying import said


@pytest.fixture
def leaf(tmp_path: Path) -> bytes:
    return folder_record(tmp_path).add(said(), None).act.leaf


def test_a_leaf_gives_the_act_it_was_made_of(leaf: bytes) -> None:
    act = act_of(leaf)
    again = act_of(bytes(leaf))
    assert act == again and (act.leaf, act.hash) == (leaf, again.hash)


@pytest.mark.parametrize(
    "other",
    [
        {"on": "20230630"}, {"on": "2023-W26-5"}, {"on": 20230630}, {"subject": [["of", "x"]]}, {"says": "x"},
        {"recorded": "2023-07-03T08:12:44.12Z"}, {"recorded": "2023-07-03T16:12:44.120+08:00"}, {"more": 1},
        {"recorded": "2023-07-03 08:12:44.120Z"}, {"by": {"who": "x"}}, {"by": []},
    ],
)  # fmt: skip
def test_another_spelling_or_shape_is_no_act(leaf: bytes, other: dict[str, Any]) -> None:
    with pytest.raises(ForeignActError):
        act_of(encoded(decoded(leaf) | other))
