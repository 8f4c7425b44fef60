"""What happens to candidates: referred, corrected, decided about, taken up again, erased."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, func, select, update

from app import audit, history
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, Stale
from app.extensions import db
from app.participants import queries as stays
from app.participants.identity import store
from app.participants.identity.store import Name
from app.participants.models import Participation, Person
from app.participants.selection import queries
from app.participants.selection.facts import candidate_for, keep_answers, sealed
from app.participants.selection.models import Candidate, CandidateAnswer
from app.participants.selection.rules import (
    Event,
    State,
    check_birth,
    check_decision,
    check_referral,
    had_talk,
    month_of,
    next_state,
)
from app.participants.services.admission import Characteristics
from app.participants.services.identity import change_identity
from app.pilots.preset import Preset
from app.pilots.queries import one_at_a_time, posts_of


@dataclass(frozen=True)
class Referral:
    """What case management tells about somebody, beside who it is."""

    referred_on: date
    referrer: str
    characteristics: Characteristics = field(default_factory=Characteristics)
    talk_on: date | None = None
    post_id: int | None = None
    reason: str = ""
    stated: Mapping[str, bool] = field(default_factory=dict)


def refer(actor: Actor, preset: Preset, name: Name, referral: Referral, today: date) -> int:
    """Takes a referral in; returns the candidate's number. Who is known by customer number stays
    the same person; who is in the pilot, or a candidate already, is not referred once more."""
    one_at_a_time(actor.pilot_id)
    _check(actor, preset, referral, today)
    check_birth(name.birth_date, referral.referred_on)
    person_id = _person(actor, name, referral.referred_on)
    highest = db.session.scalar(
        select(func.max(Candidate.number)).where(Candidate.pilot_id == actor.pilot_id)
    )
    row = Candidate(
        pilot_id=actor.pilot_id,
        id=new_id(),
        number=(highest or 0) + 1,
        person_id=person_id,
        state=str(State.OPEN),
        recorded_by=actor.user_id,
        **_columns(referral),
    )
    row.reason_sealed = sealed(row, referral.reason, "reason")
    db.session.add(row)
    db.session.flush()
    keep_answers(row, dict(referral.stated))
    db.session.flush()
    audit.record(actor, "refer", "candidate", row.id)
    return row.number


def _check(actor: Actor, preset: Preset, referral: Referral, today: date) -> None:
    check_referral(referral.referred_on, referral.talk_on, today)
    if referral.referrer not in {one.key for one in preset.selection.referrers}:
        raise DomainError("candidate.unknown_referrer", "referrer")
    carrying = {post.id for post in posts_of(actor.pilot_id) if post.carries_cases}
    if referral.post_id is not None and referral.post_id not in carrying:
        raise DomainError("participant.no_case_post", "post_id")


def _columns(referral: Referral) -> dict[str, Any]:
    return {
        "referred_on": referral.referred_on,
        "referrer": referral.referrer,
        "talk_on": referral.talk_on,
        "post_id": referral.post_id,
        **vars(referral.characteristics),
    }


def _person(actor: Actor, name: Name, referred_on: date) -> int:
    """The person known by customer number, or a new one.

    Another date of birth under a known number is a slip of the pen, not the same person.
    """
    known = store.person_with(actor.pilot_id, name.customer_number)
    if known is None:
        person = Person(pilot_id=actor.pilot_id, id=new_id())
        db.session.add(person)
        db.session.flush()
        store.keep(actor.pilot_id, person.id, name)
        return person.id
    if store.names_of(actor.pilot_id, [known])[known].birth_date != name.birth_date:
        raise DomainError("candidate.number_of_another", "customer_number")
    _check_free(actor, known, referred_on, None)
    store.keep(actor.pilot_id, known, name)
    return known


def _check_free(actor: Actor, person_id: int, on: date, besides: int | None) -> None:
    """Refuses who is in the pilot from that day on, or has another open referral."""
    if stays.other_stay_from(actor.pilot_id, person_id, on, None):
        raise DomainError("candidate.in_pilot", "customer_number")
    for other in queries.referrals_of(actor.pilot_id, person_id, besides):
        if other.state == State.OPEN:
            raise DomainError("candidate.already_open", "customer_number", number=other.number)


def correct_referral(
    actor: Actor, preset: Preset, number: int, referral: Referral, version: int, today: date
) -> None:
    """Corrects what was told about an open candidate, and when and by whom."""
    row = _open(actor, number, version)
    _check(actor, preset, referral, today)
    told = queries.opened(row)
    if told is not None:
        check_birth(told.name.birth_date, referral.referred_on)
    told_before = told.reason if told else ""
    changed = [key for key, value in _columns(referral).items() if getattr(row, key) != value]
    for key in changed:
        setattr(row, key, _columns(referral)[key])
    if referral.reason.strip() != told_before:
        row.reason_sealed = sealed(row, referral.reason, "reason")
        changed.append("reason")
    if dict(referral.stated) != queries.stated_by(row.pilot_id, [row.id])[row.id]:
        keep_answers(row, dict(referral.stated))
        changed.append("stated")
    db.session.flush()
    audit.record(actor, "correct", "candidate", row.id, changed)


def agree_talk(actor: Actor, number: int, talk_on: date, version: int, today: date) -> None:
    """The first talk is agreed for a day."""
    row = _open(actor, number, version)
    check_referral(row.referred_on, talk_on, today)
    row.talk_on = talk_on
    db.session.flush()
    audit.record(actor, "agree_talk", "candidate", row.id, ["talk_on"])


def correct_person(actor: Actor, number: int, name: Name, version: int) -> None:
    """Corrects who a candidate is; ages at entry of earlier stays follow the date of birth."""
    candidate_for(actor, number)
    row = queries.candidate(actor, number)
    if row.person_id is None:
        raise DomainError("candidate.already_erased")
    check_birth(name.birth_date, row.referred_on)
    changed = change_identity(actor, row.person_id, name, version)
    if changed:
        audit.record(actor, "correct_identity", "candidate", row.id, changed)


def _open(actor: Actor, number: int, version: int) -> Candidate:
    """The open candidate in the version that the actor has seen."""
    row = candidate_for(actor, number)
    if row.version != version:
        raise Stale
    if row.state != State.OPEN:
        raise DomainError("candidate.not_now")
    return row


def decide(
    actor: Actor,
    number: int,
    event: Event,
    decided_on: date,
    version: int,
    today: date,
    reason: str | None = None,
    note: str = "",
) -> None:
    """Declined by the pilot (with a coded reason), refused by the person, or never appeared."""
    row = candidate_for(actor, number)
    if row.version != version:
        raise Stale
    state = next_state(row.state, event)
    reason = reason if event is Event.DECLINE else None
    check_decision(event, reason, row.referred_on, decided_on, today)
    row.state, row.decided_on, row.decision_reason = str(state), decided_on, reason
    row.decision_sealed = sealed(row, note, "decision")
    db.session.flush()
    audit.record(
        actor, f"candidate_{event}", "candidate", row.id, ["decided_on", "decision_reason"]
    )


def reopen(actor: Actor, number: int, version: int) -> None:
    """Takes a decision back, while the details are there; the history keeps both."""
    row = candidate_for(actor, number)
    if row.version != version:
        raise Stale
    state = next_state(row.state, Event.REOPEN)
    if row.erased_on is not None or row.person_id is None:
        raise DomainError("candidate.already_erased")
    _check_free(actor, row.person_id, row.referred_on, row.id)
    row.state = str(state)
    row.decided_on = row.decision_reason = row.decision_sealed = None
    db.session.flush()
    audit.record(actor, "candidate_reopen", "candidate", row.id, ["state"])


def erase_due(actor: Actor, erase_after_days: int, today: date) -> int:
    """Erases the details of who was not admitted, once the pilot's period is over.

    State, referrer, coded reason and the months stay for counting; returns how many were erased.
    What was not erased before a backup is due again after its restore.
    """
    one_at_a_time(actor.pilot_id)
    due = queries.due_rows(actor.pilot_id, today, erase_after_days)
    if not due:
        return 0
    people = {row.person_id for row in due if row.person_id is not None}
    kept = [_kept(row, today) for row in due]
    for row in due:
        audit.record(actor, "erase", "candidate", row.id)
    ids = [row.id for row in due]
    for start in range(0, len(ids), store.CHUNK):
        _forget(actor.pilot_id, ids[start : start + store.CHUNK])
    table = cast(Table, Candidate.__table__)
    which = (table.c.pilot_id == actor.pilot_id, table.c.id == bindparam("which"))
    # Not through the session: its history would keep what is taken away here.
    db.session.execute(update(table).where(*which), kept)
    db.session.expire_all()
    for start in range(0, len(people), store.CHUNK):
        _forget_people(actor.pilot_id, sorted(people)[start : start + store.CHUNK])
    return len(due)


def _kept(row: Candidate, today: date) -> dict[str, Any]:
    """What is left of an erased candidate: nothing personal, days only as months."""
    assert row.decided_on is not None
    held = had_talk(row.state, row.talk_on, row.decided_on, today)
    empty = ("person_id", "partner_id", "post_id", "reason_sealed", "decision_sealed")
    return {
        "which": row.id,
        **dict.fromkeys((*empty, *vars(Characteristics()))),
        "referred_on": month_of(row.referred_on),
        "decided_on": month_of(row.decided_on),
        "talk_on": month_of(row.talk_on) if held and row.talk_on else None,
        "recorded_at": row.recorded_at.replace(day=1, hour=0, minute=0, second=0, microsecond=0),
        "erased_on": today,
        "version": row.version + 1,
    }


def _forget(pilot_id: int, ids: list[int]) -> None:
    """Stated answers and the recorded history of candidates."""
    db.session.execute(
        delete(CandidateAnswer).where(
            CandidateAnswer.pilot_id == pilot_id, CandidateAnswer.candidate_id.in_(ids)
        )
    )
    history.forget(db.session(), Candidate, pilot_id=pilot_id, id=ids)


def _forget_people(pilot_id: int, people: list[int]) -> None:
    """The persons, unless they have been in the pilot or are candidates otherwise."""
    still_known = set[int]()
    for table in (Participation, Candidate):
        found = select(table.person_id).where(
            table.pilot_id == pilot_id, table.person_id.in_(people)
        )
        still_known |= {person_id for person_id in db.session.scalars(found) if person_id}
    gone = [person_id for person_id in people if person_id not in still_known]
    store.forget(pilot_id, gone)
    db.session.execute(delete(Person).where(Person.pilot_id == pilot_id, Person.id.in_(gone)))
