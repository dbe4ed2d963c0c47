"""The same truth in layouts nobody published: columns, splits, merges and separators drawn by lot.

A reader built on the texts it knows must not be measured on them. Here the names and values of labelled
tables are laid out anew by a seeded draw: what is right stays known, and no layout was ever seen.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: Column → wordings; the last of each is one no vocabulary need know.
_HEADS: Mapping[str, tuple[str, ...]] = {
    "level1": ("一级指标", "一级指标", "指标分类", "一级绩效类别"),
    "level2": ("二级指标", "二级指标", "二级绩效指标", "二级绩效类别"),
    "name": ("三级指标", "三级指标", "指标名称", "绩效考核内容"),
    "target": ("指标值", "年度指标值", "目标值", "年初目标值(A)", "本年拟达到"),
    "sign": ("指标性质", "符号", "计算符号", "比较关系"),
    "value": ("指标值", "目标值", "年度指标值", "拟达到数"),
    "measure": ("度量单位", "计量单位", "单位", "数值单位"),
    "actual": ("实际完成值", "全年实际值", "完成值", "实际完成值(B)", "年末达到"),
    "weight": ("分值", "权重", "标准分", "满分数"),
    "score": ("得分", "自评得分", "自评分", "自查得分数"),
    "deviation": ("偏差原因分析及改进措施", "未完成原因", "差异解释"),
    "note": ("备注", "说明", "是否重点"),
    "description": ("绩效指标描述", "指标解释", "口径"),
    "half": ("半年指标值", "半年目标值"),
}
_ORDERS = tuple(
    line.split()
    for line in (
        "level1 level2 name target",
        "level1 level2 name target note",
        "level1 level2 name description target",
        "level1 level2 name sign value measure weight",
        "level1 level2 name sign value measure note",
        "name measure sign value",
        "level1 level2 name target weight",
        "level1 level2 name half target",
        "level1 level2 name target actual weight score deviation",
        "level1 level2 name weight target actual score deviation",
        "level1 level2 name sign value measure actual weight score",
        "level1 level2 name sign value actual measure weight score deviation",
        "level1 level2 name target actual deviation",
        "level1 level2 name weight sign value measure actual score",
        "level1 level2 name target actual score weight note",
        "level2 name target actual weight score",
    )
)
CONTAINERS = (
    "竖线",
    "制表符",
    "空格成行",
    "一格一行",
    "一格一行带竖线",
    "一行到底",
    "连在一起",
    "连在一起成行",
    "完整表格",
)
#: Targets that were printed over several cells: to be laid out anew they would have to be understood.
_PARTED = re.compile(r"\n|[正反]向|^(?:[\u4e00-\u9fff]+|%) ")
_VALUE = re.compile(
    r"(?P<sign>[≥≤=><≧≦═]|>=|<=|不低于|不少于|不超过|小于|大于)?(?P<value>\d[\d.,]*)(?P<measure>[^\d]{0,6})"
)


@dataclass(frozen=True)
class Dressed:
    """A table as text or HTML, what it says, and how it was drawn."""

    name: str
    container: str
    text: bytes
    labels: Mapping[str, Any]


@dataclass
class _Row:
    cells: dict[str, str]
    level1: str
    level2: str


@dataclass
class _Table:
    order: Sequence[str]
    heads: Sequence[str]
    rows: list[_Row]
    record: dict[str, Any]
    before: list[list[str]] = field(default_factory=list)
    after: list[list[str]] = field(default_factory=list)


def dressed(records: Sequence[Mapping[str, Any]], count: int, seed: int) -> Iterator[Dressed]:
    """So many tables, container by container, each from one or two of the records."""
    for number in range(count):
        draw = random.Random(f"{seed}/{number}")
        container = CONTAINERS[number % len(CONTAINERS)]
        many = draw.random() < 0.2
        unknown = draw.random() < 0.25
        order = list(draw.choice(_ORDERS))
        heads = [_head(f, draw, unknown=unknown) for f in order]
        tables = [_table(draw.choice(records), order, heads, draw) for _ in range(2 if many else 1)]
        yield Dressed(
            f"{number:04d}", container, _text(tables, container, draw).encode(),
            {"records": [t.record for t in tables]},
        )  # fmt: skip


def usable(records: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Records with a name and at least five named targets."""
    return [r for r in records if _name(r) and len(_indicators(r)) >= 5]


def _name(record: Mapping[str, Any]) -> str:
    return str(record.get("project") or record.get("project_name") or "")


