"""Tasks about a case that no plan and no wave asks for."""

from __future__ import annotations

from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import NotFound, Stale
from app.extensions import db
from app.participants.identity import store
from app.participants.planning import queries
from app.participants.planning.models import Task
from app.participants.planning.rules import check_task, required
from app.participants.services.facts import participation_for


def add_task(actor: Actor, number: int, text: str, due_on: date, today: date) -> int:
    """Notes something to do about a case by a day; the text is sealed."""
    participation = participation_for(actor, number)
    check_task(due_on, None, today)
    row_id = new_id()
    row = Task(
        pilot_id=actor.pilot_id,
        id=row_id,
        participation_id=participation.id,
        text_sealed=store.seal_text(required(text), actor.pilot_id, row_id, "text"),
        due_on=due_on,
        recorded_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "add_task", "task", row.id, ["text", "due_on"])
    return row.id


def correct_task(
    actor: Actor,
    number: int,
    task_id: int,
    text: str,
    due_on: date,
    version: int,
    today: date,
) -> None:
    """Corrects text or deadline; the history keeps what stood there."""
    row = _task(actor, number, task_id)
    if row.version != version:
        raise Stale
    check_task(due_on, row.due_on, today)
    changed = ["due_on"] if row.due_on != due_on else []
    row.due_on = due_on
    wanted = required(text)
    if wanted != queries.text_of(row):
        row.text_sealed = store.seal_text(wanted, row.pilot_id, row.id, "text")
        changed.append("text")
    db.session.flush()
    audit.record(actor, "correct_task", "task", row.id, changed)


def finish_task(actor: Actor, number: int, task_id: int, today: date) -> None:
    """The task is done today; one that is done already stays as it is."""
    row = _task(actor, number, task_id)
    if row.done_on is None:
        row.done_on = today
        db.session.flush()
        audit.record(actor, "finish_task", "task", row.id, ["done_on"])


def reopen_task(actor: Actor, number: int, task_id: int) -> None:
    """The task is not done after all."""
    row = _task(actor, number, task_id)
    if row.done_on is not None:
        row.done_on = None
        db.session.flush()
        audit.record(actor, "reopen_task", "task", row.id, ["done_on"])


def _task(actor: Actor, number: int, task_id: int) -> Task:
    participation = participation_for(actor, number)
    row = queries.task_row(actor.pilot_id, participation.id, task_id)
    if row is None:
        raise NotFound
    return row
