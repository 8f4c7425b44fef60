"""Forms of contacts and notes; topics and institutions come from the route."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.fields import GermanDateField, NumberField
from app.forms import Versioned
from app.participants.contacts.labels import COURSE, KIND
from app.participants.contacts.rules import KINDS, MOST_MINUTES

REQUIRED = InputRequired(_l("Bitte ausfüllen."))


class TopicsField(SelectMultipleField):
    """Topics as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ContactForm(FlaskForm):
    """A contact, in the order in which it is typed."""

    held_on = GermanDateField(_l("Tag"), [REQUIRED])
    minutes = NumberField(
        _l("Minuten"),
        [REQUIRED, NumberRange(0, MOST_MINUTES, _l("Bitte 0 bis 1440 Minuten eingeben."))],
    )
    kind = RadioField(
        _l("Art"),
        [InputRequired(_l("Bitte wählen."))],
        choices=list(KIND.items()),
        default=KINDS[0],
    )
    not_reached = BooleanField(_l("nicht erreicht (zählt als Versuch, nicht als Kontakt)"))
    topics = TopicsField(_l("Themen"))
    partner_id = SelectField(_l("Mit Einrichtung"))
    note = TextAreaField(_l("Notiz"), [Optional(), Length(max=4000)])


class NumberedContactForm(ContactForm):
    """A contact of whoever the number names."""

    number = NumberField(_l("Nummer der Person"), [REQUIRED])


class ContactCorrectionForm(ContactForm, Versioned):
    """A corrected contact."""


class NoteForm(FlaskForm):
    """A note of the file."""

    written_on = GermanDateField(_l("Tag"), [REQUIRED])
    text = TextAreaField(_l("Notiz"), [REQUIRED, Length(max=10_000)])


class NoteCorrectionForm(NoteForm, Versioned):
    """A corrected note."""


class CourseForm(Form):
    """What the course is narrowed to, by address."""

    kind = SelectField(_l("Art"), validate_choice=False)
    month = SelectField(_l("Monat"), validate_choice=False)

    def offer(self, everything: Any, months: list[tuple[str, str]]) -> None:
        """Sets the choices."""
        self.kind.choices = [("", everything), *COURSE.items()]
        self.month.choices = [("", everything), *months]
