"""The two languages of the command line's text for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jixiao.findings.finding import unread_note
from jixiao.law.packs import label_of
from jixiao.terms.findings import Level


@dataclass(frozen=True)
class Words:
    """Chooses the Chinese or the English of a pair. What a document says stays as published."""

    lang: str = "zh"

    def __call__(self, chinese: str, english: str) -> str:
        """The text in the chosen language."""
        return english if self.lang == "en" else chinese

    def unread(self, laws: Iterable[str]) -> str:
        """The laws whose text was not at hand, said once at the end."""
        told = "not at hand, cited by name alone; the articles of statutes beside were read."
        return f"{'、'.join(laws)} {told}" if self.lang == "en" else f"{unread_note(laws)}。"

    def level(self, level: Level) -> str:
        """A finding's level."""
        return level.english if self.lang == "en" else level.label


def called(policy: str) -> str:
    """What a policy pack is called, and the name by which ``--policy`` takes it."""
    label = label_of(policy)
    return policy if label == policy else f"{label}（{policy}）"
