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

from app.fields import GermanDateField, MoneyField

MISSING = _l("Bitte ausfüllen.")
ERROR, REFUND = "error", "refund"


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


class CommitmentFilterForm(Form):
    """What the list of commitments is narrowed to, by address."""

    state = SelectField(
        _l("Stand"), choices=[("open", _l("offen")), ("all", _l("alle"))], default="open"
    )
    position = SelectField(_l("Position"), validate_choice=False)


class CommitmentForm(FlaskForm):
    """Money to be bound; `version` is that of the commitment shown, 0 for a new one."""

    position = SelectField(_l("Position"), [InputRequired(_l("Bitte wählen."))])
    amount_cents = MoneyField(_l("Betrag"), [InputRequired(MISSING)])
    payee = StringField(_l("Empfänger"), [DataRequired(MISSING), Length(max=200)])
    reason = StringField(_l("Verwendungszweck"), [DataRequired(MISSING), Length(max=300)])
    expected_on = GermanDateField(_l("Zahlung erwartet am"), [InputRequired(MISSING)])
    version = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired()])


class EventForm(FlaskForm):
    """Something happens to a commitment; `version` is that of the commitment shown."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class InvoiceForm(EventForm):
    """The invoice has come in."""

    invoiced_on = GermanDateField(_l("Rechnungsdatum"), [InputRequired(MISSING)])


class PayForm(EventForm):
    """The invoice is paid."""

    source_number = StringField(_l("Belegnummer"), [DataRequired(MISSING), Length(max=40)])
    paid_on = GermanDateField(_l("Bezahlt am"), [InputRequired(MISSING)])


class CancelForm(EventForm):
    """The confirmation before a commitment is cancelled."""

    confirmed = BooleanField(
        _l("Ja, die Vormerkung wird storniert."),
        [InputRequired(_l("Bitte bestätigen Sie das Storno."))],
    )
