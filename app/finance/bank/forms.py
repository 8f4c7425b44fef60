"""Forms of the bank."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from app.finance.labels import RECEIPT_KIND


class EntryFilterForm(Form):
    """What the list of entries is narrowed to, by address."""

    state = SelectField(
        _l("Stand"),
        choices=[("open", _l("offen")), ("matched", _l("abgeglichen")), ("all", _l("alle"))],
        default="open",
    )
    text = StringField(_l("Suche"), [Length(max=100)])


class CertainForm(FlaskForm):
    """All certain proposals as they were shown."""

    looked_at = HiddenField(validators=[InputRequired()])


class AcceptForm(FlaskForm):
    """One proposal as it was shown; no voucher where it is a draw-down."""

    booking_id = HiddenField()


class MatchForm(FlaskForm):
    """Matching by hand."""

    source_number = StringField(
        _l("Belegnummer"), [DataRequired(_l("Bitte ausfüllen.")), Length(max=40)]
    )


class ReceiptForm(FlaskForm):
    """What a credit is."""

    kind = RadioField(
        _l("Was ist das für eine Einnahme?"),
        [InputRequired(_l("Bitte wählen."))],
        choices=list(RECEIPT_KIND.items()),
    )


class ReleaseForm(FlaskForm):
    """The confirmation before a match is taken back."""

    confirmed = BooleanField(
        _l("Ja, die Zuordnung wird gelöst."),
        [InputRequired(_l("Bitte bestätigen Sie das Lösen."))],
    )
