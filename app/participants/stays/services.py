"""What is recorded beside the stages of a stay: interruptions, releases from secrecy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants import queries
from app.participants.models import Participation
from app.participants.services.consents import Proof, keep_proof
from app.participants.services.facts import participation_for
from app.participants.stays.models import Interruption, SecrecyRelease
from app.participants.stays.queries import (
    interruption,
    interruptions_of,
    releases_of,
    removed_interruptions,
)
from app.participants.stays.rules import HEALTH_KINDS, KINDS, check_interruption
from app.periods import Interval


@dataclass(frozen=True)
class Released:
    """Towards whom, in which direction, from and until which day (the last one, included)."""

    partner_id: int
    scope: str
    given_on: date
    valid_until: date | None = None


def interrupt(
    actor: Actor, number: int, kind: str, from_day: date, until_day: date | None, today: date
) -> None:
    """A stay pauses from a day on; `until_day` is the first day back, open while it lasts."""
    row = participation_for(actor, number)
    _check(actor, row, kind, from_day, until_day, None, today)
    db.session.add(
        Interruption(
            pilot_id=actor.pilot_id,
            participation_id=row.id,
            kind=kind,
            from_day=from_day,
            until_day=until_day,
            recorded_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "interrupt", "participation", row.id, ["kind", "from_day", "until_day"])


def change_interruption(
    actor: Actor,
    number: int,
    interruption_id: int,
    kind: str,
    from_day: date,
    until_day: date | None,
    version: int,
    today: date,
) -> None:
    """Ends an interruption, or corrects its days or kind; the history keeps what stood there."""
    row = participation_for(actor, number)
    pause = _interruption(actor, row, interruption_id)
    if pause.version != version:
        raise Stale
    _check(actor, row, kind, from_day, until_day, pause, today)
    pause.kind, pause.from_day, pause.until_day = kind, from_day, until_day
    db.session.flush()
    audit.record(
        actor, "change_interruption", "participation", row.id, ["kind", "from_day", "until_day"]
    )


def remove_interruption(actor: Actor, number: int, interruption_id: int, version: int) -> None:
    """Takes an interruption out that never was; it can be brought back, the history keeps it."""
    row = participation_for(actor, number)
    pause = _interruption(actor, row, interruption_id)
    if pause.version != version:
        raise Stale
    db.session.delete(pause)
    db.session.flush()
    audit.record(actor, "remove_interruption", "participation", row.id)


def restore_interruption(actor: Actor, number: int, interruption_id: int, today: date) -> None:
    """Brings back an interruption that was taken out by mistake, if its days are still free."""
    row = participation_for(actor, number)
    gone = removed_interruptions(actor.pilot_id, row.id)
    kept = next((one for one in gone if one.id == interruption_id), None)
    if kept is None:
        raise NotFound
    _check(actor, row, kept.kind, kept.from_day, kept.until_day, None, today)
    db.session.add(
        Interruption(
            pilot_id=actor.pilot_id,
            id=kept.id,
            participation_id=row.id,
            kind=kept.kind,
            from_day=kept.from_day,
            until_day=kept.until_day,
            recorded_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "restore_interruption", "participation", row.id)


def _interruption(actor: Actor, row: Participation, interruption_id: int) -> Interruption:
    found = interruption(actor.pilot_id, row.id, interruption_id)
    if found is None:
        raise NotFound
    return found


def _check(
    actor: Actor,
    row: Participation,
    kind: str,
    from_day: date,
    until_day: date | None,
    besides: Interruption | None,
    today: date,
) -> None:
    if kind not in KINDS:
        raise DomainError("stays.unknown_kind", "kind")
    check_interruption(
        from_day,
        until_day,
        admitted_on=row.admitted_on,
        exited_on=row.exited_on,
        others=[
            Interval(one.from_day, one.until_day)
            for one in interruptions_of(actor.pilot_id, row.id)
            if one is not besides
        ],
        today=today,
    )
    says_more = kind in HEALTH_KINDS and (besides is None or besides.kind != kind)
    if says_more and not queries.has_health_consent(actor.pilot_id, row.id, today):
        raise DomainError("stays.kind_needs_health_consent", "kind")


def release_secrecy(
    actor: Actor, number: int, given: Released, form: str, proof: Proof, today: date
) -> None:
    """A release from professional secrecy (Schweigepflichtentbindung) towards one institution."""
    row = participation_for(actor, number)
    if given.given_on > today:
        raise DomainError("house.future", "given_on", day=given.given_on, on=today)
    if given.valid_until is not None and given.valid_until < given.given_on:
        raise DomainError("stays.valid_before_given", "valid_until", given_on=given.given_on)
    for known in releases_of(actor.pilot_id, row.id):
        if known.release.partner_id == given.partner_id and known.is_in_force(given.given_on):
            raise DomainError("stays.released_already", "partner_id", since=known.release.given_on)
    release = SecrecyRelease(
        pilot_id=actor.pilot_id, id=new_id(), participation_id=row.id, form=form, **vars(given)
    )
    keep_proof(release, proof)
    db.session.add(release)
    db.session.flush()
    audit.record(
        actor, "release_secrecy", "participation", row.id, ["partner_id", "scope", "given_on"]
    )


def withdraw_secrecy_release(
    actor: Actor, number: int, release_id: int, withdrawn_on: date, today: date
) -> None:
    """From that day on nothing more is passed to, or asked of, the institution."""
    row = participation_for(actor, number)
    release = db.session.get(SecrecyRelease, (actor.pilot_id, release_id))
    if release is None or release.participation_id != row.id:
        raise NotFound
    if release.withdrawn_on is not None:
        raise DomainError("stays.release_withdrawn")
    if withdrawn_on > today:
        raise DomainError("house.future", "withdrawn_on", day=withdrawn_on, on=today)
    if withdrawn_on < release.given_on:
        raise DomainError(
            "participant.withdrawn_before_given", "withdrawn_on", given_on=release.given_on
        )
    release.withdrawn_on = withdrawn_on
    db.session.flush()
    audit.record(actor, "withdraw_secrecy_release", "participation", row.id, ["withdrawn_on"])
