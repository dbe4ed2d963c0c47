"""The pages in docs are those the rules make."""

from __future__ import annotations

from jixiao.review.catalogue import rules
from jixiao.review.pages import known_faults
from tests.review.messages import exhibition


def test_every_rule_has_a_message_on_exhibition() -> None:
    text = exhibition()
    sections = text.split("\n## ")[1:]
    assert len(sections) == len(rules())
    assert all("\n- " in section for section in sections)


def test_the_known_faults_are_all_accounted_for() -> None:
    faults = known_faults()
    assert [one["number"] for one in faults] == list(range(1, 56))
    assert all(one["rules"] or one["why"] for one in faults)
    assert {code for one in faults for code in one["rules"]} <= set(rules())
    assert sum(bool(one["rules"]) for one in faults) >= 51
