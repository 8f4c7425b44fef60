"""What happens to notifications: drafted, changed, sent, answered, given up, or found needless.

Flushes, never commits. What a letter says comes from the edge, in the language of the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.pilots.queries import one_at_a_time
from app.reporting.notifications import queries
from app.reporting.notifications.models import (
    Notification,
    NotificationEvent,
    NotificationWaiver,
)
from app.reporting.notifications.rules import letters
from app.reporting.notifications.rules.decisions import Decided
from app.reporting.notifications.rules.letters import Happened, State, Wording
from app.reporting.notifications.rules.triggers import Kind, Norm, Trigger


@dataclass(frozen=True)
class ToDraft:
    """A letter to be; `trigger` is None for what was recorded by hand."""

    kind: Kind
    norm: Norm
    language: str
    wording: Wording
    trigger: Trigger | None = None


def draft(actor: Actor, given: ToDraft, today: date) -> int:
    """Keeps a letter as a draft; of what the system sees there is one draft at a time."""
    letters.check_wording(given.wording)
    one_at_a_time(actor.pilot_id)
    if given.trigger is not None and _has_draft(actor, given.kind):
        raise DomainError("notifications.draft_there")
    row = Notification(
        pilot_id=actor.pilot_id,
        id=new_id(),
        kind=given.kind.value,
        seen_on=today,
        weights=given.trigger.weights if given.trigger else {},
        norm=given.norm.text,
        language=given.language,
        drafted_by=actor.user_id,
    )
    _fill(row, given.wording)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "draft_notification", "notification", row.id)
    return row.id


def _has_draft(actor: Actor, kind: Kind) -> bool:
    return any(
        one.kind is kind and one.decided is Decided.DRAFTED and one.weights
        for one in queries.decisions(actor.pilot_id)
    )


def revise(actor: Actor, letter_id: int, given: Wording, version: int) -> None:
    """Changes the words of a draft; what was sent stays as it went."""
    letters.check_wording(given)
    row = _draft(actor, letter_id)
    if row.version != version:
        raise Stale
    _fill(row, given)
    db.session.flush()
    audit.record(actor, "revise_notification", "notification", row.id, ["text"])


def _fill(row: Notification, given: Wording) -> None:
    row.recipient, row.reference = given.recipient.strip(), given.reference.strip()
    row.subject, row.text = given.subject.strip(), given.text.strip()


def _draft(actor: Actor, letter_id: int) -> Notification:
    row = _letter(actor, letter_id)
    events = queries.events_of(actor.pilot_id, letter_id)
    if letters.state_of([queries.happened_of(one).event for one in events]) is not State.DRAFT:
        raise DomainError("notifications.no_draft")
    return row


def _letter(actor: Actor, letter_id: int) -> Notification:
    """Locked until the end of the transaction, so that of two events at once one comes second."""
    row = db.session.get(Notification, (actor.pilot_id, letter_id), with_for_update=True)
    if row is None:
        raise NotFound
    return row


def happen(
    actor: Actor, letter_id: int, new: Happened, today: date, version: int | None = None
) -> None:
    """Records that a letter went, was answered, or was given up as a draft.

    `version` is that of the text somebody looked at before sending it.
    """
    row = _letter(actor, letter_id)
    if version is not None and row.version != version:
        raise Stale
    known = [queries.happened_of(one) for one in queries.events_of(actor.pilot_id, letter_id)]
    letters.check_happened(known, new, today)
    db.session.add(
        NotificationEvent(
            pilot_id=actor.pilot_id,
            id=new_id(),
            notification_id=letter_id,
            event=new.event.value,
            happened_on=new.on,
            way=new.way.value if new.way else None,
            reference=new.reference.strip(),
            text=new.text.strip(),
            recorded_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, f"notification_{new.event}", "notification", letter_id)


def waive(actor: Actor, trigger: Trigger, reason: str, today: date) -> None:
    """Keeps why a trigger needs no letter; it stays quiet until its figures get worse."""
    letters.check_reason(reason)
    row = NotificationWaiver(
        pilot_id=actor.pilot_id,
        id=new_id(),
        kind=trigger.kind.value,
        seen_on=today,
        weights=trigger.weights,
        reason=reason.strip(),
        decided_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "waive_notification", "notification_waiver", row.id)


def announce_letter(actor: Actor, letter_id: int) -> None:
    """Records that a letter leaves the house as a file, before it does."""
    audit.record(actor, "download_notification", "notification", letter_id)
