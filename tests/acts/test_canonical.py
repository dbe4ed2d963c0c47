"""One meaning, one spelling: what RFC 8785 says of the values an act holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.acts.canonical import NotCanonicalError, decoded, encoded

_KEYS = st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=5)
_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)


def test_the_spelling_of_the_standard() -> None:
    value = {"b": ["€", "\u000f", '"', "/", "\\", "绩效"], "a": None, "A": 1}
    assert encoded(value).decode() == (
        '{"A":1,"a":null,"b":["€","\\u000f","\\"","/","\\\\","绩效"]}'
    )


@given(_VALUES)
def test_what_is_written_is_read_and_no_other_spelling_is(value: object) -> None:
    written = encoded(value)
    assert decoded(written) == value
    other = json.dumps(value, ensure_ascii=True, indent=1, sort_keys=True).encode()
    if other != written:
        with pytest.raises(NotCanonicalError):
            decoded(other)


@pytest.mark.parametrize("value", [1.5, float("nan"), 2**53, {"键": 1}, "\ud800", {1: 2}, b"x"])
def test_what_an_act_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(NotCanonicalError):
        encoded(value)


@pytest.mark.parametrize(
    "written",
    ["1.5", "1.0", "NaN", "9007199254740992", "1" * 5000, '{"键":1}', '"\\ud800"', "-0", "1 ", "1\n2", "",
     "\ufeff1", '{"a":1,"a":1}', '{"b":1,"a":1}', '{"a":[{"键":"x"}]}', "1e2", '"\\u007e"', "\udcff"],
)  # fmt: skip
def test_what_no_act_is_written_with_is_not_read(written: str) -> None:
    with pytest.raises(NotCanonicalError):
        decoded(written.encode("utf-8", "surrogateescape"))
