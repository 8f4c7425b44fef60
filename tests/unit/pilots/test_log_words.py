"""Whatever the program records in the log is shown in words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app.access import ROLES
from app.finance.commitments.rules import Event
from app.messages import SENTENCES
from app.pilots.preset import Preset
from app.pilots.reading import GATES, read_preset, shipped_preset

APP = Path(__file__).parents[3] / "app"


def recorded() -> set[tuple[str, str]]:
    """Actions and subjects written out in calls of `record`."""
    found: set[tuple[str, str]] = set()
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_record(node.func):
                for kind, argument in zip(("action", "subject"), node.args[1:3], strict=False):
                    found |= {(kind, text) for text in _written_out(argument)}
    return found


def _written_out(argument: ast.expr) -> list[str]:
    """The texts of an argument; those put together at run time are left to their own tests."""
    if isinstance(argument, ast.JoinedStr):
        return []
    return [
        part.value
        for part in ast.walk(argument)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def _is_record(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and ast.unparse(function) == "audit.record"


@pytest.mark.parametrize(("kind", "name"), sorted(recorded()))
def test_every_recorded_action_and_subject_has_words(kind: str, name: str) -> None:
    assert f"{kind}.{name}" in SENTENCES


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_title(role: str) -> None:
    assert f"role.{role}" in SENTENCES


def test_gates_purposes_and_financing_of_a_preset_have_words() -> None:
    preset: Preset = read_preset(shipped_preset("gecko"))
    words = {f"gate.{gate}" for gate in GATES}
    words |= {f"purpose.{purpose}" for purpose in preset.consents.purposes}
    assert words | {f"financing.{preset.notice.financing}"} <= set(SENTENCES)


@pytest.mark.parametrize("event", Event)
def test_every_event_of_a_commitment_has_words(event: Event) -> None:
    assert f"action.{event}" in SENTENCES


@pytest.mark.parametrize("kind", ["plan", "participants", "vouchers", "bank"])
def test_every_kind_of_import_has_words(kind: str) -> None:
    assert f"action.import_{kind}" in SENTENCES
