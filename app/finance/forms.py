"""Forms of money; choices that come from the programme are filled in by the route."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Form,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField

MISSING = _l("Bitte ausfüllen.")
ERROR, REFUND = "error", "refund"


class EventForm(FlaskForm):
    """Something happens to a record; `version` is that of the record shown."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class DayForm(Form):
    """The day of account, by address."""

    day = GermanDateField(_l("Stichtag"), [Optional()])


class BookingFilterForm(Form):
    """What the list of vouchers is narrowed to, by address."""

    text = StringField(_l("Suche"), [Length(max=100)])
    position = SelectField(_l("Position"), validate_choice=False)
    year = SelectField(_l("Zahlungsjahr"), validate_choice=False)
    month = SelectField(_l("Monat der Bücher"), validate_choice=False)
    day = GermanDateField(_l("Bezahlt bis"), [Optional()])


class ReversalForm(FlaskForm):
    """Taking a voucher back by a further booking."""

    kind = RadioField(
        _l("Warum ist der Beleg zu stornieren?"),
        [InputRequired(_l("Bitte wählen."))],
        choices=[
            (ERROR, _l("Buchungsfehler: zählt am Zahlungstag des Belegs zurück")),
            (REFUND, _l("Erstattung: Geld kam an einem eigenen Tag zurück")),
        ],
    )
    refunded_on = GermanDateField(_l("Tag der Erstattung"), [Optional()])
    reason = TextAreaField(_l("Begründung"), [DataRequired(MISSING), Length(max=300)])
    confirmed = BooleanField(
        _l("Ja, der Beleg wird storniert. Das Storno selbst lässt sich nicht zurücknehmen."),
        [InputRequired(_l("Bitte bestätigen Sie das Storno."))],
    )
