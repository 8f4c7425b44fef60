"""The rows of `contacts`: what was noted about each contact; struck ones and notes stay out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final

from sqlalchemy import and_, select

from app.evaluation.datasets.joins import of_stay, with_partner
from app.evaluation.datasets.sources import Asked, Beside, PeopleSource, Values
from app.evaluation.queries import Rows, in_order
from app.evaluation.rules import KnownStay
from app.participants.contacts.models import Contact, ContactTopic
from app.participants.models import Participation
from app.partners.models import Partner
from exports.columns import Missing
from exports.datasets import CONTACTS


def statement(asked: Asked) -> Rows:
    """Contacts up to the day, one row for each of their topics."""
    found = (
        select(
            Participation.id,
            Contact.id.label("contact_id"),
            Contact.held_on,
            Contact.kind,
            Contact.was_reached,
            Contact.minutes,
            Partner.kind.label("partner_kind"),
            ContactTopic.topic,
        )
        .join(Contact, of_stay(Contact))
        .outerjoin(Partner, with_partner(Contact))
        .outerjoin(
            ContactTopic,
            and_(ContactTopic.pilot_id == Contact.pilot_id, ContactTopic.contact_id == Contact.id),
        )
        .where(
            Contact.pilot_id == asked.pilot_id,
            Contact.held_on <= asked.day,
            Contact.voided_on.is_(None),
        )
    )
    return in_order(found, Contact.held_on, Contact.id)


def lines(known: KnownStay, beside: Beside, _asked: Asked) -> Iterator[Values]:
    """The contacts of a stay in the order of their days; after the exit with consent only."""
    shown = [row for row in beside if _is_shown(known, row.held_on)]
    by_contact = groupby(shown, key=attrgetter("contact_id"))
    for number, (_contact_id, of_topics) in enumerate(by_contact, 1):
        rows = list(of_topics)
        row = rows[0]
        # sorted here: databases do not agree on the order of texts
        topics = sorted(one.topic for one in rows if one.topic is not None)
        yield (
            number,
            row.held_on,
            _phase(known, row.held_on),
            row.kind,
            int(row.was_reached),
            row.minutes,
            Missing.NOT_APPLICABLE if row.partner_kind is None else row.partner_kind,
            " ".join(topics) if topics else Missing.UNKNOWN,
        )


def _is_shown(known: KnownStay, held_on: date) -> bool:
    """The last talk on the day of exit still belongs to the stay."""
    is_later = known.exited_on is not None and held_on > known.exited_on
    return not is_later or "follow_up" in known.permitted


def _phase(known: KnownStay, held_on: date) -> str:
    if held_on < known.stay.admitted_on:
        return "before_entry"
    is_after = known.exited_on is not None and held_on >= known.exited_on
    return "after_care" if is_after else "in_care"


SOURCE: Final = PeopleSource(CONTACTS, lines, statement)
