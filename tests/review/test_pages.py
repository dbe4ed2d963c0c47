"""The pages in docs are those the rules make."""

from __future__ import annotations

from jixiao.review.pages import pages
from tests.needs import ROOT


def test_the_pages_kept_are_the_pages_made() -> None:
    for path, text in pages(ROOT / "specs" / "review").items():
        assert (ROOT / "docs" / path).read_text("utf-8") == text, (
            "请运行 python -m jixiao.review.pages"
        )
