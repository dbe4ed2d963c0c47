"""What is remembered of texts stays within a size; the texts used last stay."""

from __future__ import annotations

from jixiao.web.house.within import Memory, once_each, within


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


def test_of_one_thing_it_is_made_once_as_long_as_it_lives() -> None:
    made: list[str] = []

    @once_each
    def of(one: Thing) -> str:
        made.append(one.name)
        return one.name.upper()

    thing, same_name = Thing("a"), Thing("a")
    assert of(thing) == of(thing) == of(same_name) == "A" and made == ["a", "a"]
    del thing
    for number in range(100):  # at an address that was another's
        assert of(Thing(f"b{number}")) == f"B{number}"


class Thing:
    def __init__(self, name: str) -> None:
        self.name = name


def test_what_is_kept_again_counts_once() -> None:
    memory = Memory[str](10)
    for _ in range(5):
        memory.keep("a", "made", 6)
    memory.keep("b", "made", 4)
    assert memory.get("a") == memory.get("b") == "made"
    memory.keep("c", "made", 1)
    assert memory.get("a") is None and memory.get("c") == "made"
