"""German and English are complete, and their parameters agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.access import Permission
from app.factory import create_app
from app.messages import SENTENCES
from tests import factories

ROOT = Path(__file__).parents[2]
PARAMETER = re.compile(r"%\((\w+)\)[sd]")
KEY = re.compile(r"[a-z]+\.[a-z0-9]+(_[a-z0-9]+)+")
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "ngettext": (1, 2), "gettext": None, "lazy_gettext": None}


@pytest.fixture(scope="module")
def english() -> Catalog:
    path = ROOT / "app" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale="en")


@cache
def said() -> set[Any]:
    """Every sentence of pages and forms; a pair where there is a plural."""
    return {
        message
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(ROOT / "app"), METHODS, keywords=KEYWORDS
        )
    }


def test_every_sentence_of_the_pages_has_its_english(english: Catalog) -> None:
    missing = []
    for message in said():
        found = english.get(message if isinstance(message, str) else message[0])
        if found is None or not found.string or not all(strings(found.string)) or found.fuzzy:
            missing.append(message)
    assert missing == []


def test_the_english_catalogue_holds_nothing_that_nobody_says(english: Catalog) -> None:
    known = {message if isinstance(message, str) else message[0] for message in said()}
    kept = {m.id if isinstance(m.id, str) else m.id[0] for m in english if m.id}
    assert kept - known == set()


def test_translations_keep_their_parameters(english: Catalog) -> None:
    for message in english:
        if message.id:
            wanted = set(PARAMETER.findall(" ".join(strings(message.id))))
            assert set(PARAMETER.findall(" ".join(strings(message.string)))) <= wanted, message.id


def strings(text: object) -> list[str]:
    return [str(part) for part in text] if isinstance(text, list | tuple) else [str(text)]


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_a_sentence_says_the_same_in_both_languages(key: str) -> None:
    german, english = SENTENCES[key]
    assert german.strip()
    assert english.strip()
    assert set(PARAMETER.findall(german)) == set(PARAMETER.findall(english))


def raised_keys() -> Iterator[tuple[str, str]]:
    """Keys given to DomainError, Finding and their like anywhere in the program."""
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and KEY.fullmatch(text):
                yield path.name, text


def test_every_key_raised_has_its_sentence() -> None:
    rooms = {key.split(".")[0] for key in SENTENCES}
    unknown = {
        (file, key)
        for file, key in raised_keys()
        if key.split(".")[0] in rooms and key not in SENTENCES
    }
    assert {pair for pair in unknown if not is_address(pair[1])} == set()


def is_address(key: str) -> bool:
    """Endpoints, permissions and keys of a preset look like keys of sentences."""
    return key in set(Permission) or key in create_app_endpoints() or is_of_preset(key)


def is_of_preset(key: str) -> bool:
    """Whether a preset has a value under this dotted key."""
    found: object = factories.gecko()
    for part in key.split("."):
        found = getattr(found, part, None)
    return found is not None


@cache
def create_app_endpoints() -> frozenset[str]:
    """All endpoints of the application."""
    with TemporaryDirectory() as folder:
        web = create_app(factories.settings("sqlite://", Path(folder)))
        return frozenset(web.view_functions)
