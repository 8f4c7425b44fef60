"""Reminders go out: one mail to each person and pilot, kept as sent once the server took it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.access import Actor, Permission
from app.accounts.queries import actor_in, people_who_may
from app.clock import today
from app.errors import DomainError
from app.extensions import db
from app.notices import queries, services
from app.notices.coming import items_of
from app.notices.digest import Tasks, message_to, subject_of, text_of
from app.notices.post import Post, ServerDown
from app.notices.queries import Recipient
from app.notices.rules import Reminder, Rhythm, to_tell
from app.participants.planning.sources import SOURCES
from app.pilots.queries import PilotInForce
from app.web import one_transaction

TASK_DAYS = 14
"""Tasks of so many days ahead are counted."""


@dataclass(frozen=True)
class Digest:
    """What one person is told about one pilot."""

    pilot: PilotInForce
    reader: Recipient
    told: list[Reminder]
    subject: str
    text: str


@dataclass
class Outcome:
    """Mails that went out, and why others did not."""

    sent: list[Digest] = field(default_factory=list)
    failures: list[DomainError] = field(default_factory=list)


@contextmanager
def alone(instance: Path) -> Iterator[None]:
    """One run at a time on this installation: two would tell everybody twice."""
    with (instance / "notices.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DomainError("notices.already_running") from None
        yield


def digests(pilot: PilotInForce) -> list[Digest]:
    """Whoever may see milestones and has something to be told today, by name."""
    chosen, found = queries.rhythms(pilot.id), []
    coming = {language: items_of(pilot, language) for language in ("de", "en")}
    for user_id in people_who_may(pilot.id, Permission.MILESTONES, today()):
        reader = queries.recipient(user_id)
        rhythm = chosen.get(user_id, Rhythm.LEAD)
        told = to_tell(
            coming[reader.language],
            rhythm,
            pilot.preset.reminders,
            queries.sent_to(pilot.id, user_id),
            pilot.day,
        )
        if told:
            text = text_of(pilot, told, tasks_of(pilot, user_id), reader.language)
            found.append(
                Digest(pilot, reader, told, subject_of(pilot, told, reader.language), text)
            )
    return found


def tasks_of(pilot: PilotInForce, user_id: int) -> Tasks | None:
    """How much there is to do about the cases that the user works; None for who works none."""
    acting = actor_in(pilot.id, user_id, today())
    if acting is None or not acting.may(Permission.WORK_CASES) or acting.sees_post is None:
        return None
    until = pilot.day + timedelta(days=TASK_DAYS)
    waiting = (one for source in SOURCES for one in source(acting, pilot.preset, pilot.day, until))
    days = [day for one in waiting for day in one[0]]
    return Tasks(until, len(days), sum(on < pilot.day for on in days))


def send_all(found: list[Digest], post: Post, sender: str, system_user_id: int) -> Outcome:
    """Each mail on its own: what one server or address refuses keeps no other back.

    Who was not reached is tried again by the next run.
    """
    outcome = Outcome()
    for place, each in enumerate(found):
        try:
            message = message_to(each.reader, each.subject, each.text, sender, datetime.now(UTC))
            post.send(message, each.reader.email)
        except ServerDown as error:
            said = {**error.params, "count": len(found) - place}
            outcome.failures.append(DomainError(error.key, None, **said))
            break
        except DomainError as error:
            outcome.failures.append(error)
            continue
        with one_transaction():
            db.session.info["actor_id"] = system_user_id
            acting = Actor(system_user_id, each.pilot.id, frozenset(Permission))
            services.note_sent(acting, each.reader.user_id, each.told)
        outcome.sent.append(each)
    return outcome
