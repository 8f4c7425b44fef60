"""What became of somebody: at the exit, and some months after it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants import queries as participants
from app.participants.aftercare import queries
from app.participants.aftercare.models import Whereabouts, WhereaboutsAim
from app.participants.aftercare.rules import AT_EXIT, Answer, check_asked, check_codes
from app.participants.identity import store
from app.participants.models import Participation
from app.participants.services.facts import participation_for
from app.pilots.preset import Preset

NEW = 0
"""The version that stands for nothing being on record yet."""


@dataclass(frozen=True)
class Statement:
    """What is told for a point in time; `text` is sealed, None leaves it as it is."""

    asked_on: date
    status: str | None = None
    missing: str | None = None
    perspective: str | None = None
    aims: Mapping[str, str] = field(default_factory=dict)
    text: str | None = ""


def record_whereabouts(
    actor: Actor,
    preset: Preset,
    number: int,
    months: int,
    told: Statement,
    version: int,
    statuses: Collection[str],
    today: date,
) -> None:
    """Records or corrects the status so many months after the exit (0: at the exit).

    `statuses` are the codes on offer; `version` is that of what was shown, `NEW` for nothing.
    """
    row = participation_for(actor, number)
    if months != AT_EXIT and months not in preset.measurement.after_exit_months:
        raise NotFound
    if row.exited_on is None:
        raise DomainError("aftercare.not_exited")
    known = queries.whereabouts_of(actor.pilot_id, row.id).get(months)
    if (known.row.version if known else NEW) != version:
        raise Stale
    _check(preset, row, row.exited_on, months, told, statuses, today)
    found = known.row if known else _begin(actor, row, months)
    changed = _tell(found, told)
    if known is None:
        db.session.add(found)
    db.session.flush()
    if _keep_aims(found, told.aims):
        changed.append("aims")
        if known is not None:
            # whoever saves second is told, also where only the aims have changed
            flag_modified(found, "asked_on")
    db.session.flush()
    action = "correct_whereabouts" if known else "record_whereabouts"
    audit.record(actor, action, "participation", row.id, changed)


def remove_whereabouts(actor: Actor, number: int, months: int, version: int) -> None:
    """Removes what was recorded by mistake; the history keeps it."""
    row = participation_for(actor, number)
    known = queries.whereabouts_of(actor.pilot_id, row.id).get(months)
    if known is None:
        raise NotFound
    if known.row.version != version:
        raise Stale
    for aim in queries.aims_of(actor.pilot_id, known.row.id):
        db.session.delete(aim)
    db.session.flush()
    db.session.delete(known.row)
    db.session.flush()
    audit.record(actor, "remove_whereabouts", "participation", row.id, ["status"])


def _check(
    preset: Preset,
    row: Participation,
    exited_on: date,
    months: int,
    told: Statement,
    statuses: Collection[str],
    today: date,
) -> None:
    check_codes(told.status, told.missing, told.perspective, told.aims)
    if told.status is not None and told.status not in statuses:
        raise DomainError("aftercare.unknown_code", "status")
    consents = [
        participants.consents_in_force(row.pilot_id, row.id, on)
        for on in ((told.asked_on, today) if months != AT_EXIT else ())
    ]
    answer = Answer(told.asked_on, told.status is not None)
    check_asked(preset, row.admitted_on, exited_on, months, answer, consents, today)


def _begin(actor: Actor, row: Participation, months: int) -> Whereabouts:
    return Whereabouts(
        pilot_id=actor.pilot_id,
        id=new_id(),
        participation_id=row.id,
        months_after=months,
        recorded_by=actor.user_id,
    )


def _tell(found: Whereabouts, told: Statement) -> list[str]:
    """Writes what was told; the names of what changed."""
    values = {
        "asked_on": told.asked_on,
        "status": told.status,
        "missing": told.missing,
        "perspective": told.perspective,
    }
    changed = [name for name, value in values.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, values[name])
    if told.text is not None and told.text.strip() != queries.text_of(found):
        text = told.text.strip()
        place = (found.pilot_id, found.id, "text")
        found.text_sealed = store.seal_text(text, *place) if text else None
        changed.append("text_sealed")
    return changed


def _keep_aims(found: Whereabouts, aims: Mapping[str, str]) -> bool:
    """Makes the aims on record those told; says whether anything changed."""
    known = {one.aim: one for one in queries.aims_of(found.pilot_id, found.id)}
    before = {aim: one.state for aim, one in known.items()}
    for aim, state in aims.items():
        if aim not in known:
            db.session.add(
                WhereaboutsAim(
                    pilot_id=found.pilot_id, whereabouts_id=found.id, aim=aim, state=state
                )
            )
        elif known[aim].state != state:
            known[aim].state = state
    for aim in known.keys() - aims.keys():
        db.session.delete(known[aim])
    return dict(aims) != before
