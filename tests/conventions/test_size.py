"""Rooms stay small enough to see at a glance."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAX_FILE, MAX_FUNCTION, MAX_TEMPLATE = 400, 50, 120
PYTHON = sorted(
    path
    for folder in ("app", "exports", "tests", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
)
TEMPLATES = sorted((ROOT / "app").rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_and_its_functions_stay_within_the_budget(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_FILE
    too_long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1})"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION
    ]
    assert too_long == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_stays_within_the_budget(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_TEMPLATE


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    assert " style=" not in text
    assert " onclick=" not in text
    assert "|safe" not in text.replace(" ", "")
