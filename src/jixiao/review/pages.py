"""The public pages of the rules and of the law shelf, made from the rules themselves.

``python -m jixiao.review.pages`` writes docs/rules and docs/laws.md.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jixiao.law.shelf import Citation, regulations
from jixiao.review.catalogue import rule, rules, stem_of
from jixiao.review.rule import Rule
from jixiao.terms.findings import Kind

_EXAMPLE = re.compile(r"^(?P<label>反例|正例)：\n(?P<body>(?:(?:[ ]{4}.*)?\n?)+)", re.M)

_SCHEME = (
    "代码首字母说看什么：A 结构和编码，B 金额、符号、单位等数值，C 一行或一段的文字，D 一个项目的指标之间，"
    "E 项目之间，G 年度之间，H 执行和自评，J 与同类相比。代码一经公布不再改变，废止后也不再使用。"
    "读取文件时发现的问题用 F 开头的代码，自评表自相矛盾的问题用 K 开头的代码，都不在此列。"
)


def words_of(one: type[Rule]) -> str:
    """Why the rule is: its docstring without title and examples, wrapped lines joined."""
    text = _EXAMPLE.sub("", inspect.cleandoc(one.__doc__ or ""))
    paragraphs = [p.replace("\n", "") for p in text.split("\n\n")[1:] if p.strip()]
    return "\n\n".join(paragraphs)


def example_of(one: type[Rule], label: str) -> str:
    """The example 反例 or 正例 of a rule, in the vocabulary of the cases."""
    found = _EXAMPLE.finditer(inspect.cleandoc(one.__doc__ or "") + "\n")
    return next(textwrap.dedent(m["body"]).strip() for m in found if m["label"] == label)


def page_of(one: type[Rule], cases: str) -> str:
    """The page of one rule; ``cases`` is the text of its case file."""
    return f"""# {one.code} {one.title()}

{one.english} · {one.level.label} · {one.kind.label}

{words_of(one)}

## 反例

```yaml
{example_of(one, "反例")}
```

## 正例

```yaml
{example_of(one, "正例")}
```

## 依据

{"".join(_cited(c) for c in one.cites)}
## 测试用例

[specs/review/{stem_of(one)}.yml](../../specs/review/{stem_of(one)}.yml)

```yaml
{cases.strip()}
```
"""


def _cited(citation: Citation) -> str:
    article = citation.article
    return f"- {citation.law} {article.number}：{article.words}（{article.verified.label}）\n"


def index() -> str:
    """The list of all rules by kind."""
    return f"# 审核规则\n\n{_SCHEME}\n\n" + "".join(_index_of(kind) for kind in Kind)


def _index_of(kind: Kind) -> str:
    lines = "".join(
        f"| [{one.code}]({stem_of(one)}.md) | {one.title()} | {one.level.label} | {one.english} |\n"
        for one in rules().values()
        if one.kind is kind
    )
    return f"## {kind.label}\n\n| 代码 | 问题 | 轻重 | English |\n|---|---|---|---|\n{lines}\n"


def laws(specs: Path) -> str:
    """Regulation → article → how far verified → the rules that rest on it, with their cases."""
    return (
        "# 法规对照\n\n条文内容是本软件自己的话，不是原文；“核对”一栏说明读到什么程度。"
        "规则后面是它的用例数。\n\n" + "".join(_regulation_lines(specs))
    )


def _regulation_lines(specs: Path) -> Iterator[str]:
    for law in regulations().values():
        yield f"## {law.name} {law.title}\n\n{law.issuer}，{law.jurisdiction}，"
        yield f"自 {law.in_force_from} 起施行"
        yield f"{'' if law.dates_verified else '（日期未核对）'}。{law.source}\n\n"
        yield "| 条款 | 内容 | 核对 | 规则 |\n|---|---|---|---|\n"
        for article in law.articles.values():
            links = _rules_on(law.name, article.number, specs)
            yield f"| {article.number} | {article.words} | {article.verified.label} | {links} |\n"
        yield "\n"


def _rules_on(law: str, article: str, specs: Path) -> str:
    resting = (
        one
        for one in rules().values()
        if any((c.law, c.article.number) == (law, article) for c in one.cites)
    )
    return " ".join(_with_cases(one, specs) for one in resting) or "—"


def _with_cases(one: type[Rule], specs: Path) -> str:
    stem = stem_of(one)
    cases = len(re.findall("^- name:", (specs / f"{stem}.yml").read_text("utf-8"), re.M))
    return f"[{one.code}](rules/{stem}.md)（[{cases}例](../specs/review/{stem}.yml)）"


def faults() -> str:
    """The known faults of practice → the rules that find them, and why some are found elsewhere."""
    lines = "".join(_fault(one) for one in known_faults())
    return (
        "# 常见问题与规则\n\n实务中常见的五十五种问题，各由哪条规则查；不由文本审核的，说明由什么来查。\n\n"
        f"| 编号 | 问题 | 规则 | 说明 |\n|---|---|---|---|\n{lines}"
    )


def known_faults() -> list[dict[str, Any]]:
    """The faults as the file lists them."""
    file = Path(__file__).parent / "known_faults.toml"
    return list(tomllib.loads(file.read_text("utf-8"))["faults"])


def _fault(one: dict[str, Any]) -> str:
    links = " ".join(f"[{code}](rules/{stem_of(rule(code))}.md)" for code in one["rules"])
    said = one.get("note") or one.get("why") or ""
    return f"| R-{one['number']:02} | {one['words']} | {links or '不由文本审核'} | {said} |\n"


def pages(specs: Path) -> Mapping[str, str]:
    """Every page by its path below docs/."""
    made = {
        "laws.md": laws(specs).rstrip() + "\n",
        "faults.md": faults(),
        "rules/README.md": index().rstrip() + "\n",
    }
    for one in rules().values():
        cases = (specs / f"{stem_of(one)}.yml").read_text("utf-8")
        made[f"rules/{stem_of(one)}.md"] = page_of(one, cases)
    return made


def write(root: Path) -> None:
    """Write every page, and take away those whose rule is gone."""
    made = pages(root / "specs" / "review")
    for path, text in made.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, "utf-8")
    for old in (root / "docs" / "rules").glob("*.md"):
        if f"rules/{old.name}" not in made:
            old.unlink()


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd())
