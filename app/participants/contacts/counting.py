"""The contacts that density and dose count, of all cases; no notes, no names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from sqlalchemy import BigInteger, ColumnElement, Date, Select, and_, bindparam, func, or_, select

from app.extensions import fetch
from app.participants.contacts.models import Contact, ContactTopic
from app.participants.contacts.rules import HeldWith, TopicOf
from app.participants.models import Participation

_PILOT, _DAY = bindparam("pilot", type_=BigInteger()), bindparam("day", type_=Date())


def took_place() -> tuple[ColumnElement[bool], ...]:
    """Neither in vain nor voided."""
    return Contact.was_reached.is_(True), Contact.voided_on.is_(None)


def in_care_then() -> ColumnElement[bool]:
    """The contact was on a day in care: entry ≤ day < exit."""
    return and_(
        Contact.held_on >= Participation.admitted_on,
        or_(Participation.exited_on.is_(None), Participation.exited_on > Contact.held_on),
    )


def held_with_all(pilot_id: int, day: date) -> Sequence[HeldWith]:
    """All contacts of a pilot up to a day, included; one statement."""
    return [HeldWith(*row) for row in fetch(_held(), {"pilot": pilot_id, "day": day})]


def topics_with_all(pilot_id: int, day: date) -> Sequence[TopicOf]:
    """The same by case and topic; a contact about two topics counts with both; one statement."""
    rows = fetch(_topics(), {"pilot": pilot_id, "day": day})
    return [TopicOf(id_, topic, contacts, int(minutes)) for id_, topic, contacts, minutes in rows]


@cache
def _held() -> Select[int, date, int, str]:
    return (
        select(Contact.participation_id, Contact.held_on, Contact.minutes, Contact.kind)
        .join(Participation, _of_case())
        .where(*_counted())
    )


@cache
def _topics() -> Select[int, str, int, int]:
    return (
        select(
            Contact.participation_id, ContactTopic.topic, func.count(), func.sum(Contact.minutes)
        )
        .join(Participation, _of_case())
        .join(
            ContactTopic,
            and_(ContactTopic.pilot_id == Contact.pilot_id, ContactTopic.contact_id == Contact.id),
        )
        .where(*_counted())
        .group_by(Contact.participation_id, ContactTopic.topic)
    )


def _of_case() -> ColumnElement[bool]:
    return and_(
        Participation.pilot_id == Contact.pilot_id, Participation.id == Contact.participation_id
    )


def _counted() -> tuple[ColumnElement[bool], ...]:
    return Contact.pilot_id == _PILOT, Contact.held_on <= _DAY, *took_place(), in_care_then()
