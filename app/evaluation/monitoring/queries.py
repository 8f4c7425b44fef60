"""Reads of programme monitoring: stays with what a file asks for, deliveries, mappings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.errors import NotFound
from app.evaluation.monitoring.models import (
    MonitoringDelivery,
    MonitoringEvent,
    MonitoringMapping,
    MonitoringNumber,
)
from app.evaluation.monitoring.rules.life import Act, HalfYear, read_half
from app.evaluation.monitoring.rules.rows import (
    Agreed,
    Followed,
    Members,
    Since,
    Stay,
    members,
)
from app.extensions import db
from app.participants.aftercare.models import Whereabouts
from app.participants.conditions.models import Circumstance
from app.participants.models import Consent, Participation, StageEvent
from app.participants.rules import Move
from app.pilots.monitoring import MonitoringSettings, read_monitoring
from app.pilots.preset import Preset

EMPLOYMENT = "employment"
Delivery = MonitoringDelivery
"""What pages call a delivery that they read."""


@dataclass(frozen=True)
class Known:
    """The mapping in force: that of the programme (number 0), or the latest that was given."""

    number: int
    settings: MonitoringSettings


@dataclass(frozen=True)
class MappingRow:
    """A mapping that was given, as its list shows it."""

    number: int
    note: str
    taken_by: str
    taken_at: datetime


@dataclass(frozen=True)
class EventRow:
    """An act in the life of a delivery."""

    act: Act
    by: str
    at: datetime
    note: str | None
    withdrawn: int
    expired: int


def mapping_in_force(pilot_id: int, preset: Preset) -> Known:
    """The latest mapping given, else that of the programme."""
    row = db.session.execute(
        select(MonitoringMapping.number, MonitoringMapping.text)
        .where(MonitoringMapping.pilot_id == pilot_id)
        .order_by(MonitoringMapping.number.desc())
        .limit(1)
    ).first()
    return Known(row.number, settings_of(row.text, preset)) if row else Known(0, preset.monitoring)


def settings_of(text: str, preset: Preset) -> MonitoringSettings:
    """A mapping from its file; PresetRefused with every fault."""
    return _settings(text, preset.consents.purposes, stages_of(preset))


def stages_of(preset: Preset) -> tuple[str, ...]:
    """The codes of the programme's stages."""
    return tuple(str(stage.number) for stage in preset.stages)


@lru_cache(maxsize=32)
def _settings(text: str, purposes: tuple[str, ...], stages: tuple[str, ...]) -> MonitoringSettings:
    return read_monitoring(text, purposes, stages)


def mappings(pilot_id: int) -> list[MappingRow]:
    """All mappings given, the latest first."""
    rows = db.session.execute(
        select(
            MonitoringMapping.number,
            MonitoringMapping.note,
            User.display_name,
            MonitoringMapping.taken_at,
        )
        .join(User, User.id == MonitoringMapping.taken_by)
        .where(MonitoringMapping.pilot_id == pilot_id)
        .order_by(MonitoringMapping.number.desc())
    )
    return [MappingRow(*row) for row in rows]


def mapping_text(pilot_id: int, number: int) -> str:
    """The file of a mapping that was given; NotFound for none of that number."""
    found = db.session.scalar(
        select(MonitoringMapping.text).where(
            MonitoringMapping.pilot_id == pilot_id, MonitoringMapping.number == number
        )
    )
    if found is None:
        raise NotFound
    return found


