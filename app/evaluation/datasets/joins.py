"""What statements of several datasets share: rows of a stay, the institution beside them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_

from app.participants.aftercare.models import Whereabouts
from app.participants.conditions.models import Circumstance, Condition
from app.participants.contacts.models import Contact
from app.participants.models import Participation
from app.participants.questionnaires.models import Questionnaire
from app.partners.models import Involvement, Partner


def of_stay(
    table: type[Contact | Questionnaire | Condition | Circumstance | Involvement | Whereabouts],
) -> ColumnElement[bool]:
    """A row belongs to a participation."""
    return and_(
        Participation.pilot_id == table.pilot_id, Participation.id == table.participation_id
    )


def with_partner(table: type[Contact | Condition | Involvement]) -> ColumnElement[bool]:
    """The institution that is named in a row."""
    return and_(Partner.pilot_id == table.pilot_id, Partner.id == table.partner_id)
