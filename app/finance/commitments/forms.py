"""Forms of commitments; choices that come from the programme are filled in by the route."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField, MoneyField, NumberField
from app.finance.commitments.rules import vat_within
from app.finance.forms import MISSING, EventForm

CHOOSE = _l("Bitte wählen.")
MOST_LINES = 30
YES, NO = "yes", "no"
RATES = {"19": 19, "7": 7, "0": 0}
"""Rates of value added tax in percent, by what a form sends."""


class CommitmentFilterForm(Form):
    """What the list of commitments is narrowed to, by address."""

    text = StringField(_l("Suche"), [Length(max=100)])
    state = SelectField(_l("Stand"), validate_choice=False, default="open")
    position = SelectField(_l("Position"), validate_choice=False)
    turn = SelectField(_l("Zuständig"), validate_choice=False)


class Asked(Form):
    """A line by address, to begin a commitment with."""

    position = StringField(validators=[Length(max=12)])
    amount = MoneyField(validators=[Optional()])
    net = MoneyField(validators=[Optional()])
    expected_on = GermanDateField(validators=[Optional()])
    post = StringField(validators=[Length(max=40)])


class ShareForm(Form):
    """A line: a part of the amount by position, post and day; an empty one is left out."""

    position = SelectField(_l("Position"), [InputRequired(CHOOSE)])
    gross_cents = MoneyField(_l("Betrag brutto"), [InputRequired(MISSING)])
    vat_rate = SelectField(
        _l("Mehrwertsteuer"),
        [Optional()],
        choices=[("", _l("keine Angabe")), *((key, f"{key} %") for key in RATES)],
    )
    vat_cents = MoneyField(_l("oder Steuerbetrag"), [Optional()])
    is_deductible = BooleanField(_l("Vorsteuer ist abziehbar"), default=True)
    expected_on = GermanDateField(_l("Zahlung erwartet am"), [InputRequired(MISSING)])
    post_key = SelectField(_l("Stelle"), [Optional()])
    carrier_reason = StringField(_l("Trägt der Träger selbst, weil"), [Length(max=300)])

    @property
    def is_blank(self) -> bool:
        """Nothing was entered in this line."""
        texts = [self.position.data, self.carrier_reason.data, self.post_key.data]
        raw = [*(self.gross_cents.raw_data or []), *(self.expected_on.raw_data or [])]
        return not any(text and str(text).strip() for text in [*texts, *raw])

    @property
    def tax_cents(self) -> int | None:
        """The tax as entered, or by its rate; None where neither is given."""
        rate = self.rate
        if self.vat_cents.data is not None or rate is None:
            return self.vat_cents.data
        return vat_within(self.gross_cents.data or 0, rate)

    @property
    def rate(self) -> int | None:
        """The rate in percent; None for none, and for one that was not offered."""
        return RATES.get(self.vat_rate.data or "")

    def validate(self, extra_validators: Any = None) -> bool:
        """An empty line is no fault."""
        return True if self.is_blank else bool(super().validate(extra_validators))

    def validate_gross_cents(self, field: MoneyField) -> None:
        """Nothing and less than nothing is no line."""
        if field.data is not None and field.data <= 0:
            raise ValidationError(_("Der Betrag muss größer als 0 sein."))

    def validate_vat_cents(self, field: MoneyField) -> None:
        """A rate and an amount beside it must agree to the cent."""
        gross, rate = self.gross_cents.data, self.rate
        if field.data is None or gross is None:
            return
        if not 0 <= field.data < max(1, gross):
            raise ValidationError(_("Die Steuer liegt zwischen 0 und dem Bruttobetrag."))
        if rate is not None and abs(field.data - vat_within(gross, rate)) > 1:
            raise ValidationError(_("Steuersatz und Steuerbetrag passen nicht zusammen."))


class CommitmentForm(FlaskForm):
    """Money to be bound; `version` is that of the commitment shown, 0 for a new one."""

    payee = StringField(_l("Empfänger (Lieferant)"), [Length(max=200)])
    participant_number = NumberField(
        _l("oder Nummer der teilnehmenden Person"), [Optional(), NumberRange(1)]
    )
    reason = StringField(_l("Verwendungszweck"), [DataRequired(MISSING), Length(max=300)])
    shares = FieldList(FormField(ShareForm), min_entries=1, max_entries=MOST_LINES)
    expires_on = GermanDateField(_l("Gebunden bis"), [Optional()])
    basis = StringField(_l("Grundlage der Pauschale"), [Length(max=300)])
    award_number = SelectField(_l("Vergabevermerk"), [Optional()])
    no_award_reason = StringField(_l("Begründung, wenn er fehlt"), [Length(max=300)])
    version = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired()])

    def offer(self, positions: Any, posts: Any, awards: Any) -> None:
        """Gives every line, and the form, its choices."""
        self.award_number.choices = awards
        for line in self.shares:
            line.form.position.choices = positions
            line.form.post_key.choices = posts

    def validate(self, extra_validators: Any = None) -> bool:
        """At least one line has something in it."""
        is_valid = bool(super().validate(extra_validators))
        if all(line.form.is_blank for line in self.shares):
            first = self.shares[0]
            first.form.position.errors = [CHOOSE]
            self.shares.errors = [first.errors]
            return False
        return is_valid


class InvoiceFields(FlaskForm):
    """What is on an invoice."""

    invoice_number = StringField(_l("Rechnungsnummer"), [Length(max=60)])
    invoiced_on = GermanDateField(_l("Rechnungsdatum"), [InputRequired(MISSING)])
    bears_mark = RadioField(
        _l("Trägt der Beleg den Projektvermerk?"),
        [Optional()],
        choices=[(YES, _l("ja")), (NO, _l("nein"))],
    )
    is_no_duplicate = BooleanField(
        _l("Ich habe verglichen: Es ist eine andere Rechnung, keine doppelte.")
    )


class VoucherForm(CommitmentForm, InvoiceFields):
    """A commitment with its invoice."""


class InvoiceForm(EventForm, InvoiceFields):
    """The invoice has come in."""


class SendBackForm(EventForm):
    """Why an invoice is not approved."""

    reason = TextAreaField(_l("Was ist zu berichtigen?"), [DataRequired(MISSING), Length(max=300)])


class RenewForm(EventForm):
    """Until when the money is to be bound."""

    expires_on = GermanDateField(_l("Gebunden bis"), [InputRequired(MISSING)])
    reason = StringField(_l("Begründung"), [Length(max=300)])


class PayForm(EventForm):
    """The invoice is paid, as a whole or in part; one amount per line."""

    source_number = StringField(_l("Belegnummer"), [DataRequired(MISSING), Length(max=40)])
    paid_on = GermanDateField(_l("Bezahlt am"), [InputRequired(MISSING)])
    lines = FieldList(MoneyField(_l("Bezahlt"), [Optional()]), max_entries=MOST_LINES)
    is_final = RadioField(
        _l("Kommt noch etwas?"),
        [InputRequired(CHOOSE)],
        choices=[
            (YES, _l("Nein, Schlusszahlung: was übrig ist, wird wieder frei")),
            (NO, _l("Ja, Abschlag: der Rest bleibt vorgemerkt")),
        ],
        default=YES,
    )


class CancelForm(EventForm):
    """The confirmation before a commitment is cancelled."""

    reason = StringField(_l("Begründung"), [Length(max=300)])
    confirmed = BooleanField(
        _l("Ja, die Vormerkung wird storniert."),
        [InputRequired(_l("Bitte bestätigen Sie das Storno."))],
    )


class AwardForm(FlaskForm):
    """The record of an award; `version` is that of the record shown, 0 for a new one."""

    subject = StringField(_l("Gegenstand"), [DataRequired(MISSING), Length(max=200)])
    procedure = SelectField(_l("Verfahren"), [InputRequired(CHOOSE)])
    offers = NumberField(_l("Eingegangene Angebote"), [InputRequired(MISSING), NumberRange(1)])
    decided_on = GermanDateField(_l("Entschieden am"), [InputRequired(MISSING)])
    awarded_to = StringField(_l("Auftrag erhält"), [DataRequired(MISSING), Length(max=200)])
    amount_cents = MoneyField(_l("Auftragswert brutto"), [InputRequired(MISSING)])
    reason = TextAreaField(_l("Begründung"), [DataRequired(MISSING), Length(max=1000)])
    version = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired()])
