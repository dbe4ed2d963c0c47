"""The exhibition of every message: what the rules say of their own examples and cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from jixiao.findings.coded import BAD
from jixiao.findings.finding import Finding
from jixiao.review.catalogue import rules
from jixiao.review.rule import Rule
from tests.needs import ROOT
from tests.review.vocabulary import review_of

_HEAD = (
    "# 提示图集\n\n每条规则在自己的反例和用例上说的话，由程序当场运行得出（`make docs`）。"
    "“可一键采用”是程序算得出的改法，采用与否由人定。\n"
)


def exhibition() -> str:
    """The page docs/messages.md."""
    return _HEAD + "".join(_section(one) for one in rules().values())


def _section(one: type[Rule]) -> str:
    said = dict.fromkeys(_line(f) for given in _given(one) for f in _found(one, given))
    title = f"## [{one.code}](rules/{one.stem()}.md) {one.title()}"
    return f"\n{title}\n\n{one.level.label}\n\n" + "".join(said)


def _given(one: type[Rule]) -> Iterator[dict[str, Any]]:
    yield from map(yaml.safe_load, one.examples(BAD))
    path = ROOT / "specs" / "review" / f"{one.stem()}.yml"
    yield from (case["given"] for case in yaml.safe_load(path.read_text("utf-8")) if case["finds"])


def _found(one: type[Rule], given: dict[str, Any]) -> Iterator[Finding]:
    return (f for f in review_of(given)[1].findings if f.rule == one.code)


def _line(finding: Finding) -> str:
    to = f"\n  可一键采用：{finding.proposal.value}" if finding.proposal else ""
    return f"- {finding.fault}\n  改法：{finding.remedy}{to}\n".replace("**", "\\*\\*")
