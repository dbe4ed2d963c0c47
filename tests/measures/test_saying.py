"""A predicate read aloud: every declared one has its sentence, without a word of the program."""

from __future__ import annotations

import re

import pytest

from jixiao.measures.catalogue import measures
from jixiao.measures.predicates.reading import read_value
from jixiao.measures.predicates.saying import said
from jixiao.measures.schema import Schema

_KEYS = ("where", "numerator", "denominator", "value", "start", "stop", "open", "key")
_VALUES = ("numerator_value", "denominator_value")


def _schema(measure: str) -> Schema:
    found = measures()[measure].schema
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("measure", "text", "sentence"),
    [
        (
            "case_closing_rate",
            "closed_on is not null or (unrecorded(closed_on) and status = 'closed')",
            "有结案日期，或者（台账没有填结案日期，并且案件状态是“已结案”）",
        ),
        (
            "case_closing_rate",
            "status in ('withdrawn', 'transferred')",
            "案件状态是“销案”、“移送”之一",
        ),
        ("case_closing_rate", "status not in ('withdrawn')", "案件状态不是“销案”"),
        ("case_closing_rate", "major", "是否重大案件为“是”"),
        ("case_closing_rate", "closed_on <= :end", "结案日期不晚于年底"),
        (
            "case_closing_rate",
            "coalesce(total, 0) > 5",
            "罚没金额（没有罚没金额的按0）大于5",
        ),
        (
            "case_closing_rate",
            "not (major and consumer)",
            "除去（是否重大案件为“是”，并且是否侵害消费者权益为“是”）",
        ),
    ],
)
def test_a_predicate_as_a_sentence(measure: str, text: str, sentence: str) -> None:
    schema = _schema(measure)
    assert said(read_value(text, schema), schema) == sentence


def test_every_declared_predicate_is_said_without_an_english_word() -> None:
    told = [
        (one.id, key, said(read_value(str(one.declared[key]), one.schema), one.schema))
        for one in measures().values()
        for key in (*_KEYS, *_VALUES)
        if one.schema is not None and key in one.declared
    ]
    assert len(told) > 100
    assert [one for one in told if re.search("[A-Za-z_]{2,}", one[2])] == []
