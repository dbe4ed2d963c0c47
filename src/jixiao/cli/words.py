"""The two languages of the command line's text for people."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.terms.findings import Level


@dataclass(frozen=True)
class Words:
    """Chooses the Chinese or the English of a pair. What a document says stays as published."""

    lang: str = "zh"

    def __call__(self, chinese: str, english: str) -> str:
        """The text in the chosen language."""
        return english if self.lang == "en" else chinese

    def level(self, level: Level) -> str:
        """A finding's level."""
        return level.english if self.lang == "en" else level.label