def members_of(pilot_id: int, half: HalfYear, settings: MonitoringSettings, day: date) -> Members:
    """Who is in the file of a half-year; five statements, whatever the number of people."""
    touching = _touching(pilot_id, half)
    consents, withdrawals = _consents(pilot_id, touching, settings.purpose)
    moves = _moves(pilot_id, touching)
    employment = _employment(pilot_id, touching)
    followed = _followed(pilot_id, touching)
    rows = db.session.execute(
        select(
            Participation.person_id,
            Participation.id,
            Participation.number,
            Participation.admitted_on,
            Participation.exited_on,
            Participation.exit_reason,
            Participation.outcome,
            Participation.age_at_entry,
            Participation.sex,
            Participation.school,
            Participation.vocational,
        ).where(*touching)
    )
    stays = (
        Stay(
            *row,
            consents[row.id],
            withdrawals[row.person_id],
            moves[row.id],
            employment[row.id],
            followed[row.id],
        )
        for row in rows
    )
    return members(stays, half, day)


def _touching(pilot_id: int, half: HalfYear) -> tuple[ColumnElement[bool], ...]:
    left = Participation.exited_on
    return (
        Participation.pilot_id == pilot_id,
        Participation.admitted_on <= half.last,
        or_(left.is_(None), left >= half.first),
    )


def _ids(touching: tuple[ColumnElement[bool], ...]) -> Select[int]:
    return select(Participation.id).where(*touching)


def _consents(
    pilot_id: int, touching: tuple[ColumnElement[bool], ...], purpose: str
) -> tuple[Mapping[int, list[Agreed]], Mapping[int, list[date]]]:
    """By stay the consents, by person the withdrawals in whatever stay."""
    people = select(Participation.person_id).where(*touching)
    of = aliased(Participation)
    rows = db.session.execute(
        select(of.person_id, Consent.participation_id, Consent.given_on, Consent.withdrawn_on)
        .join(of, and_(of.pilot_id == Consent.pilot_id, of.id == Consent.participation_id))
        .where(Consent.pilot_id == pilot_id, Consent.purpose == purpose, of.person_id.in_(people))
    )
    given: defaultdict[int, list[Agreed]] = defaultdict(list)
    ended: defaultdict[int, list[date]] = defaultdict(list)
    for person_id, stay_id, given_on, withdrawn_on in rows:
        given[stay_id].append(Agreed(given_on, withdrawn_on))
        if withdrawn_on is not None:
            ended[person_id].append(withdrawn_on)
    return given, ended


def _moves(pilot_id: int, touching: tuple[ColumnElement[bool], ...]) -> Mapping[int, list[Move]]:
    """The moves that still stand: neither reversals nor what they took back."""
    reversal = aliased(StageEvent)
    is_taken_back = (
        select(1)
        .where(reversal.pilot_id == StageEvent.pilot_id, reversal.reverses_id == StageEvent.id)
        .exists()
    )
    rows = db.session.execute(
        select(StageEvent.participation_id, StageEvent.stage, StageEvent.entered_on)
        .where(
            StageEvent.pilot_id == pilot_id,
            StageEvent.participation_id.in_(_ids(touching)),
            StageEvent.reverses_id.is_(None),
            ~is_taken_back,
        )
        .order_by(StageEvent.entered_on, StageEvent.id)
    )
    found: defaultdict[int, list[Move]] = defaultdict(list)
    for stay_id, stage, entered_on in rows:
        found[stay_id].append(Move(stage, entered_on))
    return found


def _employment(
    pilot_id: int, touching: tuple[ColumnElement[bool], ...]
) -> Mapping[int, list[Since]]:
    rows = db.session.execute(
        select(Circumstance.participation_id, Circumstance.from_day, Circumstance.value).where(
            Circumstance.pilot_id == pilot_id,
            Circumstance.participation_id.in_(_ids(touching)),
            Circumstance.field == EMPLOYMENT,
        )
    )
    found: defaultdict[int, list[Since]] = defaultdict(list)
    for stay_id, from_day, value in rows:
        found[stay_id].append(Since(from_day, value))
    return found


