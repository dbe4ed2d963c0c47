"""Target values: which way is better, and what stands in words."""

from __future__ import annotations

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bench.trust.figure import Figure, share
from bench.trust.material import Material
from bench.trust.program import answers

_SIDES = {"higher-better": "higher", "lower-better": "lower"}
_NUMBERS = {"number", "range", "deadline", "duration", "baseline"}
_SIGNS = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<"}


def figures(material: Material) -> list[Figure]:
    """Directions turned round or settled; values right, or wrong without a word."""
    found: list[Figure] = []
    for whose, path in material.folders("directions.tsv"):
        found += _directions(whose, path)
    for whose, path in material.folders("values.tsv"):
        found += _values(whose, path)
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE))


def _asked(rows: list[dict[str, str]], *columns: str) -> list[dict[str, Any]]:
    lines = "".join("\t".join(row[c] for c in columns) + "\n" for row in rows)
    return answers("target", "--json", told=lines)


def _directions(whose: str, path: Path) -> list[Figure]:
    rows = _rows(path)
    # 名称里看不出方向的（null），留着问才是对
    told = [one["better"] or "null" for one in _asked(rows, "target", "indicator")]
    turned = tuple(
        f"{row['indicator']} {row['target']}：{got}"
        for row, got in zip(rows, told, strict=True)
        if got in ("higher", "lower") and got != row["better"]
    )
    settled = sum(row["better"] == got for row, got in zip(rows, told, strict=True))
    return [
        Figure(
            "没有符号的方向：没有颠倒", whose, len(rows) - len(turned), len(rows), len(rows), turned
        ),
        Figure("没有符号的方向：定得对", whose, settled, len(rows), share(len(rows), 80)),
    ]


def _values(whose: str, path: Path) -> list[Figure]:
    """Where the label itself is in doubt a row is not counted."""
    every = [r for r in _rows(path) if "ambiguous" not in "".join(r[c] for c in _DOUBTED)]
    answered = zip(every, _asked(every, "raw", "indicator", "type"), strict=True)
    # 标注的人也说难断的，读成“未能理解”不算对也不算错
    pairs = [(r, t) for r, t in answered if not (r["note"] and t["kind"] == "unclear")]
    rows, told = [r for r, _ in pairs], [t for _, t in pairs]
    wrong = {i: w for i, (r, t) in enumerate(zip(rows, told, strict=True)) if (w := _wrong(r, t))}
    silent = tuple(
        f"{rows[i]['raw']}（{rows[i]['indicator']}）：{w}"
        for i, w in wrong.items()
        if told[i]["kind"] != "unclear"
    )
    of = len(rows)
    return [
        Figure("指标值：读对", whose, of - len(wrong), of, share(of, 95)),
        # 千分之五：五百条里不多于两条
        Figure(
            "指标值：没有不声不响读错", whose, of - len(silent), of, of - of * 5 // 1000, silent
        ),
    ]


#: Parts of a percent.
_PARTS = {"‰": 10, "‱": 100}
_DOUBTED = ("kind", "operator", "direction", "unit")


def _wrong(row: dict[str, str], told: dict[str, Any]) -> str:
    """What is wrong with an answer, by the label; nothing where it is right."""
    side = _SIDES.get(row["direction"])
    if side and told["better"] in ("higher", "lower") and told["better"] != side:
        return f"方向是 {told['better']}"
    if row["kind"] == "unclear":
        return "" if told["kind"] == "unclear" else f"只能问的读成 {told['kind']}"
    if row["kind"] == "qualitative":
        return "" if told["kind"] in ("level", "baseline", "none") else f"文字读成 {told['kind']}"
    if told["kind"] not in _NUMBERS:
        return f"数读成 {told['kind']}"
    return _wrong_number(row, told) if told["kind"] == "number" else ""


def _wrong_number(row: dict[str, str], told: dict[str, Any]) -> str:
    sign = _SIGNS.get(row["operator"])
    if sign and row["op_printed"] != "no" and told["operator"] != sign:
        return f"符号是 {told['operator']}"
    wanted, got = _number(row["number"]), _number(told["low"] or told["high"])
    if wanted is not None and got is not None and told["unit"] in _PARTS:
        got = got / _PARTS[told["unit"]] if row["percent"] == "yes" else got
    if wanted is not None and got not in (
        wanted,
        wanted * 10_000 if "万" in row["raw"] else wanted,
    ):
        return f"数是 {got}"
    return ""


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal((text or "").replace(",", "").rstrip("%"))
    except InvalidOperation:
        return None
