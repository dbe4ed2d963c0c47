"""What a comment cites can be opened: every section a docstring names stands as a heading in docs/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.needs import ROOT

#: What code says → the page whose headings begin with that section.
PAGES = {"contract": "docs/contract.md", "field guide": "docs/field.md"}
CITED = re.compile(
    r"\b(contract|field guide)\s+(§\d+(?:\.\d+)*[a-z]?)((?:\s*(?:,|and|to)\s*§\d+(?:\.\d+)*[a-z]?)*)"
)
SECTION = re.compile(r"§\d+(?:\.\d+)*[a-z]?")
#: Papers of ours that a reader of a clone cannot open.
ELSEWHERE = re.compile(r"\b(?:design|domain|law|style|stack|pages)\.md\b|\bdomain §")


def _sources() -> Iterator[Path]:
    for folder in ("src", "tests", "specs", "bench", "docs", "setup"):
        for ending in ("*.py", "*.toml", "*.yml", "*.md", "*.html"):
            yield from (ROOT / folder).rglob(ending)


def _headings(page: str) -> set[str]:
    lines = (ROOT / page).read_text().splitlines()
    return {found[0] for line in lines if line.startswith("#") and (found := SECTION.findall(line))}


@pytest.mark.parametrize("page", sorted(PAGES.items()))
def test_every_section_a_source_cites_is_a_heading(page: tuple[str, str]) -> None:
    word, path = page
    headings = _headings(path)
    cited = {
        (section, str(file.relative_to(ROOT)))
        for file in _sources()
        for found in CITED.finditer(file.read_text())
        if found[1] == word
        for section in SECTION.findall(found[2] + found[3])
    }
    assert cited, f"没有一处引用 {path}，这条测试不会失败了"
    assert not {one for one in cited if one[0] not in headings}


def test_no_source_cites_a_paper_that_is_not_in_the_project() -> None:
    here = Path(__file__)
    found = [
        f"{file.relative_to(ROOT)}: {said[0]}"
        for file in _sources()
        if file != here and (said := ELSEWHERE.search(file.read_text()))
    ]
    assert not found


def _links(page: Path) -> Iterator[Path]:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text()):
        if "://" not in target:
            yield (page.parent / target).resolve()


def test_every_page_of_docs_can_be_reached_from_its_first() -> None:
    seen: set[Path] = set()
    ahead = [ROOT / "docs/README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen:
            continue
        seen.add(page)
        ahead += [p for p in _links(page) if p.suffix == ".md" and p.exists()]
    pages = {p.resolve() for p in (ROOT / "docs").rglob("*.md")}
    assert not {str(p.relative_to(ROOT)) for p in pages - seen}


def test_no_link_of_docs_leads_nowhere() -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    assert not [f"{page.name} → {to}" for page in pages for to in _links(page) if not to.exists()]
