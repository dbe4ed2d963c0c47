"""The pages of the codes: one each, their list, and the law shelf with what rests on every article.

A page says what is wrong, why, a bad and a good example, the article, the cases. The families are
put together above the rooms (``cli.catalogue``), so that nothing climbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao.findings.catalogue import together
from jixiao.findings.coded import BAD, GOOD, Coded
from jixiao.findings.retired import RETIRED
from jixiao.law.shelf import Citation, regulations, with_statutes


@dataclass(frozen=True)
class Family:
    """The units of one room: what they are called, and the folder of their cases in the project."""

    label: str
    units: Mapping[str, type[Coded]]
    specs: str


def pages(families: Sequence[Family], root: Path) -> Mapping[str, str]:
    """Every page by its path below docs/; ``root`` is the project's folder."""
    made = {"laws.md": _laws(families, root).rstrip() + "\n", "rules/README.md": _index(families)}
    for family in families:
        for one in family.units.values():
            made.setdefault(f"rules/{one.stem()}.md", _page(one, family.label, families, root))
    return made


def _page(one: type[Coded], of: str, families: Sequence[Family], root: Path) -> str:
    examples = [
        f"## {label}\n\n```yaml\n{text}\n```"
        for label in (BAD, GOOD)
        for text in one.examples(label)
    ]
    parts = [
        f"# {one.code} {one.title()}",
        f"{one.english} · {one.level.label} · {of}",
        *filter(None, [one.why()]),
        *examples,
        f"## 依据\n\n{_basis(one)}",
        "## 测试用例",
        *(
            f"[{path}](../../{path})\n\n```yaml\n{(root / path).read_text('utf-8').strip()}\n```"
            for path in _cases(one, families, root)
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _cases(one: type[Coded], families: Sequence[Family], root: Path) -> Iterator[str]:
    """The case files of a unit: one in each room that finds it."""
    for specs in dict.fromkeys(family.specs for family in families):
        path = f"{specs}/{one.stem()}.yml"
        if (root / path).is_file():
            yield path


def _basis(one: type[Coded]) -> str:
    if not one.cites:
        return "没有条文专门规定；说的是读文件、核数时的事实。"
    return "".join(_cited(c) for c in with_statutes(one.cites)).rstrip()


def _cited(citation: Citation) -> str:
    article = citation.article
    return f"- {citation.law} {article.number}：{article.words}（{article.verified.label}）\n"


def _index(families: Sequence[Family]) -> str:
    lists = "\n".join(_list(family) for family in families)
    gone = "".join(f"| {code} | {now} |\n" for code, now in RETIRED.items())
    return (
        "# 代码\n\n程序说的每个问题、每条预警都有一个代码和一页说明：错在哪里、为什么、一个反例、一个正例、依据。"
        "代码首字母说看什么：A 结构和编码，B 金额、符号、单位等数值，C 一行或一段的文字，D 一个项目的指标之间，"
        "E 项目之间，G 年度之间，H 执行和产出，J 与同类相比，K 自评表，F 读文件，M 资金和台账，S 计分，W 预警。"
        "同一个问题只有一个代码、一种说法，不论由审核还是由核对自评表查出。代码一经公布不再改变，废止后也不再使用。\n\n"
        f"{lists}\n## 已经废止\n\n| 代码 | 现在由 |\n|---|---|\n{gone}"
    )


def _list(family: Family) -> str:
    rows = "".join(
        f"| [{one.code}]({one.stem()}.md) | {one.title()} | {one.level.label} | {one.english} |\n"
        for one in family.units.values()
    )
    return f"## {family.label}\n\n| 代码 | 问题 | 轻重 | English |\n|---|---|---|---|\n{rows}"


def _laws(families: Sequence[Family], root: Path) -> str:
    """Regulation → article → how far verified → what rests on it, with its cases."""
    return (
        "# 法规对照\n\n条文内容是本软件自己的话，不是原文；“核对”一栏说明读到什么程度。"
        "代码后面是它的用例数。\n\n" + "".join(_regulation_lines(families, root))
    )


def _regulation_lines(families: Sequence[Family], root: Path) -> Iterator[str]:
    every = together(*(family.units for family in families))
    for law in regulations().values():
        yield f"## {law.name} {law.title}\n\n{law.issuer}，{law.jurisdiction}，"
        yield f"自 {law.in_force_from} 起施行"
        yield f"{'' if law.dates_verified else '（日期未核对）'}。{law.source}\n\n"
        yield "| 条款 | 内容 | 核对 | 代码 |\n|---|---|---|---|\n"
        for article in law.articles.values():
            links = " ".join(
                _with_cases(one, families, root)
                for one in every.values()
                if any((c.law, c.article.number) == (law.name, article.number) for c in one.cites)
            )
            yield f"| {article.number} | {article.words} | {article.verified.label} | {links or '—'} |\n"
        yield "\n"


def _with_cases(one: type[Coded], families: Sequence[Family], root: Path) -> str:
    paths = list(_cases(one, families, root))
    many = sum(
        len(re.findall("^- (?:name|情形):", (root / p).read_text("utf-8"), re.M)) for p in paths
    )
    counted = f"（[{many}例](../{paths[0]})）" if paths else ""
    return f"[{one.code}](rules/{one.stem()}.md){counted}"
