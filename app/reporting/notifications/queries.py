"""Reads of notifications: letters, what happened to them, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db
from app.reporting.notifications.models import (
    Notification,
    NotificationEvent,
    NotificationWaiver,
)
from app.reporting.notifications.rules.decisions import Decided, Decision
from app.reporting.notifications.rules.letters import (
    Event,
    Happened,
    Paragraph,
    State,
    Way,
    Wording,
    paragraphs,
    state_of,
)
from app.reporting.notifications.rules.triggers import Kind


def decisions(pilot_id: int) -> list[Decision]:
    """Letters that were not given up, and waivers, in time order. Three statements."""
    happened: dict[int, list[Event]] = {}
    for letter_id, event in db.session.execute(
        select(NotificationEvent.notification_id, NotificationEvent.event).where(
            NotificationEvent.pilot_id == pilot_id
        )
    ):
        happened.setdefault(letter_id, []).append(Event(event))
    letters = db.session.execute(
        select(Notification.id, Notification.kind, Notification.weights).where(
            Notification.pilot_id == pilot_id
        )
    )
    states = [(row, state_of(happened.get(row.id, []))) for row in letters]
    waivers = db.session.execute(
        select(NotificationWaiver.id, NotificationWaiver.kind, NotificationWaiver.weights).where(
            NotificationWaiver.pilot_id == pilot_id
        )
    )
    found = [
        Decision(row.id, Kind(row.kind), decided, row.weights)
        for row, state in states
        if (decided := _DECIDED.get(state)) is not None
    ]
    found += [Decision(row.id, Kind(row.kind), Decided.NOT_NEEDED, row.weights) for row in waivers]
    # Ids rise with time, and what was decided first was drafted first.
    return sorted(found, key=lambda one: one.id)


_DECIDED = {
    State.DRAFT: Decided.DRAFTED,
    State.SENT: Decided.TOLD,
    State.ANSWERED: Decided.TOLD,
}


@dataclass(frozen=True)
class LetterRow:
    """A letter in the list; `moved_on` is the day on which it was sent, answered or given up."""

    id: int
    kind: Kind
    subject: str
    seen_on: date
    state: State
    moved_on: date | None


@dataclass(frozen=True)
class WaiverRow:
    """Why a trigger needs no letter, who said so and when."""

    kind: Kind
    seen_on: date
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Recorded:
    """An event of a letter with who recorded it and when."""

    happened: Happened
    by: str
    at: datetime


@dataclass(frozen=True)
class Letter:
    """A letter with all that happened to it, oldest first."""

    id: int
    kind: Kind
    seen_on: date
    norm: str
    language: str
    wording: Wording
    version: int
    drafted_by: str
    drafted_at: datetime
    recorded: Sequence[Recorded]

    @property
    def happened(self) -> list[Happened]:
        """What happened, without who recorded it."""
        return [one.happened for one in self.recorded]

    @property
    def state(self) -> State:
        """How far it is."""
        return state_of([one.event for one in self.happened])

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The parts of its text."""
        return paragraphs(self.wording.text)

    @property
    def sent_on(self) -> date | None:
        """The day on which it went to the funder."""
        return next((one.on for one in self.happened if one.event is Event.SENT), None)


def letters(pilot_id: int) -> list[LetterRow]:
    """All letters, the newest first."""
    rows = db.session.scalars(
        select(Notification)
        .where(Notification.pilot_id == pilot_id)
        .order_by(Notification.id.desc())
    ).all()
    happened: dict[int, list[Happened]] = {}
    for row in db.session.scalars(
        select(NotificationEvent)
        .where(NotificationEvent.pilot_id == pilot_id)
        .order_by(NotificationEvent.id)
    ):
        happened.setdefault(row.notification_id, []).append(happened_of(row))
    found = []
    for letter in rows:
        events = happened.get(letter.id, [])
        state = state_of([one.event for one in events])
        on = events[-1].on if events else None
        kind = Kind(letter.kind)
        found.append(LetterRow(letter.id, kind, letter.subject, letter.seen_on, state, on))
    return found


def waivers(pilot_id: int) -> list[WaiverRow]:
    """All waivers, the newest first."""
    rows = db.session.scalars(
        select(NotificationWaiver)
        .where(NotificationWaiver.pilot_id == pilot_id)
        .order_by(NotificationWaiver.id.desc())
    ).all()
    names = names_in(pilot_id) if rows else {}
    return [
        WaiverRow(
            Kind(row.kind), row.seen_on, row.reason, names.get(row.decided_by, "–"), row.decided_at
        )
        for row in rows
    ]


def letter(pilot_id: int, letter_id: int) -> Letter:
    """The letter with that id; NotFound when the pilot has none."""
    row = db.session.get(Notification, (pilot_id, letter_id))
    if row is None:
        raise NotFound
    names = names_in(pilot_id)
    return Letter(
        row.id,
        Kind(row.kind),
        row.seen_on,
        row.norm,
        row.language,
        Wording(row.recipient, row.reference, row.subject, row.text),
        row.version,
        names.get(row.drafted_by, "–"),
        row.drafted_at,
        [
            Recorded(happened_of(one), names.get(one.recorded_by, "–"), one.recorded_at)
            for one in events_of(pilot_id, letter_id)
        ],
    )


def events_of(pilot_id: int, letter_id: int) -> Sequence[NotificationEvent]:
    """What happened to a letter, as it was recorded."""
    return db.session.scalars(
        select(NotificationEvent)
        .where(
            NotificationEvent.pilot_id == pilot_id,
            NotificationEvent.notification_id == letter_id,
        )
        .order_by(NotificationEvent.id)
    ).all()


def happened_of(row: NotificationEvent) -> Happened:
    """A row as the rules know it."""
    return Happened(
        Event(row.event),
        row.happened_on,
        Way(row.way) if row.way else None,
        row.reference,
        row.text,
    )


def last_recipient(pilot_id: int) -> str | None:
    """The address of the latest letter: most go to the same office."""
    return db.session.scalar(
        select(Notification.recipient)
        .where(Notification.pilot_id == pilot_id)
        .order_by(Notification.id.desc())
        .limit(1)
    )
