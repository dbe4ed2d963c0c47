"""What is remembered of texts stays within a size; the texts used last stay."""

from __future__ import annotations

from jixiao.web.house.within import within


def test_the_oldest_go_when_the_texts_together_are_too_long() -> None:
    made: list[str] = []

    @within(10)
    def of(text: str, more: str = "") -> str:
        made.append(text + more)
        return text.upper()

    assert of("aaaa") == of("aaaa") == "AAAA" and made == ["aaaa"]
    of("bbbb")
    of("aaaa")
    of("cccc")  # twelve characters: the one used longest ago goes
    made.clear()
    of("aaaa")
    of("cccc")
    assert made == []
    of("bbbb")
    assert made == ["bbbb"]


def test_one_that_is_longer_than_all_is_kept_alone() -> None:
    made: list[str] = []

    @within(10)
    def of(text: str) -> int:
        made.append(text)
        return len(text)

    for text in ("a" * 50, "a" * 50, "b", "a" * 50):
        of(text)
    assert made == ["a" * 50, "b", "a" * 50]
