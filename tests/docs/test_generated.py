"""Pages made from the code say what the code says."""

from __future__ import annotations

import importlib.util

from tests.needs import ROOT


def _pages() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.pages())


def test_the_committed_pages_are_what_make_docs_writes() -> None:
    stale = [path for path, text in _pages().items() if _committed(path) != text]
    assert not stale, f"请运行 make docs：{stale}"


def _committed(path: str) -> str | None:
    file = ROOT / path
    return file.read_text() if file.exists() else None


def test_no_rule_page_is_left_over() -> None:
    pages = _pages()
    found = {str(p.relative_to(ROOT)) for p in (ROOT / "docs/rules").glob("*.md")}
    assert found == {path for path in pages if path.startswith("docs/rules/")}
