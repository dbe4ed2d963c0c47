"""Indicators inside one cell: 【产出指标-数量指标】 指标1：机柜数量（≥77台）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.contents import is_level1, is_level2
from jixiao.forms.loose.raw import Column, RawProject
from jixiao.forms.loose.words import Word

_LEVELS = re.compile(r"【\s*(?P<one>[^】\-—－]{2,12})\s*[-—－]\s*(?P<two>[^】]{2,16})\s*】")
_ITEM = re.compile(
    r"指标\s*\d{1,2}\s*[:：]\s*(?P<name>[^\n]+?)\s*[(（](?P<target>[^()（）]*(?:[(（][^()（）]*[)）])?[^()（）]*)[)）]\s*$"
)
_GOAL = re.compile(r"【\s*总体目标\s*】")
COLUMNS = tuple(map(Column, ("level1", "level2", "name", "target")))


def is_bracketed(words: Sequence[Word]) -> bool:
    """Whether the levels stand in such brackets."""
    return (
        sum(
            1
            for w in words
            for m in _LEVELS.finditer(w.text)
            if is_level1(m["one"]) and is_level2(m["two"])
        )
        >= 3
    )


def rows_in(words: Sequence[Word]) -> Iterator[tuple[int, dict[str, Cell]]]:
    """The rows, each with the number of the word it stands in."""
    levels: tuple[Cell, Cell] | None = None
    for n, word in enumerate(words):
        for line in word.text.split("\n"):
            if found := _LEVELS.search(line):
                levels = (Cell(found["one"], word.place), Cell(found["two"], word.place))
                line = line[found.end() :]
            if levels and (item := _ITEM.search(line.strip())):
                yield n, {
                    "level1": levels[0], "level2": levels[1],
                    "name": Cell(item["name"], word.place), "target": Cell(item["target"], word.place),
                }  # fmt: skip
            elif _GOAL.search(line):
                levels = None


def projects_in(words: Sequence[Word]) -> list[RawProject]:
    """One project for each run of rows that begins with 产出 again; its name and money stand before it."""
    projects: list[RawProject] = []
    last_end = 0
    previous = ""
    for n, row in rows_in(words):
        level1 = row["level1"].text
        if not projects or (
            level1 != previous and any(r["level1"].text == level1 for r in projects[-1].rows)
        ):
            projects.append(_head(words[last_end:n]))
        projects[-1].rows.append(row)
        previous, last_end = level1, n + 1
    return projects


def _head(words: Sequence[Word]) -> RawProject:
    """The last name and amount before 【项目概况】 or the goals."""
    project = RawProject(columns=COLUMNS, headed=True)
    texts = [w for w in words if w.text]
    at = next((n for n in range(len(texts) - 1, -1, -1) if "【项目概况】" in texts[n].text), None)
    if at is None or at < 2:
        return project
    amount, name = texts[at - 1], texts[at - 2]
    if re.fullmatch(r"[\d,.]+", amount.text.strip()):
        project.values["name"] = Cell(name.text.strip(), name.place)
        project.money["total"] = Cell(amount.text.strip(), amount.place)
    goal = next((n for n, w in enumerate(texts) if _GOAL.search(w.text)), None)
    if goal is not None and goal + 1 < len(texts) and not _LEVELS.search(texts[goal + 1].text):
        project.values["goals"] = Cell(texts[goal + 1].text, texts[goal + 1].place)
    return project
