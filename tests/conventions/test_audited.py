"""Every service that writes is on record: it calls `audit.record`, or calls one that does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
WRITES = {"add", "add_all", "delete", "flush", "merge"}
UNRECORDED = {
    "accounts.services.choose_language": "a taste of one's own, no fact of the house",
    "accounts.services.end_sessions": "part of acts that are recorded",
    "accounts.services.ensure_system_user": "the command line itself, made once before it acts",
    "accounts.services.open_session": "part of signing in and of changing a password",
    "accounts.services.touch_session": "the last use of a session",
    "accounts.second_factor.services.begin": "counts for nothing until it is confirmed",
    "accounts.second_factor.services.wait_for_code": "opens nothing; part of signing in",
    "evaluation.monitoring.services.desk.add_event": "a brick of acts that are recorded",
    "evaluation.monitoring.services.desk.back_to_work": "a brick of acts that are recorded",
    "evaluation.monitoring.services.desk.destroy_numbers": "a brick of acts that are recorded",
    "evaluation.releases.services.drafting.add_files": "a brick of acts that are recorded",
    "evaluation.releases.services.drafting.add_members": "a brick of acts that are recorded",
    "evaluation.recipients.services.tokens.touch_token": "the last use of an access token",
    "finance.bank.services.statements.write": "recorded by intake.services.record_import",
    "finance.bank.services.statements.undo": "recorded by intake.services.mark_undone",
    "finance.services.plans.undo": "recorded by intake.services.mark_undone",
    "finance.services.vouchers.write": "recorded by intake.services.record_import",
    "finance.services.vouchers.undo": "recorded by intake.services.mark_undone",
    "finance.staff.services.write": "recorded by intake.services.record_import",
    "finance.staff.services.undo": "recorded by intake.services.mark_undone",
    "milestones.services.note_forecast": "a brick of acts that are recorded",
    "participants.services.facts.add_consent": "a brick of acts that are recorded",
    "participants.services.facts.add_move": "a brick of acts that are recorded",
    "participants.services.facts.end_stay": "a brick of acts that are recorded",
    "participants.services.facts.start_care": "a brick of acts that are recorded",
    "participants.services.importing.undo": "recorded by intake.services.mark_undone",
    "reporting.reports.services.life.add_event": "a brick of acts that are recorded",
}
"""Services that write without an entry of their own, and why."""


def service_files() -> Iterator[Path]:
    yield from sorted(APP.rglob("services.py"))
    yield from sorted(APP.rglob("services/*.py"))


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(APP).with_suffix("").parts)


def calls_in(function: ast.FunctionDef) -> set[str]:
    """Names called in a function, those of attributes with what they belong to."""
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def does_write(function: ast.FunctionDef) -> bool:
    called = calls_in(function)
    statements = {"insert", "update", "delete"} & called and "db.session.execute" in called
    return bool(statements) or any(f"db.session.{verb}" in called for verb in WRITES)


def reached(name: str, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """The function and all of its own module that it calls, directly or not."""
    found, waiting = set(), [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += calls_in(functions[each]) & set(functions)
    return found


def unrecorded_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    found = set()
    for name in functions:
        family = [functions[each] for each in reached(name, functions)]
        is_recorded = any("audit.record" in calls_in(each) for each in family)
        if not name.startswith("_") and any(map(does_write, family)) and not is_recorded:
            found.add(f"{module_of(path)}.{name}")
    return found


def test_every_service_that_writes_is_on_record() -> None:
    found: set[str] = set()
    for path in service_files():
        found |= unrecorded_in(path)
    assert found == set(UNRECORDED)