def _followed(
    pilot_id: int, touching: tuple[ColumnElement[bool], ...]
) -> Mapping[int, dict[int, Followed]]:
    rows = db.session.execute(
        select(
            Whereabouts.participation_id,
            Whereabouts.months_after,
            Whereabouts.asked_on,
            Whereabouts.status,
            Whereabouts.missing,
        ).where(
            Whereabouts.pilot_id == pilot_id,
            Whereabouts.participation_id.in_(_ids(touching)),
        )
    )
    found: defaultdict[int, dict[int, Followed]] = defaultdict(dict)
    for stay_id, months, asked_on, status, missing in rows:
        found[stay_id][months] = Followed(asked_on, status, missing)
    return found


def deliveries(pilot_id: int) -> Sequence[MonitoringDelivery]:
    """All deliveries, the latest of each half-year first."""
    return db.session.scalars(
        select(MonitoringDelivery)
        .where(MonitoringDelivery.pilot_id == pilot_id)
        .order_by(MonitoringDelivery.half_year.desc(), MonitoringDelivery.number.desc())
    ).all()


def delivery(pilot_id: int, delivery_id: int, *, to_change: bool = False) -> MonitoringDelivery:
    """One delivery; NotFound when this pilot has none with that id.

    `to_change` locks it until the end of the transaction: of two acts at once one comes second.
    """
    row = db.session.get(
        MonitoringDelivery,
        (pilot_id, delivery_id),
        with_for_update=to_change,
        populate_existing=to_change,
    )
    if row is None:
        raise NotFound
    return row


def how_many_of(pilot_id: int, half: HalfYear) -> int:
    """All deliveries of a half-year ever begun."""
    counted = select(func.count()).select_from(MonitoringDelivery)
    return (
        db.session.scalar(
            counted.where(
                MonitoringDelivery.pilot_id == pilot_id, MonitoringDelivery.half_year == half.key
            )
        )
        or 0
    )


def events(pilot_id: int, delivery_id: int) -> list[EventRow]:
    """What happened to a delivery, the latest first."""
    rows = db.session.execute(
        select(MonitoringEvent, User.display_name)
        .join(User, User.id == MonitoringEvent.done_by)
        .where(MonitoringEvent.pilot_id == pilot_id, MonitoringEvent.delivery_id == delivery_id)
        .order_by(MonitoringEvent.turn.desc())
    )
    return [
        EventRow(Act(row.act), name, row.at, row.note, row.withdrawn, row.expired)
        for row, name in rows
    ]


def how_many_events(pilot_id: int, delivery_id: int) -> int:
    """The turn of the last act."""
    return (
        db.session.scalar(
            select(func.max(MonitoringEvent.turn)).where(
                MonitoringEvent.pilot_id == pilot_id, MonitoringEvent.delivery_id == delivery_id
            )
        )
        or 0
    )


def numbers_of(pilot_id: int, delivery_id: int) -> dict[int, MonitoringNumber]:
    """The sealed numbers of a delivery by person."""
    rows = db.session.scalars(
        select(MonitoringNumber).where(
            MonitoringNumber.pilot_id == pilot_id, MonitoringNumber.delivery_id == delivery_id
        )
    )
    return {row.person_id: row for row in rows}


def handed_over(pilot_id: int) -> dict[HalfYear, date]:
    """The half-years that were delivered, each with the day of its first delivery."""
    rows = db.session.execute(
        select(MonitoringDelivery.half_year, func.min(MonitoringDelivery.handed_on))
        .where(MonitoringDelivery.pilot_id == pilot_id, MonitoringDelivery.handed_on.is_not(None))
        .group_by(MonitoringDelivery.half_year)
    )
    found = {read_half(text): on for text, on in rows}
    return {half: on for half, on in found.items() if half is not None and on is not None}


def open_deliveries(pilot_id: int) -> Sequence[MonitoringDelivery]:
    """The deliveries that are not closed yet."""
    return db.session.scalars(
        select(MonitoringDelivery)
        .where(
            MonitoringDelivery.pilot_id == pilot_id,
            MonitoringDelivery.open_half_year.is_not(None),
        )
        .order_by(MonitoringDelivery.half_year)
    ).all()
