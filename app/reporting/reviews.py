"""What has to be looked through now and then: agreements, consents, candidates to be erased.

Counts, and for consents the participant numbers behind them; only of cases the actor sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select

from app.access import Actor, Permission
from app.extensions import db
from app.participants.models import Consent, Participation
from app.participants.queries import in_care_on, visible
from app.participants.stays.rules import newer_text
from app.partners.queries import ending
from app.partners.rules import Standing
from app.periods import add_months
from app.pilots.preset import Preset

FOLLOW_UP = "follow_up"


class Kind(StrEnum):
    """What is looked through."""

    AGREEMENTS = "agreements"
    CONSENTS = "consents"
    FOLLOW_UP_CONSENTS = "follow_up_consents"
    ERASURE = "erasure"


@dataclass(frozen=True)
class Review:
    """How many wait to be looked through; `due_on` is the first of their days, if they have any."""

    kind: Kind
    count: int
    due_on: date | None
    is_overdue: bool


@dataclass(frozen=True)
class ConsentGap:
    """A consent to ask for again, since its text has a newer version, or for the first time.

    `signed` is the version that was signed; None where none was.
    """

    number: int
    purpose: str
    signed: str | None


def reviews_on(
    actor: Actor, preset: Preset, day: date, to_erase: Sequence[date] = ()
) -> list[Review]:
    """What waits on a day, each kind for whoever may see to it; nothing gives an empty list.

    `to_erase` are the days since which details of candidates are to be erased: an argument, for
    what is read there lies beside names.
    """
    found = []
    if actor.may(Permission.KEEP_NETWORK):
        found.append(_agreements(actor.pilot_id, day))
    if actor.may(Permission.PARTICIPANTS):
        renewals = consents_to_renew(actor, preset, day)
        missing = follow_up_consents_missing(actor, preset, day)
        found.append(Review(Kind.CONSENTS, len(renewals), None, is_overdue=False))
        found.append(Review(Kind.FOLLOW_UP_CONSENTS, len(missing), None, is_overdue=False))
    if actor.may(Permission.ERASE_CANDIDATES):
        first = min(to_erase, default=None)
        found.append(Review(Kind.ERASURE, len(to_erase), first, is_overdue=bool(to_erase)))
    return [one for one in found if one.count]


def _agreements(pilot_id: int, day: date) -> Review:
    rows = ending(pilot_id, day)
    days = [row.agreement.valid_until for row in rows if row.agreement.valid_until]
    is_over = any(row.standing is Standing.EXPIRED for row in rows)
    return Review(Kind.AGREEMENTS, len(rows), min(days, default=None), is_over)


def consents_to_renew(actor: Actor, preset: Preset, day: date) -> Sequence[ConsentGap]:
    """Consents of people in care whose text has a newer version than the signed one, by number."""
    texts = preset.consents.texts
    purposes = {
        purpose
        for purpose in preset.consents.purposes
        if sum(one.purpose == purpose and one.valid_from <= day for one in texts) > 1
    }
    if not purposes:
        return []
    rows = db.session.execute(
        select(Participation.number, Consent.purpose, Consent.text_version)
        .join(Consent, _of_participation(day))
        .where(visible(actor, day), in_care_on(day), Consent.purpose.in_(purposes))
        .order_by(Participation.number, Consent.given_on)
    )
    latest = {(row.number, row.purpose): row.text_version for row in rows}
    return [
        ConsentGap(number, purpose, signed)
        for (number, purpose), signed in latest.items()
        if newer_text(preset.consents, purpose, signed, day)
    ]


def follow_up_consents_missing(actor: Actor, preset: Preset, day: date) -> Sequence[ConsentGap]:
    """People in care whose transition is being planned, without consent to be asked afterwards."""
    if FOLLOW_UP not in preset.consents.purposes or not preset.measurement.after_exit_months:
        return []
    agreed = select(1).where(_of_participation(day), Consent.purpose == FOLLOW_UP)
    since = add_months(day, -preset.stays.transition_from_month)
    numbers = db.session.scalars(
        select(Participation.number)
        .where(
            visible(actor, day),
            in_care_on(day),
            Participation.admitted_on <= since,
            ~agreed.correlate(Participation).exists(),
        )
        .order_by(Participation.number)
    )
    return [ConsentGap(number, FOLLOW_UP, None) for number in numbers]


def _of_participation(day: date) -> ColumnElement[bool]:
    return and_(
        Consent.pilot_id == Participation.pilot_id,
        Consent.participation_id == Participation.id,
        Consent.given_on <= day,
        or_(Consent.withdrawn_on.is_(None), Consent.withdrawn_on > day),
    )
