"""What happens during a stay: moves through the stages, care, corrections, exit."""

from __future__ import annotations

from datetime import date

from app import audit
from app.access import Actor, Permission
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants import queries
from app.participants.gates import present_on
from app.participants.identity import store
from app.participants.models import Participation, StageEvent
from app.participants.rules import check_exit, check_health_change, check_move, open_gates
from app.participants.services.admission import Characteristics
from app.participants.services.facts import (
    add_move,
    end_stay,
    participation_for,
    sealed,
    start_care,
)
from app.participants.stays.queries import interruptions_of
from app.participants.stays.rules import check_exit_after_interruptions
from app.periods import Interval
from app.pilots.preset import Preset


def move_stage(
    actor: Actor,
    preset: Preset,
    number: int,
    stage: int,
    entered_on: date,
    reason: str,
    today: date,
) -> None:
    """A dated move into another stage; gates of the stage must be passed."""
    row = participation_for(actor, number)
    record = queries.stage_record(actor.pilot_id, row.id)
    target = preset.stage(stage)
    check_move(
        target,
        entered_on,
        current=record.current,
        admitted_on=row.admitted_on,
        exited_on=row.exited_on,
        latest=record.latest_on,
        reason=reason,
        today=today,
    )
    if target is not None:
        for gate in open_gates(target, present_on(actor.pilot_id, row.id, entered_on)):
            raise DomainError(f"participant.gate_{gate}", "stage", stage=stage)
    add_move(actor, row.id, stage, entered_on, reason.strip() or None)
    db.session.flush()
    audit.record(actor, "move_stage", "participation", row.id, ["stage", "entered_on"])


def reverse_move(actor: Actor, number: int, event_id: int, reason: str, today: date) -> None:
    """Takes a wrong move back with a reason; both stay on record. The first move stays."""
    row = participation_for(actor, number)
    event = db.session.get(StageEvent, (actor.pilot_id, event_id))
    if event is None or event.participation_id != row.id or event.reverses_id is not None:
        raise NotFound
    if not reason.strip():
        raise DomainError("participant.reason_for_reversal", "reason")
    record = queries.stage_record(actor.pilot_id, row.id)
    if event_id not in record.standing_ids:
        raise DomainError("participant.already_reversed")
    if event_id == record.standing_ids[0]:
        raise DomainError("participant.first_move_stays")
    db.session.add(
        StageEvent(
            pilot_id=actor.pilot_id,
            participation_id=row.id,
            stage=event.stage,
            entered_on=today,
            reason=reason.strip(),
            reverses_id=event.id,
            recorded_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "reverse_move", "participation", row.id, ["stage"])


def change_care(actor: Actor, number: int, post_id: int, from_day: date, today: date) -> None:
    """From that day another post cares for the participation."""
    row = participation_for(actor, number)
    if from_day > today:
        raise DomainError("house.future", "from_day", day=from_day, on=today)
    if row.exited_on is not None:
        raise DomainError("participant.already_exited", exited_on=row.exited_on)
    if from_day < row.admitted_on:
        raise DomainError("participant.care_outside_stay", "from_day")
    current = queries.open_care(actor.pilot_id, row.id)
    if current is not None:
        if current.post_id == post_id:
            raise DomainError("participant.same_post", "post_id")
        if from_day <= current.from_day:
            raise DomainError("participant.care_out_of_order", "from_day", latest=current.from_day)
        current.until_day = from_day
    start_care(actor, row.id, post_id, from_day)
    db.session.flush()
    audit.record(actor, "change_care", "participation", row.id, ["post_id", "from_day"])


def record_exit(
    actor: Actor,
    number: int,
    exited_on: date,
    exit_reason: str,
    outcome: str | None,
    version: int,
    today: date,
) -> None:
    """Ends the stay; the day of exit no longer counts as in care."""
    row = participation_for(actor, number)
    if row.version != version:
        raise Stale
    if row.exited_on is not None:
        raise DomainError("participant.already_exited", exited_on=row.exited_on)
    check_exit(row.admitted_on, exited_on, today)
    care = queries.open_care(actor.pilot_id, row.id)
    if care is not None and exited_on < care.from_day:
        raise DomainError("participant.exit_before_care", "exited_on", from_day=care.from_day)
    latest = queries.stage_record(actor.pilot_id, row.id).latest_on
    if latest is not None and exited_on < latest:
        raise DomainError("participant.exit_before_move", "exited_on", latest=latest)
    pauses = interruptions_of(actor.pilot_id, row.id)
    check_exit_after_interruptions(
        exited_on, [Interval(one.from_day, one.until_day) for one in pauses]
    )
    end_stay(actor, row, exited_on, exit_reason, outcome)
    db.session.flush()
    audit.record(
        actor, "record_exit", "participation", row.id, ["exited_on", "exit_reason", "outcome"]
    )


def undo_exit(actor: Actor, number: int, version: int) -> None:
    """Takes a wrongly recorded exit back; care, and a pause that ended with it, go on as before.

    The history keeps both.
    """
    row = participation_for(actor, number)
    if row.version != version:
        raise Stale
    if row.exited_on is None:
        raise DomainError("participant.not_exited")
    if row.exit_reason == "consent_withdrawn":
        raise DomainError("participant.withdrawn_stays")
    if queries.other_stay_from(actor.pilot_id, row.person_id, row.exited_on, row.id):
        raise DomainError("participant.returned_since")
    care = queries.care_ending(actor.pilot_id, row.id, row.exited_on)
    if care is not None:
        care.until_day = None
    for pause in interruptions_of(actor.pilot_id, row.id):
        if pause.until_day == row.exited_on:
            pause.until_day = None
    row.exited_on = row.exit_reason = row.outcome = None
    db.session.flush()
    audit.record(actor, "undo_exit", "participation", row.id, ["exited_on", "exit_reason"])


def correct(
    actor: Actor,
    number: int,
    characteristics: Characteristics,
    remark: str,
    version: int,
    today: date,
    override_reason: str | None = None,
) -> None:
    """Corrects what was recorded at entry; criteria keep the answers of the day of entry.

    The reason for an admission against a criterion may be given later, by whoever may admit so.
    """
    row = participation_for(actor, number)
    if row.version != version:
        raise Stale
    changed = [name for name, value in vars(characteristics).items() if getattr(row, name) != value]
    check_health_change(
        {name: getattr(characteristics, name) for name in changed},
        has_consent=queries.has_health_consent(actor.pilot_id, row.id, today),
    )
    for name in changed:
        setattr(row, name, getattr(characteristics, name))
    known = store.unseal_text(row.remark_sealed, row.pilot_id, row.id, "remark")
    if remark.strip() != known:
        row.remark_sealed = sealed(row, remark, "remark")
        changed.append("remark")
    if override_reason is not None and _explain(actor, row, override_reason):
        changed.append("reason")
    db.session.flush()
    audit.record(actor, "correct", "participation", row.id, changed)


def _explain(actor: Actor, row: Participation, reason: str) -> bool:
    """Keeps the reason for an exception; says whether it changed."""
    if reason.strip() == store.unseal_text(row.reason_sealed, row.pilot_id, row.id, "reason"):
        return False
    if not actor.may(Permission.ADMIT_AGAINST_CRITERIA) or not row.against_criteria:
        raise DomainError("participant.criteria_need_coordinator", "override_reason")
    if not reason.strip():
        raise DomainError("participant.criteria_need_reason", "override_reason")
    row.reason_sealed = sealed(row, reason, "reason")
    return True
