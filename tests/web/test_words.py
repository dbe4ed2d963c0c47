"""Chinese is the source; every word of the pages has an English translation, and none is forgotten."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.template.base import Lexer, TokenType
from django.utils import translation
from django.utils.translation.template import templatize

import jixiao.web
from tests.web.conftest import Bureau

WEB = Path(jixiao.web.__file__).parent
PO = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CALLS = {"_", "gettext", "gettext_lazy"}
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
# What the program says outside the pages, or in one language by design.
OUTSIDE = {
    "database.py", "node_modules.py", "server.py", "add_account.py", "append_only.py", "settings.py",
    "child.py", "document_json.py", "admin.py", "threads.py", "demo.py", "demo_accounts.py", "apps.py",
    "acts.py", "moving.py", "start.py", "restore.py", "verifying.py", "loading.py", "archive.py", "serving.py",
}  # fmt: skip


def _in_calls(source: str) -> set[str]:
    calls = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args
    )
    return {
        call.args[0].value for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in CALLS and isinstance(call.args[0], ast.Constant)
    }  # fmt: skip


def _in_template(path: Path) -> set[str]:
    found = re.findall(
        r"gettext\((u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|'''.*?'''))\)",
        templatize(path.read_text()),
    )
    return {
        ast.literal_eval(one).replace("%%", "%") if "%(" not in one else ast.literal_eval(one)
        for one in found
    }


def wanted() -> set[str]:
    """Every message that the pages ask the catalogue for."""
    code = {one for path in WEB.rglob("*.py") for one in _in_calls(path.read_text())}
    return code | {one for path in TEMPLATES for one in _in_template(path)}


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    with PO.open("rb") as words:
        return {str(one.id): str(one.string) for one in read_po(words) if one.id}


def test_every_message_has_its_english(catalogue: dict[str, str]) -> None:
    assert sorted(one for one in wanted() if not catalogue.get(one)) == []


def test_no_translation_is_left_over(catalogue: dict[str, str]) -> None:
    assert sorted(set(catalogue) - wanted()) == []


def test_what_is_filled_in_is_the_same_in_both(catalogue: dict[str, str]) -> None:
    slots = re.compile(r"%\(\w+\)s")
    assert [
        k for k, v in catalogue.items() if sorted(slots.findall(k)) != sorted(slots.findall(v))
    ] == []


def test_no_english_has_chinese_in_it(catalogue: dict[str, str]) -> None:
    assert [v for v in catalogue.values() if CHINESE.search(v)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.stem)
def test_no_chinese_stands_in_a_template_untranslated(path: Path) -> None:
    assert list(_bare(path.read_text())) == []


def _bare(source: str) -> Iterator[str]:
    inside = False
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK:
            inside = token.contents.startswith("blocktranslate") or (
                inside and token.contents != "endblocktranslate"
            )
            bare = not token.contents.startswith(("translate", "blocktranslate"))
            yield from re.findall(CHINESE, token.contents) if bare else ()
        elif token.token_type is TokenType.TEXT and not inside:
            yield from re.findall(r"[^\n]*[\u4e00-\u9fff][^\n]*", token.contents)


def test_no_chinese_stands_in_a_page_untranslated() -> None:
    left = {
        path.name: bare
        for path in WEB.rglob("*.py")
        if path.parent.name != "migrations"
        and path.name not in OUTSIDE
        and (bare := _strings(path.read_text()) - wanted())
    }
    assert left == {}


def _strings(source: str) -> set[str]:
    tree = ast.parse(source)
    docs = {
        ast.get_docstring(n, clean=False)
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    texts = {
        n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
    return {text for text in texts - docs if CHINESE.search(text)}


@pytest.mark.parametrize(
    "rest", ["", "findings/", "projects/1/", "history/", "scores/", "projects/1/self-evaluation/"]
)
def test_the_pages_speak_english_by_setting(bureau: Bureau, rest: str) -> None:
    with translation.override("en"):
        page = bureau.client("clerk").get(bureau.path(rest)).content.decode()
    assert "Download" in page or "Print" in page
    navigation = page[page.index("<header") : page.index("</nav>")]
    assert not CHINESE.search(navigation.replace(bureau.department.name, ""))
