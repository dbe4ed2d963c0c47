"""``make docs``: every page that is made from the code, written again.

``pages()`` gives path → text, so that a test can hold the committed pages against it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from jixiao.acts import pages as act_pages
from jixiao.cli.catalogue import codes, families
from jixiao.findings.pages import pages as code_pages
from jixiao.law.places import pages as place_pages
from jixiao.measures import pages as measure_pages
from jixiao.measures import source_pages
from jixiao.plan.json import schema
from jixiao.review.pages import faults
from jixiao.terms import acts, findings, forms, indicators, plans, roles, targets
from jixiao.terms.label import Labelled

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.review.messages import exhibition  # noqa: E402 - the cases live with the tests

_ROOMS = (findings, forms, indicators, targets, plans, roles, acts)


def pages() -> Mapping[str, str]:
    """Every generated page by its path in the project."""
    return {
        **{f"docs/{path}": text for path, text in code_pages(families(), ROOT).items()},
        "docs/faults.md": faults(codes()),
        **{f"docs/{path}": text for path, text in measure_pages.pages(ROOT).items()},
        **{f"docs/{path}": text for path, text in source_pages.pages().items()},
        **{f"docs/{path}": text for path, text in act_pages.pages().items()},
        **{f"docs/{path}": text for path, text in place_pages.pages().items()},
        "docs/messages.md": exhibition(),
        "docs/glossary.md": glossary(),
        **{name: with_figures(name) for name in ("README.md", "README.zh-CN.md")},
        "docs/schema/plan-1.json": json.dumps(schema(), ensure_ascii=False, indent=2) + "\n",
    }


def with_figures(name: str) -> str:
    """A README with the measured table between its marks: nobody copies figures by hand."""
    text = (ROOT / name).read_text()
    results = (ROOT / "bench/RESULTS.md").read_text()
    table = next(part for part in results.split("\n\n") if part.startswith("|"))
    before, _, rest = text.partition("<!-- figures -->")
    after = rest.partition("<!-- /figures -->")[2]
    return f"{before}<!-- figures -->\n{table.strip()}\n<!-- /figures -->{after}"


def glossary() -> str:
    """The table of terms: English identifier, Chinese label, English name."""
    head = "# 术语表\n\n由 `src/jixiao/terms` 生成（`make docs`）。程序里用左栏的英文名，页面和消息用中文。\n"
    return head + "".join(_table(one) for one in _enumerations())


def _enumerations() -> Iterator[type[Labelled]]:
    for room in _ROOMS:
        for one in vars(room).values():
            if (
                isinstance(one, type)
                and issubclass(one, Labelled)
                and one.__module__ == room.__name__
            ):
                yield one


def _table(one: type[Labelled]) -> str:
    rows = "".join(f"| `{m.value}` | {m.label} | {m.english} |\n" for m in one)
    title = (one.__doc__ or one.__name__).splitlines()[0]
    return f"\n## {one.__name__}\n\n{title}\n\n| 程序中 | 中文 | English |\n|---|---|---|\n{rows}"


def main() -> None:
    """Write every page; pages no longer made are taken away."""
    made = pages()
    for path, text in made.items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    kept = ("rules", "places")
    for stale in (path for name in kept for path in (ROOT / "docs" / name).glob("*.md")):
        if str(stale.relative_to(ROOT)) not in made:
            stale.unlink()


if __name__ == "__main__":
    main()
