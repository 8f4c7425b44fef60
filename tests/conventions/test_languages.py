"""German and English are complete, and their parameters agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.messages import SENTENCES

ROOT = Path(__file__).parents[2]
PARAMETER = re.compile(r"%\((\w+)\)[sd]")
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "ngettext": (1, 2), "gettext": None, "lazy_gettext": None}


@pytest.fixture(scope="module")
def english() -> Catalog:
    path = ROOT / "app" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale="en")


def said() -> set[object]:
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
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if re.fullmatch(r"[a-z]+\.[a-z0-9]+(_[a-z0-9]+)+", node.value):
                    yield path.name, node.value


def test_every_key_raised_has_its_sentence() -> None:
    rooms = {key.split(".")[0] for key in SENTENCES}
    unknown = {
        (file, key)
        for file, key in raised_keys()
        if key.split(".")[0] in rooms and key not in SENTENCES
    }
    allowed = {key for _file, key in unknown if is_something_else(key)}
    assert {pair for pair in unknown if pair[1] not in allowed} == set()


def is_something_else(key: str) -> bool:
    """Endpoints and permissions look like keys."""
    from app.access import Permission
    from app.navigation import PLACES

    endpoints = {place.endpoint for place in PLACES} | {
        child.endpoint for place in PLACES for child in place.children
    }
    return (
        key in set(Permission)
        or key in endpoints
        or "." in key
        and key.split(".")[1]
        in {
            "show_row",
        }
    )
