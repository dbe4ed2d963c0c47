"""Goals in sentences, as far as they are honestly readable.

Three shapes say by themselves what is name and what is target: ``X绩效目标值为N，实际完成值为M``, ``X指标为N
实际完成值为M``, and items that end in a sign and a number, ``验收合格率≥98%``, under the name of a level or
in one list. Nothing else is guessed; a rate without a sign may be a target or what was reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.forms.loose.aligning import Cell
from jixiao.forms.loose.raw import Column, RawProject
from jixiao.forms.loose.scripts import simplified, without_readings
from jixiao.forms.loose.units import is_unit
from jixiao.forms.loose.words import Word

_SAID = re.compile(
    r"(?P<name>[^，,。；;：:！\s]{2,40}?)(?:(?:绩效)?(?:目标|指标)(?:值|数)(?:是|为)(?P<target>[^，,。；;]{1,24})[，,]|"
    r"指标(?:值)?为(?P<goal>\d[\d.]*%?))(?:实际)完成(?:值)?(?:是|为)(?P<actual>\d[\d.]*%|[^，,。；;]{1,24})"
)
_LEVEL1 = re.compile(
    r"(?<![\u3400-\u9fff])(?P<level1>产出|效益|满意度|成本)(?:指标|目标)\s*(?=[:：]|$)"
)
_LEVEL2 = re.compile(
    r"(?P<level2>(?:产出)?(?:数量|质量|时效|成本)(?:指标|目标)|(?:经济|社会|生态|环境)效益(?:指标|目标)|可持续(?:影响|发展)?(?:指标|目标)?|"
    r"(?:服务对象|社会公众|受益对象)?满意度(?:指标|目标))\s*(?:[:：，,]|(?<!满意度指标)(?<!满意度目标)$)"
)
_ITEM = re.compile(
    r"(?:^|[,，、:：;；。])\s*(?:[(（]?\d{1,2}[)）.、．]\s*|指标\d{1,2}\s*[:：.、]?\s*|[①-⑳]\s*|[★☆*]+\s*)*"
    r"(?P<name>[^\d≥≤=><，,。；;：:★][^≥≤=><，,。；;：:]{1,44}?(?:[(（][^)）]{0,10}\*\*[^)）]{0,6}[)）])?)"
    r"(?P<target>(?:≥|≤|>=|<=|>|<|=|＝|不低于|不少于|不高于|不超过|大于等于|小于等于)\s*\d[\d.,]*(?P<unit>[^\d，,；;。、\s]{0,8}))"
)
_TITLE = re.compile(
    r"^(?:关于)?(?:(?:19|20)\d\d年度?)?(?P<name>[^，。；：:]{4,40}?)(?:(?:中央对地方)?转移支付)?(?:(?:19|20)\d\d年度?)?绩效(?:目标|评价|自评)(?:设定)?(?:的)?(?:公示|报告|情况)$"
)
_COLUMNS = tuple(map(Column, ("level1", "level2", "name", "target", "actual")))
_LEAST = 3


def project_in(words: Sequence[Word]) -> RawProject | None:
    """The indicators told in sentences, or ``None`` where fewer than three are."""
    words = [replace(w, text=without_readings(w.text)) for w in words]
    text = "".join(w.text for w in words)
    rows = [row for word in words for row in _told(word)]
    if not rows and not _HEADED.search(simplified(without_readings(text))):
        rows = list(_listed(words, "actual" if _DONE.search(simplified(text)) else "target"))
    if len(rows) < _LEAST:
        return None
    project = RawProject(columns=_COLUMNS, headed=True)
    seen: set[str] = set()
    for row in rows:
        if row["name"].text not in seen:
            project.rows.append(row | {"target": _agreed(row, text)} if "target" in row else row)
        seen.add(row["name"].text)
    for word in words[:_TOP]:
        title = without_readings(word.text).strip()
        if "name" not in project.values and (found := _TITLE.match(simplified(title))):
            name = title[found.start("name") : found.end("name")]
            if not re.search(r"部门|整体|单位", name):
                project.values["name"] = Cell(name, word.place)
    return project


#: Headings one after the other: it is a table, and to be read as one.
_HEADED = re.compile(
    r"(?:指标名称|[一二三]级(?:绩效)?指标|指标内容)[^，。；]{0,16}(?:单位|指标值|目标值|性质|符号|分值|权重|完成值)"
)
_TOP = 30


def _agreed(row: dict[str, Cell], text: str) -> Cell:
    """The target, doubtful where the same name stands elsewhere with another: the text says two things."""
    name, target = row["name"].text, row["target"]
    others = re.findall(re.escape(name) + r"((?:≥|≤|>=|<=|>|<|=)?\d[\d.,]*[^\d，,。；;]?)", text)
    same = all(target.text.startswith(o) or o.startswith(target.text) for o in others)
    return target if same else Cell(target.text, target.place, 0.0)


#: A number or a level's name right before an indicator's name.
_BEFORE = re.compile(r"^(?:[(（]?\d+[)）.、]|(?:数量|质量|时效|成本)指标(?=.{3}))+")


def _told(word: Word) -> Iterator[dict[str, Cell]]:
    for found in _SAID.finditer(simplified(word.text)):
        spans = {k: found.span(k) for k in ("name", "actual")}
        spans["target"] = found.span("target" if found["target"] else "goal")
        yield {
            k: Cell(_BEFORE.sub("", word.text[a:b]).strip(), word.place)
            for k, (a, b) in spans.items()
        }


#: A report of what was done tells what was reached; a table of goals what is aimed at.
_DONE = re.compile(r"完成情况分析|评价结果|自评结果|完成情况如下|使用情况")


def _listed(words: Sequence[Word], told: str) -> Iterator[dict[str, Cell]]:
    """Items with a sign, each under the last level named before it."""
    levels: dict[str, Cell] = {}
    for word in words:
        text = simplified(word.text)
        lower = list(_LEVEL2.finditer(text))
        taken = {n for m in lower for n in range(*m.span())}
        upper = [m for m in _LEVEL1.finditer(text) if m.start() not in taken]
        marks = sorted([*lower, *upper], key=lambda m: m.start())
        bounds = [m.start() for m in marks]
        yield from _items(word, 0, bounds[0] if bounds else len(text), levels, told)
        for n, mark in enumerate(marks):
            name = mark.lastgroup or ""
            levels = {k: v for k, v in levels.items() if k == "level1" and name == "level2"}
            said = word.text[mark.start() : mark.end()].strip(" :：，,")
            levels[name] = Cell(said, word.place)
            stop = bounds[n + 1] if n + 1 < len(marks) else len(text)
            yield from _items(word, mark.end(), stop, levels, told)


def _items(
    word: Word, start: int, stop: int, levels: dict[str, Cell], told: str
) -> Iterator[dict[str, Cell]]:
    text = simplified(word.text)
    if not levels and not re.search(r"[，,；;。:：]", text):
        return  # a line that is one item may be a row of a table that lost its headings
    taken: list[tuple[int, int]] = []
    for found in _ITEM.finditer(text[start:stop]):
        taken.append(found.span())
        a, b = found.span("name")
        first, last = found.span("target")
        unit, end = found["unit"], len(found["unit"])
        own = next((n for n in range(min(6, end), 0, -1) if is_unit(unit[:n])), 0)
        behind = simplified(word.text)[start + last : start + last + 1]
        if own < end and (own or behind not in ("", "，", ",", ";", "；", "。", "、", " ")):
            last -= end - own  # the sentence goes on behind the number's unit
        yield {
            **levels,
            "name": Cell(word.text[start + a : start + b].strip(), word.place),
            "target": Cell(word.text[start + first : start + last].strip(), word.place),
        }
    if "level2" in levels:
        for row in _unsigned(word, start, stop, levels, taken):
            yield {told if field == "target" else field: cell for field, cell in row.items()}


def _unsigned(
    word: Word, start: int, stop: int, levels: dict[str, Cell], taken: Sequence[tuple[int, int]]
) -> Iterator[dict[str, Cell]]:
    """Items without a sign under a level named right before them: one amount, at their end."""
    text = simplified(word.text)[start:stop]
    for found in _AMOUNT_LAST.finditer(text):
        if any(a < found.end() and found.start() < b for a, b in taken):
            continue
        name, target = found.span("name"), found.span("target")
        if not is_unit(found["unit"]):
            continue
        yield {
            **levels,
            "name": Cell(word.text[start + name[0] : start + name[1]].strip(), word.place),
            "target": Cell(word.text[start + target[0] : start + target[1]].strip(), word.place),
        }


#: 资助建档立卡学生1966人; 资助标准100%达标: words, one amount, nothing more before the next stop.
_AMOUNT_LAST = re.compile(
    r"(?:^|(?<=[，,、：:；;。]))\s*(?P<name>[^\d≥≤=><，,、。；;：:\s]{3,30})"
    r"(?P<target>\d[\d.]*(?:,\d{3})*(?P<unit>[^\d，,、。；;：:\s]{1,6}?)(?:及?以[上下内]|左右|达标)?)\s*(?=[，,；;。]|$)"
)