def _indicators(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [
        i for i in record.get("indicators", ())
        if i.get("level3") and i.get("value_raw") and not _PARTED.search(str(i["value_raw"]))
    ]  # fmt: skip


def _head(name: str, draw: random.Random, *, unknown: bool) -> str:
    known = _HEADS[name]
    return known[-1] if unknown and draw.random() < 0.4 else draw.choice(known[:-1])


def _table(
    record: Mapping[str, Any], order: Sequence[str], heads: Sequence[str], draw: random.Random
) -> _Table:
    chosen = _indicators(record)[: draw.randint(5, 12)]
    weights = _weights(len(chosen), draw)
    rows, said = [], []
    for one, weight in zip(chosen, weights, strict=True):
        row, label = _row(one, weight, order, draw)
        rows.append(row)
        said.append(label)
    money = _money(draw) if "actual" in order else None
    total = money[0] if money else f"{draw.randint(1, 9000) / 100:g}"
    budget: dict[str, Any] = {"total": total, "fiscal": total, "other": "0"}
    if money:
        initial, adjusted, executed, rate = money
        first = {"initial": initial, "full_year": adjusted, "executed": executed, "rate": rate,
                 "weight": "10", "score": f"{float(rate.rstrip('%')) / 10:g}"}  # fmt: skip
        budget["rows"] = {"年度资金总额": first}
    year = draw.randint(2018, 2026)
    made = {"project": _name(record), "year": year, "unit": "青河县水务局", "department": "青河县财政局",
            "budget": budget, "indicators": said}  # fmt: skip
    table = _Table(order, heads, rows, made)
    table.before = list(_before(made, money is not None, draw))
    table.after = [["总分", *[""] * (len(order) - 2), "100"]] if "score" in order else []
    return table


def _weights(count: int, draw: random.Random) -> list[str]:
    """Points that sum to 90, in halves."""
    halves = [180 // count] * count
    for n in range(180 - sum(halves)):
        halves[n % count] += 1
    draw.shuffle(halves)
    return [f"{h / 2:g}" for h in halves]


def _row(
    one: Mapping[str, Any], weight: str, order: Sequence[str], draw: random.Random
) -> tuple[_Row, dict[str, Any]]:
    raw = str(one["value_raw"]).replace(" | ", "").replace(" ", "")
    parts = _VALUE.fullmatch(raw)
    sign, value, measure = (
        (parts["sign"] or "＝", parts["value"], parts["measure"]) if parts else ("定性", raw, "")
    )
    parts_by_column = {"sign": sign, "value": value, "measure": measure, "target": raw}
    printed = "".join(parts_by_column[f] for f in order if f in parts_by_column)
    full = draw.random() < 0.7
    score = weight if full else f"{float(weight) - 0.5:g}"
    level1 = str(one.get("level1") or one.get("level1_inferred") or "产出指标")
    level2 = str(one.get("level2") or one.get("level2_inferred") or "数量指标")
    actual = (
        (raw.lstrip("≥≤=><") if parts else raw) if full else ("基本完成" if not parts else "50%")
    )
    cells = {
        "level1": level1, "level2": level2, "name": str(one["level3"]).replace(" ", ""), "target": raw,
        "sign": sign, "value": value, "measure": measure, "actual": actual, "weight": weight, "score": score,
        "deviation": "" if full else "雨季施工推迟，下一步抓紧", "note": "" if full else "重点", "half": "过半",
        "description": f"反映{str(one['level3'])[:12]}的情况",
    }  # fmt: skip
    label: dict[str, Any] = {"level3": cells["name"], "value_raw": printed}
    for key in ("level1", "level2"):
        label[key if key in order else f"{key}_inferred"] = cells[key]
    for key in ("actual", "weight", "score"):
        if key in order:
            label[key] = cells[key]
    return _Row({f: cells[f] for f in order}, level1, level2), label


def _money(draw: random.Random) -> tuple[str, str, str, str]:
    budget = draw.randint(100, 90000)
    spent = draw.randint(budget // 2, budget)
    rate = round(100 * spent / budget, 2)
    return f"{budget / 100:g}", f"{budget / 100:g}", f"{spent / 100:g}", f"{rate:g}%"


def _before(record: Mapping[str, Any], executed: bool, draw: random.Random) -> Iterator[list[str]]:
    budget = record["budget"]
    yield ["项目支出绩效自评表" if executed else "项目支出绩效目标表"]
    yield [f"（{record['year']}年度）"]
    yield ["项目名称", record["project"]]
    yield ["主管部门", record["department"], "实施单位", record["unit"]]
    if executed:
        first = budget["rows"]["年度资金总额"]
        yield [
            "项目资金（万元）",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
            "得分",
        ]
        order = ("initial", "full_year", "executed", "weight", "rate", "score")
        yield ["年度资金总额", *(str(first[k]) for k in order)]
    else:
        yield ["资金总额", f"{budget['total']}"] if draw.random() < 0.5 else [
            "年度资金总额", str(budget["total"]), "其中：财政拨款", str(budget["fiscal"]), "其他资金", "0",
        ]  # fmt: skip
    if draw.random() < 0.6:
        yield ["年度目标", "保障工程按期完成，改善群众生产生活条件，提高管护水平。"]


def _text(tables: Sequence[_Table], container: str, draw: random.Random) -> str:
    if container == "完整表格":
        return "".join(map(_html, tables))
    merged = draw.choice(("各行都印", "只印首行留空格", "只印首行不留"))
    blanks = draw.random() < 0.5
    pages = draw.random() < 0.15
    wraps = draw.random() < 0.2
    lines: list[list[str]] = []
    for table in tables:
        lines += table.before
        lines.append([*table.heads])
        for n, row in enumerate(_merged(table, merged)):
            if pages and n == 4:
                lines += [["— 2 —"], [*table.heads]]
            lines.append(row)
        lines += table.after
    return _parted(lines, container, blanks, wraps, draw)


def _merged(table: _Table, how: str) -> Iterator[list[str]]:
    """The rows with their level names in every row, in the first alone, or in the first and no cell after it."""
    above: _Row | None = None
    for row in table.rows:
        cells = []
        for name in table.order:
            same = above is not None and (
                (name == "level1" and above.level1 == row.level1)
                or (name == "level2" and (above.level1, above.level2) == (row.level1, row.level2))
            )
            if not same or how == "各行都印":
                cells.append(row.cells[name])
            elif how == "只印首行留空格":
                cells.append("")
        above = row
        yield cells


def _parted(
    lines: Sequence[Sequence[str]], container: str, blanks: bool, wraps: bool, draw: random.Random
) -> str:
    if container == "竖线":
        return "\n".join(" | ".join([*line, ""]) for line in lines)
    if container == "制表符":
        return "\n".join("\t".join(line) for line in lines)
    cells = [c for line in lines for c in line if c or blanks]
    if container == "一格一行":
        return "\n\n".join(_broken(c, wraps, draw) for c in cells)
    if container == "一格一行带竖线":
        return "\n".join(f"{c} |" for c in cells)
    if container == "空格成行":
        return "\n".join(" ".join(c for c in line if c) for line in lines)
    if container == "一行到底":
        return " ".join(c for c in cells if c)
    if container == "连在一起成行":
        return "\n".join("".join(line) for line in lines)
    return "".join(cells)


def _broken(cell: str, wraps: bool, draw: random.Random) -> str:
    """A cell broken by a line break, as a narrow column breaks it."""
    if not wraps or len(cell) < 5 or draw.random() < 0.8:
        return cell
    at = draw.randint(2, len(cell) - 2)
    return f"{cell[:at]}\n{cell[at:]}"


def _html(table: _Table) -> str:
    """A true table: levels span their rows, labels the width that is left."""
    width = len(table.order)
    made = ["<table>"]
    for line in [*table.before]:
        rest = width - len(line)
        last = f' colspan="{rest + 1}"' if rest > 0 else ""
        made.append("<tr>" + "".join(
            f"<td{last if n == len(line) - 1 else ''}>{c}</td>" for n, c in enumerate(line)) + "</tr>")  # fmt: skip
    made.append("<tr>" + "".join(f"<td>{h}</td>" for h in table.heads) + "</tr>")
    for n, row in enumerate(table.rows):
        cells = []
        for name in table.order:
            key = {"level1": lambda r: r.level1, "level2": lambda r: (r.level1, r.level2)}.get(name)
            if key and n and key(table.rows[n - 1]) == key(row):
                continue
            span = 1
            while key and n + span < len(table.rows) and key(table.rows[n + span]) == key(row):
                span += 1
            cells.append(f'<td rowspan="{span}">{row.cells[name]}</td>')
        made.append("<tr>" + "".join(cells) + "</tr>")
    made += ["<tr>" + "".join(f"<td>{c}</td>" for c in line) + "</tr>" for line in table.after]
    return "".join([*made, "</table>"])
