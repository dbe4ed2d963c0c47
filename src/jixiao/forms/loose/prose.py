"""Goals in sentences, as far as they are honestly readable.

Two shapes say by themselves what is name and what is target: ``X绩效目标值为N，实际完成值为M``, and, under
the name of a level 2 and a colon, items that end in a sign and a number. Nothing else is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.raw import Column, RawProject
from jixiao.forms.loose.words import Word

_SAID = re.compile(
    r"(?P<name>[^，,。；;：:！\s]{2,40}?)(?:绩效|績效)?(?:目标|目標|指标|指標)(?:值|数)(?:是|为|為)(?P<target>[^，,。；;]{1,24})[，,]"
    r"(?:实际|實際)完成(?:值)?(?:是|为|為)(?P<actual>[^，,。；;]{1,24})"
)
_LEVEL2 = re.compile(
    r"(?P<level>(?:产出)?(?:数量|质量|时效|成本)(?:指标|目标)|(?:经济|社会|生态|环境)效益(?:指标|目标)|可持续(?:影响|发展)?(?:指标|目标)?|"
    r"(?:服务对象|社会公众|受益对象)?满意度(?:指标|目标))\s*[:：]"
)
_ITEM = re.compile(
    r"^(?:[(（]?\d{1,2}[)）.、．]\s*|指标\d{1,2}\s*[:：.、]?\s*|[①-⑳]\s*)?(?P<name>[^\d≥≤=><]{2,50}?)"
    r"(?P<target>(?:≥|≤|>=|<=|>|<|=|＝|不低于|不少于|不高于|不超过|大于等于|小于等于)\s*\d[\d.,]*\s*[^\d，,；;。\s]{0,8})$"
)
_COLUMNS = tuple(map(Column, ("level2", "name", "target", "actual")))
_LEAST = 3


def project_in(words: Sequence[Word]) -> RawProject | None:
    """The indicators told in sentences, or ``None`` where fewer than three are."""
    rows = [row for word in words for row in _told(word)] or [r for w in words for r in _listed(w)]
    if len(rows) < _LEAST:
        return None
    text = "".join(w.text for w in words)
    project = RawProject(columns=_COLUMNS, headed=True)
    seen: set[str] = set()
    for row in rows:
        if row["name"].text not in seen:
            project.rows.append(row | {"target": _agreed(row, text)})
        seen.add(row["name"].text)
    return project


def _agreed(row: dict[str, Cell], text: str) -> Cell:
    """The target, doubtful where the same name stands elsewhere with another: the text says two things."""
    name, target = row["name"].text, row["target"]
    others = re.findall(re.escape(name) + r"((?:≥|≤|>=|<=|>|<|=)?\d[\d.,]*[^\d，,。；;]?)", text)
    same = all(target.text.startswith(o) or o.startswith(target.text) for o in others)
    return target if same else Cell(target.text, target.place, 0.0)


def _told(word: Word) -> Iterator[dict[str, Cell]]:
    for found in _SAID.finditer(word.text):
        yield {
            k: Cell(re.sub(r"^[(（]?\d+[)）]", "", found[k]).strip(), word.place)
            for k in ("name", "target", "actual")
        }


def _listed(word: Word) -> Iterator[dict[str, Cell]]:
    heads = list(_LEVEL2.finditer(word.text))
    for n, head in enumerate(heads):
        stop = heads[n + 1].start() if n + 1 < len(heads) else len(word.text)
        for item in re.split(r"[;；。\n]", word.text[head.end() : stop]):
            if found := _ITEM.match(item.strip().rstrip("，,、")):
                yield {
                    "level2": Cell(head["level"], word.place),
                    "name": Cell(found["name"].strip(), word.place),
                    "target": Cell(found["target"].strip(), word.place),
                }
