"""Forms of the funder's rules: an order to be looked at, a rule set, a value of the notice."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField, MoneyField

MISSING = _l("Bitte ausfüllen.")
ABOVE_ZERO = NumberRange(1, 10**12, _l("Bitte einen Betrag über 0 eingeben."))


class OrderForm(Form):
    """What is to be ordered, by address."""

    amount = MoneyField(_l("Betrag mit Umsatzsteuer"), [InputRequired(MISSING), ABOVE_ZERO])
    net = MoneyField(_l("Betrag ohne Umsatzsteuer"), [Optional(), ABOVE_ZERO])
    position = SelectField(_l("Position"), [InputRequired(_l("Bitte wählen."))])
    expected_on = GermanDateField(_l("Zahlung erwartet am"), [InputRequired(MISSING)])
    post = SelectField(_l("Stelle"), [Optional()])


class ChangeForm(FlaskForm):
    """What a change of the rules needs beside what is changed; `seen` is the choice it replaces."""

    valid_from = GermanDateField(_l("Gültig ab"), [InputRequired(MISSING)])
    seen = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired()])
    confirmed = BooleanField(
        _l("Ja, die Urteile folgen ab diesem Tag der Änderung."),
        [InputRequired(_l("Bitte bestätigen Sie die Änderung."))],
    )


class RuleSetForm(ChangeForm):
    """The rule set that binds from a day on."""

    key = SelectField(_l("Regelwerk"), [InputRequired(_l("Bitte wählen."))])
    reason = StringField(_l("Begründung"), [DataRequired(MISSING), Length(max=300)])


class ValueForm(ChangeForm):
    """A value as the notice sets it."""

    name = HiddenField()
    value = StringField(_l("Wert"), [Length(max=200)])
    standing = SelectField(
        _l("Bestätigt"),
        choices=[
            ("yes", _l("ja, der Bescheid sagt es")),
            ("no", _l("nein, noch zu klären")),
        ],
    )
    source = StringField(_l("Stelle im Bescheid"), [DataRequired(MISSING), Length(max=200)])
