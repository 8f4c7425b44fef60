"""Forms of the bank. Several stand on the page of a payment: their fields have ids of their own."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.fields import MoneyField
from app.finance.bank.labels import REST_KIND
from app.finance.labels import RECEIPT_KIND, REPAYMENT_KIND

MISSING, CHOOSE = _l("Bitte ausfüllen."), _l("Bitte wählen.")


class EntryFilterForm(Form):
    """What the lists of entries and vouchers are narrowed to, by address."""

    state = SelectField(
        _l("Stand"),
        choices=[("open", _l("offen")), ("matched", _l("abgeglichen")), ("all", _l("alle"))],
        default="open",
    )
    month = SelectField(_l("Monat"), validate_choice=False)
    amount = MoneyField(_l("Betrag"), [Optional()])
    text = StringField(_l("Suche"), [Length(max=100)])


class CertainForm(FlaskForm):
    """All certain proposals as they were shown."""

    looked_at = HiddenField(validators=[InputRequired()])


class WorkForm(FlaskForm):
    """What is ticked on the workbench is read from the request; this holds the token."""


class SelectionForm(FlaskForm):
    """A selection matched; what is left over stays open, or is booked with a reason."""

    kind = RadioField(
        _l("Was ist mit dem Unterschied?"),
        choices=[("", _l("Er bleibt offen.")), *REST_KIND.items()],
        default="",
        validate_choice=False,
    )
    reason = StringField(_l("Begründung"), [Length(max=300)])


class MatchForm(FlaskForm):
    """Matching by hand."""

    source_number = StringField(_l("Belegnummer"), [DataRequired(MISSING), Length(max=40)])


class ReceiptForm(FlaskForm):
    """What a credit is."""

    kind = RadioField(
        _l("Was ist das für eine Einnahme?"),
        [InputRequired(CHOOSE)],
        choices=list(RECEIPT_KIND.items()),
        id="receipt-kind",
    )


class RepaymentForm(FlaskForm):
    """What went back to the funder."""

    kind = RadioField(
        _l("Was ging an den Zuwendungsgeber zurück?"),
        [InputRequired(CHOOSE)],
        choices=list(REPAYMENT_KIND.items()),
        id="repayment-kind",
    )


class RestForm(FlaskForm):
    """Why an amount belongs to no voucher."""

    kind = RadioField(
        _l("Warum gehört kein Beleg dazu?"),
        [InputRequired(CHOOSE)],
        choices=list(REST_KIND.items()),
        id="rest-kind",
    )
    reason = StringField(
        _l("Begründung"), [DataRequired(MISSING), Length(max=300)], id="rest-reason"
    )
    seen = HiddenField(validators=[InputRequired()])


class ReleaseForm(FlaskForm):
    """The confirmation before a match is taken back."""

    confirmed = BooleanField(
        _l("Ja, die Zuordnung wird gelöst."),
        [InputRequired(_l("Bitte bestätigen Sie das Lösen."))],
    )


class WithdrawForm(FlaskForm):
    """A sign-off taken back by the second person."""

    reason = TextAreaField(_l("Begründung"), [DataRequired(MISSING), Length(max=300)])
